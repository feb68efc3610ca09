import { type ReadResult, readConfig } from '../convert.js';
import { type Diagnostic, diagnostic, isError } from '../diagnostics/diagnostic.js';
import { builtInFormats } from '../formats/index.js';
import { type SectionKind, valueSpan } from '../model/config.js';
import type { Versions } from '../versions/target.js';
import { fileInAnotherFormat, fileNotReadable, fileOfSomethingElse, fileOutOfScope } from './diagnostics.js';
import type { Host } from './host.js';
import { isConfiguration } from './is-fluent-bits.js';
import { type Reference, referencesOf } from './references.js';

/** What the engine knows: JSON is YAML to it (Y-11). */
export type Family = 'classic' | 'yaml';

/** What is needed to follow the includes of a file. */
export interface FileFacts {
  /** Its path in full. */
  readonly path: string;
  readonly family: Family;
  /** The kinds of its sections. */
  readonly kinds: ReadonlySet<SectionKind>;
  /** What it refers to, in reading order. */
  readonly references: readonly Reference[];
  /** Whether all of it could be read. */
  readonly isWhole: boolean;
}

/** A file of the project. However many refer to it, it is read once. */
export interface ProjectFile extends FileFacts {
  readonly reading: ReadResult;
}

/** Where the files are from that references lead to. */
export interface FileStore<File extends FileFacts> {
  readonly host: Host;
  /** The file that a reference leads to, or why the engine cannot read it. */
  open(reference: Reference, path: string, family: Family): Promise<File | Diagnostic>;
}

export function factsOf(path: string, { config, diagnostics, format }: ReadResult): FileFacts {
  return {
    path,
    family: format?.name === 'classic' ? 'classic' : 'yaml',
    kinds: new Set(config.sections.map(({ kind }) => kind)),
    references: referencesOf(config),
    isWhole: !diagnostics.some(isError),
  };
}

/** The format that the engine reads a file in that is not included: the text after the last dot of its name decides (C-37). */
export function familyOfName(path: string): Family {
  return /\.ya?ml$/i.test(path) ? 'yaml' : 'classic';
}

/** Reads a file as the engine does that takes it for one of a family; tells why it cannot be read. */
export type ReadFile = (path: string, family: Family) => Promise<ReadResult | { readonly problem: string }>;

export function readFrom(host: Host): ReadFile {
  return async (path, family) => {
    const content = host.read(path);
    return 'problem' in content ? content : readConfig(content.bytes, { fileName: host.shown(path), from: family });
  };
}

export interface ProjectOptions {
  readonly read?: ReadFile;
  /** Whether what a path leads to, without links, may be looked into: a configuration may name any file of the machine. */
  readonly isInScope?: (path: string) => boolean;
  /** Whether a file counts that does not look like one of Fluent Bit's: yes where nothing of it is shown. */
  readonly takesAny?: boolean;
  /** The version that the files are for. */
  readonly versions?: Versions | undefined;
}

/** The files that were read so far. */
export class ProjectFiles implements FileStore<ProjectFile> {
  private readonly known = new Map<string, ProjectFile>();
  private readonly read: ReadFile;
  private readonly isInScope: ((path: string) => boolean) | undefined;
  private readonly takesAny: boolean;

  constructor(
    readonly host: Host,
    { read = readFrom(host), isInScope, takesAny = false }: ProjectOptions = {},
  ) {
    this.read = read;
    this.isInScope = isInScope;
    this.takesAny = takesAny;
  }

  /** Adds a file that was read elsewhere; returns the one already known if it is the same. */
  add(path: string, reading: ReadResult): ProjectFile {
    const file = { ...factsOf(path, reading), reading };
    const key = this.keyOf(path, file.family);
    const known = this.known.get(key);
    if (known === undefined) this.known.set(key, file);
    return known ?? file;
  }

  async open(reference: Reference, path: string, family: Family): Promise<ProjectFile | Diagnostic> {
    const known = this.known.get(this.keyOf(path, family));
    if (known !== undefined) return known;
    const span = valueSpan(reference.property);
    const { path: written, kind } = reference;
    if (this.isInScope?.(this.host.realPath(path) ?? path) === false) return diagnostic(fileOutOfScope, span, { path: written });
    const reading = await this.read(path, family);
    if ('problem' in reading) return diagnostic(fileNotReadable, span, { path: written, problem: reading.problem });
    const sniffed = builtInFormats.find((format) => format.sniff(reading.source.text));
    if (sniffed !== undefined && (sniffed.name === 'classic') !== (family === 'classic')) {
      return diagnostic(fileInAnotherFormat, span, { path: written, format: family, content: sniffed.name, kind });
    }
    return this.takesAny || isConfiguration(reading)
      ? this.add(path, reading)
      : somethingElse(reference, this.host.shown(path), reading.diagnostics);
  }

  private keyOf(path: string, family: Family): string {
    return `${family} ${this.host.identify(path) ?? path}`;
  }
}

/** Reports that a file is not a configuration, and nothing about its content. What reads without an error, the engine ignores. */
export function somethingElse({ path, property }: Reference, found: string, diagnostics: readonly Diagnostic[]): Diagnostic {
  const severity = diagnostics.some(isError) ? 'error' : 'warning';
  return diagnostic(fileOfSomethingElse, valueSpan(property), { path, found }, { severity });
}
