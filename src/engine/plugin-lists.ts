import type { KeyType } from './key-types.js';
import text from './plugins.json?raw';

/** The file `plugins.json`: the plugins of Fluent Bit and their keys, by kind and name. Keys are words of one text. */
export interface PluginLists {
  /** Sets of keys that many plugins share, and the types of those keys. */
  readonly shared_sets: Readonly<Record<string, string>>;
  readonly shared_keys: KeysByType;
  readonly customs: PluginList;
  readonly inputs: PluginList;
  readonly filters: PluginList;
  readonly outputs: PluginList;
  readonly processors: PluginList;
}

export type PluginList = Readonly<Record<string, ListedPlugin>>;

export type KeysByType = Readonly<Partial<Record<KeyType, string>>>;

export interface ListedPlugin {
  readonly keys?: KeysByType;
  /** Keys of builds with an option that the listed one was without. */
  readonly optional?: KeysByType;
  /** The name of a set in `shared_sets`. */
  readonly shared?: string;
  readonly repeats?: string;
  readonly older?: boolean;
}

let lists: PluginLists | undefined;

/** The lists, parsed when they are first asked for: upstream files are read without them. */
export function pluginLists(): PluginLists {
  lists ??= JSON.parse(text) as PluginLists;
  return lists;
}
