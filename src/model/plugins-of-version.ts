import type { KeyType } from '../engine/key-types.js';
import type { PluginKind } from './plugins.js';

/** What another version of Fluent Bit than the newest knows of plugins. Whoever asks for the version reports what it lacks. */
export interface PluginsOfVersion {
  /** Whether any version is known to have a plugin of that name. */
  isKnown(kind: PluginKind, plugin: string): boolean;
  /**
   * The type of a plugin's key, in lower case, which in the newest version is of the type `newest`, or not there. Undefined if no
   * version is known to have the key; a text is what nothing is known of, or what only another version than this one has.
   */
  typeOf(kind: PluginKind, plugin: string, key: string, newest: KeyType | undefined): KeyType | undefined;
}
