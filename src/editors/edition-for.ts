import type { KeyType } from '../engine/key-types.js';
import { type PluginHistory, pluginHistories } from '../engine/versions/plugin-history.js';
import { coreKeys, type Plugin, type PluginKind, pluginNames, pluginOf } from '../model/plugins.js';
import { lowerCase } from '../model/text.js';
import { hasPlugin, historyKind, historyOf, keyRanges, sharedLines } from '../versions/plugin-keys.js';
import type { VersionTarget } from '../versions/target.js';
import { areIn, lineOf, newestRelease, rangeOfLines } from '../versions/version.js';
import { type Edition, newestEdition, readsName } from './edition.js';

/** What every release of a target has. */
export function editionFor(target: VersionTarget): Edition {
  const { name, releases, tables } = target;
  if (releases.every((release) => lineOf(release) === lineOf(newestRelease))) return newestEdition;
  const has = (lines: string | undefined) => lines === undefined || areIn(releases, [rangeOfLines(lines)]);
  const edition: Edition = {
    name,
    pluginNames: (kind) => namesIn(kind, target).filter((one) => one !== 'elasticsearch' || edition.reads('elasticsearch')),
    pluginOf: (kind, plugin) => pluginIn(kind, plugin, target),
    coreKeys: (kind) => new Map([...coreKeys(kind)].filter(([key]) => readsName(edition, key) && has(sharedLines(historyKind(kind), key)))),
    hasSetting: (setting) => readsName(edition, setting) && has(pluginHistories().service[setting]),
    reads: (form) => tables.unreadBy(form) === undefined,
  };
  return edition;
}

/** The plugins of the newest version that a target has, and those that only versions before had. */
function namesIn(kind: PluginKind, target: VersionTarget): string[] {
  const histories = pluginHistories()[historyKind(kind)];
  const gone = Object.keys(histories).filter((name) => isGone(histories[name] as PluginHistory));
  return [...pluginNames(kind), ...gone].filter((name) => {
    const history = historyOf(historyKind(kind), name);
    return history === undefined || target.releases.every((release) => hasPlugin(history, release));
  });
}

function isGone(history: PluginHistory): boolean {
  return !hasPlugin(history, newestRelease);
}

/** A plugin with the keys that a target knows, each with the type that it has there. */
function pluginIn(kind: PluginKind, name: string, target: VersionTarget): Plugin | undefined {
  const listed = pluginOf(kind, name);
  const history = historyOf(historyKind(kind), name);
  if (history === undefined) return listed;
  // Of one that the newest version has and does not list, no keys are known.
  if (listed === undefined && !isGone(history)) return undefined;
  const there = target.tables.plugin(historyKind(kind), history);
  if (!there.isThere) return undefined;
  const keys = new Map<string, KeyType>();
  const repeats = new Set(listed?.repeats);
  for (const key of new Set([...(listed?.keys.keys() ?? []), ...Object.keys(history.keys)])) {
    const ranges = keyRanges(historyKind(kind), history, key);
    if (ranges !== undefined && !areIn(target.releases, ranges)) continue;
    const type = ranges?.findLast((range) => areIn(target.releases, [range]))?.type ?? '?';
    keys.set(key, typeNamed(type) ?? listed?.keys.get(key) ?? 'string');
    if (listed?.keys.has(key) !== true && ranges?.some((range) => range.repeats)) repeats.add(key);
  }
  const isOlder = listed?.isOlder === true || there.takesAnyKey;
  return { name: listed?.name ?? lowerCase(name), keys, repeats, hasTls: listed?.hasTls ?? false, isOlder };
}

/** A type by the word that the history has for it; undefined where it has none. */
function typeNamed(word: string): KeyType | undefined {
  return word === '?' ? undefined : word === 'string_prefix' ? 'prefixed' : (word as KeyType);
}
