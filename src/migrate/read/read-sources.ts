import type { ReadResult } from '../../convert.js';
import { type Diagnostic, diagnostic, isError } from '../../diagnostics/diagnostic.js';
import { baseOf } from '../../formats/detect.js';
import { valueSpan } from '../../model/config.js';
import { checkSections, loadedFile } from '../../project/check/check-project.js';
import { fileInAnotherFormat, fileNotReadable, fileOfSomethingElse } from '../../project/diagnostics.js';
import type { Family, FileStore } from '../../project/files.js';
import type { Host } from '../../project/host.js';
import { isSurelyFluentBits } from '../../project/is-fluent-bits.js';
import type { Reference } from '../../project/references.js';
import { startWith } from '../../project/search/search.js';
import { ofVersion } from '../../versions/for-target.js';
import { type Converted, convertAlone, type Kept, Readings } from '../convert/convert-source.js';
import { includeOutside, referenceOutside } from '../diagnostics.js';
import type { HeldConfiguration } from '../plan.js';
import { isLeftClassic, type NamedSource, type Request, type Target } from '../request.js';
import { heldIn, isForFargate } from './held.js';
import { includedByAws, mayDefineTasks } from './included-by-aws.js';
import { mayBeConfiguration, mayHold, tellsFormat } from './may-be-configuration.js';
import { isConfiguration, readContent, readSource, type Source, sourceOf } from './source-facts.js';

/** A link is a file of its own, which leads to one of the migration, or to nothing. */
export interface Link {
  readonly path: string;
  /** The path of the file that it leads to. */
  readonly real: string | undefined;
}

/** What was named, and what that leads to. */
export interface Sources {
  readonly store: SourceFiles;
  readonly links: readonly Link[];
  /** Files that are not configurations by their names. */
  readonly unlikely: ReadonlySet<string>;
  /** Files that somebody names by themselves. */
  readonly named: ReadonlySet<string>;
  /** The configurations within files of others, by their paths. */
  readonly held: ReadonlyMap<string, readonly HeldConfiguration[]>;
  /** The paths of files that were not named by themselves and stay, and why, in words. */
  readonly staying: ReadonlyMap<string, string>;
}

const decoder = new TextDecoder();

/** Reads all files that were named. `host`: the machine as the configuration sees it. */
export async function readSources(host: Host, request: Request, kept: Kept): Promise<Sources> {
  const { files, onProgress } = request;
  const unlikely = new Set<string>();
  const links: Link[] = [];
  const held = new Map<string, readonly HeldConfiguration[]>();
  const staying = new Map<string, string>();
  const includedElsewhere = new Map<string, string>();
  const named = new Set(files.flatMap(({ path, isNamed }) => (isNamed ? [path] : [])));
  const takesIn = (path: string) => unlikely.has(path) || request.takesIn(path);
  const store = new SourceFiles(host, { takesIn, named, target: request.target, kept });
  const readFile = async (file: NamedSource, real: string) => {
    const { path, isNamed = false } = file;
    const content = mayHold(path) ? host.read(path) : undefined;
    const text = content && textOf(content);
    const tasks = mayDefineTasks(path) ? textOf(host.read(path)) : text;
    for (const name of tasks === undefined ? [] : includedByAws(tasks)) includedElsewhere.set(name, path);
    const isLikely = mayBeConfiguration(file, host, text);
    const reading = isLikely ? await readContent(content ?? host.read(path), host.shown(path)) : undefined;
    const isOne = reading !== undefined && (isNamed || tellsFormat(path) || isSurelyFluentBits(reading));
    const source = isOne ? await store.add(path, reading, real) : undefined;
    if (source === undefined) unlikely.add(path);
    if (source?.fault === 'template' && !isNamed) held.set(path, [{ name: 'a template', family: source.family }]);
    const within = text === undefined || source?.isOurs || held.has(path) ? [] : heldIn(text);
    const isFargates = text !== undefined && source === undefined && isForFargate(text);
    if (within.length > 0 || isFargates) held.set(path, within);
    if (isFargates) staying.set(path, 'EKS Fargate takes its aws-logging as classic only');
  };
  for (const [i, file] of files.entries()) {
    onProgress?.('reading', i, files.length);
    if (!file.isLink) await readFile(file, file.path);
  }
  for (const file of files) {
    if (!file.isLink) continue;
    const { path } = file;
    const real = host.realPath(path);
    const isLookedInto = real !== undefined && request.isInScope?.(real) !== false;
    // A link that leads out of the migration counts as the file itself, unless whoever made it may want to see what is not theirs.
    if (!isLookedInto || store.files.has(real) || unlikely.has(real)) links.push({ path, real });
    else await readFile(file, real);
  }
  return { store, links, unlikely, named, held, staying: new Map([...staying, ...stayingOf(store, named, includedElsewhere)]) };
}

function textOf(content: ReturnType<Host['read']>): string | undefined {
  return 'bytes' in content ? decoder.decode(content.bytes) : undefined;
}

/** `includedElsewhere`: by the base names of files that AWS includes in a classic configuration, the files that say so. */
function stayingOf(
  { files, host }: SourceFiles,
  named: ReadonlySet<string>,
  includedElsewhere: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const staying = new Map<string, string>();
  for (const { path, family, fault } of files.values()) {
    const by = family === 'classic' ? includedElsewhere.get(baseOf(path)) : undefined;
    if (named.has(path)) continue;
    if (fault === 'template') staying.set(path, 'a template');
    else if (by !== undefined) staying.set(path, `AWS includes it in a classic configuration (${host.shown(by)})`);
  }
  return staying;
}

interface Options {
  /** Whether a file that another one refers to may join. */
  readonly takesIn: (path: string) => boolean;
  /** Files that somebody names by themselves. */
  readonly named: ReadonlySet<string>;
  readonly target: Request['target'];
  readonly kept: Kept;
}

/** The files of a migration by their real paths: those that were named, and what they lead to and `takesIn` allows. */
export class SourceFiles implements FileStore<Source> {
  readonly files = new Map<string, Source>();
  /** What refers to nothing is converted as soon as it is read: little of it stays in memory. */
  readonly early = new Map<Source, Converted>();
  /** What `check` refuses among the sections of a file that refers to nothing, if Fluent Bit is started with it. */
  readonly alone = new Map<Source, readonly Diagnostic[]>();
  /** What the version that the new files are for does not read of a file in their format: it was so before, so these are warnings. */
  readonly unread = new Map<Source, readonly Diagnostic[]>();
  private readonly readings = new Readings();
  private readonly kinds = new Map<string, Source['kinds']>();

  constructor(
    readonly host: Host,
    private readonly options: Options,
  ) {}

  /** `real`: the path without links, if the file's own is one. */
  async add(path: string, reading: ReadResult, real = path): Promise<Source> {
    const facts = sourceOf(path, reading);
    const file = { ...facts, kinds: this.shared(facts.kinds) };
    this.files.set(real, file);
    this.readings.keep(path, reading);
    this.checkAlone(file, reading);
    this.checkVersion(file, reading);
    await this.convertEarly(file, reading);
    return file;
  }

  /** One set for all files that have the same kinds of sections. */
  private shared(kinds: Source['kinds']): Source['kinds'] {
    const names = [...kinds].join(' ');
    const known = this.kinds.get(names) ?? kinds;
    this.kinds.set(names, known);
    return known;
  }

  private checkAlone(file: Source, reading: ReadResult): void {
    if (!file.isOurs || file.references.length > 0 || !file.kinds.has('service')) return;
    const main = [loadedFile(file, reading)];
    const { isWhole, kinds } = file;
    const found = checkSections({ start: startWith(this.host, file), kinds }, { main, all: main, isWhole, hasAllIncludes: isWhole });
    const errors = found.map((one) => one.diagnostic).filter(isError);
    if (errors.length > 0) this.alone.set(file, errors);
  }

  private checkVersion(file: Source, reading: ReadResult): void {
    const { target } = this.options;
    if (target.version === undefined || !file.isOurs || file.fault !== undefined || !mayStay(file, target)) return;
    const found = ofVersion(reading, target.version);
    if (found.length > 0)
      this.unread.set(
        file,
        found.map((one) => ({ ...one, severity: 'warning' })),
      );
  }

  private async convertEarly(file: Source, reading: ReadResult): Promise<void> {
    const { target, kept } = this.options;
    const { diagnostics, source } = reading;
    if (mayStay(file, target)) return;
    if (!file.isOurs && file.fault !== undefined) this.early.set(file, { outputs: [], diagnostics, source });
    if (file.isOurs && file.references.length === 0) {
      this.early.set(file, await convertAlone(file.path, reading, target, kept));
    }
  }

  /** What is in a file: it is read again if there was no room for it. */
  async readingOf({ path, format }: Source): Promise<ReadResult> {
    return this.readings.get(path) ?? readSource(this.host, path, format?.name);
  }

  async open(reference: Reference, path: string, family: Family): Promise<Source | Diagnostic> {
    const { kind, path: written, property } = reference;
    const span = valueSpan(property);
    const real = this.host.realPath(path);
    const file = real === undefined ? undefined : await this.find(real, family);
    if (file === undefined || real === undefined) {
      return kind === 'include'
        ? diagnostic(includeOutside, span, { path: written })
        : diagnostic(referenceOutside, span, { path: written, kind });
    }
    if (file === 'something else') return diagnostic(fileOfSomethingElse, span, { path: written, found: this.host.shown(path) });
    const content = file.fault === 'unreadable' ? this.host.read(path) : undefined;
    if (content !== undefined && 'problem' in content) {
      return diagnostic(fileNotReadable, span, { path: written, problem: content.problem });
    }
    // Where a file is not included but referred to, Fluent Bit reads either format.
    if (kind !== 'include') return file;
    if (file.family !== family) return inAnotherFormat(reference, family, file.family);
    return file.isMisnamed ? this.add(file.path, await readSource(this.host, file.path, family), real) : file;
  }

  /** The file at a path, which is in the migration or may join it. If its name tells no format, who refers to it does. */
  private async find(real: string, family: Family): Promise<Source | 'something else' | undefined> {
    const known = this.files.get(real);
    const isOpen = (file: Source) => file.isMisnamed || isConfiguration(file) || this.options.named.has(real);
    if (known !== undefined) return isOpen(known) ? known : 'something else';
    if (!this.options.takesIn(real)) return undefined;
    const reading = await readSource(this.host, real, tellsFormat(real) ? undefined : family);
    return isOpen(sourceOf(real, reading)) ? this.add(real, reading) : 'something else';
  }
}

/** Whether a file is left as it is, unless another one includes it. */
function mayStay(file: Source, target: Target): boolean {
  return file.family === target.family || isLeftClassic(file, target);
}

/** Says that the engine reads a file as one of a family, and what is in it is of another. */
export function inAnotherFormat({ kind, path, property }: Reference, family: Family, content: Family): Diagnostic {
  return diagnostic(fileInAnotherFormat, valueSpan(property), { path, format: family, content, kind });
}
