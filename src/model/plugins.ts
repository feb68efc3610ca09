import type { KeyType } from '../engine/key-types.js';
import { type KeysByType, type ListedPlugin, type PluginList, pluginLists } from '../engine/plugin-lists.js';
import { filtersInOrder, keysOfAll, unlistedKeys } from '../engine/unlisted.js';
import { firstValue, type Section } from './config.js';
import { isPluginKind, kinds, type PluginSectionKind } from './kinds.js';
import { lowerCase } from './text.js';

/** A plugin as the engine lists it. */
export interface Plugin {
  readonly name: string;
  /** Its own keys, in lower case: those that it shares with others of its kind are the core's. A `prefixed` one is the start of a key. */
  readonly keys: ReadonlyMap<string, KeyType>;
  /** Its own keys that may be given more than once (D-7). */
  readonly repeats: ReadonlySet<string>;
  /** Whether it can speak TLS: only then it takes `tls on` (I-24). */
  readonly hasTls: boolean;
  /** Whether its keys come from an earlier version of Fluent Bit. */
  readonly isOlder: boolean;
}

/** What may be a plugin: a processor is one, too, though no section. */
export type PluginKind = PluginSectionKind | 'processor';

/** The name of the engine's list of plugins of a kind. */
function listName(kind: PluginKind) {
  return kind === 'processor' ? 'processors' : kinds[kind].key;
}

function listOf(kind: PluginKind): PluginList {
  return pluginLists()[listName(kind)];
}

/** The plugins that were asked for so far, by name in lower case: to make all of them takes longer than to read most files. */
const made = new Map<PluginKind, Map<string, Plugin>>();

/** Other names of plugins: since 5.1.0 (I-3). */
const otherNames: ReadonlyMap<PluginKind, ReadonlyMap<string, string>> = new Map([['output', new Map([['elasticsearch', 'es']])]]);

/** Plugins that the listed build lacks, most of them for other platforms: nothing is known about their keys. */
const elsewhere: ReadonlyMap<PluginKind, ReadonlySet<string>> = new Map([
  ['input', new Set(['winlog', 'winevtlog', 'winstat', 'windows_exporter_metrics', 'event_tracing_windows', 'ebpf', 'unix_socket'])],
  ['filter', new Set(['throttle_size', 'tensorflow'])],
  ['output', new Set(['pgsql'])],
]);

/** Whether Fluent Bit has a plugin of that name that is not listed. */
export function isElsewhere(kind: PluginKind, name: string): boolean {
  return elsewhere.get(kind)?.has(lowerCase(name)) ?? false;
}

/** The plugin of that name, in any case; undefined if the engine lists none: it may be a user's own. */
export function pluginOf(kind: PluginKind, name: string): Plugin | undefined {
  const written = lowerCase(name);
  const lower = otherNames.get(kind)?.get(written) ?? written;
  const known = made.get(kind)?.get(lower);
  if (known !== undefined) return known;
  const list = listOf(kind);
  const listed = Object.hasOwn(list, lower) ? list[lower] : undefined;
  if (listed === undefined) return undefined;
  const plugins = made.get(kind) ?? new Map<string, Plugin>();
  const plugin = pluginFrom(lower, listed);
  made.set(kind, plugins.set(lower, plugin));
  return plugin;
}

/** The plugin that a section starts, by its first `name` (M-3); undefined if it names none that the engine lists. */
export function pluginOfSection(section: Section): Plugin | undefined {
  const { kind } = section;
  if (!isPluginKind(kind)) return undefined;
  const name = firstValue(section, 'name');
  return name === undefined ? undefined : pluginOf(kind, name);
}

/** Whether the order among different keys of the section acts. That of an unknown plugin may. */
export function orderActs(section: Section): boolean {
  if (section.kind === 'multiline_parser') return false;
  const plugin = pluginOfSection(section);
  return plugin === undefined || (section.kind === 'filter' && filtersInOrder.has(plugin.name));
}

/** The keys that a plugin's section may have once only: several are refused, in one spelling (D-8). */
export function keysTakenOnce(section: Section): (key: string) => boolean {
  const { kind } = section;
  const plugin = pluginOfSection(section);
  if (plugin === undefined || !isPluginKind(kind)) return () => false;
  const common = coreKeys(kind);
  return (key) => {
    const type = plugin.keys.get(key);
    return type !== undefined && type !== 'prefixed' && !plugin.repeats.has(key) && !common.has(key);
  };
}

/** The names of all plugins of a kind. */
export function pluginNames(kind: PluginKind): string[] {
  return [...Object.keys(listOf(kind)), ...(elsewhere.get(kind) ?? []), ...(otherNames.get(kind)?.keys() ?? [])];
}

const core = new Map<PluginKind, ReadonlyMap<string, KeyType>>();

/** The keys, in lower case, that the engine itself takes from plugins of a kind, known or not. The last of repeated ones counts (D-8). */
export function coreKeys(kind: PluginKind): ReadonlyMap<string, KeyType> {
  const known = core.get(kind);
  if (known !== undefined) return known;
  const sets = new Set(Object.values(listOf(kind)).map(({ shared = '' }) => shared));
  const keys = new Map<string, KeyType>(Object.entries(keysOfAll));
  for (const set of sets) addShared(keys, set);
  for (const [key, type] of Object.entries(unlistedKeys[listName(kind)])) keys.set(key, type);
  core.set(kind, keys);
  return keys;
}

/** The beginnings by which keys are known, by the keys among which they stand. */
const starts = new WeakMap<ReadonlyMap<string, KeyType>, readonly string[]>();

/** The beginnings by which some of these keys are known. */
export function startsIn(keys: ReadonlyMap<string, KeyType>): readonly string[] {
  const known = starts.get(keys);
  if (known !== undefined) return known;
  const found: string[] = [];
  keys.forEach((type, key) => {
    if (type === 'prefixed') found.push(key);
  });
  starts.set(keys, found);
  return found;
}

function pluginFrom(name: string, { keys, optional, repeats, shared = '', older = false }: ListedPlugin): Plugin {
  const types = new Map<string, KeyType>();
  addTyped(types, keys);
  addTyped(types, optional);
  const hasTls = types.has('tls') || wordsIn(pluginLists().shared_sets[shared]).includes('tls');
  return { name, keys: types, repeats: new Set(wordsIn(repeats)), hasTls, isOlder: older };
}

/** Adds the keys of a set that plugins share. */
function addShared(types: Map<string, KeyType>, set: string): void {
  const known = sharedTypes();
  for (const key of wordsIn(pluginLists().shared_sets[set])) types.set(key, known.get(key) ?? 'string');
}

let shared: Map<string, KeyType> | undefined;

function sharedTypes(): ReadonlyMap<string, KeyType> {
  if (shared !== undefined) return shared;
  shared = new Map();
  addTyped(shared, pluginLists().shared_keys);
  return shared;
}

function addTyped(types: Map<string, KeyType>, table: KeysByType = {}): void {
  for (const [type, keys] of Object.entries(table)) {
    for (const key of wordsIn(keys)) types.set(key, type as KeyType);
  }
}

function wordsIn(text = ''): string[] {
  return text === '' ? [] : text.split(' ');
}
