import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { type SectionKind, valueSpan } from '../model/config.js';
import type { IncludeTree } from './include-tree.js';
import type { Reference, ReferenceKind } from './references.js';

interface Role {
  readonly reads: readonly SectionKind[];
  readonly what: string;
}

/** What the engine takes from a file that it was referred to (R-1 … R-4). */
const roles: Record<Exclude<ReferenceKind, 'include'>, Role> = {
  parsers: { reads: ['parser', 'multiline_parser'], what: 'parsers' },
  plugins: { reads: ['plugins'], what: 'plugins' },
  streams: { reads: ['stream_task'], what: 'stream tasks' },
  // That variables do not count there, the check of the file itself says (U-12).
  upstream: { reads: ['upstream', 'node', 'env'], what: 'upstream' },
};

/** Sections that mean nothing in any file, or are not content themselves. */
const idle: readonly SectionKind[] = ['include', 'other', 'command', 'group', 'extensions'];

/** Whether a file holds what it is referred to for, and nothing that is lost there. A main file may refer to itself (U-19). */
export function checkContent<File>({ kind, path, property }: Reference, tree: IncludeTree<File>, main: IncludeTree<File>): Diagnostic[] {
  if (kind === 'include') return [];
  const { reads, what } = roles[kind];
  const { kinds, isWhole } = tree;
  const span = valueSpan(property);
  const found: Diagnostic[] = [];
  if (!reads.some((one) => one !== 'env' && kinds.has(one)) && isWhole) {
    found.push(kind === 'upstream' ? diagnostic('FLB512', span, { path }) : diagnostic('FLB511', span, { path, what }));
  }
  const ignored = [...kinds].filter((one) => !reads.includes(one) && !idle.includes(one)).map((one) => `'${one}'`);
  if (ignored.length > 0 && tree !== main) found.push(diagnostic('FLB513', span, { path, sections: ignored.join(', ') }));
  return found;
}
