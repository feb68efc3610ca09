import type { Comment, Scalar } from '../document/cursor.js';

/** What the package `yaml` made of a document: maps, lists and scalars, with their places in the source. */
export type Tree = ScalarTree | ListTree | MapTree;

export interface ScalarTree extends Scalar {
  readonly type: 'scalar';
}

export interface ListTree {
  readonly type: 'list';
  readonly items: readonly Tree[];
  readonly start: number;
}

export interface MapTree {
  readonly type: 'map';
  readonly entries: readonly Entry[];
  readonly start: number;
}

export interface Entry {
  readonly key: Scalar;
  readonly value: Tree;
}

/** A text as trees: one for each document of the stream. Comments in the order of the text. */
export interface Documents {
  readonly roots: readonly Tree[];
  readonly comments: readonly Comment[];
}
