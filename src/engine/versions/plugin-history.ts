import text from './plugins.json?raw';

/** Lines of versions, or releases where one decides: `2.1`, `2.0-4.1`, `3.1-`, `5.0.5-`. */
export type Lines = string;

/**
 * The types of a key: one text if it lived as long as its plugin, else texts of lines and a type, `3.1- size`. A `*` behind a
 * type means that the key may be repeated.
 */
export type KeyHistory = string | readonly string[];

export interface PluginHistory {
  readonly in: Lines;
  /** Lines in which the engine takes any key of it. */
  readonly no_map?: Lines;
  readonly keys: Readonly<Record<string, KeyHistory>>;
  /** Defaults that changed, by the lines in which they hold; null where there is none. */
  readonly defaults?: Readonly<Record<string, Readonly<Record<Lines, string | null>>>>;
}

export type KindHistory = Readonly<Record<string, PluginHistory>>;

/** The file `plugins.json`: which plugins and keys each line of versions has. */
export interface PluginHistories {
  readonly customs: KindHistory;
  readonly inputs: KindHistory;
  readonly filters: KindHistory;
  readonly outputs: KindHistory;
  readonly processors: KindHistory;
  /** Keys that many plugins share, by the name of their set. */
  readonly shared: Readonly<Record<string, Readonly<Record<string, Lines>>>>;
  readonly service: Readonly<Record<string, Lines>>;
}

let histories: PluginHistories | undefined;

/** The table, parsed when somebody first asks for a version. */
export function pluginHistories(): PluginHistories {
  histories ??= JSON.parse(text) as PluginHistories;
  return histories;
}
