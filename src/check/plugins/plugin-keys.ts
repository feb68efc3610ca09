import { define } from '../../diagnostics/define.js';
import { didYouMean } from '../../diagnostics/words.js';
import type { KeyType } from '../../engine/key-types.js';
import { keySpan } from '../../model/config.js';
import { coreKeys, type Plugin, type PluginKind, startsIn } from '../../model/plugins.js';
import type { PluginsOfVersion } from '../../model/plugins-of-version.js';
import { meantKeys } from '../ignored-keys.js';
import { regexRules } from '../regexes.js';
import { checkLogin } from '../required-keys.js';
import type { Key, PropertyRule } from '../rule.js';
import { booleanRule, checkIgnoreOlder, checkOwnBoolean, checkPort, rulesOfType } from '../values.js';
import { coreDemand, demandRules, pluginDemand } from './demands.js';
import { checkQuotes, checkRecord } from './filters.js';

export const unknownProperty = define({
  code: 'FLB222',
  name: 'unknown-property',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['Y-23', 'Q-20'],
  why: 'Fluent Bit does not start with a key that its plugin does not know.',
  example: {
    yaml: 'pipeline:\n  inputs:\n    - name: tail\n      path: /var/log/*.log\n      multiline.Parser: docker\n      refresh_intervall: 5\n',
  },
  says: ({ key, plugin, suggestion }: { key: string; plugin: string; suggestion?: string }) => ({
    text: `${plugin} has no property '${key}': Fluent Bit stops with "unknown configuration property"`,
    help: didYouMean(suggestion).help ?? 'remove it',
  }),
});

export const doubtfulProperty = define({
  code: 'FLB223',
  name: 'doubtful-property',
  severity: 'warning',
  facts: ['Y-23'],
  why: 'The keys of this plugin are known from an earlier version only. If it still does not have this one, Fluent Bit does not start.',
  example: { classic: '[FILTER]\n    name     wasm\n    match    *\n    function f\n' },
  says: ({ key, plugin, suggestion }: { key: string; plugin: string; suggestion?: string }) => ({
    text: `${plugin} may have no property '${key}': then Fluent Bit stops with "unknown configuration property"`,
    ...didYouMean(suggestion),
  }),
});

export const routesWithoutMap = define({
  code: 'FLB245',
  name: 'routes-without-map',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['Y-46'],
  why: 'Routes are conditions and outputs, which only YAML can express.',
  example: { classic: '[INPUT]\n    name   dummy\n    routes logs\n' },
  says: () => ({
    text: "'routes' without a map: Fluent Bit does not start, and does not say why",
    help: 'write a map, in YAML, or remove it',
  }),
});

export const emptyProperty = define({
  code: 'FLB246',
  name: 'empty-property',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['M-12'],
  why: 'Fluent Bit treats an empty tag or alias of an input or output as a property that it does not know.',
  example: { yaml: "pipeline:\n  inputs:\n    - name: dummy\n      tag: ''\n" },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' is empty: Fluent Bit stops with "unknown configuration property '${key}'"`,
    help: 'give it a value, or remove it',
  }),
});

const noKeys: ReadonlyMap<string, KeyType> = new Map();

/** What is known of the keys of a plugin, in the version that is asked for, or of any plugin's if the engine does not list it. */
export function pluginKeys(kind: PluginKind, plugin: Plugin | undefined, ofVersion?: PluginsOfVersion): (name: string) => Key {
  const core = coreKeys(kind);
  const own = plugin?.keys ?? noKeys;
  const unknownKey =
    plugin === undefined
      ? anyKey
      : unknownKeyOf(
          plugin,
          meantKeys(() => [...core.keys(), ...own.keys()]),
        );
  return (name) => {
    const coreType = typeIn(core, name);
    const newest = typeIn(own, name);
    const type = plugin === undefined || ofVersion === undefined ? newest : ofVersion.typeOf(kind, plugin.name, name, newest);
    // The filter `modify` has conditions of its own.
    if (coreType !== undefined && !plugin?.repeats.has(name)) {
      return coreKey(kind, plugin, name, coreType === 'prefixed' && type !== undefined ? type : coreType);
    }
    return plugin === undefined || type === undefined ? unknownKey(name) : ownKey(kind, plugin, name, type);
  };
}

/** The type of a key, which may be known by its beginning alone. */
function typeIn(keys: ReadonlyMap<string, KeyType>, name: string): KeyType | undefined {
  const type = keys.get(name);
  // Fluent Bit does not know the beginning alone as a key (I-24).
  if (type !== undefined) return type === 'prefixed' ? undefined : type;
  return startsIn(keys).some((start) => name.startsWith(start)) ? 'prefixed' : undefined;
}

/** A key that the engine itself takes from every plugin of a kind. The last of repeated ones counts (D-8), but the first name (M-3). */
function coreKey(kind: PluginKind, plugin: Plugin | undefined, name: string, type: KeyType): Key {
  const others = [...coreRules(kind, plugin, name, type), ...regexRules(kind, plugin, name)];
  const rules = demandRules(coreDemand(kind, plugin, name), others);
  return { name, repeats: name === 'name' ? 'first' : 'last', isExpanded: true, rules };
}

const checkCoreBoolean = booleanRule('what it does then is undefined');

function coreRules(kind: PluginKind, plugin: Plugin | undefined, name: string, type: KeyType): readonly PropertyRule[] {
  if (name === 'port') return [checkPort];
  if (name === 'routes') return [checkRoutes];
  if ((name === 'tag' || name === 'alias') && (kind === 'input' || kind === 'output')) return [checkEmpty];
  if (type !== 'boolean') return rulesOfType(type);
  return plugin !== undefined && isStrict(name) ? [checkOwnBoolean] : [checkCoreBoolean];
}

/** Settings of the network and of OAuth are read as a plugin's own keys are (I-24). */
function isStrict(name: string): boolean {
  return name.startsWith('net.') || name.startsWith('oauth2.');
}

/** Routes are a map or a list (Y-46). */
const checkRoutes: PropertyRule = (property, _facts, report) => {
  report(routesWithoutMap, keySpan(property), {});
};

/** An empty tag or alias is an unknown property to Fluent Bit (M-12). */
const checkEmpty: PropertyRule = (property, _facts, report) => {
  if (property.value === '') report(emptyProperty, keySpan(property), { key: property.key });
};

/** A plugin's own key: set once, unless it is one of those that may repeat (D-7, D-8). */
function ownKey(kind: PluginKind, plugin: Plugin, name: string, type: KeyType): Key {
  const repeats = plugin.repeats.has(name) || type === 'prefixed' ? 'all' : 'once';
  const others = [...ownRules(kind, plugin, name, type), ...regexRules(kind, plugin, name)];
  const rules = demandRules(pluginDemand(kind, plugin, name), others);
  return { name, repeats, isExpanded: true, rules };
}

/** This plugin starts even if its own keys are refused (measured). */
const checkProcBoolean = booleanRule('Fluent Bit prints an error and goes on without it');

function ownRules(kind: PluginKind, plugin: Plugin, name: string, type: KeyType): readonly PropertyRule[] {
  if (plugin.name === 'modify') return [checkQuotes];
  if (kind === 'output' && plugin.name === 'forward' && (name === 'username' || name === 'password')) return [checkLogin];
  if (plugin.name === 'proc' && type === 'boolean') return [checkProcBoolean];
  if (name === 'ignore_older') return [checkIgnoreOlder];
  if (plugin.name === 'record_modifier' && name === 'record') return [...rulesOfType(type), checkRecord];
  return rulesOfType(type);
}

function anyKey(name: string): Key {
  return { name, repeats: 'all', isExpanded: true, rules: [] };
}

/** Fluent Bit stops at a key that the plugin does not know (Y-23). */
function unknownKeyOf(plugin: Plugin, meant: (key: string) => string | undefined): (name: string) => Key {
  const definition = plugin.isOlder ? doubtfulProperty : unknownProperty;
  return (name) => {
    // The reader has reported an indented command.
    if (name.startsWith('@')) return anyKey(name);
    const suggestion = meant(name);
    const more = suggestion === undefined ? {} : { suggestion };
    const rule: PropertyRule = (property, _facts, report) => {
      report(definition, keySpan(property), { key: property.key, plugin: plugin.name, ...more });
    };
    return { ...anyKey(name), rules: [rule] };
  };
}
