import { define } from '../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { Format } from '../formats/format.js';
import { type Config, type Property, valueSpan, withValue } from '../model/config.js';

export const includeRenamed = define({
  code: 'FLB311',
  name: 'include-renamed',
  severity: 'info',
  facts: ['C-36', 'Y-34'],
  why: 'Fluent Bit reads an included file in the format of the file that includes it, whatever its name.',
  example: { classic: '@INCLUDE inputs/*.conf\n\n[OUTPUT]\n    name  stdout\n    match *\n\n@INCLUDE /etc/fluent-bit/outputs\n' },
  says: ({ path, renamed }: { path: string; renamed: string }) => ({
    text: `${path === renamed ? `'${path}' is included` : `'${path}' is now '${renamed}'`}: Fluent Bit reads included files in the format of the file that includes them`,
    help: 'convert that file, too',
  }),
});

/** Read by one reader of the engine, so that they may include each other (Y-11, Y-34), and how their files end. */
const alike = new Set(['yaml', 'json']);
const alikeSuffixes = ['.yaml', '.yml', '.json'];

/**
 * The configuration with its includes under the suffix of the target: Fluent Bit reads an included file by the reader of
 * the file that includes it, whatever its name (C-36, Y-34), so that it must be converted, too, and that is said.
 */
export function renameIncludes(config: Config, from: Format, to: Format, diagnostics: Diagnostic[]): Config {
  if (from === to || (alike.has(from.name) && alike.has(to.name))) return config;
  if (config.sections.every(({ kind }) => kind !== 'include')) return config;
  const sections = config.sections.map((section) => {
    if (section.kind !== 'include') return section;
    return { ...section, properties: section.properties.map((include) => renamed(include, from, to, diagnostics)) };
  });
  return { ...config, sections };
}

function renamed(include: Property, from: Format, { suffixes: [suffix = ''] }: Format, diagnostics: Diagnostic[]): Property {
  const path = include.value;
  const suffixes = alike.has(from.name) ? alikeSuffixes : from.suffixes;
  const old = suffixes.find((one) => path.toLowerCase().endsWith(one));
  const value = old === undefined ? path : path.slice(0, -old.length) + suffix;
  diagnostics.push(diagnostic(includeRenamed, valueSpan(include), { path, renamed: value }));
  return withValue(include, value);
}
