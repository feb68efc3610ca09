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
import { pluginsWithoutList, unknownSection } from './diagnostics.js';
import { extensionEntry, pluginEntry, type ReadEntry, serviceEntry, textsOnly } from './read-entries.js';
import { readEnv } from './read-env.js';
import { multilineEntry } from './read-rules.js';
import { readInto, readSections } from './read-section.js';
import { readTexts } from './read-texts.js';
import { readUpstreams } from './read-upstreams.js';
import { type Documents, drain, type Entry, isMap, isScalar, type Scalar, type Tree } from './tree.js';
import { spanOf, TreeReader, withoutBlankStart } from './tree-reader.js';

/** Makes a configuration of what YAML and JSON texts hold, as the engine does with YAML's events (Y-1 …, U-1 …). */
export function readConfigTree(source: SourceFile, documents: Documents): Reading {
  return new ConfigReader(source, documents).read();
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
  private readonly reader: TreeReader;
  private readonly config: Config = { sections: [] };
  /** Comments that wait for the section they stand above. */
  private readonly carried: string[] = [];
  private service: Span | undefined;
  /** The keys at the top that name no section of Fluent Bit; undefined once another was met. */
  private strangers: Scalar[] | undefined = [];

  constructor(
    source: SourceFile,
    private readonly documents: Documents,
  ) {
    this.reader = new TreeReader(source, documents.comments);
  }

  read(): Reading {
    const { reader, config } = this;
    // Several documents count as one (Y-5).
    for (const root of this.documents.roots) {
      if (isMap(root)) {
        for (const entry of root.entries) this.readTopLevel(entry);
      } else {
        reader.reportShape(root, 'the document', 'a map of sections');
        drain(root);
      }
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

  private readTopLevel({ key, value }: Entry): void {
    this.carryComments(key);
    const name = lowerCase(key.text);
    const isStranger = name !== 'pipeline' && !topLevelKeys.includes(name) && kindOfTopLevelName(name) === undefined && !meant.has(name);
    if (isStranger) this.strangers?.push(key);
    else this.strangers = undefined;
    if (name !== 'pipeline') this.add(this.sectionsOf(name, key, value));
    else if (isMap(value)) for (const part of value.entries) this.readPipeline(part);
    else this.reader.reportShape(value, "'pipeline'", 'a map of inputs, filters and outputs');
  }

  private readPipeline({ key, value }: Entry): void {
    this.carryComments(key);
    const name = lowerCase(key.text);
    const kind = kindInPipeline.get(name);
    if (kind !== undefined) this.add(readSections(this.reader, kind, name, value, entries[kind]));
    else this.refuse(key, pipelineKeys, "'pipeline'");
  }

  private carryComments({ start }: Scalar): void {
    this.takeUnplaced();
    const lines = this.reader.comments.before(start);
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
  private sectionsOf(name: string, key: Scalar, value: Tree): Section[] {
    const { reader } = this;
    const kind = kindAtTop.get(name);
    if (kind === undefined) return this.readUnknown(key, value);
    switch (kindOf(kind).yaml) {
      case 'variables':
        return readEnv(reader, value);
      case 'texts':
        return kind === 'plugins'
          ? this.readPlugins(key, value)
          : readTexts(reader, 'include', 'a list of file names', value, (path) => path);
      case 'map':
        return kind === 'service' ? this.readService(key, value) : this.readMap(kind, key, value, entries[kind]);
      case 'upstreams':
        return readUpstreams(reader, value);
      case 'list':
        return readSections(reader, kind, name, value, entries[kind]);
      case 'named':
      case 'nowhere':
        return this.readUnknown(key, value);
    }
  }

  /** One in a file, in a whole tree of includes even (Y-4, Y-35). */
  private readService(key: Scalar, value: Tree): Section[] {
    if (this.service !== undefined) {
      this.reader.diagnostics.push(diagnostic(serviceTwice, spanOf(key), {}, { related: [this.service] }));
    }
    this.service = spanOf(key);
    return this.readMap('service', key, value, entries.service);
  }

  /** Anything but a list crashes the engine (Y-37). */
  private readPlugins(key: Scalar, value: Tree): Section[] {
    if (isScalar(value)) {
      this.reader.diagnostics.push(diagnostic(pluginsWithoutList, spanOf(key), {}));
      return [];
    }
    return readTexts(this.reader, 'plugins', 'a list of paths', value, canonicalKey);
  }

  private readMap(kind: SectionKind, key: Scalar, value: Tree, readEntry: ReadEntry, name?: string): Section[] {
    if (!isMap(value)) {
      this.reader.reportShape(value, `'${key.text}'`, 'a map of keys and values');
      return [];
    }
    const section: Section = { kind, properties: [], span: spanOf(key) };
    if (name !== undefined) section.name = name;
    readInto(this.reader, section, value, readEntry);
    return [section];
  }

  /** A flat map under another name is ignored, unless the name begins one that the engine knows (Y-2, Y-3). */
  private readUnknown(key: Scalar, value: Tree): Section[] {
    const { text } = key;
    if (!isMap(value)) {
      this.refuse(key, topLevelKeys, 'a file');
      return [];
    }
    const known = kindOfTopLevelName(text);
    if (known === undefined) return this.readMap('other', key, value, textsOnly, text);
    const args = { name: text, kind: inPipeline(keyOfKind(known.kind)) };
    this.reader.diagnostics.push(diagnostic(abbreviatedSection, spanOf(key), args));
    return this.readMap(known.kind, key, value, textsOnly);
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
