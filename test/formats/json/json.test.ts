import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonCursor, JsonError } from '../../../src/formats/json/json-cursor.js';
import type { Tree } from '../../../src/formats/yaml/tree.js';
import { type Config, readConfig, writeConfig } from '../../../src/index.js';
import { mutated, pieces } from '../../arbitraries/mutations.js';
import { patience, runs } from '../../arbitraries/runs.js';
import { jsonSamples } from '../../arbitraries/samples.js';
import { awkwardTexts } from '../../arbitraries/texts.js';
import { treesOf } from '../../support/cursor-trees.js';

/** What `JSON.parse` would make of the tree. */
function parsedValue(tree: Tree): unknown {
  switch (tree.type) {
    case 'scalar':
      return tree.plain ? JSON.parse(tree.text) : tree.text;
    case 'list':
      return tree.items.map(parsedValue);
    case 'map':
      return Object.fromEntries(tree.entries.map(({ key, value }) => [key.text, parsedValue(value)]));
  }
}

type Result = { value: unknown } | 'refused';

function parsed(text: string): Result {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return 'refused';
  }
}

function parsedHere(text: string): Result {
  try {
    return { value: treesOf(new JsonCursor(text)).roots.map(parsedValue)[0] };
  } catch (problem) {
    if (!(problem instanceof JsonError)) throw problem;
    return 'refused';
  }
}

describe('JSON is read as JSON.parse reads it', patience, () => {
  const check = (text: string) => {
    expect(parsedHere(text)).toEqual(parsed(text));
  };

  it('in generated values', () => {
    fc.assert(fc.property(fc.json(), check), runs(2000));
  });

  it('in mutated files, and refused where JSON.parse refuses', () => {
    // Half a character is valid JSON, and no text.
    const texts = mutated(jsonSamples, pieces).filter((text) => !/\\ud[89a-f]/i.test(text) && text.isWellFormed());
    fc.assert(fc.property(texts, check), runs(1500));
  });

  it.each([
    '01',
    '-',
    '+1',
    '1.',
    '.5',
    '1e',
    '0x1F',
    'NaN',
    'nul',
    'True',
    "'a'",
    '[1,]',
    '{"a":1,}',
    '{"a"}',
    '{a:1}',
    '"\\x41"',
    '"\t"',
    '[',
    '',
    '1 2',
    '\u00a01',
    '//',
    '"\\u12g4"',
  ])('%j is refused, or read, like JSON.parse does', check);

  it('keeps the text of numbers, repeated keys and the order of keys that look like numbers', () => {
    const [root] = treesOf(new JsonCursor('{"b": 1.50, "1": 1e3, "b": -0}')).roots;
    const entries =
      root?.type === 'map' ? Array.from(root.entries, ({ key, value }) => [key.text, value.type === 'scalar' && value.text]) : [];
    expect(entries).toEqual([
      ['b', '1.50'],
      ['1', '1e3'],
      ['b', '-0'],
    ]);
  });
});

describe('JSON is written so that JSON.parse gives every text back', patience, () => {
  const texts = [...awkwardTexts, 'x'.repeat(100_000)].filter((text) => text.isWellFormed() && !text.includes('\0'));

  it('as the value and as the name of a variable', () => {
    const config: Config = { sections: [{ kind: 'env', properties: texts.map((text) => ({ key: text, value: text })) }] };
    const { text } = writeConfig(config, { to: 'json' });
    expect(Object.entries(JSON.parse(text).env)).toEqual(expect.arrayContaining(texts.map((one) => [one, one])));
  });

  it('as the value of a key that holds text', () => {
    const trimmed = texts.filter((text) => !/^[ \t\n\v\f\r]|[ \t\n\v\f\r]$/.test(text));
    const properties = trimmed.map((value, i) => ({ key: `k${i}`, value }));
    const { text, diagnostics } = writeConfig({ sections: [{ kind: 'upstream', properties }] }, { to: 'json' });
    expect(diagnostics).toEqual([]);
    expect(Object.values(JSON.parse(text).upstream_servers[0])).toEqual(trimmed);
  });

  it('with numbers and booleans only where the engine reads the key as one, and only in their own spelling', async () => {
    const source = `{"upstream_servers":[{"name":"1","nodes":[{"name":"2","host":"true","port":"007","tls":"true","tls.verify":"on","tls.debug":"4"}]}]}`;
    const { config } = await readConfig(source, { from: 'json' });
    expect(JSON.parse(writeConfig(config, { to: 'json' }).text).upstream_servers[0].nodes[0]).toEqual({
      name: '2',
      host: 'true',
      port: '007',
      tls: true,
      'tls.verify': 'on',
      'tls.debug': 4,
    });
  });
});
