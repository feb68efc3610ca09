import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan } from '../model/config.js';
import type { KeyType } from '../model/plugin-lists.js';
import { coreKeys, type Plugin, type PluginKind } from '../model/plugins.js';
import { checkQuotes, checkRecord } from './filters.js';
import { meantKeys } from './meant-key.js';
import type { Key, PropertyRule } from './rule.js';
import { booleanRule, checkIgnoreOlder, checkPort, rulesOfType } from './values.js';

/** What is known of the keys of a plugin, or of any plugin's if the engine does not list it. */
export function pluginKeys(kind: PluginKind, plugin: Plugin | undefined): (name: string) => Key {
  const core = coreKeys(kind);
  const coreTypeOf = typesOf(core);
  const ownTypeOf = typesOf(plugin?.keys ?? new Map());
  const unknownKey =
    plugin === undefined
      ? anyKey
      : unknownKeyOf(
          plugin,
          meantKeys(() => [...core.keys(), ...plugin.keys.keys()]),
        );
  return (name) => {
    const coreType = coreTypeOf(name);
    // The filter `modify` has conditions of its own.
    if (coreType !== undefined && !plugin?.repeats.has(name)) return coreKey(kind, name, coreType);
    const type = ownTypeOf(name);
    return plugin === undefined || type === undefined ? unknownKey(name) : ownKey(plugin, name, type);
  };
}

/** Tells the type of a key, which may be known by its beginning alone. */
function typesOf(keys: ReadonlyMap<string, KeyType>): (name: string) => KeyType | undefined {
  let starts: string[] | undefined;
  return (name) => {
    const type = keys.get(name);
    if (type !== undefined) return type;
    starts ??= [...keys].flatMap(([start, prefixed]) => (prefixed === 'prefixed' ? [start] : []));
    return starts.some((start) => name.startsWith(start)) ? 'prefixed' : undefined;
  };
}

/** A key that the engine itself takes from every plugin of a kind. Of repeated ones the last counts (D-8), of names the first (M-3). */
function coreKey(kind: PluginKind, name: string, type: KeyType): Key {
  return { name, repeats: name === 'name' ? 'first' : 'last', isExpanded: true, rules: coreRules(kind, name, type) };
}

const checkCoreBoolean = booleanRule('what it does then is undefined');

function coreRules(kind: PluginKind, name: string, type: KeyType): readonly PropertyRule[] {
  if (name === 'port') return [checkPort];
  if (name === 'routes') return [checkRoutes];
  if ((name === 'tag' || name === 'alias') && (kind === 'input' || kind === 'output')) return [checkEmpty];
  return type === 'boolean' ? [checkCoreBoolean] : rulesOfType(type);
}

/** Routes are a map or a list (Y-46). */
const checkRoutes: PropertyRule = (property, _facts, report) => {
  report(diagnostic('FLB245', keySpan(property), {}));
};

/** An empty tag or alias is an unknown property to Fluent Bit (M-12). */
const checkEmpty: PropertyRule = (property, _facts, report) => {
  if (property.value === '') report(diagnostic('FLB246', keySpan(property), { key: property.key }));
};

/** A plugin's own key: set once, unless it is one of those that may repeat (D-7, D-8). */
function ownKey(plugin: Plugin, name: string, type: KeyType): Key {
  const repeats = plugin.repeats.has(name) || type === 'prefixed' ? 'all' : 'once';
  return { name, repeats, isExpanded: true, rules: ownRules(plugin, name, type) };
}

/** This plugin starts even if its own keys are refused (measured). */
const checkProcBoolean = booleanRule('Fluent Bit prints an error and goes on without it');

function ownRules(plugin: Plugin, name: string, type: KeyType): readonly PropertyRule[] {
  if (plugin.name === 'modify') return [checkQuotes];
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
  const code = plugin.isOlder ? 'FLB223' : 'FLB222';
  return (name) => {
    // An indented command is spoken of where it was read.
    if (name.startsWith('@')) return anyKey(name);
    const suggestion = meant(name);
    const more = suggestion === undefined ? {} : { suggestion };
    const rule: PropertyRule = (property, _facts, report) => {
      report(diagnostic(code, keySpan(property), { key: property.key, plugin: plugin.name, ...more }));
    };
    return { ...anyKey(name), rules: [rule] };
  };
}
