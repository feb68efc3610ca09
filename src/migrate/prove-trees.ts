import { diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../project/host.js';
import type { Converted } from './convert-source.js';
import { mappedHost } from './mapped-host.js';
import type { Migration } from './migration.js';
import type { NewNames } from './new-values.js';
import { type NewFiles, overlayHost } from './overlay-host.js';
import { type Start, treeDifference } from './prove-tree.js';
import type { SurveyedFile } from './survey.js';
import type { SourceFinding, SourceTree } from './trees.js';

/** The machine as it is after the migration: with these files, and for a tree elsewhere as if it had taken the old one's place. */
export function machineAfterwards({ host, target, request: { roots } }: Migration, files: NewFiles): Host {
  const { mirror, directoryFor } = target.destination;
  const overlay = overlayHost({ ...host, cwd: directoryFor(host.cwd) }, files);
  const mappings = roots.map(({ from, to }) => ({ from, to: directoryFor(to) }));
  if (mirror === undefined) return mappedHost(overlay, mappings);
  const { from, to } = mirror;
  // A path in the new tree is what it says, even if that is within the old one.
  return mappedHost(overlay, [...mappings, { from: to, to }, { from, to }]);
}

/** Compares what the engine merges of each tree before and after. A difference is a bug of ours, and nothing is written. */
export async function proveTrees(
  trees: readonly SourceTree[],
  converted: ReadonlyMap<SurveyedFile, Converted>,
  names: NewNames,
  newPathOfReal: (path: string) => string,
  comments: boolean,
): Promise<SourceFinding[]> {
  const findings: SourceFinding[] = [];
  for (const tree of trees) {
    const { root } = tree;
    // A file of which several come is proved part by part.
    if (![...tree.files].every((file) => (converted.get(file)?.outputs.length ?? 1) === 1)) continue;
    const before: Start = { host: names.before, path: root.path, family: root.family };
    const after: Start = { host: names.after, path: names.newPath(root) ?? newPathOfReal(root.path), family: names.to };
    const difference = await treeDifference(before, after, newPathOfReal, { comments });
    if (difference === undefined) continue;
    findings.push({
      file: root,
      diagnostic: diagnostic('FLB403', { start: 0, end: 0 }, { difference: `in the merged configuration: ${difference}` }),
    });
  }
  return findings;
}
