import { groupBy } from '../model/group-by.js';
import type { IncludeTree } from './include-tree.js';

/** Trees of files that are no part of another: where a fragment leads, the file that includes it decides (C-31). */
export function withoutParts<File>(trees: readonly IncludeTree<File>[]): IncludeTree<File>[] {
  const places = trees.flatMap((tree) => [...tree.files].map((file) => ({ file, tree })));
  const holders = groupBy(places, ({ file }) => file);
  // Files that include each other are each a part of the other: the error is in both.
  return trees.filter(({ root, files }) => (holders.get(root) ?? []).every(({ tree }) => files.has(tree.root)));
}
