import text from './plugins.json?raw';

/** What a value is to the plugin, in the engine's words: `slist_N` words separated by blanks, `clist` by commas. */
export type KeyType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'double'
  | 'size'
  | 'time'
  | 'clist'
  | 'slist_1'
  | 'slist_2'
  | 'slist_3'
  | 'slist_4'
  | 'prefixed'
  | 'deprecated'
  | 'variant';

/** The file `plugins.json`: what Fluent Bit lists of its plugins, by kind and name. Keys are words of one text. */
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
