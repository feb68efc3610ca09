import text from './plugins.json?raw';

/** The file `plugins.json`: what Fluent Bit lists of its plugins, by kind and name. */
export interface PluginLists {
  /** Sets of keys that many plugins share, and the types of those keys. */
  readonly shared_sets: Readonly<Record<string, readonly string[]>>;
  readonly shared_keys: Readonly<Record<string, string>>;
  readonly customs: PluginList;
  readonly inputs: PluginList;
  readonly filters: PluginList;
  readonly outputs: PluginList;
  readonly processors: PluginList;
}

export type PluginList = Readonly<Record<string, ListedPlugin>>;

export interface ListedPlugin {
  readonly keys?: Readonly<Record<string, string>>;
  /** Keys of builds with an option that the listed one was without. */
  readonly optional?: Readonly<Record<string, string>>;
  /** The name of a set in `shared_sets`. */
  readonly shared?: string;
  readonly repeats?: readonly string[];
  readonly older?: boolean;
}

let lists: PluginLists | undefined;

/** The lists, parsed when they are first asked for: upstream files are read without them. */
export function pluginLists(): PluginLists {
  lists ??= JSON.parse(text) as PluginLists;
  return lists;
}
