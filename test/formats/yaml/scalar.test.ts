import fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import { describe, expect, it } from 'vitest';
import * as yaml from 'yaml';
import { yamlScalar } from '../../../src/formats/yaml/scalar.js';
import { writeConfig } from '../../../src/index.js';
import { booleanOf } from '../../../src/model/text.js';
import { patience, runs } from '../../arbitraries/runs.js';
import { awkwardText, awkwardTexts, linesText } from '../../arbitraries/texts.js';

const long = [
  'x'.repeat(100_000),
  'a: b # '.repeat(15_000),
  '"\\'.repeat(50_000),
  '🙂'.repeat(50_000),
  '9'.repeat(100_000),
  `${' '.repeat(99_999)}x`,
];

// No file can hold half a character, and writers refuse NUL, where Fluent Bit cuts a text (Y-19).
const texts = [...awkwardTexts, ...long].filter((text) => text.isWellFormed() && !text.includes('\0'));
const anyText = awkwardText.filter((text) => text.isWellFormed() && !text.includes('\0'));

/** Loaders of both versions, each as a way to load a document and write it again. */
const loaders: Record<string, (document: string) => unknown> = {
  'yaml, YAML 1.1': (document) => yaml.parse(document, { version: '1.1', schema: 'yaml-1.1' }),
  'yaml, YAML 1.2': (document) => yaml.parse(document, { version: '1.2', schema: 'core' }),
  'js-yaml, YAML 1.1': (document) => jsYaml.load(document, { schema: jsYaml.YAML11_SCHEMA }),
  'js-yaml, YAML 1.2': (document) => jsYaml.load(document, { schema: jsYaml.CORE_SCHEMA }),
};

const writers: Record<string, (value: unknown) => string> = {
  'yaml, YAML 1.1': (value) => yaml.stringify(value, { version: '1.1', schema: 'yaml-1.1', lineWidth: 0 }),
  'yaml, YAML 1.2': (value) => yaml.stringify(value, { version: '1.2', schema: 'core', lineWidth: 0 }),
  'js-yaml, YAML 1.1': (value) => jsYaml.dump(value, { schema: jsYaml.YAML11_SCHEMA }),
  'js-yaml, YAML 1.2': (value) => jsYaml.dump(value, { schema: jsYaml.CORE_SCHEMA }),
};

/** The text as Fluent Bit reads it, which types nothing. */
function textOf(document: string): unknown {
  return yaml.parse(document, { schema: 'failsafe' });
}

describe.each(Object.keys(loaders))('%s', patience, (name) => {
  const load = loaders[name] as (document: string) => unknown;
  const write = writers[name] as (value: unknown) => string;

  it('loads any text of a key that holds text as that text, or as a number that it writes as that text', () => {
    const check = (text: string) => {
      const loaded = load(yamlScalar(text, 'text'));
      if (typeof loaded === 'number') expect(textOf(write(loaded))).toBe(text);
      else expect(loaded).toBe(text);
    };
    texts.forEach(check);
    fc.assert(fc.property(anyText, check), runs(500));
  });

  it('loads any text of a key that is on or off likewise, save the words that Fluent Bit takes for booleans', () => {
    const check = (text: string) => {
      const loaded = load(yamlScalar(text, 'boolean'));
      if (typeof loaded === 'boolean') expect(loaded).toBe(booleanOf(text));
      else if (typeof loaded === 'number') expect(textOf(write(loaded))).toBe(text);
      else expect(loaded).toBe(text);
    };
    texts.forEach(check);
    fc.assert(fc.property(anyText, check), runs(500));
  });

  it('loads any text as a key', () => {
    const check = (text: string) => {
      const written = yamlScalar(text, 'text');
      const document = written.length > 1000 ? `? ${written}\n: x\n` : `${written}: x\n`;
      expect(Object.keys(load(document) as object)).toEqual([text]);
    };
    texts.forEach(check);
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== '__proto__'),
        check,
      ),
      runs(500),
    );
  });
});

describe.each(Object.entries(loaders))('%s, of texts of several lines', patience, (_, load) => {
  it('loads any of them as that text, in a map and in a list, whatever follows', () => {
    const check = (text: string, other: string) => {
      const properties = [text, other, 'x'].map((value) => ({ key: 'a', value }));
      const sections = [
        { kind: 'env' as const, properties: [{ key: 'A', value: text }] },
        { kind: 'input' as const, properties },
      ];
      const { text: document } = writeConfig({ sections });
      expect(load(document), document).toEqual({ env: { A: text }, pipeline: { inputs: [{ a: [text, other, 'x'] }] } });
    };
    fc.assert(fc.property(linesText, linesText, check), runs(500));
  });
});

describe('the style of scalars', patience, () => {
  it.each(['on', 'Off', 'TRUE', 'no'])('%s stays plain for a key that is on or off, and only there', (text) => {
    expect(yamlScalar(text, 'boolean')).toBe(text);
    expect(yamlScalar(text, 'text')).toBe(`'${text}'`);
    expect(yamlScalar(text)).toBe(`'${text}'`);
  });

  it.each([
    '0.001',
    '-0.5',
    '999999.5',
    '999999',
    '127.0.0.1:80',
    '1.2.3',
    '5s',
    '10M',
    '1,a',
    'a b',
    '127.0.0.1',
    '/a/b.c',
    '24224',
    '0.5',
    'a:b',
    'a#b',
    "it's",
    `\${VAR}`,
    '$(X)',
    '-x',
    'ä',
  ])('%s stays plain', (text) => {
    expect(yamlScalar(text)).toBe(text);
  });

  it.each([
    '007',
    '1.10',
    '0x1F',
    '12:30',
    '~',
    'null',
    '1234567890123456',
    '*',
    '2001-01-01',
    '',
    ' a',
    'a: b',
    'a #b',
    '.inf',
    '1e3',
    '1_000',
    'y',
    '80,443',
    '1,2,3',
    '-1,0',
    '1,000',
    '1000:1000',
    '1:2:3.4',
    '_1',
    '_',
    '-_1',
    '0x_',
    '0.00005',
    '0.0009',
    '1234567.5',
    '1000000.5',
  ])('%s is put in quotes', (text) => {
    expect(yamlScalar(text)).toBe(`'${text}'`);
  });

  it.each([
    ['a\nb', '"a\\nb"'],
    ['a\tb', '"a\\tb"'],
    ['"\\\u0085', '"\\"\\\\\\u0085"'],
    ['\u007f\u2028\ufeff', '"\\u007F\\u2028\\uFEFF"'],
  ])('%j is written with escapes', (text, written) => {
    expect(yamlScalar(text)).toBe(written);
  });
});
