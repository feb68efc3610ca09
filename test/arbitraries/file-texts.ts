import fc from 'fast-check';
import { keysTakenOnce } from '../../src/model/plugins.js';
import { type FormatName, fits, formats } from '../support/fits.js';
import { keyInSomeCase } from './keys.js';
import { type PluginKind, pluginOfKind } from './plugins.js';
import { canonicalRule } from './rules.js';
import { awkwardText, plainText } from './texts.js';

// Whole files written by templates, not by the writers: what the writers then make of them is measured against these.

/** A run of one key: a list in YAML, lines in classic. */
interface Run {
  readonly key: string;
  readonly values: readonly string[];
}

interface Part {
  readonly header: string;
  /** Its top-level key in YAML, and the list below `pipeline`. */
  readonly keys: readonly string[];
  readonly runs: readonly Run[];
}

const value = fc
  .oneof(plainText, awkwardText)
  .filter((text) => formats.every((format) => fits(format, { key: 'a', value: text }, 'input')));

function runsOf(keys: readonly string[], values = value): fc.Arbitrary<Run[]> {
  return fc.array(fc.record({ key: keyInSomeCase(keys), values: fc.array(values, { minLength: 1, maxLength: 3 }) }), { maxLength: 7 });
}

const pluginKeys: Record<PluginKind, readonly string[]> = {
  custom: ['customs'],
  input: ['pipeline', 'inputs'],
  filter: ['pipeline', 'filters'],
  output: ['pipeline', 'outputs'],
};

function plugin(kind: PluginKind): fc.Arbitrary<Part> {
  return pluginOfKind(kind).chain(({ name, keys }) =>
    fc.tuple(runsOf([...keys, ...keys, ...keys, 'alias']), fc.nat(3)).map(([runs, at]) => ({
      header: kind,
      keys: pluginKeys[kind],
      runs: inOneSpelling(kind, name, runs).toSpliced(at, 0, { key: 'Name', values: [name] }),
    })),
  );
}

/** A key that may be set once has one spelling: classic refuses a second one (I-20). */
function inOneSpelling(kind: PluginKind, name: string, runs: readonly Run[]): readonly Run[] {
  const isTakenOnce = keysTakenOnce({ kind, properties: [{ key: 'name', value: name }] });
  return runs.map((run) => (isTakenOnce(run.key.toLowerCase()) ? { ...run, key: run.key.toLowerCase() } : run));
}

/** A part without lists: in YAML its keys are repeated. */
function plain(header: string, key: string, keys: readonly string[], values = value): fc.Arbitrary<Part> {
  return runsOf(keys, values).map((runs) => ({
    header,
    keys: [key],
    runs: runs.map((run) => ({ ...run, values: run.values.slice(0, 1) })),
  }));
}

const include = fc
  .constantFrom('a', 'b.conf', 'c/d.yaml', 'e*.conf')
  .map((path): Part => ({ header: '@INCLUDE', keys: ['includes'], runs: [{ key: 'include', values: [path] }] }));

const variable = plain('@SET', 'env', ['A', 'b_C', 'd']);
const service = plain('service', 'service', ['flush', 'parsers_file', 'parsers_file', 'log_level']);
const parser = plain('parser', 'parsers', ['name', 'decode_field', 'decode_field_as', 'decode_field_as', 'regex']);
const multilineParser = plain('multiline_parser', 'multiline_parsers', ['rule', 'rule', 'rule'], canonicalRule);
const filter = plugin('filter');

const mainFile = fc.array(fc.oneof(include, variable, service, plugin('custom'), plugin('input'), filter, filter, plugin('output')), {
  maxLength: 9,
});
const parsersFile = fc.array(fc.oneof(include, variable, parser, parser, multilineParser), { maxLength: 7 });

const parts = fc.oneof({ arbitrary: mainFile, weight: 3 }, parsersFile);

/** Classic files. */
export const classicTexts: fc.Arbitrary<string> = parts.map((all) => all.map(classicPart).join('\n'));

function classicPart({ header, runs }: Part): string {
  const pairs = runs.flatMap(({ key, values }) => values.map((text) => [key, text] as const));
  if (header === '@INCLUDE') return pairs.map(([, path]) => `${header} ${path}\n`).join('');
  if (header === '@SET') return pairs.map(([name, text]) => `${header} ${name}=${text}\n`).join('');
  return `[${header.toUpperCase()}]\n${pairs.map(([key, text]) => `    ${key} ${text}\n`).join('')}`;
}

/** YAML files: runs of keys are lists or the key repeated, and parts are documents or not, as `choices` says. */
export const yamlTexts: fc.Arbitrary<string> = fc.tuple(parts, fc.infiniteStream(fc.boolean())).map(([all, choices]) =>
  all
    .filter(isFirstService)
    .map((part) => (choices.next().value ? '---\n' : '') + yamlPart(part, choices))
    .join(''),
);

/** There may be one in a file (Y-4). */
function isFirstService({ header }: Part, i: number, all: readonly Part[]): boolean {
  return header !== 'service' || all.findIndex((part) => part.header === header) === i;
}

function yamlPart({ header, keys, runs }: Part, choices: Iterator<boolean>): string {
  const margin = '  '.repeat(keys.length);
  const head = keys.map((key, i) => `${'  '.repeat(i)}${key}:`).join('\n');
  if (header === '@INCLUDE') return `${head}\n${runs.flatMap(({ values }) => values.map((path) => `${margin}- ${path}\n`)).join('')}`;
  const takesLists = ['custom', 'input', 'filter', 'output'].includes(header);
  const isMap = header === '@SET' || header === 'service';
  const inner = isMap ? margin : `${margin}  `;
  const lines = runs.flatMap(({ key, values }) => {
    // A list of names is one text to the engine (I-15).
    if (takesLists && key !== 'Name' && choices.next().value) return [`${key}:`, ...values.map((text) => `  - ${quoted(text)}`)];
    return values.map((text) => `${key}: ${quoted(text)}`);
  });
  if (lines.length === 0) return `${head} ${isMap ? '{}' : '[{}]'}\n`;
  return `${head}\n${lines.map((line, i) => `${i === 0 && !isMap ? `${margin}- ` : inner}${line}\n`).join('')}`;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export const fileTexts: Record<Exclude<FormatName, 'json'>, fc.Arbitrary<string>> = { classic: classicTexts, yaml: yamlTexts };
