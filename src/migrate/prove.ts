import { type ReadResult, verificationFailed } from '../convert.js';
import { diagnostic, isError } from '../diagnostics/diagnostic.js';
import { type CompareOptions, configDifference } from '../model/compare/equal.js';
import { type Config, type Section, withValue } from '../model/config.js';
import { groupBy } from '../model/grouping.js';
import { strangerKinds } from '../model/section-kinds.js';
import { onceEach } from '../project/check/check-project.js';
import { type Family, type FileFacts, type ProjectFile, ProjectFiles, type ReadFile, readFrom } from '../project/files.js';
import type { Host } from '../project/host.js';
import { type IncludeTree, readIncludeTree } from '../project/include-tree.js';
import { type Reference, referencesIn } from '../project/references.js';
import { search } from '../project/search/search.js';
import type { Kept } from './convert/convert-source.js';
import { includedTasks, isAsleep } from './convert/included-tasks.js';
import { faultsIn } from './faults.js';
import type { SourceFiles } from './read/read-sources.js';
import type { Source } from './read/source-facts.js';
import { type Known, refusedAfterwards } from './refused.js';
import { pathAfterwards, placeAfterwards, type Scope, type SourceFinding, type SourceTree } from './scope.js';

/** Trees for which it is not proved that the engine merges the same afterwards, each with the first difference, if one was found. */
export type UnprovedTrees = ReadonlyMap<SourceTree, string | undefined>;

/** What is found of trees, as they are and as they will be. */
export interface Proof {
  readonly unproved: UnprovedTrees;
  /** What keeps Fluent Bit from starting today, and what would do so afterwards. */
  readonly faults: readonly SourceFinding[];
  readonly caused: readonly SourceFinding[];
}

/** Compares what the engine makes of each tree before and after, and checks both. */
export async function proveTrees(store: SourceFiles, known: Known, { readings }: Pick<Kept, 'readings'>): Promise<Proof> {
  const { scope, outcomes, world } = known;
  const { trees, target, includedTasks } = scope;
  const { host } = world;
  const real = (path: string) => host.realPath(path) ?? path;
  const renamed = (path: string) => real(pathAfterwards(path, scope));
  const placeOf = (file: Source) => real(placeAfterwards(file, scope));
  const unproved = new Map<SourceTree, string | undefined>();
  const faults: SourceFinding[] = [];
  const caused: SourceFinding[] = [];
  const read = readAfterwards(readings, host);
  for (const tree of trees) {
    // A file that leads nowhere was compared with its new text when it was converted.
    if (tree.files.size === 1 && tree.root.references.length === 0) continue;
    const readingOf = onceEach((file: Source) => store.readingOf(file));
    const changed = [...tree.files].flatMap((file) => outcomes.get(file) ?? []);
    // What stays as it is has no new text to compare; a file that becomes several is proved part by part, and so is a tree of which
    // something cannot be read today.
    const isCompared = changed.length > 0 && tree.isWhole && changed.every(({ outputs }) => outputs.length === 1);
    if (!isCompared) unproved.set(tree, undefined);
    else {
      const after = { path: placeAfterwards(tree.root, scope), family: target.family, host, read };
      // A task that becomes comments has none in its place today.
      const comments = target.to.comments && ![...tree.files].some((file) => includedTasks.has(file));
      const difference = await treeDifference({ tree, readingOf, renamed, placeOf }, after, { comments });
      if (difference !== undefined) unproved.set(tree, difference);
    }
    faults.push(...(await faultsIn(tree, scope, store, readingOf)));
    // Where all is the same and leads to the same, only what the formats take otherwise can be refused.
    const maySay = changed.length > 0 && (!isCompared || strangerKinds.some((kind) => tree.kinds.has(kind)));
    if (maySay) caused.push(...(await refusedAfterwards(tree, read, known)));
  }
  return { unproved, faults, caused };
}

/** Where a file does not convert, nothing is proved of any tree. */
export async function withoutProof(store: SourceFiles, scope: Scope): Promise<Proof> {
  const faults: SourceFinding[] = [];
  for (const tree of scope.trees) {
    const readingOf = onceEach((file: Source) => store.readingOf(file));
    faults.push(...(await faultsIn(tree, scope, store, readingOf)));
  }
  return { unproved: new Map(scope.trees.map((tree) => [tree, undefined])), faults, caused: [] };
}

/** Says that trees would mean something else afterwards: unless a reference is misled, that is a bug of ours. */
export function differences(unproved: UnprovedTrees, misled: readonly SourceFinding[]): SourceFinding[] {
  return [...unproved].flatMap(([{ root, files }, difference]): SourceFinding[] => {
    if (difference === undefined || misled.some(({ file }) => files.has(file))) return [];
    const args = { difference: `in the merged configuration: ${difference}` };
    return [{ file: root, diagnostic: diagnostic(verificationFailed, { start: 0, end: 0 }, args) }];
  });
}

/** Reads files as they will be. New texts were read already when they were verified. */
function readAfterwards(readings: Kept['readings'], host: Host): ReadFile {
  const read = readFrom(host);
  return async (path, family) => {
    const known = readings.get(host.realPath(path) ?? path);
    return known !== undefined && known.format?.name === family ? known : read(path, family);
  };
}

/** A tree as it is now. */
export interface OldTree {
  readonly tree: SourceTree;
  /** What was read of one of its files. */
  readonly readingOf: (file: Source) => Promise<ReadResult>;
  /** The new path of what is at a path, both without links. */
  readonly renamed: (path: string) => string;
  /** Where a file of the tree stands afterwards. */
  readonly placeOf: (file: Source) => string;
}

/** A main file as it will be, and the machine on which it is started. */
export interface NewMain {
  readonly path: string;
  readonly family: Family;
  readonly host: Host;
  readonly read: ReadFile;
}

/**
 * The first difference in what the engine merges of a tree before and after, in words: all that it includes, in the order in
 * which it is read, and with each reference the file that it leads to.
 */
export async function treeDifference(before: OldTree, after: NewMain, options: CompareOptions): Promise<string | undefined> {
  const now = await mergedAfter(after);
  if (typeof now === 'string') return now;
  const { config, included } = await mergedBefore(before);
  const difference = configDifference(config, now.config, options);
  // Another file may say the same today.
  const other = difference === undefined ? included.find((path, i) => path !== now.included[i]) : undefined;
  return other === undefined ? difference : `${other} is not included, or not in its place`;
}

/** All that the engine reads as one configuration, and the files that it includes, in the order in which it reads them. */
interface Merged {
  readonly config: Config;
  readonly included: readonly string[];
}

async function mergedBefore({ tree, readingOf, renamed, placeOf }: OldTree): Promise<Merged> {
  const readings = new Map<Source, ReadResult>();
  for (const file of tree.files) readings.set(file, await readingOf(file));
  const withTasks = includedTasks([tree]);
  return merged(
    tree,
    (file) => readings.get(file)?.config.sections ?? [],
    targetsIn(tree, renamed),
    placeOf,
    (section, file) => {
      const reading = withTasks.has(file) ? readings.get(file) : undefined;
      return reading !== undefined && isAsleep(section, reading);
    },
  );
}

/** In words, what keeps the engine from reading it. */
async function mergedAfter({ path, family, host, read }: NewMain): Promise<Merged | string> {
  // What is a part of the tree today is one afterwards, whatever is in it.
  const files = new ProjectFiles(host, { read, takesAny: true });
  const reading = await read(path, family);
  if ('problem' in reading) return `${path}: ${reading.problem}`;
  const tree = await readIncludeTree(files, files.add(path, reading));
  const problem = [...tree.findings.map(({ diagnostic }) => diagnostic), ...reading.diagnostics].find(isError);
  if (problem !== undefined || !tree.isWhole) return `${problem?.code ?? 'an error'} in the new tree`;
  const placeOf = (file: ProjectFile) => host.realPath(file.path) ?? file.path;
  return merged(
    tree,
    (file) => file.reading.config.sections,
    targetsIn(tree, (found) => found),
    placeOf,
  );
}

/** Tells the file that a reference of a tree leads to. */
function targetsIn<File extends FileFacts>(
  { start, root }: IncludeTree<File>,
  renamed: (path: string) => string,
): (reference: Reference) => string {
  return (reference) => {
    const [found] = search(reference, root.path, start).paths;
    const real = found === undefined ? undefined : start.host.realPath(found);
    return real === undefined ? reference.path : renamed(real);
  };
}

/** What the engine makes of a tree: each include gives way to what is in the files that it leads to. */
function merged<File extends FileFacts>(
  { root, included }: IncludeTree<File>,
  sectionsOf: (file: File) => readonly Section[],
  targetOf: (reference: Reference) => string,
  placeOf: (file: File) => string,
  isIgnored: (section: Section, file: File) => boolean = () => false,
): Merged {
  const sections: Section[] = [];
  const paths: string[] = [];
  const mergeIn = (file: File): void => {
    const references = groupBy(file.references, ({ section }) => section);
    for (const [i, section] of sectionsOf(file).entries()) {
      if (isIgnored(section, file)) continue;
      if (section.kind !== 'include') {
        sections.push(withTargets(section, i, targetOf));
        continue;
      }
      for (const one of (references.get(i) ?? []).flatMap((reference) => included.get(reference) ?? [])) {
        paths.push(placeOf(one));
        mergeIn(one);
      }
    }
  };
  mergeIn(root);
  return { config: { sections }, included: paths };
}

/** A section with each reference as the file that it leads to. */
function withTargets(section: Section, i: number, targetOf: (reference: Reference) => string): Section {
  const references = referencesIn(section, i);
  if (references.length === 0) return section;
  const leading = new Map(references.map((reference) => [reference.property, reference]));
  const properties = section.properties.map((property) => {
    const reference = leading.get(property);
    return reference === undefined ? property : withValue(property, targetOf(reference));
  });
  return { ...section, properties };
}
