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
} from '../src/index.js';

/** The built-in formats, whose every order makes a chain. */
const formats = ['classic', 'yaml', 'json'] as const;

type FormatName = (typeof formats)[number];

/** A text and what it is: what the laws hold for, whatever it says. */
export interface Subject {
  readonly text: string;
  readonly format: FormatName;
  readonly options?: Pick<ConvertOptions, 'expandAliases' | 'upstreams' | 'strict'>;
}

/** The text in a format, undefined if it is refused. */
async function textIn(target: FormatName, { text, format, options }: Subject): Promise<string | undefined> {
  const { outputs } = await convert(text, { ...options, from: format, to: target });
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
  expect(configDifference(start, config, { comments: hasComments }), `after ${way.join(' → ')}`).toBeUndefined();
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

/** Canonical classic text comes back byte for byte through YAML. */
export async function expectClassicBackFromYaml(subject: Subject): Promise<void> {
  const classic = await textIn('classic', subject);
  if (classic === undefined) return;
  const yaml = await textIn('yaml', { text: classic, format: 'classic' });
  if (yaml !== undefined) expect(await textIn('classic', { text: yaml, format: 'yaml' })).toBe(classic);
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
  const expected = properties.flatMap(textsOf);
  // A repeated key without letters has no other spelling (D-4): JSON.parse sees the last one only.
  const withLetters = properties.filter(({ key }) => /[a-z]/i.test(key)).flatMap(textsOf);
  for (const format of formats) {
    const text = await textIn(format, subject);
    if (text === undefined) continue;
    const again = await read({ text, format });
    const values = propertiesOf(again.config.sections).flatMap(textsOf);
    expect(values.sort(), `values in ${format}`).toEqual(expected.sort());
    if (format === 'classic') continue;
    expect(scalarsOf(text), `values of ${format} to the package yaml`).toEqual(expect.arrayContaining(expected));
    if (format === 'json') expect(leavesOf(JSON.parse(text)), 'values to JSON.parse').toEqual(expect.arrayContaining(withLetters));
  }
}

function propertiesOf(sections: readonly Section[]): Property[] {
  return sections.flatMap(({ properties, sections: inner = [] }) => [...properties, ...propertiesOf(inner)]);
}

/** A variable may say two things: where its text is, and how often it is read again (Y-28). */
function textsOf({ value, refreshInterval }: Property): string[] {
  return refreshInterval === undefined ? [value] : [value, refreshInterval];
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
