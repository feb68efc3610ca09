import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { withSlashes } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
import { commonDirectory, directoryOf, isAbsolute, isInside, pathIn } from '../project/paths.js';
import { rootMissing } from './diagnostics.js';
import type { Scope, SourceFinding } from './scope.js';

/** A directory of the other machine and where it seems to be here. */
interface Root {
  readonly from: string;
  readonly to: string;
  /** How many paths that lead nowhere would lead to something. */
  readonly count: number;
}

const outside: ReadonlySet<string> = new Set(['FLB601', 'FLB602']);

/** At most this many paths propose roots; all that lead nowhere are tried with each. */
const mostProposing = 20;

/** The findings with one in place of all those about paths that one --root would make lead to files of this tree. */
export function withMissingRoot(findings: readonly SourceFinding[], scope: Scope, host: Host): readonly SourceFinding[] {
  const missing = findings.filter(isMissing);
  const root = missing.length === 0 ? undefined : rootOf(new Set(missing.map(pathOf)), scope, host);
  if (root === undefined) return findings;
  const isExplained = (one: SourceFinding) => isMissing(one) && isInside(withSlashes(pathOf(one)), root.from);
  const explained = findings.filter(isExplained);
  const first = explained.find(({ diagnostic: { severity } }) => severity === 'error') ?? explained[0];
  if (first === undefined) return findings;
  const option = `${root.from}=${host.shown(root.to) || '.'}`;
  const said: Diagnostic = diagnostic(rootMissing, first.diagnostic.span, { from: root.from, paths: root.count, option });
  const one = { file: first.file, diagnostic: { ...said, severity: first.diagnostic.severity } };
  return findings.flatMap((finding) => (finding === first ? [one] : isExplained(finding) ? [] : [finding]));
}

function isMissing({ diagnostic: { code, args } }: SourceFinding): boolean {
  return outside.has(code) && isAbsolute(String((args as { path?: string }).path));
}

function pathOf({ diagnostic: { args } }: SourceFinding): string {
  return String((args as { path?: string }).path);
}

/** The one directory of the tree that explains most, and all below it; undefined if there are several. */
function rootOf(paths: ReadonlySet<string>, { files }: Scope, host: Host): Root | undefined {
  const names = [...paths].map(withSlashes);
  const places = placesIn([...files.keys()]);
  const roots: Root[] = [];
  for (const from of new Set(names.slice(0, mostProposing).flatMap(prefixesOf))) {
    const below = names.filter((name) => isInside(name, from));
    for (const to of places) {
      if (below.every((name) => isThere(`${to}/${name.slice(pathIn(from, '').length)}`, host)))
        roots.push({ from, to, count: below.length });
    }
  }
  // Where two explain the same paths, the deeper one claims less.
  roots.sort((a, b) => b.count - a.count || b.from.length - a.from.length);
  const [best, next] = roots;
  return next !== undefined && next.count === best?.count && next.from === best.from ? undefined : best;
}

/** The directories that hold files of the tree, up to the one that holds all. */
function placesIn(paths: readonly string[]): ReadonlySet<string> {
  const common = commonDirectory(paths.map(directoryOf));
  const places = new Set([common]);
  for (const path of paths) for (let at = directoryOf(path); isInside(at, common) && !places.has(at); at = directoryOf(at)) places.add(at);
  return places;
}

/** All directories on the way to a path, but the root of the file system. */
function prefixesOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1, -1).flatMap((part, i) => (part === '' || part.includes('*') ? [] : [parts.slice(0, i + 2).join('/')]));
}

/** Whether something is at a path; for a pattern, at that of its directory. */
function isThere(path: string, host: Host): boolean {
  const star = path.indexOf('*');
  return host.realPath(star === -1 ? path : directoryOf(path.slice(0, star + 1))) !== undefined;
}
