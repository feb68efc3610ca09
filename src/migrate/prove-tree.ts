import type { ReadResult } from '../convert.js';
import { isError } from '../diagnostics/diagnostic.js';
import { type Config, type Section, withValue } from '../model/config.js';
import { type CompareOptions, configDifference } from '../model/equal.js';
import { groupBy } from '../model/group-by.js';
import { findFile, homeOf } from '../project/find-file.js';
import type { Host } from '../project/host.js';
import { type IncludeTree, readIncludeTree } from '../project/include-tree.js';
import { type Family, type FileFacts, type ProjectFile, ProjectFiles, type ReadFile } from '../project/project-files.js';
import { type Reference, referencesIn } from '../project/references.js';
import type { SurveyedFile } from './survey.js';
import type { SourceTree } from './trees.js';

/** A tree as it is now. */
export interface OldTree {
  readonly tree: SourceTree;
  readonly host: Host;
  /** What was read of one of its files. */
  readonly readingOf: (file: SurveyedFile) => Promise<ReadResult>;
  /** The new path of what is at a path, both without links. */
  readonly renamed: (path: string) => string;
  /** Where a file of the tree stands afterwards. */
  readonly placeOf: (file: SurveyedFile) => string;
}

/** A main file as it will be, and the machine on which it is started. */
export interface NewStart {
  readonly path: string;
  readonly family: Family;
  readonly host: Host;
  readonly read: ReadFile;
}

/**
 * The first difference in what the engine merges of a tree before and after, in words: all that it includes, in the order in
 * which it is read, and with each reference the file that it leads to.
 */
export async function treeDifference(before: OldTree, after: NewStart, options: CompareOptions): Promise<string | undefined> {
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

async function mergedBefore({ tree, host, readingOf, renamed, placeOf }: OldTree): Promise<Merged> {
  const configs = new Map<SurveyedFile, Config>();
  for (const file of tree.files) configs.set(file, (await readingOf(file)).config);
  return merged(tree, (file) => configs.get(file)?.sections ?? [], targetsOn(host, tree.root.path, renamed), placeOf);
}

/** In words, what keeps the engine from reading it. */
async function mergedAfter({ path, family, host, read }: NewStart): Promise<Merged | string> {
  const files = new ProjectFiles(host, read);
  const reading = await read(path, family);
  if ('problem' in reading) return `${path}: ${reading.problem}`;
  const root = files.add(path, reading);
  const tree = await readIncludeTree(files, root);
  const problem = [...tree.findings.map(({ diagnostic }) => diagnostic), ...reading.diagnostics].find(isError);
  if (problem !== undefined || !tree.isWhole) return `${problem?.code ?? 'an error'} in the new tree`;
  const asFound = (found: string) => found;
  const placeOf = (file: ProjectFile) => host.realPath(file.path) ?? file.path;
  return merged(tree, (file) => file.reading.config.sections, targetsOn(host, path, asFound), placeOf);
}

/** Tells the file that a reference leads to, if Fluent Bit is started with a file. */
function targetsOn(host: Host, path: string, renamed: (path: string) => string): (reference: Reference) => string {
  const home = homeOf(host, path);
  return (reference) => {
    const { path: found } = findFile(host, reference, { directories: [host.cwd, home], home });
    const real = found === undefined ? undefined : host.realPath(found);
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
