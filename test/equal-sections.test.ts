import { expect, it } from 'vitest';
import { type Config, configDifference, readConfig } from '../src/index.js';
import type { EqualSections } from '../src/model/equal.js';

const text = '[INPUT]\n    name cpu\n\n[OUTPUT]\n    name  stdout\n    match *\n';

async function read(from: string): Promise<Config> {
  return (await readConfig(from, { from: 'classic' })).config;
}

it('sections that were found equal are kept in mind, and not compared again', async () => {
  const [a, b] = [await read(text), await read(text)];
  const equals: EqualSections = new WeakMap();
  expect(configDifference(a, b, { equals })).toBeUndefined();
  expect(a.sections.map((section) => equals.get(section))).toEqual(b.sections);
  for (const { properties } of b.sections) properties.length = 0;
  expect(configDifference(a, b, { equals })).toBeUndefined();
  expect(configDifference(a, b)).toBe('input 1: 1 keys became 0');
});

it('a section counts as equal to that very one only', async () => {
  const [a, b, other] = [await read(text), await read(text), await read(text.replace('stdout', 'null'))];
  const equals: EqualSections = new WeakMap();
  configDifference(a, b, { equals });
  expect(configDifference(a, other, { equals })).toBe('output 1: the value of name');
  expect(configDifference(b, other, { equals })).toBe('output 1: the value of name');
});

it('what differs within a section is told with its place', async () => {
  const upstream = (host: string, more = '') => `[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host ${host}\n    port 1\n${more}`;
  const [a, b] = [await read(upstream('h')), await read(upstream('i'))];
  expect(configDifference(a, b)).toBe('upstream 1, section 1: the value of host');
  expect(configDifference(a, await read(upstream('h', '\n[NODE]\n    name m\n')))).toBe('upstream 1, sections: 1 became 2');
});
