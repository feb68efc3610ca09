import { type ReadResult, readConfig } from '../convert.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import { checkAlone } from '../project/check-alone.js';
import { checkProject } from '../project/check-project.js';
import type { Host } from '../project/host.js';
import { isConfiguration } from '../project/is-fluent-bits.js';
import { pathIn, shownPath } from '../project/paths.js';
import type { Span } from '../source/span.js';
import type { Versions } from '../versions/for-target.js';
import { canonicalOf } from './canonical.js';
import { type Suggestion, suggestionsAt } from './complete.js';
import { type Target, targetsAt } from './definition.js';
import { type Edition, newestEdition } from './edition.js';
import { editionFor } from './edition-for.js';
import { hoverAt } from './hover.js';
import { type Asked, loadedWith } from './loaded.js';
import { openHost } from './open-host.js';
import { type Part, type PartsOf, wholeDocument } from './parts.js';
import { placeAt } from './places/index.js';

/** A document that is open in an editor. */
export interface OpenDocument {
  /** Where it is saved, in full; undefined for one that is in no file. */
  readonly path: string | undefined;
  /** A name that tells its format. */
  readonly name: string;
  readonly text: string;
}

/** What the workspace needs of the world. */
export interface Surroundings {
  /** The file system as Fluent Bit would see it that runs this file. */
  hostFor(path: string): Host;
  /** Which files may be looked into for it. */
  scopeFor(path: string): (path: string) => boolean;
  /** The Fluent Bit that they are for. */
  readonly versions?: Versions | undefined;
  /** Which configurations a document holds. */
  readonly partsOf?: PartsOf;
}

interface TypedPart {
  readonly part: Part;
  readonly at: number;
  readonly format: 'classic' | 'yaml';
  readonly reading: ReadResult;
}

/** The documents that are open, and what there is to say of them. Offsets are those of the document. */
export class Workspace {
  private readonly documents = new Map<string, OpenDocument>();
  /** The files that the last check of a document has read, by their real paths. */
  private readonly covers = new Map<string, ReadonlySet<string>>();
  private readonly edition: Edition;
  private readonly partsOf: PartsOf;

  constructor(private readonly surroundings: Surroundings) {
    this.edition = surroundings.versions === undefined ? newestEdition : editionFor(surroundings.versions.target);
    this.partsOf = surroundings.partsOf ?? wholeDocument;
  }

  set(id: string, document: OpenDocument): void {
    this.documents.set(id, document);
  }

  remove(id: string): void {
    this.documents.delete(id);
    this.covers.delete(id);
  }

  /** The documents that may have other diagnostics now that this one changed: those that read it. */
  readersOf(id: string): string[] {
    const path = this.realPathOf(id);
    return path === undefined ? [] : [...this.covers].flatMap(([other, paths]) => (other !== id && paths.has(path) ? [other] : []));
  }

  /** The diagnostics of a document; none of one that is not a configuration of Fluent Bit. */
  async check(id: string): Promise<Diagnostic[]> {
    const found: Diagnostic[] = [];
    for (const part of this.partsIn(id)) {
      const reading = await this.read(part);
      if (reading.format === undefined || !isConfiguration(reading)) continue;
      for (const one of await this.checkPart(id, part, reading)) found.push(inDocument(one, part));
    }
    return found;
  }

  async suggestions(id: string, offset: number): Promise<Suggestion[]> {
    const typed = await this.typedAt(id, offset);
    if (typed === undefined) return [];
    const { part, at, format, reading } = typed;
    const place = placeAt(reading.source.text, at, format);
    if (place === undefined) return [];
    const configs = place.what === 'value' ? await this.configsWith(id, typed) : [];
    const all = suggestionsAt(place, { text: reading.source.text, format, configs }, this.edition);
    return all.map((one) => ({ ...one, span: spanInDocument(one.span, part) }));
  }

  async hover(id: string, offset: number): Promise<{ markdown: string; span: Span } | undefined> {
    const typed = await this.typedAt(id, offset);
    if (typed === undefined) return undefined;
    const { part, at, format, reading } = typed;
    const place = placeAt(reading.source.text, at, format);
    const hover = place && hoverAt(place, reading.source.text, this.edition);
    return hover && { markdown: hover.markdown, span: spanInDocument(hover.span, part) };
  }

  /** The files and parsers that the value at an offset names. */
  async targets(id: string, offset: number): Promise<Target[]> {
    const typed = await this.typedAt(id, offset);
    const asked = typed && (await this.asked(id, typed));
    return asked === undefined || typed === undefined ? [] : targetsAt(typed.at, asked);
  }

  /** The text of a document in canonical style; undefined if it has errors. */
  async format(id: string): Promise<string | undefined> {
    const [part, ...others] = this.partsIn(id);
    if (part === undefined || others.length > 0 || !part.isDocument) return undefined;
    const reading = await this.read(part);
    return isConfiguration(reading) ? (await canonicalOf(reading)).text : undefined;
  }

  /** What is read of a part, and of all that is loaded with it. */
  private async configsWith(id: string, typed: TypedPart): Promise<Config[]> {
    const asked = await this.asked(id, typed);
    return asked === undefined ? [typed.reading.config] : (await loadedWith(asked)).map(({ reading }) => reading.config);
  }

  /** The file that a part is, if it is one. */
  private async asked(id: string, { part, reading }: TypedPart): Promise<Asked | undefined> {
    const path = this.documents.get(id)?.path;
    if (path === undefined || !part.isDocument) return undefined;
    const options = { isInScope: this.surroundings.scopeFor(path) };
    return { host: this.hostFor(path), path, reading, roots: await this.rootsOf(id), options };
  }

  private async checkPart(id: string, part: Part, reading: ReadResult): Promise<readonly Diagnostic[]> {
    const path = this.documents.get(id)?.path;
    const { versions } = this.surroundings;
    if (path === undefined || !part.isDocument) return checkAlone(reading, versions).diagnostics;
    const host = this.hostFor(path);
    const named = [...(await this.rootsOf(id)), { path, reading }];
    const checked = await checkProject(host, named, { isInScope: this.surroundings.scopeFor(path), versions });
    const others = checked.filter(({ source }) => named.every((one) => one.reading.source !== source));
    this.covers.set(id, new Set(others.map(({ source }) => realOf(source.name, host))));
    return checked.find(({ source }) => source === reading.source)?.diagnostics ?? [];
  }

  /** Open files that read this one: what it is a part of. */
  private async rootsOf(id: string): Promise<{ path: string; reading: ReadResult }[]> {
    const roots: { path: string; reading: ReadResult }[] = [];
    for (const other of this.readersOf(id)) {
      const path = this.documents.get(other)?.path;
      const [part] = this.partsIn(other);
      if (path !== undefined && part !== undefined) roots.push({ path, reading: await this.read(part) });
    }
    return roots;
  }

  private partsIn(id: string): readonly Part[] {
    const document = this.documents.get(id);
    if (document === undefined) return [];
    const { path, name, text } = document;
    return this.partsOf(path === undefined ? name : shownPath(path, this.surroundings.hostFor(path).cwd), text);
  }

  private read({ text, name }: Part): Promise<ReadResult> {
    return readConfig(text, { fileName: name });
  }

  /** The part that holds an offset, and what could be read of it; undefined where nothing can be completed. */
  private async typedAt(id: string, offset: number): Promise<TypedPart | undefined> {
    for (const part of this.partsIn(id)) {
      const at = part.fromDocument(offset);
      if (at === undefined) continue;
      const reading = await this.read(part);
      const name = reading.format?.name;
      return name === 'classic' || name === 'yaml' ? { part, at, format: name, reading } : undefined;
    }
    return undefined;
  }

  private hostFor(path: string): Host {
    const host = this.surroundings.hostFor(path);
    const texts = [...this.documents.keys()].flatMap((id) => {
      const real = this.realPathOf(id);
      return real === undefined ? [] : [[real, this.documents.get(id)?.text ?? ''] as const];
    });
    return openHost(host, new Map(texts));
  }

  private realPathOf(id: string): string | undefined {
    const path = this.documents.get(id)?.path;
    return path === undefined ? undefined : (this.surroundings.hostFor(path).realPath(path) ?? path);
  }
}

/** The real path of a file by the name that it is shown under. */
function realOf(name: string, host: Host): string {
  const path = pathIn(host.cwd, name);
  return host.realPath(path) ?? path;
}

function spanInDocument({ start, end }: Span, part: Part): Span {
  return { start: part.toDocument(start), end: part.toDocument(end) };
}

function inDocument(one: Diagnostic, part: Part): Diagnostic {
  const { span, related, fix } = one;
  return {
    ...one,
    span: spanInDocument(span, part),
    ...(related === undefined ? {} : { related: related.map((other) => spanInDocument(other, part)) }),
    ...(fix === undefined ? {} : { fix: { ...fix, span: spanInDocument(fix.span, part) } }),
  };
}
