import { isError } from '../diagnostics/diagnostic.js';
import { severityIn } from '../diagnostics/severity.js';
import type { Migration } from './migration.js';
import type { SourceFinding } from './trees.js';

/** What keeps files in the target's format from being read in full. They stay as they are, so it stops nothing. */
export async function faultsOf({ files, sources, to }: Migration): Promise<SourceFinding[]> {
  const findings: SourceFinding[] = [];
  for (const file of files) {
    if (file.fault === undefined || file.family !== to) continue;
    const { diagnostics } = await sources.readingOf(file);
    for (const one of diagnostics.filter(isError)) findings.push({ file, diagnostic: { ...one, severity: severityIn('stay', one) } });
  }
  return findings;
}
