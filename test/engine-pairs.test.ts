import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, configDifference, type Section } from '../src/index.js';
import { lowerCase } from '../src/model/text.js';
import { type Applied, applyAsEngine } from './support/engine/apply.js';
import { appliedOf, type EngineUpstream, type Pair, pairs } from './support/engine/cases.js';
import { convertSide, readSide, type Side, type SideName, sectionsAt, stemOf } from './support/engine/pairs.js';
import { loadAsEngine } from './support/engine/upstream.js';

// Files that mean the same to Fluent Bit 5.1.1, in classic and in YAML, and what it applied of them: the pairs of its fact sheet.

/** Where the two sides say the same in other words, so that only what is applied is equal. */
const worded = new Map([
  ['core-dup-last-wins', 'the output matches once, or twice, of which the last counts (D-8)'],
  ['empty-value', 'an empty value, or an unset variable (M-12)'],
  ['multiline-endswith', 'a parser in a file of its own, or inline (M-6)'],
  ['multiline-inline', 'a parser in a file of its own, or inline (M-6)'],
  ['parsers-inline', 'parsers in files of their own, or inline (M-5)'],
  ['service-merged', 'settings in two files, or in one (D-9)'],
  ['upstream-dups', 'keys of a node twice, or the one that counts (U-6)'],
]);

/** The side that is read, and the formats that it goes through. */
const ways: [SideName, ...string[]][] = [
  ['classic'],
  ['classic', 'yaml'],
  ['classic', 'json'],
  ['classic', 'yaml', 'json', 'classic'],
  ['yaml'],
  ['yaml', 'json'],
  ['yaml', 'classic'],
  ['yaml', 'classic', 'yaml'],
];

describe('the two sides of a pair are one configuration to equalConfig', () => {
  it.each(pairs.filter(({ name }) => !worded.has(name)))('$name $facts', async (pair) => {
    const classic = byStem(await readSide(pair, 'classic'));
    const yaml = byStem(await readSide(pair, 'yaml'));
    expect([...classic.keys()].sort()).toEqual([...yaml.keys()].sort());
    for (const [stem, config] of classic) expect(configDifference(config, yaml.get(stem) as Config)).toBeUndefined();
  });

  it.each([...worded])('%s is not: %s', async (name) => {
    const pair = pairs.find((one) => one.name === name) as Pair;
    const classic = byStem(await readSide(pair, 'classic')).get('main') as Config;
    const yaml = byStem(await readSide(pair, 'yaml')).get('main') as Config;
    expect(configDifference(classic, yaml)).toBeDefined();
  });
});

describe.each(ways.map((way) => ({ title: way.join(' → '), way })))(
  '$title: Fluent Bit applies what it did',
  ({ way: [side, ...formats] }) => {
    const isWritable = ({ name }: Pair) => !(name === 'empty-value' && side === 'yaml' && formats.includes('classic'));

    it.each(pairs.filter(isWritable))('$name $facts', async (pair) => {
      let files = await readSide(pair, side);
      for (const format of formats) files = await convertSide(files, format);
      expect(apply(files, pair)).toEqual(appliedOf(pair));
    });
  },
);

it('an empty value of YAML is refused towards classic, which has none (C-16)', async () => {
  const pair = pairs.find(({ name }) => name === 'empty-value') as Pair;
  const files = await readSide(pair, 'yaml');
  await expect(convertSide(files, 'classic')).rejects.toThrow('main.yaml: FLB301, FLB301');
});

/** The files by their paths without suffix. Paths within lose theirs, too, and where they begin: that differs. */
function byStem({ files }: Side): Map<string, Config> {
  return new Map(Object.entries(files).map(([path, config]) => [stemOf(path), { ...config, sections: config.sections.map(withStems) }]));
}

function withStems(section: Section): Section {
  const properties = section.properties.map((property) => {
    const isPath = section.kind === 'include' || lowerCase(property.key) === 'parsers_file';
    return isPath ? { ...property, value: stemOf(basename(property.value)) } : property;
  });
  return { ...section, properties };
}

function apply(side: Side, { mode, env }: Pair): Applied | EngineUpstream {
  const sections = sectionsAt(side, 'main');
  if (mode === 'ha') return loadAsEngine({ sections }, { isClassic: 'main.conf' in side.files, env });
  // What the machine was called where the engine ran.
  const surroundings = { env: { HOSTNAME: 'vm', ...env }, files: { '/etc/hostname': 'vm\n' } };
  return applyAsEngine({ sections, sectionsAt: (path) => sectionsAt(side, path) }, surroundings);
}
