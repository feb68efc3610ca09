import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Config, configDifferences, convert, equalConfig, readConfig } from '../../../src/index.js';
import { anyConfig } from '../../arbitraries/configs.js';

async function configOf(text: string, from: string): Promise<Config> {
  return (await readConfig(text, { from })).config;
}

async function differencesOf(before: string, after: string) {
  const found = configDifferences(await configOf(before, 'classic'), await configOf(after, 'classic'));
  return found.map(({ what, label, key }) => [what, label, ...(key === undefined ? [] : [key])].join(' | '));
}

const input = (name: string, ...rest: string[]) => `[INPUT]\n    name ${name}\n${rest.map((line) => `    ${line}\n`).join('')}`;
const filter = (name: string, ...rest: string[]) => input(name, ...rest).replace('INPUT', 'FILTER');

describe('differences in meaning', () => {
  it.each<[string, string, string, string[]]>([
    ['a value', input('cpu', 'tag a'), input('cpu', 'tag A'), ["value | input 'cpu' | tag"]],
    ['a key that only one has', input('cpu'), input('cpu', 'tag a'), ["value | input 'cpu' | tag"]],
    ['a section that only one has', input('cpu'), input('cpu') + input('mem'), ["section | input 'mem'"]],
    ['the name of a plugin', input('cpu'), input('mem'), ["section | input 'cpu'", "section | input 'mem'"]],
    [
      'sections in another order',
      filter('grep', 'match a') + filter('modify', 'match b'),
      filter('modify', 'match b') + filter('grep', 'match a'),
      ["sectionOrder | filter 'grep'"],
    ],
    [
      'keys whose order acts',
      filter('modify', 'match *', 'add a 1', 'rename a b'),
      filter('modify', 'match *', 'rename a b', 'add a 1'),
      ["keyOrder | filter 'modify' | add"],
    ],
    [
      'repeated keys in another order',
      filter('grep', 'regex a b', 'regex c d'),
      filter('grep', 'regex c d', 'regex a b'),
      ["value | filter 'grep' | regex"],
    ],
    ['an include in another place', `@INCLUDE x\n${input('cpu')}`, `${input('cpu')}@INCLUDE x\n`, ["sectionOrder | input 'cpu'"]],
    ['a variable', '@SET a=1\n', '@SET a=2\n', ['value | env | a']],
    [
      'the value of a node',
      '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n',
      '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 2\n',
      ["value | upstream 'u', node 'n' | port"],
    ],
  ])('%s', async (_, before, after, expected) => {
    expect(await differencesOf(before, after)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['keys of a plugin whose order does not act', input('cpu', 'tag a', 'interval_sec 1'), input('cpu', 'interval_sec 1', 'tag a')],
    ['the order of the kinds', input('cpu') + filter('grep'), filter('grep') + input('cpu')],
    ['the case of keys, comments and blank lines', input('cpu', 'tag a'), `# x\n\n${input('cpu', 'Tag a')}`],
    ['settings in several sections', '[SERVICE]\n    flush 1\n    grace 2\n', '[SERVICE]\n    grace 2\n[SERVICE]\n    flush 1\n'],
    ['a service without settings', '[SERVICE]\n', ''],
    ['the common keys of a filter whose own order acts', filter('modify', 'match *', 'add a 1'), filter('modify', 'add a 1', 'match *')],
  ])('%s is none', async (_, before, after) => {
    expect(await differencesOf(before, after)).toEqual([]);
  });

  it('is found for each of many sections, and the rest stays matched', async () => {
    const all = (changed: number) =>
      Array.from({ length: 50 }, (_, i) => input('tail', `tag t${i}`, `path /p${i === changed ? 'x' : i}`)).join('');
    expect(await differencesOf(all(-1), all(20))).toEqual(["value | input 'tail' | path"]);
    const without = all(-1).replace(input('tail', 'tag t3', 'path /p3'), '');
    expect(await differencesOf(all(-1), without)).toEqual(["section | input 'tail'"]);
  });

  it('names the way to a nested value, and tells a number from a text', async () => {
    const yaml = (value: string) =>
      `pipeline:\n  inputs:\n    - name: cpu\n      processors:\n        logs:\n          - name: x\n            deep:\n              one: ${value}\n`;
    const found = configDifferences(await configOf(yaml('1'), 'yaml'), await configOf(yaml("'1'"), 'yaml'));
    expect(found.map(({ key, before, after }) => [key, before?.leaves[0]?.value, after?.leaves[0]?.value])).toEqual([
      ['processors.logs[0].deep.one', '1', "'1'"],
    ]);
  });

  it('is none between a configuration and itself, and none where equalConfig finds none', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (one, other) => {
        expect(configDifferences(one, structuredClone(one))).toEqual([]);
        if (equalConfig(one, other, { comments: false })) expect(configDifferences(one, other)).toEqual([]);
      }),
    );
  });

  it('is there both ways or not at all', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (one, other) => {
        expect(configDifferences(one, other).length === 0).toBe(configDifferences(other, one).length === 0);
      }),
    );
  });

  it('is none after a conversion', async () => {
    const text = `@SET a=1\n[SERVICE]\n    flush 1\n${input('tail', 'path /x', 'tag ${a}')}${filter('modify', 'match *', 'add a 1', 'rename a b', 'add c 2')}`;
    const { outputs } = await convert(text, { from: 'classic', to: 'yaml' });
    expect(configDifferences(await configOf(text, 'classic'), await configOf(outputs[0]?.text ?? '', 'yaml'))).toEqual([]);
  });
});
