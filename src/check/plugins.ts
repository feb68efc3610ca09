import { define } from '../diagnostics/define.js';
import { closest, didYouMean } from '../diagnostics/words.js';
import { keySpan, valueSpan } from '../model/config.js';
import { kindOf } from '../model/kinds.js';
import { isElsewhere, type Plugin, type PluginKind, pluginNames } from '../model/plugins.js';
import { lowerCase } from '../model/text.js';
import { checkGrep } from './filters.js';
import { pluginKeys } from './plugin-keys.js';
import { checkRepeatedKeys } from './repeated-keys.js';
import { requires } from './required-keys.js';
import type { PropertyRule, SectionRule, Vocabulary } from './rule.js';
import { hasVariable } from './values.js';

export const unknownPlugin = define({
  code: 'FLB220',
  name: 'unknown-plugin',
  severity: 'info',
  facts: ['M-3'],
  why: 'The name may belong to a plugin of your own or to one that is built into another version. If it is misspelt, Fluent Bit does not start.',
  example: { classic: '[INPUT]\n    name dumy\n\n[OUTPUT]\n    name  out_gdb\n    match *\n' },
  says: ({ kind, plugin, suggestion }: { kind: string; plugin: string; suggestion?: string }) => ({
    text: `flb-convert does not know the ${kind} '${plugin}': Fluent Bit must have it built in, or load it`,
    ...didYouMean(suggestion),
  }),
});

export const mapInPlugin = define({
  code: 'FLB230',
  name: 'map-in-plugin',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['Y-21'],
  why: 'Only `processors`, `routes` and `telemetry` may hold a map. JSON without quotes is a map in YAML.',
  example: { yaml: 'pipeline:\n  inputs:\n    - name: dummy\n      dummy: {"a": "b"}\n' },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' holds a map, which no plugin reads: Fluent Bit stops with "could not configure property"`,
    help: 'quote the value if it is meant as a text, such as JSON',
  }),
});

export const processorsIgnored = define({
  code: 'FLB232',
  name: 'processors-ignored',
  severity: 'warning',
  facts: ['Y-43'],
  why: 'Processors belong to inputs and outputs. A filter ignores them.',
  example: {
    yaml: "pipeline:\n  filters:\n    - name: stdout\n      match: '*'\n      processors:\n        logs:\n          - name: sql\n            query: SELECT * FROM STREAM;\n",
  },
  says: () => ({ text: 'a filter has no processors: Fluent Bit ignores them', help: 'move them to an input or an output' }),
});

const processor = { what: 'a processor', requires: ['name'] } as const;

/** A plugin's section. Without a plugin, one that the engine does not list: it may be the user's own. */
export function pluginVocabulary(kind: PluginKind, plugin: Plugin | undefined): Vocabulary {
  const known = kind === 'processor' ? processor : kindOf(kind);
  const rules = [requires(known), checkRepeatedKeys];
  if (plugin === undefined) rules.push(unlistedRule(kind));
  if (plugin?.name === 'grep') rules.push(checkGrep);
  return { what: known.what, keyNamed: pluginKeys(kind, plugin), rules, nestedRule: checkNested };
}

/** Nothing is wrong with a name that the engine does not list: users load plugins of their own. */
function unlistedRule(kind: PluginKind): SectionRule {
  return (facts, report) => {
    const name = facts.first('name');
    if (name === undefined || name.value === '' || hasVariable(name.value) || isElsewhere(kind, name.value)) return;
    const suggestion = closest(lowerCase(name.value), pluginNames(kind));
    const more = suggestion === undefined ? {} : { suggestion };
    report(unknownPlugin, valueSpan(name), { kind, plugin: name.value, ...more });
  };
}

/** Maps that Fluent Bit reads, where it reads them (Y-43, Y-46). Any other stops it (Y-21). */
const checkNested: PropertyRule = (property, { section: { kind } }, report) => {
  const { key } = property;
  if (key === 'processors' && kind === 'filter') report(processorsIgnored, keySpan(property), {});
  else if (key !== 'processors' && key !== 'routes' && key !== 'telemetry') report(mapInPlugin, keySpan(property), { key });
};
