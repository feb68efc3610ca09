import { doesLoadPlugins } from '../check/index.js';
import { hasVariable } from '../check/values.js';
import type { ReadResult } from '../convert.js';
import { type Code, type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { type CheckedFile, checkFile } from './check-file.js';
import { checkContent } from './content.js';
import { fileNotFollowed, fileReadTwice, includeWithoutMatch } from './diagnostics.js';
import { findFile, homeOf, type SearchPlaces } from './find-file.js';
import type { Host } from './host.js';
import { type Finding, type IncludeTree, type PlacedReference, readIncludeTree } from './include-tree.js';
import { repeatedParsers } from './parser-names.js';
import { pathIn } from './paths.js';
import { familyOfName, type ProjectFile, ProjectFiles } from './project-files.js';
import { hasIncludes, type Reference } from './references.js';
import { checkSectionReferences, type LoadedFile } from './section-references.js';
import { checkTree } from './tree-rules.js';
import { withoutParts } from './without-parts.js';

/** A file that somebody asks about. */
export interface NamedFile {
  readonly path: string;
  readonly reading: ReadResult;
}

/**
 * Checks files and all that they refer to, as the engine would find it if it were started with each of them in the host's
 * working directory. Gives each file once, however many refer to it.
 */
export async function followReferences(host: Host, named: readonly NamedFile[]): Promise<CheckedFile[]> {
  const follower = new Follower(host);
  for (const { path, reading } of named) follower.add(path, reading);
  return follower.follow();
}

class Follower {
  private readonly files: ProjectFiles;
  private readonly named = new Set<ProjectFile>();
  private readonly trees = new Map<ProjectFile, IncludeTree>();
  private readonly visited = new Set<IncludeTree>();
  /** What was found in each file that was reached, by what it says: two may find the same. */
  private readonly findings = new Map<ProjectFile, Map<string, Diagnostic>>();
  /** Files that are not a whole configuration each by itself. */
  private readonly parts = new Set<ProjectFile>();
  /** Files whose configuration loads plugins of the user's own. */
  private readonly withPlugins = new Set<ProjectFile>();

  constructor(private readonly host: Host) {
    this.files = new ProjectFiles(host);
  }

  add(path: string, reading: ReadResult): void {
    const file = this.files.add(pathIn(this.host.cwd, path), reading);
    this.named.add(file);
    this.findings.set(file, new Map());
  }

  async follow(): Promise<CheckedFile[]> {
    const trees: IncludeTree[] = [];
    for (const file of this.named) trees.push(await this.treeOf(file));
    for (const tree of withoutParts(trees)) await this.followMain(tree);
    return [...this.findings].map(([file, found]) => {
      const { source, diagnostics } = checkFile(file.reading, { isPart: this.parts.has(file), loadsPlugins: this.withPlugins.has(file) });
      return { source, diagnostics: [...diagnostics, ...found.values()] };
    });
  }

  /** The references of R-1 … R-4 count only from what the engine is started with. */
  private async followMain(main: IncludeTree): Promise<void> {
    this.visit(main);
    if ([...main.files].some(({ reading }) => doesLoadPlugins(reading.config))) for (const file of main.files) this.withPlugins.add(file);
    for (const finding of checkTree(main)) this.report(finding);
    const home = homeOf(this.host, main.root.path);
    const places: SearchPlaces = { directories: [this.host.cwd, home], home };
    const parserTrees = new Set<IncludeTree>();
    let isWhole = isComplete(main);
    for (const place of readReferences(main)) {
      const tree = await this.followReference(place, places);
      const { file, reference } = place;
      if (reference.kind === 'parsers' && (tree === undefined || !isComplete(tree))) isWhole = false;
      if (tree === undefined) continue;
      for (const one of checkContent(reference, tree, main)) this.report({ file, diagnostic: one });
      if (reference.kind !== 'parsers') continue;
      const isKnown = tree === main || parserTrees.has(tree);
      if (isKnown && tree.kinds.has('parser')) this.report({ file, diagnostic: loadedTwice(reference) });
      parserTrees.add(tree);
    }
    // Those of the main file itself come last (M-1).
    for (const finding of repeatedParsers(parserTrees.add(main))) this.report(finding);
    const loaded = { main: [...main.files].map(loadedFile), all: [...parserTrees].flatMap(({ files }) => [...files].map(loadedFile)) };
    for (const finding of checkSectionReferences({ ...loaded, isWhole })) this.report(finding);
  }

  /** What a reference of R-1 … R-4 leads to. Only the engine knows a path with a variable (E-6). */
  private async followReference({ file, reference }: PlacedReference, places: SearchPlaces): Promise<IncludeTree | undefined> {
    const { path, property } = reference;
    if (hasVariable(path)) {
      this.report({ file, diagnostic: diagnostic(fileNotFollowed, valueSpan(property), { path }) });
      return undefined;
    }
    const { path: found, finding } = findFile(this.host, reference, places);
    if (finding !== undefined) this.report({ file, diagnostic: finding });
    if (found === undefined) return undefined;
    const referred = await this.files.open(reference, found, familyOfName(found));
    if ('code' in referred) {
      this.report({ file, diagnostic: referred });
      return undefined;
    }
    const tree = await this.treeOf(referred);
    this.visit(tree);
    // What it lacks is said at the reference.
    if (!tree.kinds.has('upstream')) this.parts.add(referred);
    return tree;
  }

  private async treeOf(root: ProjectFile): Promise<IncludeTree> {
    const known = this.trees.get(root);
    if (known !== undefined) return known;
    const tree = await readIncludeTree(this.files, root);
    this.trees.set(root, tree);
    return tree;
  }

  /** Takes the files of a tree into the report, and what was found in them. */
  private visit(tree: IncludeTree): void {
    if (this.visited.has(tree)) return;
    this.visited.add(tree);
    for (const file of tree.files) {
      if (!this.findings.has(file)) this.findings.set(file, new Map());
      if (tree.files.size > 1 || hasIncludes(file.reading.config)) this.parts.add(file);
    }
    for (const finding of tree.findings) this.report(finding);
  }

  private report({ file, diagnostic }: Finding): void {
    const { code, span, args } = diagnostic;
    this.findings.get(file)?.set(JSON.stringify([code, span, args]), diagnostic);
  }
}

/** What is said where a file was not found, or not read. */
const hidesFiles: ReadonlySet<Code> = new Set<Code>(['FLB501', 'FLB502', 'FLB503', 'FLB505', 'FLB506', includeWithoutMatch.code]);

/** Whether all that it includes was found and could be read. */
function isComplete({ isWhole, findings }: IncludeTree): boolean {
  return isWhole && !findings.some(({ diagnostic: { code } }) => hidesFiles.has(code));
}

function loadedFile(file: ProjectFile): LoadedFile<ProjectFile> {
  const { source, config } = file.reading;
  return { file, config, place: (offset) => ({ file: source.name, line: source.positionAt(offset).line }) };
}

/** Those that the engine reads: of stream files, the last one (M-8). */
function readReferences({ references }: IncludeTree): PlacedReference[] {
  const lastStreams = references.findLast(({ reference }) => reference.kind === 'streams');
  return references.filter((place) => place.reference.kind !== 'streams' || place === lastStreams);
}

function loadedTwice({ path, property }: Reference): Diagnostic {
  const effect = 'Fluent Bit does not start, since every parser in it is defined twice';
  return diagnostic(fileReadTwice, valueSpan(property), { path, effect });
}
