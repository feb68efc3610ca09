import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pluginKeys, sectionKeys } from '../../src/editors/known.js';
import { makeSchema } from '../../src/editors/schema/index.js';
import { valueSchema } from '../../src/editors/schema/patterns.js';
import { spellingsOf } from '../../src/editors/schema/spellings.js';
import { coreDemands, parserDemands, serviceDemands } from '../../src/engine/core-demands.js';
import type { Demand } from '../../src/engine/demands.js';
import { pluginDemands } from '../../src/engine/plugin-demands.js';
import { nodeKeys } from '../../src/engine/section-keys.js';
import { readConfig } from '../../src/index.js';
import { runs } from '../arbitraries/runs.js';
import { goldenFolder } from '../golden/cases.js';
import { project } from '../support/run-cli.js';
import { acceptedFiles, holdsAll } from '../support/schema-files.js';
import { type Probe, probes, yamlOf } from '../support/verdicts.js';

const ajv = new Ajv({ strict: false });
const schema = makeSchema();
const isValid = ajv.compile(schema);

const holds = (text: string, validate: ValidateFunction = isValid) => holdsAll(text, validate);

async function refusedBySchema(folder: string): Promise<{ all: number; refused: string[] }> {
  const files = await acceptedFiles(folder);
  return { all: files.length, refused: files.filter(({ text }) => !holds(text)).map(({ name }) => name) };
}

/** Configurations of other people, where there are some. */
const others = process.env.FLB_CORPUS;

describe('the schema', { timeout: 120_000 }, () => {
  it('is valid by its meta-schema', () => {
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  });

  it('takes every golden file that Fluent Bit takes', async () => {
    const { all, refused } = await refusedBySchema(goldenFolder);
    expect(refused).toEqual([]);
    expect(all).toBeGreaterThan(200);
  });

  it('takes every recorded reading that loads', async () => {
    const { all, refused } = await refusedBySchema(join(project, 'test/engine'));
    expect(refused).toEqual([]);
    expect(all).toBeGreaterThan(50);
  });

  it.runIf(others)('takes the configurations of other people that Fluent Bit takes', async () => {
    const { all, refused } = await refusedBySchema(others ?? '');
    expect(refused).toEqual([]);
    expect(all).toBeGreaterThan(0);
  });

  it('takes each measured property that Fluent Bit takes, and 95 % at least of those that it refuses are invalid', () => {
    const wrong = (verdict: Probe['verdict']) =>
      probes.filter((probe) => probe.verdict === verdict && holds(yamlOf(probe)) !== (verdict === 'ok'));
    expect(wrong('ok')).toEqual([]);
    expect(wrong('refused').length / probes.filter(({ verdict }) => verdict === 'refused').length).toBeLessThanOrEqual(0.05);
  });
});

const inputs = (lines: string) => `pipeline:\n  inputs:\n    - name: tail\n${lines.replace(/^/gm, '      ')}\n`;

describe('what the schema takes', () => {
  it.each([
    ['keys in other cases', inputs('Path: /a\nTAG: x\nRead_From_Head: on')],
    ['keys in camel case', inputs('readFromHead: true\nmemBufLimit: 5M')],
    ['names at the top and below pipeline in other cases', 'Service: {flush: 1}\nPIPELINE: {Inputs: [{Name: dummy}]}\n'],
    ['variables anywhere', inputs('read_from_head: ${X}\nmem_buf_limit: ${Y}M')],
    ['lists of keys that may repeat', 'pipeline:\n  filters:\n    - name: grep\n      match: "*"\n      regex: [log a, log b]\n'],
    ['a plugin of a user, with any keys', 'pipeline:\n  inputs:\n    - name: mine\n      a: b\n      c: [d]\n'],
    ['prefixed keys', 'pipeline:\n  outputs:\n    - name: kafka\n      rdkafka.log.connection.close: false\n'],
    ['processors', inputs('processors:\n  logs:\n    - name: content_modifier\n      action: insert\n      key: a\n      value: 1')],
    ['a filter as a processor', inputs('processors:\n  logs:\n    - name: grep\n      regex: log a')],
    ['sections that are ignored, and abbreviated ones', 'x-shared: {a: b}\nser: {flush: 2}\n'],
    ['variables as a list', 'env:\n  - name: A\n    value: 1\n  - B: 2\n'],
    ['an output by its other name', 'pipeline: {outputs: [{name: elasticsearch, match: "*", host: h, index: i}]}\n'],
    ['keys without a value', inputs('path:')],
  ])('%s', (_, text) => expect(holds(text), JSON.stringify(isValid.errors)).toBe(true));

  it.each([
    ['a key that the plugin does not have', inputs('pahts: /a')],
    ['a key in a spelling that is another key', inputs('multiline.Parser: go')],
    ['a word that is not a boolean', inputs('read_from_head: maybe')],
    ['a number for a boolean', inputs('read_from_head: 1')],
    ['a map in a plugin', inputs('path: {a: b}')],
    ['an empty list', inputs('path: []')],
    ['a list of a key that may be set once', inputs('path: [a, b]')],
    ['an empty tag', inputs("tag: ''")],
    ['a list in the service', 'service: {parsers_file: [a, b]}\n'],
    ['a map in the service', 'service: {storage: {path: /a}}\n'],
    ['a flush of 0', 'service: {flush: 0}\n'],
    ['a service without settings', 'service:\n'],
    ['a list of inputs that is a map', 'pipeline: {inputs: {name: dummy}}\n'],
    ['another list below pipeline', 'pipeline: {customs: []}\n'],
    ['another type of processors', inputs('processors: {profiles: []}')],
    ['a key that a processor does not have', inputs('processors:\n  logs:\n    - name: sql\n      qeury: x')],
    ['includes that are a text', 'includes: a.yaml\n'],
    ['a nested list at the top', 'other: [a]\n'],
    ['TLS where there is none', 'pipeline: {inputs: [{name: dummy, tls: on}]}\n'],
    ['a word that is none of those', 'parsers: [{name: p, format: xml}]\n'],
  ])('not: %s', (_, text) => expect(holds(text)).toBe(false));

  it('has words of its own for every plugin, every section and every key that is not of one plugin alone', () => {
    const { definitions = {} } = schema;
    const plugins = Object.entries(definitions).filter(([name]) =>
      /^(?:custom|input|filter|output|processor)-(?!keys$|network$)/.test(name),
    );
    expect(plugins.length).toBeGreaterThan(120);
    expect(plugins.filter(([, { description = '' }]) => description === '').map(([name]) => name)).toEqual([]);
    const core = (['input', 'filter', 'output', 'custom'] as const).flatMap((kind) => pluginKeys(kind, undefined));
    const kinds = ['service', 'parser', 'multiline_parser', 'stream_task', 'upstream', 'node'] as const;
    const keys = [...core, ...kinds.flatMap((kind) => sectionKeys(kind).filter(({ name }) => kind !== 'node' || nodeKeys.has(name)))];
    expect(keys.filter(({ words = '' }) => words === '').map(({ name }) => name)).toEqual([]);
  });
});

/** All demands in the tables. */
const demands: Demand[] = [
  ...Object.values(coreDemands).flatMap((of) => [...of.values()]),
  ...[...serviceDemands.values(), ...parserDemands.values()],
  ...Object.values(pluginDemands).flatMap((of) => Object.values(of).flatMap((keys) => Object.values(keys))),
];

describe('the schema of a demand', () => {
  it.each([...new Set(demands)].map((demand, i) => [`${i} ${JSON.stringify(demand.shape)}`, demand] as const))(
    '%s: takes each text that the demand accepts',
    (_, demand) => {
      const validate = ajv.compile(
        valueSchema({
          name: 'k',
          isPrefix: false,
          type: 'string',
          demand,
          isTakenOnce: false,
          repeats: false,
          words: undefined,
          versions: () => [],
        }),
      );
      const words = 'words' in demand.shape ? demand.shape.words : ['5', '-1'];
      const text = fc.oneof(
        fc.string(),
        fc.stringMatching(/^ ?[-+]?\d{1,11}(?:\.\d{1,3})?(?:e\d)? ?[kKmMgGdhsb]{0,2}$/),
        fc.constantFrom(...words, 'true', 'OFF', 'no', 'inf', 'NaN', '0x1F', ' 7', '$a,$b', 'a=$b', 'x://y', 'a b', '"a b" c', '+01'),
        fc.mixedCase(fc.constantFrom('false', 'on', ...words)),
      );
      fc.assert(
        fc.property(text, (value) => !demand.accepts(value) || validate(value)),
        runs(300, 5000),
      );
      fc.assert(
        fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => !demand.accepts(String(value)) || validate(value)),
        runs(100, 2000),
      );
    },
  );
});

describe('the spellings of a key', () => {
  it.each([
    ['path', ['path', 'Path', 'PATH', 'PaTH'], ['pATH', 'paths', 'x']],
    ['log_level', ['log_level', 'LOG_LEVEL', 'log_Level', 'logLevel'], ['LogLevel', 'loglevel']],
    ['storage.max_chunks_up', ['storage.maxChunksUp', 'storage.max_chunks_up', 'Storage.Max_Chunks_Up'], ['storage.MaxChunksUp']],
    ['tls.verify', ['tls.verify', 'Tls.Verify'], ['tls.Verify', 'tlsxverify']],
  ])('%s', (key, taken, others) => {
    const pattern = new RegExp(spellingsOf(key));
    expect(taken.filter((one) => !pattern.test(one))).toEqual([]);
    expect(others.filter((one) => pattern.test(one))).toEqual([]);
  });

  it('are just those under which the reader finds the key (Y-23)', async () => {
    const keys = fc.constantFrom('path', 'read_from_head', 'multiline.parser', 'storage.max_chunks_up', 'tls.key_file', 'log_level');
    const spelt = keys.chain((key) =>
      fc.tuple(fc.constant(key), fc.oneof(fc.mixedCase(fc.constant(key)), fc.mixedCase(fc.constant(key.replaceAll('_', ''))))),
    );
    const check = async ([key, written]: [string, string]) => {
      const { config } = await readConfig(`service:\n  ${written}: x\n`, { from: 'yaml' });
      const read = config.sections[0]?.properties[0]?.key.toLowerCase();
      expect(new RegExp(spellingsOf(key)).test(written), `${written} is read as ${read}`).toBe(read === key);
    };
    await fc.assert(fc.asyncProperty(spelt, check), runs(300, 3000));
  });
});
