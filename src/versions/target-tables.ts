import type { KeyType } from '../engine/key-types.js';
import type { FormName } from '../engine/versions/forms.js';
import { type PluginHistory, pluginHistories } from '../engine/versions/plugin-history.js';
import type { PluginKind } from '../model/plugins.js';
import type { PluginsOfVersion } from '../model/plugins-of-version.js';
import { unreadBy } from './needs.js';
import { type HistoryKind, hasPlugin, historyKind, historyOf, keyRanges, linesInWords, takesAnyKey, typeIn } from './plugin-keys.js';
import { areIn, newestRelease, type Release, rangeOfLines } from './version.js';

/** What the releases of a target read and know. Each form, plugin and key is looked up once, however many files have it. */
export class TargetTables implements PluginsOfVersion {
  private readonly plugins = new Map<PluginHistory, TargetPlugin>();
  private readonly unread = new Map<FormName, Release | undefined>();
  private readonly settings = new Map<string, string | undefined>();

  constructor(private readonly releases: readonly Release[]) {}

  /** The release of the target that does not read a form; undefined if all do. */
  unreadBy(form: FormName): Release | undefined {
    return learnt(this.unread, form, () => unreadBy(form, this.releases));
  }

  plugin(kind: HistoryKind, history: PluginHistory): TargetPlugin {
    return learnt(this.plugins, history, () => new TargetPlugin(kind, history, this.releases));
  }

  isKnown(kind: PluginKind, plugin: string): boolean {
    return historyOf(historyKind(kind), plugin) !== undefined;
  }

  typeOf(kind: PluginKind, plugin: string, key: string, newest: KeyType | undefined): KeyType | undefined {
    const history = historyOf(historyKind(kind), plugin);
    return history === undefined ? newest : this.plugin(historyKind(kind), history).typeOf(key, newest);
  }

  /** In words, the versions that know a setting of the service which the target does not know; undefined if it does, or none is known to. */
  versionsOfSetting(key: string): string | undefined {
    return learnt(this.settings, key, () => {
      const { service } = pluginHistories();
      const lines = Object.hasOwn(service, key) ? service[key] : undefined;
      return lines === undefined || areIn(this.releases, [rangeOfLines(lines)]) ? undefined : linesInWords(lines);
    });
  }
}

/** What the releases of a target know of a plugin. Keys are in lower case. */
export class TargetPlugin {
  readonly isThere: boolean;
  readonly takesAnyKey: boolean;
  private readonly keys = new Map<string, string | undefined>();

  constructor(
    private readonly kind: HistoryKind,
    private readonly history: PluginHistory,
    private readonly releases: readonly Release[],
  ) {
    this.isThere = releases.every((release) => hasPlugin(history, release));
    this.takesAnyKey = releases.every((release) => takesAnyKey(history, release));
  }

  /** In words, the versions that know a key which the target does not know; undefined if it does, or none is known to. */
  versionsOf(key: string): string | undefined {
    return learnt(this.keys, key, () => {
      const ranges = keyRanges(this.kind, this.history, key) ?? [];
      if (ranges.length === 0 || areIn(this.releases, ranges)) return undefined;
      return ranges.map(({ lines }) => linesInWords(lines)).join(', ');
    });
  }

  typeOf(key: string, newest: KeyType | undefined): KeyType | undefined {
    if (this.takesAnyKey) return newest ?? 'string';
    const ranges = keyRanges(this.kind, this.history, key);
    if (ranges === undefined) return newest;
    const type = typeIn(ranges, this.releases[0] ?? newestRelease) ?? '?';
    if (type === '?' || type === typeIn(ranges, newestRelease)) return newest ?? 'string';
    return type === 'string_prefix' ? 'prefixed' : (type as KeyType);
  }
}

/** What a map has of a key; what it learns if it has nothing. */
function learnt<Key, Value>(known: Map<Key, Value>, key: Key, learn: () => Value): Value {
  const value = known.get(key);
  if (value !== undefined || known.has(key)) return value as Value;
  const found = learn();
  known.set(key, found);
  return found;
}
