/** The base names of files that AWS is told to include in a configuration of its own, which is classic, by a text that is YAML or JSON. */
export function includedByAws(text: string): string[] {
  if (!anyMark.test(text)) return [];
  return includes.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, path = '']) => path.replace(/^.*[/:]/, ''))).filter(Boolean);
}

const anyMark = /config-file-value|aws_fluent_bit_init_/i;
const value = `["']?([^\\s"',}]+)`;
const valueKey = `["']?value["']?\\s*:\\s*`;

/** The option of FireLens, and the variables of the init images, in either order of name and value or as a key of a map. */
const includes = [
  new RegExp(`config-file-value["']?\\s*[:=]\\s*${value}`, 'gi'),
  new RegExp(`aws_fluent_bit_init_\\w+["']?\\s*(?::\\s*|,?\\s*${valueKey})${value}`, 'gi'),
  new RegExp(`${valueKey}${value}["']?\\s*,?\\s*["']?name["']?\\s*:\\s*["']?aws_fluent_bit_init_`, 'gi'),
];
