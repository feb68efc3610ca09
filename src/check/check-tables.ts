import type { PluginsOfVersion } from '../model/plugins-of-version.js';
import { KeyTables } from './key-tables.js';
import { JudgedRegexes } from './regexes.js';

/**
 * What checks have found out so far, of keys and of regular expressions: those of other files share it. `plugins`: those of the
 * version that the files are for, by default the newest one.
 */
export class CheckTables {
  readonly keys: KeyTables;
  readonly regexes = new JudgedRegexes();

  constructor(plugins?: PluginsOfVersion) {
    this.keys = new KeyTables(plugins);
  }
}
