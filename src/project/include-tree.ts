import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { type SectionKind, valueSpan } from '../model/config.js';
import { fileIncludedAgain, fileReadTwice, includeOrder, includeWithoutMatch } from './diagnostics.js';
import { findFile, homeOf, notFound, type SearchPlaces } from './find-file.js';
import { expandGlob } from './glob.js';
import { directoryOf, isAbsolute } from './paths.js';
import type { FileFacts, FileStore, ProjectFile } from './project-files.js';
import type { Reference } from './references.js';

/** What is to be said of a file. */
export interface Finding<File = ProjectFile> {
  readonly file: File;
  readonly diagnostic: Diagnostic;
}

export interface PlacedReference<File = ProjectFile> {
  readonly file: File;
  readonly reference: Reference;
}

/** What the engine reads as one configuration: a file and all that it includes. */
export interface IncludeTree<File = ProjectFile> {
  readonly root: File;
  readonly files: ReadonlySet<File>;
  /** The files that each include leads to, in the order in which the engine reads them. */
  readonly included: ReadonlyMap<Reference, readonly File[]>;
  /** What they refer to besides, in the order in which the engine reads it. */
  readonly references: readonly PlacedReference<File>[];
  /** The kinds of their sections. */
  readonly kinds: ReadonlySet<SectionKind>;
  /** Whether all of them could be read. */
  readonly isWhole: boolean;
  readonly findings: readonly Finding<File>[];
}

export async function readIncludeTree<File extends FileFacts>(store: FileStore<File>, root: File): Promise<IncludeTree<File>> {
  const reader = new IncludeTreeReader(store, root);
  await reader.read(root, root.path);
  return reader;
}

class IncludeTreeReader<File extends FileFacts> implements IncludeTree<File> {
  readonly files = new Set<File>();
  readonly included = new Map<Reference, File[]>();
  readonly references: PlacedReference<File>[] = [];
  readonly kinds = new Set<SectionKind>();
  isWhole = true;
  readonly findings: Finding<File>[] = [];
  /** The paths as the engine puts them together: in YAML, a path counts as another if its text is another (Y-31). */
  private readonly paths = new Set<string>();
  /** The file that is being read, the one that includes it, and so on. */
  private readonly including = new Set<File>();
  private readonly home: string;

  constructor(
    private readonly store: FileStore<File>,
    readonly root: File,
  ) {
    this.home = homeOf(store.host, root.path);
  }

  async read(file: File, path: string): Promise<void> {
    this.files.add(file);
    this.paths.add(path);
    this.including.add(file);
    for (const kind of file.kinds) this.kinds.add(kind);
    if (!file.isWhole) this.isWhole = false;
    for (const reference of file.references) {
      if (reference.kind === 'include') await this.include({ file, reference }, path);
      else this.references.push({ file, reference });
    }
    this.including.delete(file);
  }

  /** `from` is the path of the including file. */
  private async include(place: PlacedReference<File>, from: string): Promise<void> {
    let withFilters = 0;
    const included: File[] = [];
    this.included.set(place.reference, included);
    for (const path of this.find(place, from)) {
      const file = await this.open(place, path);
      if (file === undefined) continue;
      included.push(file);
      await this.read(file, path);
      if (file.kinds.has('filter')) withFilters++;
    }
    // Filters run in the order in which they are read, and the engine does not sort what a pattern matches (C-34, Y-32).
    if (withFilters > 1) this.report(place, diagnostic(includeOrder, valueSpan(place.reference.property), { path: place.reference.path }));
  }

  /** The paths that an include stands for: from classic files as of R-5, from YAML as of R-6. */
  private find(place: PlacedReference<File>, from: string): string[] {
    const { reference } = place;
    const { host } = this.store;
    const isClassic = this.root.family === 'classic';
    const base = isClassic ? this.home : directoryOf(from);
    if (reference.path.includes('*')) {
      const found = expandGlob(host, base, reference.path);
      if (found.length === 0) this.report(place, this.noMatch(reference, base));
      return found;
    }
    const directories = isClassic ? [host.cwd, base] : [base];
    const { path: found, finding } = findFile(host, reference, { directories, home: this.home });
    if (finding !== undefined) this.report(place, finding);
    return found === undefined ? [] : [found];
  }

  /** From YAML, the engine goes on without a match in its own directory (Y-32, Q-22). */
  private noMatch(reference: Reference, base: string): Diagnostic {
    if (this.root.family === 'yaml' && !isAbsolute(reference.path)) {
      return diagnostic(includeWithoutMatch, valueSpan(reference.property), { path: reference.path });
    }
    const places: SearchPlaces = { directories: [base], home: this.home };
    return notFound(this.store.host, reference, places);
  }

  /** The file at a path, unless it cannot be read or is a part of the tree already. */
  private async open(place: PlacedReference<File>, path: string): Promise<File | undefined> {
    const file = await this.store.open(place.reference, path, this.root.family);
    if ('code' in file) this.report(place, file);
    else if (this.files.has(file)) this.report(place, this.readAgain(place.reference, file, path));
    else return file;
    return undefined;
  }

  /** The engine stops over a file that it has read before (C-32); in YAML, over a path that it has read before (Y-31). */
  private readAgain({ path: written, property }: Reference, file: File, path: string): Diagnostic {
    const span = valueSpan(property);
    if (this.root.family === 'classic')
      return diagnostic(fileReadTwice, span, { path: written, effect: 'Fluent Bit stops with "Read twice"' });
    if (this.paths.has(path))
      return diagnostic(fileReadTwice, span, { path: written, effect: 'Fluent Bit stops with "is already included"' });
    if (this.including.has(file))
      return diagnostic(fileReadTwice, span, { path: written, effect: 'Fluent Bit includes it again and again' });
    this.paths.add(path);
    return diagnostic(fileIncludedAgain, span, { path: written });
  }

  private report({ file }: PlacedReference<File>, found: Diagnostic): void {
    this.findings.push({ file, diagnostic: found });
  }
}
