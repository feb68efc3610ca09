import { type ReadResult, readConfig } from '../convert.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { detectFormat } from '../formats/detect.js';
import { builtInFormats } from '../formats/index.js';
import type { Config } from '../model/config.js';
import { checkAlone } from '../project/check/check-alone.js';
import { checkProject, type NamedFile } from '../project/check/check-project.js';
import type { Host } from '../project/host.js';
import { isConfiguration } from '../project/is-fluent-bits.js';
import { pathIn, shownPath } from '../project/paths.js';
import { SourceFile } from '../source/source-file.js';
import type { Span } from '../source/span.js';
import type { Versions } from '../versions/target.js';
import { canonicalOf } from './canonical.js';
import { type Suggestion, suggestionsAt } from './complete.js';
import { type Target, targetsAt } from './definition.js';
import { type Edition, newestEdition } from './edition.js';
import { editionFor } from './edition-for.js';
import { checkHeld, heldParts, isHolder, manifestsAround } from './held-parts.js';
import { hoverAt } from './hover.js';
import { type Asked, loadedWith } from './loaded.js';
import { openHost } from './open-host.js';
import { markOf, type Part, wholeDocument } from './parts.js';
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
}

interface TypedPart {
  readonly part: Part;
  /** As places are counted in: without a byte order mark. */
  readonly text: string;
  readonly at: number;
  readonly format: 'classic' | 'yaml';
}

/** A manifest that is open. */
interface Holder {
  readonly path: string;
  readonly host: Host;
  /** How far offsets of the document are from those of its text. */
  readonly shift: number;
}

/** The documents that are open, and what there is to say of them. Offsets are those of the document. */
export class Workspace {
  private readonly documents = new Map<string, OpenDocument>();
  /** The files that the last check of a document has read, by their real paths. */
  private readonly covers = new Map<string, ReadonlySet<string>>();
  private readonly edition: Edition;

  constructor(private readonly surroundings: Surroundings) {
    this.edition = surroundings.versions === undefined ? newestEdition : editionFor(surroundings.versions.target);
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

  /** The diagnostics of a document; none of one that is not a configuration of Fluent Bit, and holds none. */
  async check(id: string): Promise<Diagnostic[]> {
    const document = this.documents.get(id);
    if (document === undefined) return [];
    const held = this.holderOf(id);
    if (held !== undefined) return this.checkHolder(id, held);
    const part = await this.documentPart(id, document);
    const reading = await read(part);
    if (reading.format === undefined || !isConfiguration(reading)) return [];
    return (await this.checkPart(id, part, reading)).map((one) => inDocument(one, part));
  }

  async suggestions(id: string, offset: number): Promise<Suggestion[]> {
    const typed = await this.typedAt(id, offset);
    if (typed === undefined) return [];
    const { part, text, at, format } = typed;
    const place = placeAt(text, at, format);
    if (place === undefined) return [];
    const configs = place.what === 'value' ? await configsWith(typed) : [];
    const all = suggestionsAt(place, { text, format, configs }, this.edition);
    return all.map((one) => ({ ...one, span: spanInDocument(one.span, part) }));
  }

  async hover(id: string, offset: number): Promise<{ markdown: string; span: Span } | undefined> {
    const typed = await this.typedAt(id, offset);
    if (typed === undefined) return undefined;
    const { part, text, at, format } = typed;
    const place = placeAt(text, at, format);
    const hover = place && hoverAt(place, text, this.edition);
    return hover && { markdown: hover.markdown, span: spanInDocument(hover.span, part) };
  }

  /** The files and parsers that the value at an offset names. */
  async targets(id: string, offset: number): Promise<Target[]> {
    const typed = await this.typedAt(id, offset);
    const asked = typed && (await askedOf(typed));
    if (typed === undefined || asked === undefined) return [];
    return (await targetsAt(typed.at, asked)).map((target) => typed.part.place?.shown(target) ?? target);
  }

  /** The text of a document in canonical style; undefined if it has errors, or is a manifest. */
  async format(id: string): Promise<string | undefined> {
    const document = this.documents.get(id);
    if (document === undefined || this.holderOf(id) !== undefined) return undefined;
    const reading = await read(await this.documentPart(id, document));
    return isConfiguration(reading) ? (await canonicalOf(reading)).text : undefined;
  }

  /** A document that is a manifest, with its host. */
  private holderOf(id: string): Holder | undefined {
    const { path, text } = this.documents.get(id) ?? { path: undefined, text: '' };
    return path !== undefined && isHolder(path, text) ? { path, host: this.hostFor(path), shift: markOf(text) } : undefined;
  }

  private async checkHolder(id: string, { path, host, shift }: Holder): Promise<Diagnostic[]> {
    const beside = manifestsAround(host, path).filter((one) => one !== path);
    this.covers.set(id, new Set(beside.map((one) => host.realPath(one) ?? one)));
    const checked = await checkHeld(host, path, this.surroundings.versions);
    return (checked?.diagnostics ?? []).map((one) => movedBy(one, (offset) => offset + shift));
  }

  private async checkPart(id: string, { place }: Part, reading: ReadResult): Promise<readonly Diagnostic[]> {
    const { versions } = this.surroundings;
    if (place === undefined) return checkAlone(reading, versions).diagnostics;
    const { host, path, options } = place;
    const named = [...(await place.roots()), { path, reading }];
    const checked = await checkProject(host, named, { ...options, versions });
    const others = checked.filter(({ source }) => named.every((one) => one.reading.source !== source));
    this.covers.set(id, new Set(others.map(({ source }) => realOf(source.name, host))));
    return checked.find(({ source }) => source === reading.source)?.diagnostics ?? [];
  }

  /** Open files that read this one: what it is a part of. */
  private async rootsOf(id: string): Promise<NamedFile[]> {
    const roots: NamedFile[] = [];
    for (const other of this.readersOf(id)) {
      const document = this.documents.get(other);
      if (document?.path === undefined || this.holderOf(other) !== undefined) continue;
      roots.push({ path: document.path, reading: await read(await this.documentPart(other, document)) });
    }
    return roots;
  }

  /** A document as a configuration. */
  private async documentPart(id: string, { path, name, text }: OpenDocument): Promise<Part> {
    if (path === undefined) return wholeDocument(name, text, undefined);
    const host = this.hostFor(path);
    const options = { isInScope: this.surroundings.scopeFor(path) };
    const place = { host, path, options, roots: () => this.rootsOf(id), shown: (target: Target) => target };
    return wholeDocument(shownPath(path, host.cwd), text, place);
  }

  private async partsIn(id: string): Promise<readonly Part[]> {
    const document = this.documents.get(id);
    if (document === undefined) return [];
    const held = this.holderOf(id);
    return held === undefined ? [await this.documentPart(id, document)] : heldParts(held.host, held.path, held.shift);
  }

  /** The part that holds an offset; undefined where nothing can be completed. */
  private async typedAt(id: string, offset: number): Promise<TypedPart | undefined> {
    for (const part of await this.partsIn(id)) {
      const at = part.fromDocument(offset);
      if (at === undefined) continue;
      const text = part.text.slice(markOf(part.text));
      const found = detectFormat(new SourceFile(part.name, text), builtInFormats);
      const name = 'format' in found ? found.format.name : undefined;
      return name === 'classic' || name === 'yaml' ? { part, text, at, format: name } : undefined;
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
  return movedBy(one, (offset) => part.toDocument(offset));
}

/** A diagnostic at other places. */
function movedBy(one: Diagnostic, move: (offset: number) => number): Diagnostic {
  const { span, related, fix } = one;
  const moved = ({ start, end }: Span): Span => ({ start: move(start), end: move(end) });
  return {
    ...one,
    span: moved(span),
    ...(related === undefined ? {} : { related: related.map(moved) }),
    ...(fix === undefined ? {} : { fix: { ...fix, span: moved(fix.span) } }),
  };
}

function read({ text, name }: Part): Promise<ReadResult> {
  return readConfig(text, { fileName: name });
}

/** What is read of a part, and of all that is loaded with it. */
async function configsWith(typed: TypedPart): Promise<Config[]> {
  const asked = await askedOf(typed);
  const loaded = asked === undefined ? [{ reading: await read(typed.part) }] : await loadedWith(asked);
  return loaded.map(({ reading }) => reading.config);
}

/** The file that a part is, if it is one. */
async function askedOf({ part }: TypedPart): Promise<Asked | undefined> {
  if (part.place === undefined) return undefined;
  const { host, path, options } = part.place;
  return { host, path, reading: await read(part), roots: await part.place.roots(), options };
}
