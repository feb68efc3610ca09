import type { ReadResult } from '../convert.js';
import { isError } from '../diagnostics/diagnostic.js';
import { severityIn } from '../diagnostics/severity.js';
import { checkMain, checkSections, loadedBy, onceEach } from '../project/check/check-project.js';
import { readIncludeTree } from '../project/include-tree.js';
import type { SourceFiles } from './read/read-sources.js';
import type { Source } from './read/source-facts.js';
import type { Scope, SourceFinding, SourceTree } from './scope.js';

/**
 * What keeps Fluent Bit from starting today, which a migration does not change: it stops nothing, but no such file is called sound.
 * That is what keeps files in the target's format from being read in full, and what `check` refuses of files by themselves.
 */
export async function faultsOf(store: SourceFiles, { files, parts, target }: Scope): Promise<SourceFinding[]> {
  const findings: SourceFinding[] = [];
  for (const file of files.values()) {
    if (file.fault === undefined || file.family !== target.family) continue;
    const { diagnostics } = await store.readingOf(file);
    for (const one of diagnostics) findings.push({ file, diagnostic: one });
  }
  for (const [file, found] of store.alone) {
    if (!parts.has(file)) findings.push(...found.map((one) => ({ file, diagnostic: one })));
  }
  return faultsAmong(findings);
}

/** The same of a tree: what `check` refuses of it. */
export async function faultsIn(
  tree: SourceTree,
  { leads }: Scope,
  store: SourceFiles,
  readingOf: (file: Source) => Promise<ReadResult>,
): Promise<SourceFinding[]> {
  const own = leads.get(tree) ?? [];
  const readTree = onceEach((root: Source) => readIncludeTree(store, root));
  const check = await checkMain(tree, own, { readTree, readingOf });
  const loaded = await loadedBy(check, own, readingOf);
  return faultsAmong([...check.findings, ...checkSections(tree, loaded)]);
}

function faultsAmong(findings: readonly SourceFinding[]): SourceFinding[] {
  return (
    findings
      // A reference that leads out of the migration is not a fault of the tree, and of a template nobody knows what is wrong.
      .filter(({ file, diagnostic }) => isError(diagnostic) && diagnostic.code !== 'FLB601' && file.fault !== 'template')
      .map(({ file, diagnostic }) => ({ file, diagnostic: { ...diagnostic, severity: severityIn('stay', diagnostic) } }))
  );
}
