import { diagnostic } from '../diagnostics/diagnostic.js';
import { baseOf, suffixOf } from '../formats/detect.js';
import { valueSpan } from '../model/config.js';
import { homeOf } from '../project/find-file.js';
import { expandGlob } from '../project/glob.js';
import type { Host } from '../project/host.js';
import { directoryOf, isAbsolute, pathIn, plainPath, relativePath } from '../project/paths.js';
import type { Family } from '../project/project-files.js';
import type { Reference } from '../project/references.js';
import type { Destination } from './destination.js';
import { patternListed, referenceAmbiguous } from './diagnostics.js';
import type { SurveyedFile } from './survey.js';
import type { Project, SourceFinding, SourceTree } from './trees.js';

/** What new values depend on. */
export interface NewNames {
  readonly to: Family;
  readonly suffix: string;
  readonly destination: Destination;
  /** Where a file that is converted stands afterwards; undefined of others. */
  newPath(file: SurveyedFile): string | undefined;
  /** The files before, and those afterwards. */
  readonly before: Host;
  readonly after: Host;
}

export type ValuesByFile = ReadonlyMap<SurveyedFile, ReadonlyMap<Reference, readonly string[]>>;

/** The new values of all references that lead to files under new names, as the engine finds these (C-31, Y-30, R-1 … R-4). */
export function newValues({ trees, targets }: Project, names: NewNames): { values: ValuesByFile; findings: SourceFinding[] } {
  const values = new Map<SurveyedFile, Map<Reference, readonly string[]>>();
  const findings: SourceFinding[] = [];
  const set = (file: SurveyedFile, reference: Reference, value: readonly string[]) => {
    const own = values.get(file) ?? new Map<Reference, readonly string[]>();
    values.set(file, own);
    const known = own.get(reference);
    if (known !== undefined && known.join('\n') !== value.join('\n')) findings.push(ambiguous(file, reference));
    own.set(reference, value);
  };
  for (const tree of trees) {
    const home = homeOf(names.before, tree.root.path);
    const newHome = homeAfterwards(tree, home, names, names.destination);
    for (const { file, reference } of tree.references) {
      const target = targets.get(tree)?.get(reference);
      const path = target === undefined ? undefined : names.newPath(target);
      if (target !== undefined && path !== undefined)
        set(file, reference, [referredPath(reference, target.path, path, newHome, names.after)]);
    }
    if (tree.root.family === names.to) continue;
    for (const file of tree.files) {
      for (const reference of file.references) {
        if (reference.kind !== 'include') continue;
        const value = includedPaths(file, reference, tree, home, names);
        if (value === undefined) continue;
        set(file, reference, value.paths);
        if (value.isListed) findings.push(listed(file, reference, value.paths.length));
      }
    }
  }
  return { values, findings };
}

/** A main file that is a link itself has a file of its own afterwards, unless it is updated behind the link. */
export function homeAfterwards({ root }: SourceTree, home: string, names: Pick<NewNames, 'newPath'>, destination: Destination): string {
  const path = names.newPath(root);
  if (path !== undefined) return directoryOf(path);
  return destination.mirror === undefined ? home : destination.directoryFor(directoryOf(root.path));
}

/** A path as it was written, up to the name; the way from the main file where that leads elsewhere, by links for instance. */
function referredPath({ path: written }: Reference, path: string, newPath: string, newHome: string, after: Host): string {
  const renamed = inSameFolder(written, baseOf(newPath));
  const isThere = (directory: string) => after.realPath(pathIn(directory, renamed)) === newPath;
  const isFound = baseOf(written) === baseOf(path) && [after.cwd, newHome].some(isThere);
  return isFound ? renamed : relativePath(newHome, newPath);
}

function includedPaths(
  file: SurveyedFile,
  reference: Reference,
  tree: SourceTree,
  home: string,
  names: NewNames,
): { paths: readonly string[]; isListed: boolean } | undefined {
  const included = tree.included.get(reference) ?? [];
  const paths = included.flatMap((one) => names.newPath(one) ?? []);
  if (paths.length === 0 || paths.length < included.length) return undefined;
  const { path: written } = reference;
  // From classic files, paths begin at the main file's directory, from YAML at the including file's.
  // The new form of a main file that is a link stands beside the link, and what it includes may do so, too.
  const oldBases = tree.root.family === 'classic' ? [home, directoryOf(tree.root.path)] : [directoryOf(file.path)];
  const newHolder = names.to === 'classic' ? tree.root : file;
  const base = directoryOf(names.newPath(newHolder) ?? newHolder.path);
  if (!written.includes('*')) {
    const [old] = included;
    const [path = ''] = paths;
    const isKept = isAbsolute(written) && old !== undefined && baseOf(written) === baseOf(old.path);
    return { paths: [isKept ? inSameFolder(written, baseOf(path)) : relativePath(base, path)], isListed: false };
  }
  const pattern = oldBases
    .flatMap((oldBase) => newPattern(written, oldBase, base, names) ?? [])
    .find((one) => isSame(expandGlob(names.after, base, one), paths, names.after));
  if (pattern !== undefined) return { paths: [pattern], isListed: false };
  return { paths: paths.map((path) => relativePath(base, path)), isListed: true };
}

/** The pattern of the new names: of those with the new suffix. */
function newPattern(written: string, oldBase: string, base: string, { destination, suffix }: NewNames): string | undefined {
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

function ambiguous(file: SurveyedFile, { path, property }: Reference): SourceFinding {
  return { file, diagnostic: diagnostic(referenceAmbiguous, valueSpan(property), { path }) };
}

function listed(file: SurveyedFile, { path, property }: Reference, files: number): SourceFinding {
  return { file, diagnostic: diagnostic(patternListed, valueSpan(property), { path, files }) };
}
