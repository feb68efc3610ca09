import { diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../project/host.js';
import { type ReadFile, readFrom } from '../project/project-files.js';
import { filesAfterwards } from './files-afterwards.js';
import { machineAfterwards } from './machine-afterwards.js';
import type { Migration } from './migration.js';
import { treeDifference } from './prove-tree.js';
import type { SurveyedFile } from './survey.js';
import type { SourceFinding, SourceTree } from './trees.js';

/** Trees of which it is not proved that the engine merges the same afterwards, each with the first difference, if one was found. */
export type UnprovedTrees = ReadonlyMap<SourceTree, string | undefined>;

/** Compares what the engine merges of each tree before and after. */
export async function proveTrees(migration: Migration, trees: readonly SourceTree[]): Promise<UnprovedTrees> {
  const { outcomes, target, to, sources, mapped } = migration;
  const host = machineAfterwards(migration, filesAfterwards(migration));
  const read = readAfterwards(migration, host);
  const real = (path: string) => host.realPath(path) ?? path;
  const renamed = (path: string) => real(migration.pathAfterwards(path));
  const placeOf = (file: SurveyedFile) => real(migration.placeAfterwards(file));
  const readingOf = (file: SurveyedFile) => sources.readingOf(file);
  const unproved = new Map<SourceTree, string | undefined>();
  for (const tree of trees) {
    const { root, files } = tree;
    const outputs = [...files].map((file) => outcomes.get(file)?.outputs.length);
    // What stays as it is has no new text to compare, and a file of which several come is proved part by part.
    if (outputs.every((count) => count === undefined) || !outputs.every((count = 1) => count === 1)) {
      unproved.set(tree, undefined);
      continue;
    }
    const before = { tree, host: mapped, readingOf, renamed, placeOf };
    const after = { path: migration.placeAfterwards(root), family: to, host, read };
    const difference = await treeDifference(before, after, { comments: target.to.comments });
    if (difference !== undefined) unproved.set(tree, difference);
  }
  return unproved;
}

/** Says that a tree would mean something else afterwards: unless there is another reason, that is a bug of ours. */
export function differs({ root }: SourceTree, difference: string): SourceFinding {
  const args = { difference: `in the merged configuration: ${difference}` };
  return { file: root, diagnostic: diagnostic('FLB403', { start: 0, end: 0 }, args) };
}

/** Reads files as they will be. New texts were read already when they were verified. */
function readAfterwards({ readings }: Migration, host: Host): ReadFile {
  const read = readFrom(host);
  return async (path, family) => {
    const known = readings.get(host.realPath(path) ?? path);
    return known !== undefined && known.format?.name === family ? known : read(path, family);
  };
}
