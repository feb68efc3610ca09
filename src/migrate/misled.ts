import { hasVariable } from '../check/values.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import type { Host } from '../project/host.js';
import type { Reference } from '../project/references.js';
import { isPattern, type Start, search, startWith } from '../project/search/search.js';
import { isKept, type World } from './afterwards.js';
import type { Outcomes } from './convert/convert-sources.js';
import { referenceMisled } from './diagnostics.js';
import { type Names, startAfterwards } from './names.js';
import type { Source } from './read/source-facts.js';
import { leadsTo, pathAfterwards, placeAfterwards, type Scope, type SourceFinding, type SourceTree } from './scope.js';

/** A reference as it is written afterwards. */
interface NewReference {
  readonly file: Source;
  readonly reference: Reference;
  readonly path: string;
  /** The file of the migration that it leads to. */
  readonly target: Source | undefined;
}

/**
 * References of trees that would lead elsewhere afterwards: a new file gets a name that leads to nothing or to another file today,
 * or what a reference leads to is not found from a tree elsewhere.
 */
export function misledReferences(scope: Scope, names: Names, { host }: World, trees: Iterable<SourceTree>): SourceFinding[] {
  return [...trees].flatMap((tree) => {
    const afterwards = startAfterwards(tree, scope, host);
    return referencesAfterwards(tree, scope, names).flatMap((one) => misled(one, scope, tree.start, afterwards));
  });
}

/** What the files of a tree refer to afterwards. */
function referencesAfterwards(tree: SourceTree, scope: Scope, { values }: Names): NewReference[] {
  return [...tree.files].flatMap((file) =>
    file.references.flatMap((reference) => {
      const targets = leadsTo(reference, tree, scope);
      const paths = values.get(file)?.get(reference) ?? [reference.path];
      return paths.map((path, i) => ({ file, reference, path, target: targets[i] }));
    }),
  );
}

function misled(one: NewReference, scope: Scope, now: Start, afterwards: Start): SourceFinding[] {
  const { file, reference, path, target } = one;
  if (isSaid(one, scope)) return [];
  const { host } = afterwards;
  const place = target === undefined ? strangerAfterwards(one, scope, now, host) : placeAfterwards(target, scope);
  // A file that is refused has no new form.
  if (target !== undefined && host.identify(place ?? '') === undefined) return [];
  const wanted = place && (host.realPath(place) ?? place);
  const found = fileAt({ ...reference, path }, placeAfterwards(file, scope), afterwards);
  if (found === wanted) return [];
  const places = { ...(found && { found: host.shown(found) }), ...(wanted && { wanted: host.shown(wanted) }) };
  return [{ file, diagnostic: diagnostic(referenceMisled, valueSpan(reference.property), { path, ...places }) }];
}

/** Whether another diagnostic is about it: a pattern, a path with a variable, an include that leads nowhere or out of the migration. */
function isSaid({ file, reference, path, target }: NewReference, { newPaths }: Scope): boolean {
  if (reference.kind !== 'include') return hasVariable(path);
  return isPattern({ ...reference, path }) || (target === undefined && newPaths.has(file));
}

/** Where a file that is not part of the migration stands afterwards: where it is now, unless it is copied into a tree elsewhere. */
function strangerAfterwards({ file, reference }: NewReference, scope: Scope, now: Start, host: Host): string | undefined {
  const found = fileAt(reference, file.path, now);
  return found && (host.realPath(pathAfterwards(found, scope)) ?? found);
}

/** The file that a reference leads to, without links. */
function fileAt(reference: Reference, from: string, start: Start): string | undefined {
  const [path] = search(reference, from, start).paths;
  return path === undefined ? undefined : start.host.realPath(path);
}

/**
 * Files that are copied as they are into a tree elsewhere, since nothing shows that they are Fluent Bit's, and that refer to what is
 * there under a new name only: whoever starts Fluent Bit with them would miss it.
 */
export function strandedReferences(scope: Scope, outcomes: Outcomes, host: Host): SourceFinding[] {
  if (scope.target.destination.mirror === undefined) return [];
  const copied = [...scope.files.values()].filter((file) => !file.isOurs && !scope.parts.has(file) && isKept(file, scope, outcomes));
  return copied.flatMap((file) => {
    const start = startWith(host, file);
    return file.references.flatMap((reference): SourceFinding[] => {
      const targets = search(reference, file.path, start).paths.flatMap((path) => scope.files.get(host.realPath(path) ?? path) ?? []);
      const moved = targets.find((target) => scope.newPaths.has(target));
      if (moved === undefined) return [];
      const args = { path: reference.path, wanted: host.shown(placeAfterwards(moved, scope)) };
      return [{ file, diagnostic: diagnostic(referenceMisled, valueSpan(reference.property), args) }];
    });
  });
}

/**
 * Paths that lead where they should only once a tree that is built elsewhere has taken the old one's place: they go by the working
 * directory, are written in full, or lead out of the tree. At most one for each main file.
 */
export function pathsInOldPlace(scope: Scope, names: Names, { host, beforeMove }: World): ReadonlyMap<Source, string> {
  const paths = new Map<Source, string>();
  if (scope.target.destination.mirror === undefined) return paths;
  for (const tree of scope.trees) {
    const start = startAfterwards(tree, scope, host);
    const leads = ({ file, reference, path }: NewReference, on: Host) =>
      search({ ...reference, path }, placeAfterwards(file, scope), { family: start.family, home: start.home, host: on })
        .paths.map((one) => on.realPath(one))
        .join('\n');
    const bound = referencesAfterwards(tree, scope, names).find(
      (one) => !hasVariable(one.path) && leads(one, beforeMove) !== leads(one, host),
    );
    if (bound !== undefined) paths.set(tree.root, bound.path);
  }
  return paths;
}
