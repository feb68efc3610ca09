import { fileNamesOf } from '../convert.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { severityIn } from '../diagnostics/severity.js';
import { valueSpan } from '../model/config.js';
import { familyOfName } from '../project/files.js';
import type { Finding, IncludeTree } from '../project/include-tree.js';
import { directoryOf, pathIn } from '../project/paths.js';
import { type Lead, type Project, readProject } from '../project/read-project.js';
import type { Reference } from '../project/references.js';
import type { Converted } from './convert/convert-source.js';
import { includedTasks } from './convert/included-tasks.js';
import { includeOutside, referenceOutside } from './diagnostics.js';
import { inAnotherFormat, type Link, type Sources } from './read/read-sources.js';
import type { Source } from './read/source-facts.js';
import { destinationOf, isLeftClassic, newPathOf, newStem, type Target } from './request.js';
import { withTheirTrees } from './staying.js';

export type SourceTree = IncludeTree<Source>;
export type SourceFinding = Finding<Source>;

/** Which files belong together, and which get the target's format. */
export interface Scope extends Project<Source> {
  readonly target: Target;
  /** By their real paths. */
  readonly files: ReadonlyMap<string, Source>;
  readonly links: readonly Link[];
  /** Files that are not configurations by their names, and that no configuration refers to. */
  readonly others: readonly string[];
  /** Files that others include. */
  readonly parts: ReadonlySet<Source>;
  /** Files with stream tasks that main files include. */
  readonly includedTasks: ReadonlySet<Source>;
  /** Files that others include or refer to. */
  readonly inUse: ReadonlySet<Source>;
  /** The files that references of R-1 … R-4 lead to, by the tree in which they were followed. */
  readonly targets: ReadonlyMap<SourceTree, ReadonlyMap<Reference, Source>>;
  /** Where the new forms of files stand, of those that get the target's format. */
  readonly newPaths: ReadonlyMap<Source, string>;
  /** Where new files stand, those to which others leave some of their sections included. */
  readonly places: ReadonlySet<string>;
  /** Files that could get the target's format and stay as they are, and why, in words. */
  readonly staying: ReadonlyMap<Source, string>;
  readonly findings: readonly SourceFinding[];
}

/** Follows all that the files refer to; what joins the migration by that is followed, too. */
export async function findScope({ store, links, unlikely, staying: paths, named }: Sources, target: Target): Promise<Scope> {
  const isRoot = ({ references, isOurs }: Source) => references.length > 0 && isOurs;
  const project = await readProject(store, [...store.files.values()].filter(isRoot), isRoot);
  const { files } = store;
  const parts = new Set(project.trees.flatMap((tree) => [...tree.files].filter((file) => file !== tree.root)));
  const changing = [...files.values()].filter((file) => file.family !== target.family);
  const first = changing.flatMap((file): [Source, string][] => {
    const why = paths.get(file.path);
    return why === undefined ? [] : [[file, why]];
  });
  const staying = withTheirTrees(new Map(first), project, store.host.shown, (file) => named.has(file.path));
  const moved = changing.filter((file) => (parts.has(file) || (file.isOurs && !isLeftClassic(file, target))) && !staying.has(file));
  // The paths of converted files are known: one text is used for both.
  const pathOf = (file: Source) => {
    const path = newPathOf(file.path, target);
    return store.early.get(file)?.outputs.find((output) => output.path === path)?.path ?? path;
  };
  const newPaths = new Map(moved.map((file) => [file, pathOf(file)]));
  const referred = [...project.leads.values()].flatMap((own) => own.flatMap((lead) => lead.target ?? []));
  const inUse = new Set([...parts, ...referred]);
  const { trees, leads } = withoutReplaced(project, inUse, newPaths, target);
  const all = [...leads.values()].flat();
  return {
    trees,
    leads,
    target,
    files,
    links,
    others: [...unlikely].filter((path) => !files.has(path)),
    parts,
    includedTasks: includedTasks(trees),
    inUse,
    targets: new Map(trees.map((tree) => [tree, targetsOf(leads.get(tree) ?? [])])),
    newPaths,
    places: new Set([...newPaths].flatMap(([file, path]) => placesOf(file, path, store.early.get(file), target))),
    staying,
    findings: findingsIn(trees, all, newPaths, target),
  };
}

/**
 * Without the trees of main files that new forms of others take the place of: an older `x.yaml` beside `x.conf`. They go as a whole,
 * or nothing is written.
 */
function withoutReplaced(
  { trees, leads }: Project<Source>,
  inUse: Scope['inUse'],
  newPaths: Scope['newPaths'],
  target: Target,
): Project<Source> {
  const taken = new Set(newPaths.values());
  const isReplaced = (file: Source) => !newPaths.has(file) && !inUse.has(file) && taken.has(destinationOf(file.path, target));
  const left = trees.filter(({ root }) => !isReplaced(root));
  return left.length === trees.length
    ? { trees, leads }
    : { trees: left, leads: new Map(left.map((tree) => [tree, leads.get(tree) ?? []])) };
}

/** What refers to nothing is converted already; another main file leaves to others what classic does not take in it. */
function placesOf(file: Source, path: string, early: Converted | undefined, { to, suffix }: Target): string[] {
  if (early !== undefined) return [path, ...early.outputs.map((output) => output.path)];
  const names = fileNamesOf(file.kinds, { to, stem: newStem(path), suffix });
  return names.map((name) => pathIn(directoryOf(path), name));
}

function targetsOf(leads: readonly Lead<Source>[]): ReadonlyMap<Reference, Source> {
  return new Map(leads.flatMap(({ reference, target }): [Reference, Source][] => (target === undefined ? [] : [[reference, target]])));
}

/** Where a file stands afterwards, or the link to it that was named. */
export function placeAfterwards(file: Source, { newPaths, target }: Scope): string {
  return newPaths.get(file) ?? destinationOf(file.path, target);
}

/** Where a file stands afterwards that is at this path now, without links. */
export function pathAfterwards(path: string, scope: Scope): string {
  const file = scope.files.get(path);
  return file === undefined ? destinationOf(path, scope.target) : placeAfterwards(file, scope);
}

/** The files that each reference of a tree leads to. */
export function leadsTo(reference: Reference, tree: SourceTree, { targets }: Pick<Scope, 'targets'>): readonly Source[] {
  const target = targets.get(tree)?.get(reference);
  return target === undefined ? (tree.included.get(reference) ?? []) : [target];
}

/** What there is to say about references. Those of files that stay as they are lead where they led, but not all into a tree elsewhere. */
function findingsIn(
  trees: readonly SourceTree[],
  leads: readonly Lead<Source>[],
  newPaths: Scope['newPaths'],
  { destination }: Target,
): SourceFinding[] {
  const ofTrees = trees.flatMap(({ findings }) => findings.filter(({ diagnostic: { code } }) => code !== 'FLB502'));
  const found = [...leads.flatMap(ofLead), ...ofTrees];
  const isMoved = ({ file }: SourceFinding) => newPaths.has(file);
  const moved = [...found, ...trees.flatMap(lostIncludes)].filter(isMoved);
  if (destination.mirror === undefined) return moved;
  return [...moved, ...found.filter((one) => !isMoved(one)).flatMap(leadingOut)];
}

/** Fluent Bit reads either format there: what it does not find or read today, it will not find or read afterwards. */
function ofLead({ file, reference, path, target, finding, problem }: Lead<Source>): SourceFinding[] {
  const said = [];
  if (target !== undefined && path !== undefined) {
    const family = familyOfName(path);
    const isKnown = target.format !== undefined || target.isMisnamed;
    if (isKnown && target.family !== family) said.push(inAnotherFormat(reference, family, target.family));
  }
  const { path: written, kind, property } = reference;
  if (finding?.code === 'FLB502') said.push(diagnostic(referenceOutside, valueSpan(property), { path: written, kind }));
  else if (finding !== undefined) said.push(finding);
  else if (problem !== undefined) said.push(problem);
  return said.map((one) => ({ file, diagnostic: { ...one, severity: severityIn('stay', one) } }));
}

/** An include that leads nowhere would be read in the wrong format afterwards. */
function lostIncludes({ files, included, findings }: SourceTree): SourceFinding[] {
  return [...files].flatMap((file) =>
    file.references.flatMap((reference): SourceFinding[] => {
      const { kind, path, property } = reference;
      if (kind !== 'include' || included.get(reference)?.length !== 0) return [];
      const span = valueSpan(property);
      const isSaid = findings.some(
        ({ file: other, diagnostic: { severity, span: place } }) => other === file && severity === 'error' && place.start === span.start,
      );
      return isSaid ? [] : [{ file, diagnostic: diagnostic(includeOutside, span, { path }) }];
    }),
  );
}

function leadingOut({ file, diagnostic: found }: SourceFinding): SourceFinding[] {
  if (found.code === 'FLB602') return [{ file, diagnostic: found }];
  // Both files keep their format.
  if (found.code === 'FLB601') return [{ file, diagnostic: diagnostic(referenceOutside, found.span, { ...found.args, kind: 'include' }) }];
  return [];
}
