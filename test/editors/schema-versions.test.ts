import Ajv, { type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { editionFor } from '../../src/editors/edition-for.js';
import { makeSchema, type Schema } from '../../src/editors/schema/index.js';
import { type PluginHistory, pluginHistories } from '../../src/engine/versions/plugin-history.js';
import { lastReleases } from '../../src/engine/versions/releases.js';
import { targetOf, type VersionTarget } from '../../src/versions/target.js';
import { isIn, rangeOfLines, releaseOf } from '../../src/versions/version.js';
import { goldenFolder } from '../golden/cases.js';
import { holdsAll, isAccepted, yamlFiles } from '../support/schema-files.js';

const ajv = new Ajv({ strict: false });

/** The releases with tables of their own, and two at which something changed. 1.9 has another YAML; the newest one has its own test. */
const releases = [...lastReleases.filter((release) => !/^(?:1\.9|5\.1)/.test(release)), '2.1.8', '4.0.0'];
const lines = ['2.1', '5.0'];

function targetNamed(name: string): VersionTarget {
  const target = targetOf(name);
  if ('problem' in target) throw new Error(target.problem);
  return target;
}

const schemaFor = (version: string): Schema => makeSchema(editionFor(targetNamed(version)));

/** Each is compiled once: that takes seconds. */
const validators = new Map<string, ValidateFunction>();

function validatorFor(version: string): ValidateFunction {
  const validate = validators.get(version) ?? ajv.compile(schemaFor(version));
  validators.set(version, validate);
  return validate;
}

const tail = (lines: string) => `pipeline:\n  inputs:\n    - name: tail\n${lines.replace(/^/gm, '      ')}\n`;

describe('the schema of a version', { timeout: 240_000 }, () => {
  // Of an empty list no version says that it is a section which it does not read.
  const files = yamlFiles(goldenFolder).then((all) => all.filter(({ name }) => !name.includes('empty-lists')));

  it.each([...releases, ...lines])(
    '%s: is valid by its meta-schema, and takes every golden file that check takes for it',
    async (version) => {
      const schema = schemaFor(version);
      expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
      const validate = validatorFor(version);
      const accepted = (await files).filter((file) => isAccepted(file, { target: targetNamed(version) }));
      expect(accepted.filter(({ text }) => !holdsAll(text, validate)).map(({ name }) => name)).toEqual([]);
      expect(accepted.length).toBeGreaterThan(50);
    },
  );

  it.each([
    ['2.2.3', 'a section that came later', 'parsers: [{name: p, format: json}]\n', false],
    ['3.2.10', 'the same where it is read', 'parsers: [{name: p, format: json}]\n', true],
    ['2.2.3', 'a plugin that came later', 'pipeline: {inputs: [{name: GPU_metrics}]}\n', false],
    ['2.2.3', "a plugin of a user's own", 'pipeline: {inputs: [{name: mine, a: b}]}\n', true],
    ['3.1.10', 'a key that came later', tail('unicode.encoding: auto'), false],
    ['5.0', 'the same where it is known', tail('unicode.encoding: auto'), true],
    ['4.1.2', 'a key that all inputs have since later', tail('rate_gate: on'), false],
    ['4.2.8', 'keys with a beginning that came later', 'pipeline: {outputs: [{name: http, oauth2.enable: on}]}\n', false],
    ['2.2.3', 'a key that ended', 'pipeline: {outputs: [{name: opentelemetry, uri: /v1}]}\n', false],
    ['3.1.10', 'camel case', tail('memBufLimit: 5M'), false],
    ['3.1.10', 'a key in any case', tail('mEM_Buf_Limit: 5M\npATH: /a'), true],
    ['2.1', 'a list', tail('exclude_path: [a, b]'), false],
    ['2.2.3', 'a list of a key that may repeat', 'pipeline: {filters: [{name: grep, regex: [log a, log b]}]}\n', true],
    ['2.0.14', 'processors', tail('processors: {logs: [{name: grep, regex: log a}]}'), false],
    ['2.1.10', 'processors', tail('processors: {logs: [{name: attributes, insert: a b}]}'), true],
    ['4.1.2', 'routes', tail('routes: {}'), false],
    ['5.0', 'what the newest service holds', 'service: {telemetry: {a: b}}\n', false],
    ['5.0', 'variables as a list', 'env: [{name: A, value: b}]\n', false],
    ['5.0.3', 'variables as a list', 'env: [{name: A, value: b}]\n', true],
    ['5.0', "the other name of 'es'", 'pipeline: {outputs: [{name: elasticsearch, match: "*"}]}\n', false],
    ['4.1.2', 'a key that was on or off then', 'pipeline: {outputs: [{name: influxdb, tag_keys: perhaps}]}\n', true],
  ])('%s: %s', (version, _, text, takes) => {
    expect(holdsAll(text, validatorFor(version))).toBe(takes);
  });

  it('says for which version it is, and since when a key is there', () => {
    expect(schemaFor('3.1').description).toContain('Fluent Bit 3.1');
    const { definitions = {} } = schemaFor('5.1');
    expect(definitions['output-http']?.properties?.format?.description).toMatch(
      / Without it, json since 3\.0, nothing before\. Since Fluent Bit 1\.9 at least\.$/,
    );
    expect(definitions['input-tail']?.properties?.['unicode.encoding']?.description).toMatch(/ Since Fluent Bit \d\.\d\.$/);
  });

  const kinds = [
    ['inputs', 'input'],
    ['filters', 'filter'],
    ['outputs', 'output'],
    ['customs', 'custom'],
  ] as const;

  it.each(releases)('%s: has the plugins and keys of its table, and no others', (version) => {
    const schema = schemaFor(version);
    const wrong: string[] = [];
    for (const [list, kind] of kinds) {
      for (const [plugin, history] of Object.entries(pluginHistories()[list])) {
        const own = schema.definitions?.[`${kind}-${plugin}`];
        if (own === undefined) continue;
        const release = releaseOf(version);
        if (!isInLines(history.in, release)) wrong.push(`${kind} ${plugin}`);
        const takes = namesTaken(schema, kind, own);
        for (const [key, isThere] of keysByTable(history, release)) if (takes(key) === !isThere) wrong.push(`${kind} ${plugin}: ${key}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

function isInLines(lines: string, release: number): boolean {
  return isIn(release, [rangeOfLines(lines)]);
}

/** Each key that any version has, and whether a release has it: read from the table without the code that the schema uses. */
function keysByTable({ in: all, keys, no_map }: PluginHistory, release: number): [string, boolean][] {
  const takesAny = no_map !== undefined && isInLines(no_map, release);
  return Object.entries(keys).flatMap(([key, history]): [string, boolean][] => {
    const parts = typeof history === 'string' ? [`${all} ${history}`] : history;
    if (parts.some((part) => part.endsWith('string_prefix'))) return [];
    return [[key, takesAny || parts.some((part) => isInLines(part.split(' ')[0] ?? '', release))]];
  });
}

/** Whether a section of a plugin may have a key; undefined for one that all plugins of the kind have, or where any may stand. */
function namesTaken({ definitions = {} }: Schema, kind: string, { propertyNames }: Schema): (key: string) => boolean | undefined {
  const patternIn = (schemas: readonly Schema[] = []) => new RegExp(schemas.find(({ pattern }) => pattern !== undefined)?.pattern ?? '^$');
  const [common, own] = [patternIn(definitions[`${kind}-keys`]?.anyOf), patternIn(propertyNames?.anyOf)];
  return (key) => (propertyNames === undefined || common.test(key) ? undefined : own.test(key));
}
