import type { Project } from '../project/read-project.js';
import type { Source } from './read/source-facts.js';

/** Files, and why each stays as it is, in words. */
export type Staying = ReadonlyMap<Source, string>;

/**
 * The files that stay, and all that stays with them: a tree has one format, so that it stays as a whole, and so does what it
 * refers to, whose names it knows. Not a tree whose main file somebody names by itself.
 */
export function withTheirTrees(
  first: Staying,
  { trees, leads }: Project<Source>,
  shown: (path: string) => string,
  isNamed: (file: Source) => boolean,
): Staying {
  if (first.size === 0) return first;
  const staying = new Map(first);
  const treesOf = new Map<Source, (typeof trees)[number][]>();
  for (const tree of trees) {
    if (isNamed(tree.root)) continue;
    for (const file of tree.files) {
      const known = treesOf.get(file);
      if (known === undefined) treesOf.set(file, [tree]);
      else known.push(tree);
    }
  }
  // The files whose trees stay, and what each of these stays with; those that are added on the way have their turn, too.
  const bound = new Map(Array.from(first.keys(), (file) => [file, file]));
  const referred = new Map<Source, Source>();
  const seen = new Set<(typeof trees)[number]>();
  for (const [file, cause] of bound) {
    for (const tree of treesOf.get(file) ?? []) {
      if (seen.has(tree)) continue;
      seen.add(tree);
      for (const one of tree.files) if (!bound.has(one)) bound.set(one, cause);
      for (const { target } of leads.get(tree) ?? []) if (target !== undefined) referred.set(target, cause);
    }
  }
  for (const [file, cause] of [...bound, ...referred]) {
    if (!staying.has(file)) staying.set(file, `it goes with ${shown(cause.path)}, which stays`);
  }
  return staying;
}
