import { diagnostic, isError } from '../../diagnostics/diagnostic.js';
import { closest } from '../../diagnostics/words.js';
import type { Config, Section, SectionKind } from '../../model/config.js';
import { foreignKind } from '../../model/foreign.js';
import { kindOf } from '../../model/kinds.js';
import { keyOfKind, kindAtTop, kindInPipeline, kindOfName, pipelineKeys, topLevelKeys } from '../../model/section-kinds.js';
import { canonicalKey, lowerCase } from '../../model/text.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { abbreviatedSection, notFluentBits, serviceTwice } from '../diagnostics.js';
import type { Reading } from '../format.js';
import type { Cursor, Scalar } from './cursor.js';
import { pluginsWithoutList, unknownSection } from './diagnostics.js';
import { DocumentReader, keyAt, spanOf, withoutBlankStart } from './document-reader.js';
import { extensionEntry, pluginEntry, type ReadEntry, serviceEntry, textsOnly } from './read-entries.js';
import { readEnv } from './read-env.js';
import { multilineEntry } from './read-rules.js';
import { readInto, readSections } from './read-section.js';
import { readTexts } from './read-texts.js';
import { readUpstreams } from './read-upstreams.js';

/** Makes a configuration of what YAML and JSON texts hold, as the engine does with YAML's events (Y-1 …, U-1 …). */
export function readDocuments(source: SourceFile, cursor: Cursor): Reading {
  return new ConfigReader(source, cursor).read();
}

const upstreamServers = 'upstream_servers';

/** The kind of a flat map whose name abbreviates a section's; upstreams may be abbreviated, too (Y-3, I-18). */
export function kindOfTopLevelName(name: string): { kind: SectionKind } | undefined {
  return kindOfName(name) ?? (upstreamServers.startsWith(lowerCase(name)) ? { kind: 'upstream' } : undefined);
}

/** What the documentation, or a habit, calls sections that exist under another name (Y-33, Y-40). */
const meant = new Map([
  ['streams', 'stream_processor'],
  ['stream_tasks', 'stream_processor'],
  ['include', 'includes'],
  ['upstreams', 'upstream_servers'],
  ...pipelineKeys.map((key) => [key, inPipeline(key)] as const),
]);

/** What reads values that are more than a text, by the kind of their section. */
const entries = {
  service: serviceEntry,
  parser: textsOnly,
  multiline_parser: multilineEntry,
  stream_task: textsOnly,
  plugins: textsOnly,
  upstream: textsOnly,
  node: textsOnly,
  custom: pluginEntry,
  input: pluginEntry,
  filter: pluginEntry,
  output: pluginEntry,
  env: textsOnly,
  include: textsOnly,
  extensions: extensionEntry,
  group: textsOnly,
  command: textsOnly,
  other: textsOnly,
} as const satisfies Record<SectionKind, ReadEntry>;

function inPipeline(key: string): string {
  return pipelineKeys.includes(key) ? `pipeline.${key}` : key;
}

class ConfigReader {
  private readonly reader: DocumentReader;
  private readonly config: Config = { sections: [] };
  /** Comments that wait for the section they stand above. */
  private readonly carried: string[] = [];
  private service: Span | undefined;
  /** The keys at the top that name no section of Fluent Bit; undefined once another was met. */
  private strangers: Scalar[] | undefined = [];

  constructor(
    source: SourceFile,
    private readonly cursor: Cursor,
  ) {
    this.reader = new DocumentReader(source, cursor);
  }

  read(): Reading {
    const { reader, config, cursor } = this;
    // Several documents count as one (Y-5).
    while (cursor.nextDocument()) {
      if (cursor.type === 'map') for (cursor.open(); cursor.next(); ) this.readTopLevel();
      else reader.reportShape(cursor, 'the document', 'a map of sections');
    }
    this.takeUnplaced();
    const end = withoutBlankStart([...this.carried, ...(reader.comments.rest() ?? [])]);
    if (end !== undefined && end.length > 0) config.end = end;
    return this.foreignReading() ?? { config, diagnostics: reader.diagnostics };
  }

  /** Another program's file, if it has what the engine refuses: then this is its only diagnostic. */
  private foreignReading(): Reading | undefined {
    const [first] = this.strangers ?? [];
    const what = foreignKind(this.strangers?.map(({ text }) => text) ?? []);
    if (first === undefined || what === undefined || !this.reader.diagnostics.some(isError)) return undefined;
    return { config: { sections: [] }, diagnostics: [diagnostic(notFluentBits, spanOf(first), { what })] };
  }

  private readTopLevel(): void {
    const { cursor } = this;
    this.carryComments();
    const key = keyAt(cursor);
    const name = lowerCase(key.text);
    const isStranger = name !== 'pipeline' && !topLevelKeys.includes(name) && kindOfTopLevelName(name) === undefined && !meant.has(name);
    if (isStranger) this.strangers?.push(key);
    else this.strangers = undefined;
    if (name !== 'pipeline') this.add(this.sectionsOf(name, key));
    else if (cursor.type === 'map') for (cursor.open(); cursor.next(); ) this.readPipeline();
    else this.reader.reportShape(cursor, "'pipeline'", 'a map of inputs, filters and outputs');
  }

  private readPipeline(): void {
    this.carryComments();
    const name = lowerCase(this.cursor.keyText);
    const kind = kindInPipeline.get(name);
    if (kind !== undefined) this.add(readSections(this.reader, kind, name, entries[kind]));
    else this.refuse(keyAt(this.cursor), pipelineKeys, "'pipeline'");
  }

  private carryComments(): void {
    this.takeUnplaced();
    const lines = this.reader.comments.before(this.cursor.keyStart);
    if (lines !== undefined) this.carried.push(...lines);
  }

  private takeUnplaced(): void {
    this.carried.push(...this.reader.unplaced.splice(0));
  }

  private add([first, ...others]: Section[]): void {
    if (first === undefined) return;
    const comments = withoutBlankStart([...this.carried, ...(first.comments ?? [])]);
    if (comments !== undefined && comments.length > 0) first.comments = comments;
    this.carried.length = 0;
    const { sections } = this.config;
    sections.push(first);
    for (const section of others) sections.push(section);
  }

  /** The sections under a top-level key; those of lists that hold nothing are none. */
  private sectionsOf(name: string, key: Scalar): Section[] {
    const { reader } = this;
    const kind = kindAtTop.get(name);
    if (kind === undefined) return this.readUnknown(key);
    switch (kindOf(kind).yaml) {
      case 'variables':
        return readEnv(reader);
      case 'texts':
        return kind === 'plugins' ? this.readPlugins(key) : readTexts(reader, 'include', 'a list of file names', (path) => path);
      case 'map':
        return kind === 'service' ? this.readService(key) : this.readMap(kind, key, entries[kind]);
      case 'upstreams':
        return readUpstreams(reader);
      case 'list':
        return readSections(reader, kind, name, entries[kind]);
      case 'named':
      case 'nowhere':
        return this.readUnknown(key);
    }
  }

  /** One in a file, in a whole tree of includes even (Y-4, Y-35). */
  private readService(key: Scalar): Section[] {
    if (this.service !== undefined) {
      this.reader.diagnostics.push(diagnostic(serviceTwice, spanOf(key), {}, { related: [this.service] }));
    }
    this.service = spanOf(key);
    return this.readMap('service', key, entries.service);
  }

  /** Anything but a list crashes the engine (Y-37). */
  private readPlugins(key: Scalar): Section[] {
    if (this.cursor.type === 'scalar') {
      this.reader.diagnostics.push(diagnostic(pluginsWithoutList, spanOf(key), {}));
      return [];
    }
    return readTexts(this.reader, 'plugins', 'a list of paths', canonicalKey);
  }

  private readMap(kind: SectionKind, key: Scalar, readEntry: ReadEntry, name?: string): Section[] {
    if (this.cursor.type !== 'map') {
      this.reader.reportShape(this.cursor, `'${key.text}'`, 'a map of keys and values');
      return [];
    }
    const section: Section = { kind, properties: [], span: spanOf(key) };
    if (name !== undefined) section.name = name;
    readInto(this.reader, section, readEntry);
    return [section];
  }

  /** A flat map under another name is ignored, unless the name begins one that the engine knows (Y-2, Y-3). */
  private readUnknown(key: Scalar): Section[] {
    const { text } = key;
    if (this.cursor.type !== 'map') {
      this.refuse(key, topLevelKeys, 'a file');
      return [];
    }
    const known = kindOfTopLevelName(text);
    if (known === undefined) return this.readMap('other', key, textsOnly, text);
    const args = { name: text, kind: inPipeline(keyOfKind(known.kind)) };
    this.reader.diagnostics.push(diagnostic(abbreviatedSection, spanOf(key), args));
    return this.readMap(known.kind, key, textsOnly);
  }

  private refuse(key: Scalar, expected: readonly string[], place: string): void {
    const name = key.text;
    const lower = lowerCase(name);
    const suggestion = meant.get(lower) ?? closest(lower, expected);
    this.reader.diagnostics.push(
      diagnostic(unknownSection, spanOf(key), suggestion === undefined ? { name, place } : { name, place, suggestion }),
    );
  }
}
