import type { KeyType, ValueType } from '../engine/key-types.js';
import { knownNodeKeys, multilineParserKeys, parserKeys, streamTaskKeys, upstreamKeys } from '../engine/section-keys.js';
import { serviceKeys } from '../engine/service-keys.js';
import type { Section, SectionKind } from './config.js';
import { isPluginKind, type PluginSectionKind } from './kinds.js';
import { coreKeys, type Plugin, type PluginKind, pluginOf, pluginOfSection } from './plugins.js';

const noKeys: ReadonlyMap<string, ValueType> = new Map();

/** Those of plugins are in the engine's list. */
const keysOfKind = {
  service: serviceKeys,
  parser: parserKeys,
  multiline_parser: multilineParserKeys,
  stream_task: streamTaskKeys,
  plugins: noKeys,
  upstream: upstreamKeys,
  node: knownNodeKeys,
  env: noKeys,
  include: noKeys,
  extensions: noKeys,
  group: noKeys,
  command: noKeys,
  other: noKeys,
} as const satisfies Record<Exclude<SectionKind, PluginSectionKind>, ReadonlyMap<string, ValueType>>;

/**
 * The types of a section's keys, which are in lower case: none of keys of which nothing is known, or whose values are sizes,
 * times or fractions. Of a plugin that the engine does not list, the keys that every plugin has are known.
 */
export function valueTypes(section: Section): ReadonlyMap<string, ValueType> {
  const { kind } = section;
  return isPluginKind(kind) ? pluginTypes(kind, pluginOfSection(section)) : keysOfKind[kind];
}

/** The types of a processor's own keys. Filters are processors, too (Y-43). */
export function processorTypes(name: string): ReadonlyMap<string, ValueType> {
  const processor = pluginOf('processor', name);
  const filter = processor === undefined ? pluginOf('filter', name) : undefined;
  return filter === undefined ? pluginTypes('processor', processor) : pluginTypes('filter', filter);
}

/** The types of plugins that were met so far, and of those that the engine does not list. */
const typesOfPlugins = new Map<Plugin | PluginKind, ReadonlyMap<string, ValueType>>();

function pluginTypes(kind: PluginKind, plugin: Plugin | undefined): ReadonlyMap<string, ValueType> {
  const known = typesOfPlugins.get(plugin ?? kind);
  if (known !== undefined) return known;
  const types = new Map<string, ValueType>();
  for (const [key, type] of [...coreKeys(kind), ...(plugin?.keys ?? [])]) {
    const written = writtenAs.get(type);
    if (written === undefined) types.delete(key);
    else types.set(key, written);
  }
  // Of the core's, this one is a number or a word, `no_limits` or `false`.
  types.delete('retry_limit');
  typesOfPlugins.set(plugin ?? kind, types);
  return types;
}

const writtenAs: ReadonlyMap<KeyType, ValueType> = new Map<KeyType, ValueType>([
  ['boolean', 'boolean'],
  ['integer', 'integer'],
  ['string', 'text'],
  ['clist', 'text'],
  ['slist_1', 'text'],
  ['slist_2', 'text'],
  ['slist_3', 'text'],
  ['slist_4', 'text'],
]);
