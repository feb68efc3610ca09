import type { ValueType } from '../../engine/key-types.js';

/**
 * Writes a tree part by part, in the order of the calls. In a map each value follows its key, in a list its item.
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
  /** Returns whether the text is written as it is: never if it has a character that the format cannot hold. */
  scalar(text: string, type?: ValueType): boolean;
  /** A number, a boolean or null as it is spelt; false if the format has no such spelling. */
  typed(text: string): boolean;
  /** A text that would be a number, a boolean or null without quotes. */
  quoted(text: string): void;
  comments(lines: readonly string[], apart?: boolean): void;
  /** Whether the format can hold the comment; true if it drops all of them. */
  holdsComment(line: string): boolean;
  /** Begins another document, after all keys of the one before were closed; false if the format has only one document a text. */
  nextDocument(): boolean;
}
