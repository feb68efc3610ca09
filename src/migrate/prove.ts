import { type ReadResult, verificationFailed } from '../convert.js';
import { diagnostic, isError } from '../diagnostics/diagnostic.js';
import { type Config, type Section, withValue } from '../model/config.js';
import { type CompareOptions, configDifference } from '../model/equal.js';
import { groupBy } from '../model/grouping.js';
import { type Family, type FileFacts, type ProjectFile, ProjectFiles, type ReadFile, readFrom } from '../project/files.js';
import type { Host } from '../project/host.js';
import { type IncludeTree, readIncludeTree } from '../project/include-tree.js';
import { type Reference, referencesIn } from '../project/references.js';
import { search } from '../project/search.js';
import type { World } from './afterwards.js';
import type { Kept } from './convert/convert-source.js';
import type { Outcomes } from './convert/convert-sources.js';
import type { SourceFiles } from './read-sources.js';
import { pathAfterwards, placeAfterwards, type Scope, type SourceFinding, type SourceTree } from './scope.js';
import type { Source } from './source-facts.js';

/** Trees for which it is not proved that the engine merges the same afterwards, each with the first difference, if one was found. */
export type UnprovedTrees = ReadonlyMap<SourceTree, string | undefined>;

/** Compares what the engine makes of each tree before and after. */
export async function proveTrees(
  store: SourceFiles,
  scope: Scope,
  outcomes: Outcomes,
  { host }: World,
  { readings }: Pick<Kept, 'readings'>,
): Promise<UnprovedTrees> {
  const { trees, target } = scope;
  const read = readAfterwards(readings, host);
  const real = (path: string) => host.realPath(path) ?? path;
  const renamed = (path: string) => real(pathAfterwards(path, scope));
  const placeOf = (file: Source) => real(placeAfterwards(file, scope));
  const readingOf = (file: Source) => store.readingOf(file);
  const unproved = new Map<SourceTree, string | undefined>();
  for (const tree of trees) {
    // A file that leads nowhere was compared with its new text when it was converted.
    if (tree.files.size === 1 && tree.root.references.length === 0) continue;
    const outputs = [...tree.files].map((file) => outcomes.get(file)?.outputs.length);
    // What stays as it is has no new text to compare, and a file that becomes several is proved part by part.
    if (outputs.every((count) => count === undefined) || !outputs.every((count = 1) => count === 1)) {
      unproved.set(tree, undefined);
      continue;
    }
    const after = { path: placeAfterwards(tree.root, scope), family: target.family, host, read };
    const difference = await treeDifference({ tree, readingOf, renamed, placeOf }, after, { comments: target.to.comments });
    if (difference !== undefined) unproved.set(tree, difference);
  }
  return unproved;
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
  const configs = new Map<Source, Config>();
  for (const file of tree.files) configs.set(file, (await readingOf(file)).config);
  return merged(tree, (file) => configs.get(file)?.sections ?? [], targetsIn(tree, renamed), placeOf);
}

/** In words, what keeps the engine from reading it. */
async function mergedAfter({ path, family, host, read }: NewMain): Promise<Merged | string> {
  const files = new ProjectFiles(host, { read });
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
): Merged {
  const sections: Section[] = [];
  const paths: string[] = [];
  const mergeIn = (file: File): void => {
    const references = groupBy(file.references, ({ section }) => section);
    for (const [i, section] of sectionsOf(file).entries()) {
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
