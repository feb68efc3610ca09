import type { ReadResult } from '../convert.js';
import { isError } from '../diagnostics/diagnostic.js';
import type { Host } from '../project/host.js';
import { shownPath } from '../project/paths.js';
import type { Family } from '../project/project-files.js';
import type { TextStore } from '../project/text-store.js';
import { type Converted, convertSource, newPathOf, type Target } from './convert-source.js';
import { destinationOf } from './destination.js';
import type { User } from './files-in-use.js';
import { isSurelyFluentBits } from './is-fluent-bits.js';
import { mappedHost, type RootMapping } from './mapped-host.js';
import { mayBeConfiguration, tellsFormat } from './may-be-configuration.js';
import type { MovedReference } from './plan.js';
import { Readings } from './readings.js';
import { SourceFiles } from './source-files.js';
import { readSource, type SurveyedFile } from './survey.js';

/** A file that somebody names, or that is in a directory that somebody names. */
export interface NamedSource {
  /** In full, without symbolic links in its directories. */
  readonly path: string;
  /** Whether it is a symbolic link itself. */
  readonly isLink: boolean;
  /** Whether somebody names it by itself, not by a directory or a pattern: then what is in it tells what it is. */
  readonly isNamed?: boolean;
}

/** A link to a directory. Both paths are in full, the second one without links. */
export interface DirectoryLink {
  readonly path: string;
  readonly real: string;
}

export interface Request {
  /** Sorted by path. */
  readonly files: readonly NamedSource[];
  /** Whether a file that another one refers to belongs to the migration although nobody named it. */
  readonly takesIn: (path: string) => boolean;
  /** Configurations that nobody named, and that may refer to files of the migration. */
  readonly usersOutside?: readonly User[];
  readonly target: Target;
  readonly roots: readonly RootMapping[];
  /** Those within the tree, if it is built elsewhere. */
  readonly directoryLinks?: readonly DirectoryLink[];
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** What came of a file, and its references that have other values now. */
export interface Outcome extends Converted {
  readonly references?: readonly MovedReference[];
}

/** A link is a file of its own, which leads to one of the migration, or to nothing. */
export interface Link {
  readonly path: string;
  /** The path of the file that it leads to. */
  readonly real: string | undefined;
  /** That file, if it may be a configuration. */
  readonly leadsTo: SurveyedFile | undefined;
}

/** The files of a migration and what is known of them so far. */
export class Migration {
  readonly to: Family;
  readonly target: Target;
  /** The machine as the configuration sees it. */
  readonly mapped: Host;
  readonly sources: SourceFiles;
  /** Without what is known of the files that they lead to, which may change. */
  private readonly linked: Omit<Link, 'leadsTo'>[] = [];
  private readonly unlikely = new Set<string>();
  /** Asked for again and again. */
  private readonly newPaths = new Map<SurveyedFile, string>();
  readonly outcomes = new Map<SurveyedFile, Outcome>();
  /** What was read of the new texts, by their paths. */
  readonly readings = new Readings();
  /** Files that others include. */
  parts: ReadonlySet<SurveyedFile> = new Set();

  constructor(
    readonly host: Host,
    readonly request: Request,
    readonly texts: TextStore,
  ) {
    this.target = request.target;
    this.to = this.target.to.name === 'classic' ? 'classic' : 'yaml';
    this.mapped = mappedHost(host, request.roots);
    this.sources = new SourceFiles(
      this.mapped,
      (path) => this.takesIn(path),
      (file, reading) => this.convertEarly(file, reading),
    );
  }

  get files(): Iterable<SurveyedFile> {
    return this.sources.files.values();
  }

  get links(): Link[] {
    return this.linked.map(({ path, real }) => ({ path, real, leadsTo: this.sources.files.get(real ?? '') }));
  }

  /** Files that are no configuration by their names, and that no configuration refers to. */
  get others(): string[] {
    return [...this.unlikely].filter((path) => !this.sources.files.has(path));
  }

  private takesIn(path: string): boolean {
    return this.unlikely.has(path) || this.request.takesIn(path);
  }

  /** Reads all files that were named. */
  async survey(): Promise<void> {
    const { files, onProgress } = this.request;
    const links: NamedSource[] = [];
    for (const [i, file] of files.entries()) {
      onProgress?.('reading', i, files.length);
      if (file.isLink) links.push(file);
      else await this.surveyFile(file);
    }
    for (const link of links) await this.surveyLink(link);
  }

  /** `real`: the path without links, if the file's own is one. */
  private async surveyFile(file: NamedSource, real = file.path): Promise<void> {
    const { path, isNamed = false } = file;
    const reading = mayBeConfiguration(file, this.mapped) ? await readSource(this.mapped, path) : undefined;
    if (reading !== undefined && (isNamed || tellsFormat(path) || isSurelyFluentBits(reading))) await this.sources.add(path, reading, real);
    else this.unlikely.add(path);
  }

  /** A link that leads out of the migration counts as the file itself. */
  private async surveyLink(link: NamedSource): Promise<void> {
    const { path } = link;
    const real = this.host.realPath(path);
    if (real === undefined || this.sources.files.has(real) || this.unlikely.has(real)) this.linked.push({ path, real });
    else await this.surveyFile(link, real);
  }

  /** What refers to nothing is converted as soon as it is read: little of it stays in memory. */
  private async convertEarly(file: SurveyedFile, reading: ReadResult): Promise<void> {
    const { diagnostics, source, config } = reading;
    if (!this.isMoved(file)) {
      if (file.fault !== undefined && file.family !== this.to) this.outcomes.set(file, { outputs: [], diagnostics, source });
    } else if (file.references.length === 0) {
      this.outcomes.set(file, await convertSource(file.path, reading, config, this.target, this));
    }
  }

  /** Whether a file gets the target's format. */
  isMoved(file: SurveyedFile): boolean {
    return file.family !== this.to && (file.isOurs || this.parts.has(file));
  }

  /** Where the new form of a file stands; undefined if it has none. */
  newPath(file: SurveyedFile): string | undefined {
    if (!this.isMoved(file)) return undefined;
    const known = this.newPaths.get(file) ?? newPathOf(file.path, this.target);
    this.newPaths.set(file, known);
    return known;
  }

  /** Where a file stands afterwards, or the link to it that was named. */
  placeAfterwards(file: SurveyedFile): string {
    return this.newPath(file) ?? destinationOf(file.path, this.target.destination);
  }

  /** Where a file stands afterwards that is at this path now, without links. */
  pathAfterwards(path: string): string {
    const file = this.sources.files.get(path);
    return file === undefined ? destinationOf(path, this.target.destination) : this.placeAfterwards(file);
  }

  hasErrors(): boolean {
    return [...this.outcomes.values()].some(({ diagnostics }) => diagnostics.some(isError));
  }

  /** Neither converted nor changed. */
  isKept(file: SurveyedFile): boolean {
    return !this.isMoved(file) && !this.outcomes.get(file)?.outputs.length;
  }

  /** What goes into a tree elsewhere as it is. */
  copied(): string[] {
    if (this.target.destination.mirror === undefined) return [];
    return [...this.files]
      .filter((file) => this.isKept(file))
      .map(({ path }) => path)
      .concat(this.others);
  }

  bytesOf(path: string): Uint8Array {
    const content = this.host.read(path);
    return 'bytes' in content ? content.bytes : new Uint8Array();
  }

  shown(path: string): string {
    return shownPath(path, this.host.cwd);
  }
}
