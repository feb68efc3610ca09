import { doesLoadPlugins } from '../../check/check-config.js';
import { withOneCause } from '../../check/one-cause.js';
import type { ReadResult } from '../../convert.js';
import { type Code, type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { valueSpan } from '../../model/config.js';
import { amongFiles } from '../../versions/for-target.js';
import { checkContent } from '../content.js';
import { fileReadTwice } from '../diagnostics.js';
import { type FileFacts, type ProjectFile, ProjectFiles, type ProjectOptions } from '../files.js';
import type { Host } from '../host.js';
import { type Finding, type IncludeTree, readIncludeTree } from '../include-tree.js';
import { type Lead, type Project, readProject } from '../read-project.js';
import { hasIncludes, type Reference } from '../references.js';
import { checkAllMatching } from '../search/all-matching.js';
import { checkPatterns } from '../search/patterns-in-full.js';
import { type CheckedFile, checkFile, tablesFor } from './check-file.js';
import { repeatedParsers } from './parser-names.js';
import { checkScripts } from './scripts.js';
import { checkSectionReferences, type Loaded, type LoadedFile } from './section-references.js';
import { checkTree } from './tree-rules.js';

/** A file that is to be checked, by its path in full. */
export interface NamedFile {
  readonly path: string;
  readonly reading: ReadResult;
}

/**
 * Checks files and all that they refer to, as the engine would find it if it were started with each of them in the host's
 * working directory. Gives each file once, however many refer to it.
 */
export async function checkProject(host: Host, named: readonly NamedFile[], options: ProjectOptions = {}): Promise<CheckedFile[]> {
  const store = new ProjectFiles(host, options);
  const files = named.map(({ path, reading }) => store.add(path, reading));
  return checkReadProject(store, files, await projectOf(store, files), options);
}

/** What is started with files; the references of R-1 … R-4 count only from there. */
function projectOf(store: ProjectFiles, files: readonly ProjectFile[]): Promise<Project<ProjectFile>> {
  return readProject(store, files, () => false);
}

/** Checks as `checkProject` does a project that is read already, from a store that has its files. */
export async function checkReadProject(
  store: ProjectFiles,
  files: readonly ProjectFile[],
  project: Project<ProjectFile>,
  options: Pick<ProjectOptions, 'versions'> = {},
): Promise<CheckedFile[]> {
  const checked = await checkStarts(store, project);
  const parts = new Set(checked.flatMap(partsOf));
  // Two trees may find the same in a file that they share.
  const found = new Map<ProjectFile, Map<string, Diagnostic>>(files.map((file) => [file, new Map()]));
  for (const file of checked.flatMap((one) => one.trees.flatMap((tree) => [...tree.files]))) {
    if (!found.has(file)) found.set(file, new Map());
  }
  const loaded = checked.map((one) => one.loaded);
  const withPlugins = new Set(
    loaded.flatMap(({ main }) => (main.some(({ config }) => doesLoadPlugins(config)) ? main.map(({ file }) => file) : [])),
  );
  const patterns = checked.flatMap(({ trees: [main] }) => checkPatterns(main));
  const between = [...checked.flatMap(({ findings }) => findings), ...checkAllMatching(loaded), ...patterns];
  for (const { file, diagnostic: one } of between) {
    found.get(file)?.set(JSON.stringify([one.code, one.span, one.args]), one);
  }
  const tables = tablesFor(options.versions);
  return [...found].map(([file, shared]) => {
    const own = checkFile(file.reading, {
      isPart: parts.has(file),
      loadsPlugins: withPlugins.has(file),
      versions: options.versions,
      tables,
    });
    const { versions } = options;
    const across = versions === undefined ? shared.values() : amongFiles([...shared.values()], versions);
    return { ...own, diagnostics: withOneCause([...own.diagnostics, ...across]) };
  });
}

/** What the engine finds if it is started with files, all that these refer to included. */
interface CheckedStart extends TreeCheck<ProjectFile> {
  readonly loaded: Loaded<ProjectFile>;
}

/** What is wrong, or looks so, only among the files that the engine loads if it is started with one of these. */
export async function checkBetween(host: Host, { path, reading }: NamedFile, options: ProjectOptions = {}): Promise<Finding[]> {
  const store = new ProjectFiles(host, options);
  const project = await projectOf(store, [store.add(path, reading)]);
  return (await checkStarts(store, project)).flatMap(({ findings }) => findings);
}

async function checkStarts(store: ProjectFiles, { trees, leads }: Project<ProjectFile>): Promise<CheckedStart[]> {
  const readTree = onceEach((file: ProjectFile) => readIncludeTree(store, file));
  const readingOf = async ({ reading }: ProjectFile) => reading;
  const checked: CheckedStart[] = [];
  for (const tree of trees) {
    const own = leads.get(tree) ?? [];
    const check = await checkMain(tree, own, { readTree, readingOf });
    const loaded = await loadedBy(check, own, readingOf);
    checked.push({ ...check, loaded, findings: [...check.findings, ...checkSections(tree, loaded)] });
  }
  return checked;
}

/** What is said where a file was not found, or not read. */
const hidesFiles: ReadonlySet<Code> = new Set<Code>(['FLB501', 'FLB502', 'FLB503', 'FLB505', 'FLB506', 'FLB509', 'FLB517', 'FLB518']);

/** What is wrong among the sections of all that the engine loads if it is started with a file. */
export function checkSections<File>(start: Pick<IncludeTree<File>, 'start' | 'kinds'>, loaded: Loaded<File>): Finding<File>[] {
  return [...checkSectionReferences(loaded), ...checkScripts(start, loaded.main)];
}

/** All that the engine loads if it is started with a tree. */
export async function loadedBy<File extends FileFacts>(
  { trees, findings }: TreeCheck<File>,
  leads: readonly Lead<File>[],
  readingOf: (file: File) => Promise<ReadResult>,
): Promise<Loaded<File>> {
  const [tree, ...others] = trees;
  const load = async (files: Iterable<File>) => {
    const loaded: LoadedFile<File>[] = [];
    for (const file of files) loaded.push(loadedFile(file, await readingOf(file)));
    return loaded;
  };
  const targets = new Set(leads.flatMap(({ reference, target }) => (reference.kind === 'parsers' ? (target ?? []) : [])));
  const main = await load(tree.files);
  const parsers = await load(others.filter(({ root }) => targets.has(root)).flatMap(({ files }) => [...files]));
  const areAllFound = (some: readonly Finding<File>[]) => !some.some(({ diagnostic: { code } }) => hidesFiles.has(code));
  const isWhole = trees.every((one) => one.isWhole) && areAllFound(findings);
  return { main, all: [...main, ...parsers], isWhole, hasAllIncludes: tree.isWhole && areAllFound(tree.findings) };
}

export function loadedFile<File>(file: File, { source, config }: Pick<ReadResult, 'source' | 'config'>): LoadedFile<File> {
  return { file, config, place: (offset) => ({ file: source.name, line: source.positionAt(offset).line }) };
}

/** Files that are only parts of a configuration. What is missing in a file that was referred to is reported at the reference. */
function partsOf({ trees }: TreeCheck<ProjectFile>): ProjectFile[] {
  const [, ...others] = trees;
  const referred = others.filter(({ kinds }) => !kinds.has('upstream')).map(({ root }) => root);
  const included = trees.flatMap(({ files }) => [...files].filter(({ reading }) => files.size > 1 || hasIncludes(reading.config)));
  return [...referred, ...included];
}

/** Asks for each file once. */
export function onceEach<File, Answer>(ask: (file: File) => Promise<Answer>): (file: File) => Promise<Answer> {
  const answers = new Map<File, Promise<Answer>>();
  return (file) => {
    const answer = answers.get(file) ?? ask(file);
    answers.set(file, answer);
    return answer;
  };
}

/** What the check of a tree needs to read files. The same root must give the same tree. */
export interface CheckSources<File> {
  readonly readTree: (root: File) => Promise<IncludeTree<File>>;
  readonly readingOf: (file: File) => Promise<ReadResult>;
}

/** What the engine would find if it were started with a tree. */
export interface TreeCheck<File> {
  /** The tree itself, and those that it refers to. */
  readonly trees: readonly [IncludeTree<File>, ...IncludeTree<File>[]];
  readonly findings: readonly Finding<File>[];
}

/** Checks what the engine is started with, as far as several files have to do with it. `leads`: what it refers to. */
export async function checkMain<File extends FileFacts>(
  main: IncludeTree<File>,
  leads: readonly Lead<File>[],
  { readTree, readingOf }: CheckSources<File>,
): Promise<TreeCheck<File>> {
  const others = new Set<IncludeTree<File>>();
  const findings: Finding<File>[] = [...main.findings, ...(await checkTree(main, readingOf))];
  const parserTrees = new Set<IncludeTree<File>>();
  const loaded = new Set(main.root.family === 'yaml' ? main.files : []);
  for (const { file, reference, target, finding, problem } of withLastStreams(leads)) {
    const report = (one: Diagnostic) => findings.push({ file, diagnostic: one });
    if (finding !== undefined) report(finding);
    if (problem !== undefined) report(problem);
    if (target === undefined) continue;
    const tree = target === main.root ? main : await readTree(target);
    if (tree !== main && !others.has(tree)) {
      others.add(tree);
      findings.push(...tree.findings);
    }
    for (const one of checkContent(reference, tree, main)) report(one);
    if (reference.kind !== 'parsers') continue;
    const withParsers = [...tree.files].filter(({ kinds }) => kinds.has('parser'));
    if (withParsers.some((one) => tree === main || loaded.has(one))) report(loadedTwice(reference));
    for (const one of withParsers) loaded.add(one);
    parserTrees.add(tree);
  }
  // Those of the main file itself come last (M-1).
  findings.push(...(await repeatedParsers(parserTrees.add(main), readingOf)));
  return { trees: [main, ...others], findings };
}

/** Those that the engine reads: of stream files, the last one (M-8). */
function withLastStreams<File>(leads: readonly Lead<File>[]): Lead<File>[] {
  const lastStreams = leads.findLast(({ reference }) => reference.kind === 'streams');
  return leads.filter((lead) => lead.reference.kind !== 'streams' || lead === lastStreams);
}

function loadedTwice({ path, property }: Reference): Diagnostic {
  const effect = 'Fluent Bit does not start, since every parser in it is defined twice';
  return diagnostic(fileReadTwice, valueSpan(property), { path, effect });
}
