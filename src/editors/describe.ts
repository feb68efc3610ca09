import { isPluginKind, kinds, kindsWhere } from '../model/kinds.js';
import { type PluginKind, pluginOf } from '../model/plugins.js';
import { type Edition, newestEdition } from './edition.js';
import { type KnownKey, pluginKeys, ruleKeys, sectionKeys, sentencesOf } from './known.js';
import type { Holder } from './places/place.js';
import { versionsOfKey, versionsOfName, versionsOfPlugin } from './version-words.js';
import { commandWords, keyWords, placeWords, sectionWords } from './words/keys.js';
import { pluginWords } from './words/plugins.js';

// What is known of things, in Markdown.

/** The kind of the plugin that a name means here; filters are processors, too (Y-43). Undefined where a name means something else. */
export function pluginKindOf(holder: Holder, name: string | undefined): PluginKind | undefined {
  if (holder === 'rule') return undefined;
  if (holder !== 'processor') return isPluginKind(holder) ? holder : undefined;
  return name !== undefined && pluginOf('processor', name) === undefined && pluginOf('filter', name) !== undefined ? 'filter' : 'processor';
}

/** The keys that may stand here. */
export function keysIn(holder: Holder, plugin: string | undefined, edition: Edition = newestEdition): readonly KnownKey[] {
  if (holder === 'rule') return ruleKeys;
  const kind = pluginKindOf(holder, plugin);
  if (kind !== undefined) return pluginKeys(kind, plugin === undefined ? undefined : edition.pluginOf(kind, plugin), edition);
  return holder === 'processor' || isPluginKind(holder) ? [] : sectionKeys(holder, edition);
}

/** Keys that hold more than texts in YAML, by what they stand in. */
const nestedKeys: Readonly<Partial<Record<Holder, string>>> = {
  input: 'processors',
  output: 'processors',
  multiline_parser: 'rules',
  upstream: 'nodes',
};

/** The key of a holder that holds more than texts in YAML, such as the nodes of an upstream. */
export function nestedKeyIn(holder: Holder): string | undefined {
  return nestedKeys[holder];
}

export function describeKey(key: KnownKey, holder: Holder, plugin: string | undefined): string {
  const kind = pluginKindOf(holder, plugin);
  const isOwn = kind !== undefined && plugin !== undefined && pluginOf(kind, plugin)?.keys.has(key.name) === true;
  const of = holder === 'rule' ? 'a multiline rule' : holder === 'processor' ? 'a processor' : kinds[holder].what;
  const sentences = sentencesOf(key).join(' ');
  return `**${key.name}** of ${isOwn ? `the ${holder} ${plugin}` : of}${sentences === '' ? '' : `\n\n${sentences}`}`;
}

/** Of a key that the plugin has in other versions only. */
export function describeOtherKey(name: string, holder: Holder, plugin: string | undefined): string {
  const kind = pluginKindOf(holder, plugin);
  const versions = kind === undefined || plugin === undefined ? [] : versionsOfKey(kind, plugin, name);
  return versions.length === 0 ? '' : withVersions(`**${name}** of the ${holder} ${plugin}`, versions);
}

export function describePlugin(kind: PluginKind, name: string): string {
  const lower = name.toLowerCase();
  const words = Object.hasOwn(pluginWords[kind], lower) ? pluginWords[kind][lower] : undefined;
  return words === undefined ? '' : withVersions(`**${lower}**: the ${kind} that ${words}`, versionsOfPlugin(kind, lower));
}

export function describeSection(kind: keyof typeof sectionWords): string {
  return `**${kinds[kind].key}**: ${sectionWords[kind]}`;
}

/** What commands of classic are for, and names of YAML that are not sections. */
const wordsOfName: ReadonlyMap<string, string | undefined> = new Map(
  Object.entries({ ...commandWords, ...placeWords, nodes: keyWords.upstream?.nodes, rules: keyWords.multiline_parser?.rules }),
);

/** Of a command of classic, or of a fixed name of YAML. */
export function describeName(name: string): string {
  const [kind] = kindsWhere(({ key }) => key === name);
  const words = wordsOfName.get(name) ?? (kind && sectionWords[kind]);
  return words === undefined ? '' : withVersions(`**${name}**: ${words}`, versionsOfName(name));
}

function withVersions(text: string, sentences: readonly string[]): string {
  return sentences.length === 0 ? text : `${text}\n\n${sentences.join(' ')}`;
}
