import { diagnostic } from '../diagnostics/diagnostic.js';
import { baseOf, suffixOf } from '../formats/detect.js';
import { valueSpan } from '../model/config.js';
import type { Host } from '../project/host.js';
import { directoryOf, isAbsolute, pathIn, plainPath, relativePath } from '../project/paths.js';
import type { Reference } from '../project/references.js';
import { isPattern, type Start, search } from '../project/search/search.js';
import { patternListed, referenceAmbiguous } from './diagnostics.js';
import type { Source } from './read/source-facts.js';
import type { Scope, SourceFinding, SourceTree } from './scope.js';

/** The new values of references, by the files that they stand in; several of a pattern that becomes a list. */
export type ValuesByFile = ReadonlyMap<Source, ReadonlyMap<Reference, readonly string[]>>;

export interface Names {
  readonly values: ValuesByFile;
  readonly findings: readonly SourceFinding[];
}

/** The new values of all references that lead to files under new names. `after`: the machine with files at the places of those to be. */
export function newNames(scope: Scope, after: Host): Names {
  const {
    trees,
    targets,
    newPaths,
    target: { family },
  } = scope;
  const values = new Map<Source, Map<Reference, readonly string[]>>();
  const findings: SourceFinding[] = [];
  const set = (file: Source, reference: Reference, value: readonly string[]) => {
    const own = values.get(file) ?? new Map<Reference, readonly string[]>();
    values.set(file, own);
    const known = own.get(reference);
    if (known !== undefined && known.join('\n') !== value.join('\n')) findings.push(ambiguous(file, reference));
    own.set(reference, value);
  };
  for (const tree of trees) {
    const start = startAfterwards(tree, scope, after);
    for (const { file, reference } of tree.references) {
      const target = targets.get(tree)?.get(reference);
      const path = target === undefined ? undefined : newPaths.get(target);
      if (target !== undefined && path !== undefined) set(file, reference, [referredPath(reference, target.path, path, start)]);
    }
    if (tree.root.family === family) continue;
    for (const file of tree.files) {
      for (const reference of file.references) {
        if (reference.kind !== 'include') continue;
        const value = includedPaths(file, reference, tree, scope, start);
        if (value === undefined) continue;
        set(file, reference, value.paths);
        if (value.isListed) findings.push(listed(file, reference, value.paths.length, scope));
      }
    }
  }
  return { values, findings };
}

/** Fluent Bit as it is started with a tree afterwards. A main file that is a link itself has a file of its own then, unless it is updated behind the link. */
export function startAfterwards({ root, start: { home } }: SourceTree, { newPaths, target }: Scope, host: Host): Start {
  const { family, destination } = target;
  const path = newPaths.get(root);
  if (path !== undefined) return { host, family, home: directoryOf(path) };
  return { host, family, home: destination.mirror === undefined ? home : destination.directoryFor(directoryOf(root.path)) };
}

/** The path as it was written, with the new name; where that leads elsewhere, by links for instance, the way from the main file. */
function referredPath(reference: Reference, path: string, newPath: string, start: Start): string {
  const { path: written } = reference;
  const renamed = inSameFolder(written, baseOf(newPath));
  const isThere = (directory: string) => start.host.realPath(pathIn(directory, renamed)) === newPath;
  const isFound = baseOf(written) === baseOf(path) && [start.host.cwd, start.home].some(isThere);
  return isFound ? renamed : relativePath(start.home, newPath);
}

function includedPaths(
  file: Source,
  reference: Reference,
  tree: SourceTree,
  scope: Scope,
  { host: after }: Start,
): { paths: readonly string[]; isListed: boolean } | undefined {
  const { newPaths, target } = scope;
  const included = tree.included.get(reference) ?? [];
  const paths = included.flatMap((one) => newPaths.get(one) ?? []);
  if (paths.length === 0 || paths.length < included.length) return undefined;
  const { path: written } = reference;
  // From classic files, paths begin at the main file's directory, from YAML at the including file's.
  // The new form of a main file that is a link stands beside the link, and what it includes may do so, too.
  const oldBases = tree.root.family === 'classic' ? [tree.start.home, directoryOf(tree.root.path)] : [directoryOf(file.path)];
  const newHolder = target.family === 'classic' ? tree.root : file;
  const base = directoryOf(newPaths.get(newHolder) ?? newHolder.path);
  if (!isPattern(reference)) {
    const [old] = included;
    const [path = ''] = paths;
    const isKept = isAbsolute(written) && old !== undefined && baseOf(written) === baseOf(old.path);
    return { paths: [isKept ? inSameFolder(written, baseOf(path)) : relativePath(base, path)], isListed: false };
  }
  const start: Start = { host: after, family: 'classic', home: base };
  const candidates = isNestedPattern(file, reference, scope) ? [] : oldBases;
  const pattern = candidates
    .flatMap((oldBase) => newPattern(written, oldBase, base, target) ?? [])
    .find((one) => isSame(search({ ...reference, path: one }, base, start).paths, paths, after));
  if (pattern !== undefined) return { paths: [pattern], isListed: false };
  return { paths: paths.map((path) => relativePath(base, path)), isListed: true };
}

/** Whether YAML would find what it matches only where Fluent Bit is started with a path in full (I-1). */
function isNestedPattern(file: Source, { path }: Reference, { parts, target }: Scope): boolean {
  return target.family === 'yaml' && parts.has(file) && !isAbsolute(path);
}

/** The pattern of the new names: of those with the new suffix. */
function newPattern(written: string, oldBase: string, base: string, { destination, suffix }: Scope['target']): string | undefined {
  const last = baseOf(written);
  const old = suffixOf(last);
  if (old === '' && !last.endsWith('*')) return undefined;
  const pattern = inSameFolder(written, last.endsWith('*') ? last + suffix : last.slice(0, -old.length) + suffix);
  return isAbsolute(written) ? pattern : relativePath(base, plainPath(pathIn(destination.directoryFor(oldBase), pattern)));
}

/** Whether a pattern finds these files and no others. */
function isSame(found: readonly string[], paths: readonly string[], host: Host): boolean {
  const real = new Set(found.map((path) => host.realPath(path) ?? path));
  return real.size === new Set(paths).size && paths.every((path) => real.has(path));
}

function inSameFolder(written: string, name: string): string {
  return written.slice(0, written.length - baseOf(written).length) + name;
}

function ambiguous(file: Source, { path, property }: Reference): SourceFinding {
  return { file, diagnostic: diagnostic(referenceAmbiguous, valueSpan(property), { path }) };
}

function listed(file: Source, reference: Reference, files: number, scope: Scope): SourceFinding {
  const args = { path: reference.path, files, isNested: isNestedPattern(file, reference, scope) };
  return { file, diagnostic: diagnostic(patternListed, valueSpan(reference.property), args) };
}
