import type { Plugin, PluginKind } from '../../model/plugins.js';
import { type Edition, newestEdition, readsName } from '../edition.js';
import { type KnownKey, pluginKeys } from '../known.js';
import { coreWords } from '../words/keys.js';
import { pluginWords } from '../words/plugins.js';
import type { Schema, Schemas } from './json-schema.js';
import type { Maps } from './maps.js';
import { anyCase, scalar } from './patterns.js';

const kinds = ['custom', 'input', 'filter', 'output'] as const satisfies readonly PluginKind[];

/** The kinds of plugins that sections start. */
type StartedKind = (typeof kinds)[number];

/**
 * What stands in sections of plugins, as definitions: `input` is any input, `input-tail` what that plugin adds, `input-keys` the
 * names of keys that all inputs have, and `input-network` what known plugins check besides.
 */
export function pluginDefinitions(maps: Maps, edition: Edition): Schemas {
  const definitions: Record<string, Schema> = {};
  for (const kind of kinds) {
    const names = edition.pluginNames(kind);
    const nested = Object.keys(nestedKeys(kind, edition));
    definitions[kind] = anySection(maps, kind, names);
    definitions[`${kind}-keys`] = {
      anyOf: [...nested.map((key) => ({ const: key })), { pattern: patternOf(maps, pluginKeys(kind, undefined, edition)) }],
    };
    definitions[`${kind}-network`] = networkOf(maps, kind, names);
    for (const plugin of listed(kind, names, edition)) definitions[`${kind}-${plugin.name}`] = pluginSection(maps, kind, plugin);
  }
  return definitions;
}

export function refTo(definition: string): Schema {
  return { $ref: `#/definitions/${definition}` };
}

/** The plugins whose keys are known, each once. */
function listed(kind: PluginKind, names: readonly string[], edition: Edition): Plugin[] {
  return [...new Set(names.flatMap((name) => edition.pluginOf(kind, name) ?? []))];
}

/** The pattern of all spellings of some keys. */
function patternOf(maps: Maps, keys: readonly KnownKey[]): string {
  return keys.map((key) => maps.spellingsOf(key)).join('|');
}

/** A section that starts any plugin of a kind. What may stand in it besides depends on the name. */
function anySection(maps: Maps, kind: StartedKind, names: readonly string[]): Schema {
  const { properties, ...map } = maps.of(pluginKeys(kind, undefined, maps.edition), 'list', true, nestedKeys(kind, maps.edition));
  const chosen = names.flatMap((name) => {
    const plugin = maps.edition.pluginOf(kind, name);
    return plugin === undefined ? [] : [whereNamed(name, ['name', 'Name', 'NAME'], refTo(`${kind}-${plugin.name}`))];
  });
  const notEmpty = kind === 'input' || kind === 'output' ? [withoutEmpty(maps, ['tag', 'alias'])] : [];
  return {
    title: kind,
    ...map,
    properties: { ...properties, name: nameSchema(kind, names, laterNames(kind, names)) },
    allOf: [...notEmpty, ...chosen],
  };
}

/** The names to choose from; any other may be that of a plugin of a user's own, save for those of plugins that came later. */
export function nameSchema(kind: PluginKind, names: readonly string[], later: readonly string[]): Schema {
  const enumDescriptions = names.map((name) => pluginWords[kind][name] ?? '');
  const not = later.length === 0 ? {} : { not: { type: 'string', pattern: `^\\s*(?:${later.map(anyCase).join('|')})\\s*$` } as const };
  return { title: 'name', description: `Which ${kind} it is.`, anyOf: [{ enum: names, enumDescriptions }, scalar], ...not };
}

/** Those of the newest version that are not among some names. */
function laterNames(kind: PluginKind, names: readonly string[]): string[] {
  const known = new Set(names);
  return newestEdition.pluginNames(kind).filter((name) => !known.has(name));
}

/** What holds for sections with this name, in any case. */
export function whereNamed(name: string, keys: readonly string[], holds: Schema): Schema {
  const named = { type: 'string', pattern: `^\\s*${anyCase(name)}\\s*$` } as const;
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  return { if: { anyOf: keys.map((key) => ({ required: [key], properties: { [key]: named } })) }, then: holds };
}

/** An empty tag or alias is a key that Fluent Bit does not know (M-12). */
function withoutEmpty(maps: Maps, keys: readonly string[]): Schema {
  return {
    patternProperties: Object.fromEntries(keys.map((name) => [maps.spellingsOf({ name, isPrefix: false }), { not: { enum: ['', null] } }])),
  };
}

/** Keys that hold more than texts, under these very names (Y-21, Y-46). In filters, processors are ignored (Y-43). */
function nestedKeys(kind: StartedKind, edition: Edition): Schemas {
  return Object.fromEntries(Object.entries(nestedKeysOf(kind)).filter(([name]) => readsName(edition, name)));
}

function nestedKeysOf(kind: StartedKind): Schemas {
  const routes: Schema = { title: 'routes', description: coreWords.routes, type: ['object', 'array'] };
  const processors = refTo('processors');
  switch (kind) {
    case 'input':
      return { processors, routes, telemetry: { title: 'telemetry', description: coreWords.telemetry, type: 'object' } };
    case 'output':
      return { processors, routes };
    default:
      return { processors: {} };
  }
}

/** Settings of the network: a plugin that is known stops at what is neither on nor off (I-24). */
function networkOf(maps: Maps, kind: StartedKind, names: readonly string[]): Schema {
  const [plugin] = listed(kind, names, maps.edition);
  return maps.holding(pluginKeys(kind, plugin, maps.edition).filter(isOfNetwork), 'list');
}

function isOfNetwork({ name, type }: KnownKey): boolean {
  return name.startsWith('net.') && type === 'boolean';
}

/** What a plugin adds. Fluent Bit stops at a key that it does not know (Y-23); those of another version may have changed. */
function pluginSection(maps: Maps, kind: StartedKind, plugin: Plugin): Schema {
  const { edition } = maps;
  const common = new Map(pluginKeys(kind, undefined, edition).map((key) => [key.name, key]));
  const isOwn = (key: KnownKey) => common.get(key.name)?.demand !== key.demand || common.get(key.name)?.type !== key.type;
  const own = pluginKeys(kind, plugin, edition).filter((key) => isOwn(key) && !isOfNetwork(key));
  const names = [refTo(`${kind}-keys`), ...(own.length === 0 ? [] : [{ pattern: patternOf(maps, own) }])];
  const words = pluginWords[kind][plugin.name];
  return {
    title: `${kind} ${plugin.name}`,
    ...(words === undefined ? {} : { description: `The ${kind} ${plugin.name} ${words}.` }),
    ...maps.of(own, 'list', true),
    ...(plugin.isOlder ? {} : { propertyNames: { anyOf: names } }),
    allOf: [refTo(`${kind}-network`)],
  };
}
