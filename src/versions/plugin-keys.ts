import { type KeyHistory, type KindHistory, type Lines, type PluginHistory, pluginHistories } from '../engine/versions/plugin-history.js';
import { kinds } from '../model/kinds.js';
import type { PluginKind } from '../model/plugins.js';
import { lowerCase } from '../model/text.js';
import { isIn, type Range, type Release, rangeOfLines } from './version.js';

/** The types that a key has had, each with the lines in which it had it. */
export interface TypedRange extends Range {
  readonly lines: Lines;
  /** The engine's word, without the mark of repeated keys; `?` where it is not known, or the key is shared. */
  readonly type: string;
  /** Whether the key may be given more than once. */
  readonly repeats: boolean;
}

export type HistoryKind = keyof Pick<ReturnType<typeof pluginHistories>, 'customs' | 'inputs' | 'filters' | 'outputs' | 'processors'>;

export function historyKind(kind: PluginKind): HistoryKind {
  return kind === 'processor' ? 'processors' : kinds[kind].key;
}

/** What is known of a plugin by its name, in any case; undefined if no version has it: it is a user's own. */
export function historyOf(kind: HistoryKind, name: string): PluginHistory | undefined {
  const histories: KindHistory = pluginHistories()[kind];
  const lower = lowerCase(name);
  const plain = kind === 'outputs' && lower === 'elasticsearch' ? 'es' : lower;
  return Object.hasOwn(histories, plain) ? histories[plain] : undefined;
}

/** In which versions a plugin takes a key; undefined if none is known to. */
export function keyRanges(kind: HistoryKind, history: PluginHistory, key: string): readonly TypedRange[] | undefined {
  return keyLines(kind, history, key)?.map(rangeOf);
}

/** The same as texts of lines and a type: `3.1- size`. Of a shared key the type is not known. */
export function keyLines(kind: HistoryKind, history: PluginHistory, key: string): readonly string[] | undefined {
  const own = history.keys[key];
  if (Object.hasOwn(history.keys, key) && own !== undefined) return linesOf(own, history.in);
  for (const name in history.keys) {
    const types = history.keys[name];
    if (types !== undefined && key.startsWith(name) && isPrefix(types)) return linesOf(types, history.in);
  }
  const lines = sharedLines(kind, key);
  return lines === undefined ? undefined : [lines];
}

/** Whether the engine takes any key of a plugin in a version. */
export function takesAnyKey({ no_map }: PluginHistory, release: Release): boolean {
  return no_map !== undefined && isIn(release, [rangeOfLines(no_map)]);
}

function isPrefix(types: KeyHistory): boolean {
  return [types].flat().some((one) => one.includes('string_prefix'));
}

function linesOf(types: KeyHistory, ofPlugin: Lines): readonly string[] {
  return typeof types === 'string' ? [`${ofPlugin} ${types}`] : types;
}

function rangeOf(text: string): TypedRange {
  const [lines = '', type = '?'] = text.split(' ');
  return { ...rangeOfLines(lines), lines, type: type.replace('*', ''), repeats: type.endsWith('*') };
}

/** The type of a key in a release; undefined if that does not have it. */
export function typeIn(ranges: readonly TypedRange[], release: Release): string | undefined {
  return ranges.find((range) => isIn(release, [range]))?.type;
}

/** Sets of keys that plugins of a kind may share; the first set that has a key counts. */
const sets: Record<HistoryKind, readonly string[]> = {
  customs: ['net', 'tls'],
  inputs: ['inputs', 'net of servers', 'net', 'tls', 'http server', 'oauth2 jwt', 'oauth2'],
  filters: ['filters', 'net', 'tls'],
  outputs: ['outputs', 'net', 'tls', 'oauth2'],
  processors: ['processors'],
};

/**
 * The lines in which every plugin of a kind that can have a key takes it; undefined for one that is not shared. `oauth2.` is any
 * key with this beginning.
 */
export function sharedLines(kind: HistoryKind, key: string): Lines | undefined {
  const { shared } = pluginHistories();
  for (const set of sets[kind]) {
    const lines = shared[set] ?? {};
    if (Object.hasOwn(lines, key)) return lines[key];
    const first = key.endsWith('.') ? Object.keys(lines).find((one) => one.startsWith(key)) : undefined;
    if (first !== undefined) return lines[first];
  }
  return undefined;
}

/** Lines as a person is told them: `3.1 and later`, `2.0 to 4.1`, `2.1`. */
export function linesInWords(lines: Lines): string {
  const [first = '', last] = lines.split('-');
  if (last === undefined) return first;
  return last === '' ? `${first} and later` : `${first} to ${last}`;
}

/** Whether a version has a plugin. */
export function hasPlugin(history: PluginHistory, release: Release): boolean {
  return isIn(release, [rangeOfLines(history.in)]);
}
