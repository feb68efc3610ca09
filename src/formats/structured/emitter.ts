import type { ValueType } from '../../model/keys.js';

/**
 * Writes a tree down as it is told of it, part by part. In a map each value follows its key, in a list its item.
 * Comments are lines as in the model; a writer whose format has none may drop them.
 */
export interface Emitter {
  openMap(): void;
  closeMap(): void;
  openList(): void;
  closeList(): void;
  /** `apart`: with a blank line above, where the format cares. */
  key(key: string, comments?: readonly string[], apart?: boolean): void;
  item(comments?: readonly string[], apart?: boolean): void;
  scalar(text: string, type?: ValueType): void;
  comments(lines: readonly string[], apart?: boolean): void;
  /** Whether the format can hold the comment; true if it drops all of them. */
  holdsComment(line: string): boolean;
}
