import { expect } from 'vitest';
import { Lexer, parseAllDocuments, visit } from 'yaml';
import {
  type Config,
  type ConvertOptions,
  configDifference,
  convert,
  type Property,
  type ReadResult,
  readConfig,
  type Section,
} from '../../src/index.js';
import type { Nested } from '../../src/model/nested.js';
import { type FormatName, formats } from '../support/fits.js';
import { withoutSuffix, withoutSuffixes } from '../support/include-names.js';
import { receivedFrom } from '../support/received.js';

/** A text and what it is: what the laws hold for, whatever it says. */
export interface Subject {
  readonly text: string;
  readonly format: FormatName;
  readonly options?: Pick<ConvertOptions, 'expandAliases' | 'upstreams' | 'strict'>;
}

/** The text in a format, undefined if it is refused. */
async function textIn(target: FormatName, { text, format, options }: Subject): Promise<string | undefined> {
  const { outputs, diagnostics } = await convert(text, { ...options, from: format, to: target });
  // What the verification catches is a fault of a reader or a writer, and no refusal.
  expect(diagnostics.map(({ code }) => code)).not.toContain('FLB403');
  return outputs[0]?.text;
}

async function read({ text, format, options }: Subject): Promise<ReadResult> {
  return readConfig(text, { from: format, expandAliases: options?.expandAliases ?? false });
}

/** The same configuration after every chain of formats; and a format takes it on every way or on none. */
export async function expectSameMeaningAfterChains(subject: Subject): Promise<void> {
  const { config } = await read(subject);
  for (const first of formats) {
    const text = await textIn(first, subject);
    if (text === undefined) continue;
    // To merge upstreams is to change the meaning, once: what counts is what comes of the merged text.
    const start = subject.options?.upstreams === 'merge' ? (await read({ text, format: first })).config : config;
    await expectChains(start, { text, format: first }, [subject.format, first], subject);
  }
}

async function expectChains(start: Config, { text, format }: Subject, way: readonly FormatName[], subject: Subject): Promise<void> {
  const { config } = await read({ text, format });
  const hasComments = !way.slice(1).includes('json');
  expect(
    configDifference(withoutSuffixes(start), withoutSuffixes(config), { comments: hasComments }),
    `after ${way.join(' → ')}`,
  ).toBeUndefined();
  if (way.length > formats.length) return;
  // What JSON drops can stand in the way of another format no more: a comment with a control character in it.
  const withoutComments = hasComments ? undefined : await textIn('json', subject);
  const origin: Subject = withoutComments === undefined ? subject : { text: withoutComments, format: 'json' };
  for (const next of formats) {
    const again = await textIn(next, { text, format });
    const isTakenAtOnce = (await textIn(next, origin)) !== undefined;
    expect(again !== undefined, `${next} takes it after ${way.join(' → ')}, as it does at once`).toBe(isTakenAtOnce);
    if (again !== undefined) await expectChains(start, { text: again, format: next }, [...way, next], subject);
  }
}

/** What a writer writes is in canonical style: written again, it does not change. */
export async function expectFixedPoint(subject: Subject): Promise<void> {
  for (const format of formats) {
    const text = await textIn(format, subject);
    if (text !== undefined) expect(await textIn(format, { text, format }), `${format} written twice`).toBe(text);
  }
}

/** Classic text comes back byte for byte through YAML once it has been there: equal keys and the sections of a kind are together then. */
export async function expectClassicBackFromYaml(subject: Subject): Promise<void> {
  const classic = await textIn('classic', subject);
  const grouped = classic && (await throughYaml(classic));
  if (grouped !== undefined) expect(await throughYaml(grouped)).toBe(grouped);
}

/** Classic text as it comes back from YAML, undefined if that refuses it. */
async function throughYaml(classic: string): Promise<string | undefined> {
  const yaml = await textIn('yaml', { text: classic, format: 'classic' });
  return yaml === undefined ? undefined : textIn('classic', { text: yaml, format: 'yaml' });
}

/** Line ends are no part of the meaning, and neither is the one at the end of the file. */
export async function expectLineEndsMeanNothing(subject: Subject): Promise<void> {
  const { config, diagnostics } = await read(subject);
  const crlf = subject.text.replace(/\r?\n/g, '\r\n');
  for (const [variant, text] of Object.entries({ CRLF: crlf, 'no final line end': subject.text.replace(/\r?\n$/, '') })) {
    const again = await read({ ...subject, text });
    expect(configDifference(config, again.config), variant).toBeUndefined();
    expect(
      again.diagnostics.map(({ code }) => code),
      variant,
    ).toEqual(diagnostics.map(({ code }) => code));
  }
}

/** Each comment of the text is in the output, or counted as dropped. The text's comments are counted without our readers. */
export async function expectCommentsAccountedFor(subject: Subject): Promise<void> {
  const expected = countComments(subject.text, subject.format);
  for (const target of formats) {
    const { outputs, diagnostics } = await convert(subject.text, { ...subject.options, from: subject.format, to: target });
    const [output] = outputs;
    if (output === undefined || outputs.length > 1) continue;
    const dropped = diagnostics.reduce((sum, one) => (one.code === 'FLB303' ? sum + one.args.lines : sum), 0);
    expect(countComments(output.text, target) + dropped, `comments in ${target}`).toBe(expected);
    expect(dropped, `comments dropped by ${target}`).toBe(target === 'json' ? expected : 0);
  }
}

function countComments(text: string, format: FormatName): number {
  switch (format) {
    case 'classic':
      return text.split('\n').filter((line) => /^[ \t]*#|^\[[^\]]*\]\s*#/.test(line)).length;
    case 'yaml':
      return [...new Lexer().lex(text)].filter((token) => token.startsWith('#')).length;
    case 'json':
      return 0;
  }
}

/** Every value of the text is in each output, also by the eyes of loaders that are not ours. */
export async function expectValuesInEveryOutput(subject: Subject): Promise<void> {
  if (subject.options?.upstreams !== undefined) return;
  const { config } = await read(subject);
  const properties = propertiesOf(config.sections);
  for (const format of formats) {
    const text = await textIn(format, subject);
    if (text === undefined) continue;
    const again = await read({ text, format });
    const values = propertiesOf(again.config.sections).flatMap(textsOf);
    expect(values.sort(), `values in ${format}`).toEqual(properties.flatMap(textsOf).sort());
    if (format === 'classic') continue;
    const expected = properties.flatMap(textsOf);
    // The three texts of a rule are one text only to who knows what they are (M-7).
    const found = [...scalarsOf(text), ...receivedFrom(format, text).flatMap(({ pairs }) => pairs.map(([, value]) => value))];
    expect(found.flatMap(formsOf), `values of ${format} to the package yaml`).toEqual(expect.arrayContaining(expected));
    if (format === 'json') expectValuesInParsedJson(text, propertiesThatCount(config.sections));
  }
}

/** A repeated key without letters has no other spelling (D-4), so that JSON.parse sees the last one only; numbers lose their text. */
function expectValuesInParsedJson(text: string, properties: readonly Property[]): void {
  const texts = properties.filter(({ key, nested }) => /[a-z]/i.test(key) && key.toLowerCase() !== 'rule' && nested === undefined);
  expect(leavesOf(JSON.parse(text)).flatMap(formsOf), 'values to JSON.parse').toEqual(expect.arrayContaining(texts.flatMap(textsOf)));
}

/** All properties; of a variable that is set again the last value alone (E-1). */
function propertiesThatCount(sections: readonly Section[]): Property[] {
  const variables = sections.flatMap(({ kind, properties }) => (kind === 'env' ? properties : []));
  const last = new Map(variables.map((variable) => [variable.key, variable]));
  const replaced = new Set(variables.filter((variable) => last.get(variable.key) !== variable));
  return propertiesOf(sections).filter((property) => !replaced.has(property));
}

function propertiesOf(sections: readonly Section[]): Property[] {
  return sections.flatMap(({ properties, sections: inner = [] }) => [...properties, ...propertiesOf(inner)]);
}

/** The texts of a property: a variable may also say how often it is read again (Y-28). Queries on one line, includes without suffix. */
function textsOf({ key, value, nested, refreshInterval }: Property): string[] {
  if (nested !== undefined) return nestedTexts(nested);
  const text = key === 'include' ? withoutSuffix(value) : key.toLowerCase() === 'exec' ? onOneLine(value) : value;
  return refreshInterval === undefined ? [text] : [text, refreshInterval];
}

function nestedTexts(nested: Nested): string[] {
  switch (nested.type) {
    case 'scalar':
      return [nested.text];
    case 'list':
      return nested.items.flatMap(({ value }) => nestedTexts(value));
    case 'map':
      return nested.entries.flatMap(({ key, value }) => [key, ...nestedTexts(value)]);
  }
}

function onOneLine(query: string): string {
  return query.replace(/\s+/g, ' ');
}

/** All scalars as texts, those of repeated keys included. */
function scalarsOf(text: string): string[] {
  const texts: string[] = [];
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false });
  for (const document of Array.isArray(documents) ? documents : []) {
    visit(document, { Scalar: (_, { value }) => void texts.push(String(value)) });
  }
  return texts;
}

function leavesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)];
}

/** A text and what `textsOf` makes of it. */
function formsOf(text: string): string[] {
  return [text, withoutSuffix(text), onOneLine(text)];
}
