/**
 * What YAML and JSON texts share: maps, lists and scalars, with their places in the source.
 * Maps keep repeated keys and their order; a scalar is its text and whether it was written plain.
 */
export type Tree = Scalar | ListTree | MapTree;

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
  readonly items: readonly Tree[];
  readonly start: number;
  readonly end: number;
}

export interface MapTree {
  readonly type: 'map';
  readonly entries: readonly Entry[];
  readonly start: number;
  readonly end: number;
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

/** A text as trees: one for each document of the stream. Comments in the order of the text. */
export interface Documents {
  readonly roots: readonly Tree[];
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

/** A null of JSON or an absent value of YAML. */
export function isEmptyPlain(tree: Tree): boolean {
  return tree.type === 'scalar' && tree.plain && tree.text === '';
}
