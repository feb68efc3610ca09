import type { ValueType } from '../../engine/key-types.js';

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
  /** Whether the format can hold the key; the engine reads some only as long as they are short. */
  holdsKey(key: string): boolean;
  item(comments?: readonly string[], apart?: boolean): void;
  /** Gives whether the text stands as it is, which none does that has a character that the format cannot hold. */
  scalar(text: string, type?: ValueType): boolean;
  /** A number, a boolean or null as it is spelt; false if the format has no such spelling. */
  typed(text: string): boolean;
  /** A text that would be a number, a boolean or null without quotes. */
  quoted(text: string): void;
  comments(lines: readonly string[], apart?: boolean): void;
  /** Whether the format can hold the comment; true if it drops all of them. */
  holdsComment(line: string): boolean;
  /** Begins another document, all keys of the one before being closed; false if a text of this format is one document. */
  nextDocument(): boolean;
}
