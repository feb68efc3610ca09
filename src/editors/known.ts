import { coreDemand, pluginDemand, serviceDemand } from '../check/plugins/demands.js';
import { parserDemands } from '../engine/core-demands.js';
import { boolean, type Demand } from '../engine/demands.js';
import type { KeyType } from '../engine/key-types.js';
import { otherServiceKeys } from '../engine/service-keys.js';
import type { SectionKind } from '../model/config.js';
import { keysOfKind } from '../model/keys.js';
import type { PluginSectionKind } from '../model/kinds.js';
import { type Plugin, type PluginKind, pluginOf } from '../model/plugins.js';
import { type Edition, newestEdition } from './edition.js';
import { defaultOfNodeKey, versionsOfKey, versionsOfSetting } from './version-words.js';
import { coreWords, keyWords, ruleWords } from './words/keys.js';

/** What is known of a key: for those who write. */
export interface KnownKey {
  /** In lower case. */
  readonly name: string;
  /** Whether the name is only the beginning of keys. */
  readonly isPrefix: boolean;
  /** Undefined where Fluent Bit gives it none. */
  readonly type: KeyType | undefined;
  /** What a value must be, so that Fluent Bit starts. */
  readonly demand: Demand | undefined;
  /** Whether Fluent Bit refuses it if it is set again. */
  readonly isTakenOnce: boolean;
  /** Whether it is of use to set it again. */
  readonly repeats: boolean;
  /** What it is for, if that has been written down. */
  readonly words: string | undefined;
  /** What counts without it, and since when it is there, as far as the tables know, in sentences: most are never asked for them. */
  versions(): readonly string[];
}

/** The keys of a plugin: its own, and those of every plugin of its kind; only these without a plugin that is known. */
export function pluginKeys(kind: PluginKind, plugin: Plugin | undefined, edition: Edition = newestEdition): KnownKey[] {
  const core = edition.coreKeys(kind);
  const own = plugin?.keys ?? new Map<string, KeyType>();
  const ownNames = [...own.keys()].filter((name) => !core.has(name) || plugin?.repeats.has(name));
  return [
    ...[...core].map(([name, type]): KnownKey => coreKey(kind, plugin, name, type)).filter(({ name }) => !ownNames.includes(name)),
    ...ownNames.map((name): KnownKey => ownKey(kind, plugin as Plugin, name, own.get(name))),
  ];
}

function coreKey(kind: PluginKind, plugin: Plugin | undefined, name: string, type: KeyType): KnownKey {
  // Settings of the network and of OAuth are read as a plugin's own keys are (I-24).
  const isStrict = plugin !== undefined && type === 'boolean' && name.startsWith('net.');
  return {
    name,
    isPrefix: type === 'prefixed',
    type,
    demand: coreDemand(kind, plugin, name) ?? (isStrict ? boolean : undefined),
    isTakenOnce: false,
    repeats: type === 'prefixed',
    words: coreWords[name],
    versions: () => versionsOfKey(kind, plugin?.name, name),
  };
}

function ownKey(kind: PluginKind, plugin: Plugin, name: string, type: KeyType | undefined): KnownKey {
  // What a value must be was measured in the newest version: of a key that had another type before, nothing is known.
  const isMeasured = pluginOf(kind, plugin.name)?.keys.get(name) === type;
  // This plugin starts even if its own keys are refused; the other key is a time, too (see src/check).
  const isStrict = type === 'boolean' && plugin.name !== 'proc';
  return {
    name,
    isPrefix: type === 'prefixed',
    type,
    demand: isMeasured ? (pluginDemand(kind, plugin, name) ?? (isStrict ? boolean : undefined)) : undefined,
    isTakenOnce: type !== 'prefixed' && !plugin.repeats.has(name),
    repeats: type === 'prefixed' || plugin.repeats.has(name),
    words: coreWords[name],
    versions: () => versionsOfKey(kind, plugin.name, name),
  };
}

/** All settings of the service, and their types. */
const settings = [...keysOfKind.service, ...otherServiceKeys];

/** Keys of sections that are not plugins and may be repeated (D-9, M-5b, Y-39). */
const repeatedKeys = new Set(['parsers_file', 'plugins_file', 'decode_field', 'decode_field_as', 'rule']);

/** The keys of a multiline rule in YAML (Y-39). */
export const ruleKeys: readonly KnownKey[] = Object.entries(ruleWords).map(([name, words]) => ({
  ...{ name, words, isPrefix: false, demand: undefined, isTakenOnce: false, repeats: false, versions: () => [] },
  type: 'string',
}));

/** The keys of sections that are not plugins; none where any key may stand. */
export function sectionKeys(kind: Exclude<SectionKind, PluginSectionKind>, edition: Edition = newestEdition): KnownKey[] {
  const keys = kind === 'service' ? settings.filter(([name]) => edition.hasSetting(name)) : [...keysOfKind[kind]];
  return keys.map(([name, type]) => ({
    name,
    isPrefix: false,
    type: type === 'text' ? 'string' : (type as KeyType),
    demand: kind === 'service' ? serviceDemand(name) : kind === 'parser' ? parserDemands.get(name) : undefined,
    isTakenOnce: false,
    repeats: repeatedKeys.has(name),
    words: keyWords[kind]?.[name],
    versions: () => (kind === 'service' ? versionsOfSetting(name) : kind === 'node' ? defaultOfNodeKey(name) : []),
  }));
}

const typeWords: Readonly<Record<KeyType, string>> = {
  string: 'Text.',
  boolean: 'On or off.',
  integer: 'A whole number.',
  double: 'A number.',
  size: 'A size, such as 512K or 10M.',
  time: 'A time, such as 30s or 5m.',
  clist: 'Words, separated by commas.',
  slist_1: 'Words, separated by spaces.',
  slist_2: 'Words, separated by spaces: two at least.',
  slist_3: 'Words, separated by spaces: three at least.',
  slist_4: 'Words, separated by spaces: four at least.',
  prefixed: 'Any key with this beginning.',
  deprecated: 'Fluent Bit takes it, but it is out of date.',
  variant: 'More than a text.',
};

/** What is known of a key in sentences: what it is for, its type, what its value must be, how often it may stand, since when. */
export function sentencesOf({ words, type, demand, isTakenOnce, versions }: KnownKey): string[] {
  const what = demand === undefined || demand === boolean ? undefined : `Fluent Bit starts only if you ${demand.help}.`;
  const once = isTakenOnce ? 'It may be set once.' : undefined;
  return [words, type === undefined ? undefined : typeWords[type], what, once, ...versions()].filter((one) => one !== undefined);
}
