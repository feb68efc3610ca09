import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { type SectionKind, valueSpan } from '../model/config.js';
import { fileIncludedAgain, fileReadTwice, includeOrder, serviceOrder, tooManyIncludes } from './diagnostics.js';
import type { Family, FileFacts, FileStore, ProjectFile } from './files.js';
import type { Reference } from './references.js';
import { type Start, search, startWith } from './search/search.js';

/** A diagnostic of a file. */
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
  readonly start: Start;
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
  /** The includes on the ways that lead from the root back to it: the engine might be started with the files of these as well. */
  readonly circle: ReadonlySet<PlacedReference<File>>;
}

/** The engine includes at most this many files in one load (C-32). */
const mostIncluded = 1000;

/** What the engine says about a file that it has read before (C-32, Y-31). */
export function readTwice({ path, property }: Reference, family: Family): Diagnostic {
  const effect = family === 'classic' ? 'Fluent Bit stops with "Read twice"' : 'Fluent Bit stops with "is already included"';
  return diagnostic(fileReadTwice, valueSpan(property), { path, effect });
}

export async function readIncludeTree<File extends FileFacts>(store: FileStore<File>, root: File): Promise<IncludeTree<File>> {
  const reader = new IncludeTreeReader(store, root);
  await reader.read(root, root.path);
  // Without what only the reader needs: a large migration has many trees.
  const { start, files, included, references, kinds, isWhole, findings, circle } = reader;
  return { root, start, files, included, references, kinds, isWhole, findings, circle };
}

class IncludeTreeReader<File extends FileFacts> {
  readonly start: Start;
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
  /** The include that has led to each file. */
  private readonly leading = new Map<File, PlacedReference<File>>();
  readonly circle = new Set<PlacedReference<File>>();
  private isFull = false;

  constructor(
    private readonly store: FileStore<File>,
    private readonly root: File,
  ) {
    this.start = startWith(store.host, root);
  }

  async read(file: File, path: string): Promise<void> {
    this.files.add(file);
    this.paths.add(path);
    this.including.add(file);
    for (const kind of file.kinds) this.kinds.add(kind);
    if (!file.isWhole) this.isWhole = false;
    for (const reference of file.references) {
      if (reference.kind !== 'include') this.references.push({ file, reference });
      else if (!this.isFull) await this.include({ file, reference }, path);
    }
    this.including.delete(file);
  }

  /** `from` is the path of the including file. */
  private async include(place: PlacedReference<File>, from: string): Promise<void> {
    let withFilters = 0;
    let withServices = 0;
    const included: File[] = [];
    this.included.set(place.reference, included);
    const { paths, finding } = search(place.reference, from, this.start);
    if (finding !== undefined) this.report(place, finding);
    for (const path of paths) {
      const file = await this.open(place, path);
      if (this.isFull) break;
      if (file === undefined) continue;
      included.push(file);
      this.leading.set(file, place);
      await this.read(file, path);
      if (file.kinds.has('filter')) withFilters++;
      if (file.kinds.has('service')) withServices++;
    }
    // What a pattern matches is not sorted (C-34, Y-32): filters run, and settings count, in the order in which they are read (I-19).
    const { path: written, property } = place.reference;
    if (withFilters > 1) this.report(place, diagnostic(includeOrder, valueSpan(property), { path: written }));
    // YAML takes one `service` anyway (Y-35).
    if (withServices > 1 && this.start.family === 'classic')
      this.report(place, diagnostic(serviceOrder, valueSpan(property), { path: written }));
  }

  /** The file at a path, unless it cannot be read or is a part of the tree already. */
  private async open(place: PlacedReference<File>, path: string): Promise<File | undefined> {
    const { reference } = place;
    if (!this.isFull && this.files.size > mostIncluded) {
      this.isFull = true;
      this.isWhole = false;
      this.report(place, diagnostic(tooManyIncludes, valueSpan(reference.property), { path: reference.path, most: mostIncluded }));
    }
    if (this.isFull) return undefined;
    const file = await this.store.open(reference, path, this.root.family);
    if ('code' in file) {
      this.report(place, file);
      // A file that was not read may hold anything.
      this.isWhole = false;
    } else if (this.files.has(file)) {
      this.report(place, this.readAgain(reference, file, path));
      if (file === this.root) this.noteCircle(place);
    } else return file;
    return undefined;
  }

  /** The engine stops over a file that it has read before (C-32); in YAML, over a path that it has read before (Y-31). */
  private readAgain(reference: Reference, file: File, path: string): Diagnostic {
    const { family } = this.root;
    if (family === 'classic' || this.paths.has(path)) return readTwice(reference, family);
    const { path: written, property } = reference;
    const span = valueSpan(property);
    if (this.including.has(file))
      return diagnostic(fileReadTwice, span, { path: written, effect: 'Fluent Bit includes it again and again' });
    this.paths.add(path);
    return diagnostic(fileIncludedAgain, span, { path: written });
  }

  private noteCircle(last: PlacedReference<File>): void {
    for (let at: PlacedReference<File> | undefined = last; at !== undefined && !this.circle.has(at); at = this.leading.get(at.file)) {
      this.circle.add(at);
    }
  }

  private report({ file }: PlacedReference<File>, found: Diagnostic): void {
    this.findings.push({ file, diagnostic: found });
  }
}
