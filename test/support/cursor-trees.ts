import type { Cursor } from '../../src/formats/document/cursor.js';
import { keyAt, scalarAt } from '../../src/formats/document/document-reader.js';
import type { Documents, Entry, Tree } from '../../src/formats/yaml/tree.js';

/** All that a cursor goes through. */
export function treesOf(cursor: Cursor): Documents {
  const roots: Tree[] = [];
  while (cursor.nextDocument()) roots.push(treeAt(cursor));
  return { roots, comments: cursor.comments };
}

function treeAt(cursor: Cursor): Tree {
  const { type, start } = cursor;
  if (type === 'scalar') return { type, ...scalarAt(cursor) };
  const items: Tree[] = [];
  const entries: Entry[] = [];
  for (cursor.open(); cursor.next(); ) {
    if (type === 'list') items.push(treeAt(cursor));
    else entries.push({ key: keyAt(cursor), value: treeAt(cursor) });
  }
  return type === 'list' ? { type, items, start } : { type, entries, start };
}
