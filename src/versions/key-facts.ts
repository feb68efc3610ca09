import { type Lines, pluginHistories } from '../engine/versions/plugin-history.js';
import type { PluginKind } from '../model/plugins.js';
import { historyKind, historyOf, keyLines, sharedLines } from './plugin-keys.js';
import { isIn, newestRelease, type Release, rangeOfLines } from './version.js';

/** The lines in which a plugin takes a key; of a key that every plugin of its kind has, without a plugin. Undefined if the tables do not say. */
export function linesOfKey(kind: PluginKind, plugin: string | undefined, key: string): readonly Lines[] | undefined {
  const history = plugin === undefined ? undefined : historyOf(historyKind(kind), plugin);
  if (history !== undefined) return keyLines(historyKind(kind), history, key)?.map((one) => one.replace(/ .*/, ''));
  const shared = sharedLines(historyKind(kind), key);
  return shared === undefined ? undefined : [shared];
}

/** The lines that have a plugin. */
export function linesOfPlugin(kind: PluginKind, plugin: string): Lines | undefined {
  return historyOf(historyKind(kind), plugin)?.in;
}

/** The lines that have a setting of the service. */
export function linesOfSetting(name: string): Lines | undefined {
  const { service } = pluginHistories();
  return Object.hasOwn(service, name) ? service[name] : undefined;
}

/** What counts in a plugin without a key, from a release on; null if there is none. The tables have it only where it has changed. */
export interface Default {
  readonly value: string | null;
  readonly lines: Lines;
}

/** The defaults that a key has had, oldest first. One that stays the same is one. */
export function defaultsOfKey(kind: PluginKind, plugin: string, key: string): readonly Default[] {
  const values = historyOf(historyKind(kind), plugin)?.defaults;
  if (values === undefined || !Object.hasOwn(values, key)) return [];
  const all = Object.entries(values[key] ?? {}).map(([lines, value]) => ({ lines, value }));
  // One that is a place on the machine is no text.
  return all.some(({ value }) => value?.startsWith('(')) ? [] : all.filter(({ value }, i) => i === 0 || value !== all[i - 1]?.value);
}

/** The default of a release. */
export function defaultIn(defaults: readonly Default[], release: Release = newestRelease): Default | undefined {
  return defaults.findLast(({ lines }) => isIn(release, [{ ...rangeOfLines(lines), until: Number.POSITIVE_INFINITY }]));
}
