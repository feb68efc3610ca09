import type { Section, SectionKind } from '../model/config.js';
import { isPluginKind, kinds, type PluginSectionKind } from '../model/kinds.js';
import { type Plugin, pluginOfSection } from '../model/plugins.js';
import type { PluginsOfVersion } from '../model/plugins-of-version.js';
import { lowerCase } from '../model/text.js';
import { pluginVocabulary } from './plugins/plugins.js';
import { processorOf, processorVocabulary } from './plugins/processors.js';
import { requires } from './required-keys.js';
import type { Key, Vocabulary } from './rule.js';
import { multilineParserVocabulary } from './sections/multiline-parsers.js';
import { nodeVocabulary } from './sections/nodes.js';
import { parserVocabulary } from './sections/parsers.js';
import { serviceVocabulary } from './sections/service.js';
import { upstreamVocabulary } from './sections/upstreams.js';

/** Keys of which nothing is known: nothing in their values is expanded (E-6). */
const anyKey: Vocabulary['keyNamed'] = (name) => ({ name, repeats: 'all', isExpanded: false, rules: [] });

/** What is known of the kinds that are not plugins; undefined where any key may stand. */
const vocabularies = {
  service: serviceVocabulary,
  parser: parserVocabulary,
  multiline_parser: multilineParserVocabulary,
  stream_task: { what: kinds.stream_task.what, keyNamed: anyKey, rules: [requires(kinds.stream_task)] }, // M-8
  plugins: { what: kinds.plugins.what, keyNamed: anyKey, rules: [] }, // M-13
  upstream: upstreamVocabulary,
  node: nodeVocabulary,
  env: undefined,
  include: undefined,
  extensions: undefined,
  group: undefined,
  command: undefined,
  other: undefined,
} as const satisfies Record<Exclude<SectionKind, PluginSectionKind>, Vocabulary | undefined>;

/** The keys of a vocabulary that were met so far: each is looked up once, and is one object in all its spellings. */
export class KeyTable {
  private readonly known = new Map<string, Key>();

  constructor(readonly vocabulary: Vocabulary) {}

  keyOf(written: string): Key {
    return this.known.get(written) ?? this.learn(written);
  }

  private learn(written: string): Key {
    const name = lowerCase(written);
    const key = this.known.get(name) ?? this.vocabulary.keyNamed(name);
    this.known.set(name, key);
    this.known.set(written, key);
    return key;
  }
}

/** The tables of keys for sections of all kinds, each made when the first such section comes. */
export class KeyTables {
  private readonly tables = new Map<SectionKind | Plugin, KeyTable>();
  private readonly processors = new Map<Plugin | undefined, KeyTable>();

  constructor(private readonly plugins?: PluginsOfVersion) {}

  /** Undefined for sections of which no key is known. */
  of(section: Section): KeyTable | undefined {
    const { kind } = section;
    const plugin = isPluginKind(kind) ? pluginOfSection(section) : undefined;
    const known = this.tables.get(plugin ?? kind);
    if (known !== undefined) return known;
    const vocabulary = isPluginKind(kind) ? pluginVocabulary(kind, plugin, this.plugins) : vocabularies[kind];
    return vocabulary === undefined ? undefined : added(this.tables, plugin ?? kind, vocabulary);
  }

  ofProcessor(section: Section): KeyTable {
    const plugin = processorOf(section);
    return this.processors.get(plugin) ?? added(this.processors, plugin, processorVocabulary(plugin, this.plugins));
  }
}

function added<K>(tables: Map<K, KeyTable>, id: K, vocabulary: Vocabulary): KeyTable {
  const table = new KeyTable(vocabulary);
  tables.set(id, table);
  return table;
}
