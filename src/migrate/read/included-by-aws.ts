/**
 * The base names of files that AWS is told to include in a configuration of its own, which is classic: by a task definition in
 * YAML, JSON or Terraform's language, or by a program that makes one (CDK).
 */
export function includedByAws(text: string): string[] {
  if (!anyMark.test(text)) return [];
  // Terraform and CloudFormation have task definitions as JSON within a text.
  const unescaped = text.replace(/\\+"/g, '"');
  return includes
    .flatMap((pattern) => Array.from(unescaped.matchAll(pattern), ([, path = '']) => path.replace(/^.*[/:]/, '')))
    .filter(Boolean);
}

/** Whether a file may be a program, or Terraform's, that defines tasks; YAML and JSON are read in any case. */
export function mayDefineTasks(path: string): boolean {
  return /\.(?:tf|tfvars|hcl|[jt]s|py|java|cs|go)$/i.test(path);
}

const anyMark = /config[-_]?file[-_]?value|aws_fluent_bit_init_/i;
/** A text, or one that CloudFormation puts together of one with variables. */
const value = `(?:!Sub\\s+|\\{?\\s*["']?Fn::Sub["']?\\s*:\\s*)?["']?((?:\\$\\{[^}]*\\}|[^\\s"',}])+)`;
const valueKey = `["']?value["']?\\s*[:=]\\s*`;

/** The option of FireLens, and the variables of the init images, in either order of name and value or as a key of a map. */
const includes = [
  new RegExp(`config[-_]?file[-_]?value["']?\\s*[:=]\\s*${value}`, 'gi'),
  new RegExp(`aws_fluent_bit_init_\\w+["']?\\s*(?:[:=]\\s*|,?\\s*${valueKey})${value}`, 'gi'),
  new RegExp(`${valueKey}${value}["']?\\s*\\}?\\s*,?\\s*["']?name["']?\\s*[:=]\\s*["']?aws_fluent_bit_init_`, 'gi'),
];
