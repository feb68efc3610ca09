import type { PluginsOfVersion } from '../model/plugins-of-version.js';
import { KeyTables } from './key-tables.js';
import { JudgedRegexes } from './regexes.js';

/**
 * What checks have found out so far, for those of other files to share: what is known of keys, and of regular expressions. `plugins`:
 * those of the version that the files are for; of the newest one by default.
 */
export class CheckTables {
  readonly keys: KeyTables;
  readonly regexes = new JudgedRegexes();

  constructor(plugins?: PluginsOfVersion) {
    this.keys = new KeyTables(plugins);
  }
}
