import { isError } from '../diagnostics/diagnostic.js';
import { severityIn } from '../diagnostics/severity.js';
import { checkMain } from '../project/check-project.js';
import { readIncludeTree } from '../project/include-tree.js';
import type { SourceFiles } from './read-sources.js';
import type { Scope, SourceFinding } from './scope.js';
import type { Source } from './source-facts.js';

/**
 * What keeps Fluent Bit from starting today, which a migration does not change: it stops nothing, but no such tree is called
 * sound. That is what keeps files in the target's format from being read in full, and what `check` refuses of each tree.
 */
export async function faultsOf(store: SourceFiles, { files, trees, leads, target }: Scope): Promise<SourceFinding[]> {
  const findings: SourceFinding[] = [];
  for (const file of files.values()) {
    if (file.fault === undefined || file.family !== target.family) continue;
    const { diagnostics } = await store.readingOf(file);
    for (const one of diagnostics) findings.push({ file, diagnostic: one });
  }
  const readTree = (root: Source) => readIncludeTree(store, root);
  const readingOf = (file: Source) => store.readingOf(file);
  for (const tree of trees) {
    const check = await checkMain(tree, leads.get(tree) ?? [], { readTree, readingOf });
    findings.push(...check.findings);
  }
  return (
    findings
      // A reference that leads out of the migration is not a fault of the tree.
      .filter(({ diagnostic }) => isError(diagnostic) && diagnostic.code !== 'FLB601')
      .map(({ file, diagnostic }) => ({ file, diagnostic: { ...diagnostic, severity: severityIn('stay', diagnostic) } }))
  );
}
