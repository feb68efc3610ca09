/**
 * At most this many maps and lists stand within each other, in every format, so that what one takes the others take, too. No
 * section of Fluent Bit comes near, and a few times that overflow the stack of a parser.
 */
export const deepestLevel = 200;

/** A comment from its `#` on, and the offset of that. */
export interface Comment {
  readonly text: string;
  readonly start: number;
}

/** A scalar, for whoever needs it when a cursor has gone on. */
export interface Scalar {
  readonly text: string;
  readonly plain: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Goes through what YAML and JSON texts share, maps, lists and scalars, once and in the order of the text. Maps keep repeated
 * keys and their order; a scalar is its text and whether it was written plain.
 *
 * The fields tell what it stands at, until it goes on: no text needs a tree in memory, or an object for each of its parts.
 * A list or a map is gone through by `for (cursor.open(); cursor.next(); )`, to its end, or passed over by not opening it.
 */
export interface Cursor {
  readonly type: 'scalar' | 'list' | 'map';
  readonly start: number;
  /** Exclusive, and behind the closing quote; of a list or a map behind its first character. */
  readonly end: number;
  /** Of a scalar. */
  readonly text: string;
  /** Of a scalar: written without quotes: `null`, `true`, `12` in JSON, plain scalars in YAML. */
  readonly plain: boolean;
  /** The key of what it stands at, within a map: the same as of a scalar. */
  readonly keyText: string;
  readonly keyPlain: boolean;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Whether a blank line may stand above it. */
  readonly apart: boolean;
  /** In the order of the text; those before what it stands at are there. */
  readonly comments: readonly Comment[];

  /** Goes to what the next document of the stream holds; false if there is none. */
  nextDocument(): boolean;
  /** Opens the list or the map that it stands at. */
  open(): void;
  /** Goes to the next item or entry of what was opened last; false at its end, which closes it. */
  next(): boolean;
}

/** The fields of a cursor that are set as it goes. */
export abstract class CursorFields {
  type: Cursor['type'] = 'scalar';
  start = 0;
  end = 0;
  text = '';
  plain = true;
  keyText = '';
  keyPlain = true;
  keyStart = 0;
  keyEnd = 0;
}
