import { diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../project/host.js';
import { type ReadFile, readFrom } from '../project/project-files.js';
import { filesAfterwards } from './files-afterwards.js';
import { machineAfterwards } from './machine-afterwards.js';
import type { Migration } from './migration.js';
import { treeDifference } from './prove-tree.js';
import type { SurveyedFile } from './survey.js';
import type { SourceFinding, SourceTree } from './trees.js';

/** Compares what the engine merges of each tree before and after. A difference is a bug of ours, and nothing is written. */
export async function proveTrees(migration: Migration, trees: readonly SourceTree[]): Promise<SourceFinding[]> {
  const { outcomes, target, to, sources, mapped, known } = migration;
  const host = machineAfterwards(migration, filesAfterwards(migration));
  const read = readAfterwards(migration, host);
  const renamed = (path: string) => {
    const now = migration.pathAfterwards(path);
    return host.realPath(now) ?? now;
  };
  const findings: SourceFinding[] = [];
  for (const tree of trees) {
    const { root, files } = tree;
    const outputs = [...files].map((file) => outcomes.get(file)?.outputs.length);
    // What stays as it is needs no proof, and a file of which several come is proved part by part.
    if (outputs.every((count) => count === undefined) || !outputs.every((count = 1) => count === 1)) continue;
    const before = { tree, host: mapped, readingOf: (file: SurveyedFile) => sources.readingOf(file), renamed };
    const after = { path: migration.placeAfterwards(root), family: to, host, read };
    const difference = await treeDifference(before, after, { comments: target.to.comments, equals: known.equals });
    if (difference === undefined) continue;
    const where = { start: 0, end: 0 };
    findings.push({ file: root, diagnostic: diagnostic('FLB403', where, { difference: `in the merged configuration: ${difference}` }) });
  }
  return findings;
}

/** Reads files as they will be. New texts were read already when they were verified. */
function readAfterwards({ readings }: Migration, host: Host): ReadFile {
  const read = readFrom(host);
  return async (path, family) => {
    const known = readings.get(host.realPath(path) ?? path);
    return known !== undefined && known.format?.name === family ? known : read(path, family);
  };
}
