import type { KeyType, ValueType } from '../engine/key-types.js';
import { knownNodeKeys, multilineParserKeys, parserKeys, streamTaskKeys, upstreamKeys } from '../engine/section-keys.js';
import { serviceKeys } from '../engine/service-keys.js';
import type { Section, SectionKind } from './config.js';
import { isPluginKind, type PluginSectionKind } from './kinds.js';
import { coreKeys, type Plugin, type PluginKind, pluginOf, pluginOfSection } from './plugins.js';

/** The types of keys, which are in lower case. */
export type ValueTypes = Pick<ReadonlyMap<string, ValueType>, 'get'>;

const noKeys: ReadonlyMap<string, ValueType> = new Map();

/** The types of the keys of each kind, except for plugins: the engine's list has those. */
export const keysOfKind = {
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
 * The types of a section's keys. Unknown keys have none, nor do keys whose values are sizes,
 * times or fractions. For a plugin that the engine does not list, only the keys of every plugin are known.
 */
export function valueTypes(section: Section): ValueTypes {
  const { kind } = section;
  return isPluginKind(kind) ? pluginTypes(kind, pluginOfSection(section)) : keysOfKind[kind];
}

/** The types of a processor's own keys. Filters are processors, too (Y-43). */
export function processorTypes(name: string): ValueTypes {
  const processor = pluginOf('processor', name);
  const filter = processor === undefined ? pluginOf('filter', name) : undefined;
  return filter === undefined ? pluginTypes('processor', processor) : pluginTypes('filter', filter);
}

/** The types that were asked for so far, by plugin; by kind for plugins that the engine does not list. */
const typesOfPlugins = new Map<Plugin | PluginKind, ValueTypes>();

function pluginTypes(kind: PluginKind, plugin: Plugin | undefined): ValueTypes {
  const known = typesOfPlugins.get(plugin ?? kind);
  if (known !== undefined) return known;
  const core = coreKeys(kind);
  const types: ValueTypes = {
    get(key) {
      const type = plugin?.keys.get(key) ?? core.get(key);
      // Of the core's, this one is a number or a word, `no_limits` or `false`.
      return type === undefined || key === 'retry_limit' ? undefined : writtenAs.get(type);
    },
  };
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
