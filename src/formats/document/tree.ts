/**
 * What YAML and JSON texts share: maps, lists and scalars, with their places in the source.
 * Maps keep repeated keys and their order; a scalar is its text and whether it was written plain.
 *
 * Parts come in the order of the text, and a parser may parse them as they are asked for, so that no text needs its
 * whole tree at once: whoever reads a tree goes through the parts once, in order, and not out of a loop over them.
 */
export type Tree = Scalar | ListTree | MapTree;

/**
 * At most this many maps and lists stand within each other, in every format, so that what one takes the others take, too. No
 * section of Fluent Bit comes near, and a few times that overflow the stack of a parser.
 */
export const deepestLevel = 200;

export interface Scalar {
  readonly type: 'scalar';
  readonly text: string;
  /** Written without quotes: `null`, `true`, `12` in JSON, plain scalars in YAML. */
  readonly plain: boolean;
  readonly start: number;
  readonly end: number;
}

export interface ListTree {
  readonly type: 'list';
  readonly items: Iterable<Tree>;
  readonly start: number;
}

export interface MapTree {
  readonly type: 'map';
  readonly entries: Iterable<Entry>;
  readonly start: number;
}

export interface Entry {
  readonly key: Scalar;
  readonly value: Tree;
}

/** A comment from its `#` on, and the offset of that. */
export interface Comment {
  readonly text: string;
  readonly start: number;
}

/**
 * A text as trees: one for each document of the stream. Comments in the order of the text; those before a part are there
 * when the part is.
 */
export interface Documents {
  readonly roots: Iterable<Tree>;
  readonly comments: readonly Comment[];
}

export function isMap(tree: Tree): tree is MapTree {
  return tree.type === 'map';
}

export function isList(tree: Tree): tree is ListTree {
  return tree.type === 'list';
}

export function isScalar(tree: Tree): tree is Scalar {
  return tree.type === 'scalar';
}

/** Goes through what is left of a tree's parts, so that its parser comes to the end of it. */
export function drain(tree: Tree): void {
  if (tree.type === 'list') for (const item of tree.items) drain(item);
  if (tree.type === 'map') for (const { value } of tree.entries) drain(value);
}
