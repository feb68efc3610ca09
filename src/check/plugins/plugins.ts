import { define } from '../../diagnostics/define.js';
import { closest, didYouMean } from '../../diagnostics/words.js';
import { keySpan, valueSpan } from '../../model/config.js';
import { isPluginKind, kindOf } from '../../model/kinds.js';
import { isElsewhere, type Plugin, type PluginKind, pluginNames, pluginOf } from '../../model/plugins.js';
import type { PluginsOfVersion } from '../../model/plugins-of-version.js';
import { lowerCase } from '../../model/text.js';
import { checkRepeatedKeys } from '../repeated-keys.js';
import { requires } from '../required-keys.js';
import type { PropertyRule, SectionRule, Vocabulary } from '../rule.js';
import { hasVariable } from '../values.js';
import { checkCondition, checkGrep } from './filters.js';
import { needsRules } from './needs.js';
import { pluginKeys } from './plugin-keys.js';
import { checkBuffer } from './tail.js';

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

export const misspeltPlugin = define({
  code: 'FLB255',
  name: 'misspelt-plugin',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['M-3'],
  why: 'Fluent Bit does not start with a plugin that it does not have. The name is almost that of one that it has, and the file loads no plugins of its own.',
  example: { classic: '[INPUT]\n    name tial\n    path /var/log/*.log\n\n[OUTPUT]\n    name  = stdout\n    match *\n' },
  says: ({ kind, plugin, suggestion }: { kind: string; plugin: string; suggestion: string }) => ({
    text: `there is no ${kind} '${plugin}': Fluent Bit does not start`,
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
  says: ({ key, isName = false }: { key: string; isName?: boolean }) => ({
    text: `'${key}' holds a map, which no plugin reads: Fluent Bit stops with "could not configure property"`,
    help: isName ? `write '- name: ${key}', and its properties below it` : 'quote the value if it is meant as a text, such as JSON',
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

/**
 * What is known of a plugin's sections. `plugin`: undefined for one that the engine does not list, which may be the user's own.
 * `ofVersion`: the plugins of the version that is asked for; of the newest one by default.
 */
export function pluginVocabulary(kind: PluginKind, plugin: Plugin | undefined, ofVersion?: PluginsOfVersion): Vocabulary {
  const known = kind === 'processor' ? processor : kindOf(kind);
  const rules = [requires(known), checkRepeatedKeys];
  if (plugin === undefined) rules.push(unlistedRule(kind, ofVersion));
  else rules.push(...needsRules(kind, plugin));
  if (plugin?.name === 'grep') rules.push(checkGrep);
  if (kind === 'input' && plugin?.name === 'tail') rules.push(checkBuffer);
  if (kind === 'filter' && plugin?.name === 'parser') rules.push(checkCondition);
  return { what: known.what, keyNamed: pluginKeys(kind, plugin, ofVersion), rules, nestedRule: checkNested };
}

/** A name that the engine does not list may be misspelt, or a plugin of the user's own: then something loads it. */
function unlistedRule(kind: PluginKind, ofVersion?: PluginsOfVersion): SectionRule {
  return (facts, report) => {
    const name = facts.first('name');
    if (name === undefined || name.value === '' || hasVariable(name.value) || isElsewhere(kind, name.value)) return;
    const plugin = name.value;
    if (ofVersion?.isKnown(kind, plugin)) return;
    // `tcp://host:port` is the plugin with its host.
    const suggestion = plugin.includes('://') ? undefined : nearName(lowerCase(plugin), pluginNames(kind));
    if (suggestion !== undefined && !facts.loadsPlugins) report(misspeltPlugin, valueSpan(name), { kind, plugin, suggestion });
    else report(unknownPlugin, valueSpan(name), { kind, plugin, ...(suggestion === undefined ? {} : { suggestion }) });
  };
}

/** The name that is most likely meant: with another sign around it, misspelt, or with letters left out. */
function nearName(written: string, names: readonly string[]): string | undefined {
  const word = written.replace(/^[^a-z]+|[^a-z\d]+$/g, '');
  if (names.includes(word)) return word;
  return closest(word, names) ?? names.find((name) => name.length <= word.length + 2 && name[0] === word[0] && isWithin(word, name));
}

/** Whether all letters of a word of at least three stand in a name, in their order. */
function isWithin(word: string, name: string): boolean {
  let at = 0;
  for (const letter of name) if (letter === word[at]) at++;
  return word.length > 2 && at === word.length;
}

/** Maps that Fluent Bit reads, where it reads them (Y-43, Y-46). Any other stops it (Y-21). */
const checkNested: PropertyRule = (property, facts, report) => {
  const { key } = property;
  const { kind } = facts.section;
  if (key === 'processors' && kind === 'filter') report(processorsIgnored, keySpan(property), {});
  else if (key !== 'processors' && key !== 'routes' && key !== 'telemetry')
    report(mapInPlugin, keySpan(property), {
      key,
      ...(!facts.has('name') && isPluginKind(kind) && pluginOf(kind, key) !== undefined ? { isName: true } : {}),
    });
};
