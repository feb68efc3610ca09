/** What a value is to the plugin, in the engine's words: `slist_N` words separated by spaces, `clist` by commas. */
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

/** What the text of a key's value means to Fluent Bit, as far as a writer of values needs to know. */
export type ValueType = 'text' | 'boolean' | 'integer';
