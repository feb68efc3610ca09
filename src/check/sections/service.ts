import { define } from '../../diagnostics/define.js';
import { otherServiceKeys, serviceKeys } from '../../engine/service-keys.js';
import { keySpan } from '../../model/config.js';
import { kinds } from '../../model/kinds.js';
import { ignoredKeyRule, meantKeys } from '../ignored-keys.js';
import { demandRules, serviceDemand } from '../plugins/demands.js';
import { checkRepeatedKeys } from '../repeated-keys.js';
import type { Key, PropertyRule, Vocabulary } from '../rule.js';
import { booleanRule, rulesOfType } from '../values.js';

export const mapInService = define({
  code: 'FLB231',
  name: 'map-in-service',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['Y-22'],
  why: 'In the service only `telemetry` may hold a map. Names with a dot are written in full: `storage.path`.',
  example: { yaml: 'service:\n  flush: 1\n  storage:\n    path: /var/lib/fluent-bit\n' },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' holds a map: Fluent Bit stops with "unsupported nested service property"`,
    help: `write each setting under its full name, beginning with '${key}.'`,
  }),
});

const { what } = kinds.service;
const meant = meantKeys(() => [...serviceKeys.keys(), ...otherServiceKeys.keys()]);

/** Keys whose files are all loaded; only the last `streams_file` is (D-9, Q-18). */
const loaders = new Set(['parsers_file', 'plugins_file']);

const checkBoolean = booleanRule('what it does then is undefined');
const checkServer = booleanRule('the server is off');

function keyNamed(name: string): Key {
  return { name, repeats: loaders.has(name) ? 'all' : 'last', isExpanded: true, rules: demandRules(serviceDemand(name), rulesOf(name)) };
}

function rulesOf(name: string): readonly PropertyRule[] {
  const type = serviceKeys.get(name) ?? otherServiceKeys.get(name);
  if (type === 'boolean') return [name === 'http_server' ? checkServer : checkBoolean];
  if (type === undefined) return ignoredKeyRule(what, meant(name));
  return type === 'text' ? [] : rulesOfType(type);
}

/** Only `telemetry` may be a map; other nested settings are known to the documentation alone (Y-22, Q-17). */
const checkNested: PropertyRule = (property, _facts, report) => {
  const { key } = property;
  if (key !== 'telemetry') report(mapInService, keySpan(property), { key });
};

/** The settings of the engine. Unknown ones are ignored without a message (M-2). */
export const serviceVocabulary: Vocabulary = { what, keyNamed, rules: [checkRepeatedKeys], nestedRule: checkNested };
