import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { type SectionKind, valueSpan } from '../model/config.js';
import { type Kind, kindsWhere } from '../model/kinds.js';
import { fileWithoutUpstream, nothingToLoad, sectionsNotLoaded } from './diagnostics.js';
import type { IncludeTree } from './include-tree.js';
import type { Reference, ReferenceKind } from './references.js';

interface Content {
  readonly reads: readonly SectionKind[];
  readonly what: string;
}

/** What the engine takes from a file that it was referred to (R-1 … R-4). */
const contents: Record<Exclude<ReferenceKind, 'include'>, Content> = {
  parsers: { reads: kindsIn('parsers'), what: 'parsers' },
  plugins: { reads: kindsIn('plugins'), what: 'plugins' },
  streams: { reads: kindsIn('streams'), what: 'stream tasks' },
  // The check of the file itself says that variables do not count there (U-12).
  upstream: { reads: [...kindsIn('upstream'), 'env'], what: 'upstream' },
};

function kindsIn(name: Kind['file']): readonly SectionKind[] {
  return kindsWhere(({ file }) => file === name);
}

/** Sections that mean nothing in any file, or are not content themselves. */
const idle = kindsWhere(({ role }) => role === 'include' || role === 'nothing');

/** Whether a file holds what it is referred to for, and nothing that is lost there. A main file may refer to itself (U-19). */
export function checkContent<File>({ kind, path, property }: Reference, tree: IncludeTree<File>, main: IncludeTree<File>): Diagnostic[] {
  if (kind === 'include') return [];
  const { reads, what } = contents[kind];
  const { kinds, isWhole } = tree;
  const span = valueSpan(property);
  const found: Diagnostic[] = [];
  if (!reads.some((one) => one !== 'env' && kinds.has(one)) && isWhole) {
    found.push(kind === 'upstream' ? diagnostic(fileWithoutUpstream, span, { path }) : diagnostic(nothingToLoad, span, { path, what }));
  }
  const ignored = [...kinds].filter((one) => !reads.includes(one) && !idle.includes(one)).map((one) => `'${one}'`);
  if (ignored.length > 0 && tree !== main) found.push(diagnostic(sectionsNotLoaded, span, { path, sections: ignored.join(', ') }));
  return found;
}
