import { KeyTables } from './key-tables.js';
import { JudgedRegexes } from './regexes.js';

/** What checks have found out so far, for those of other files to share: what is known of keys, and of regular expressions. */
export class CheckTables {
  readonly keys = new KeyTables();
  readonly regexes = new JudgedRegexes();
}
