import type { KeyType } from '../engine/key-types.js';
import type { FormName } from '../engine/versions/forms.js';
import { type PluginHistory, pluginHistories } from '../engine/versions/plugin-history.js';
import type { PluginKind } from '../model/plugins.js';
import type { PluginsOfVersion } from '../model/plugins-of-version.js';
import { lowerCase } from '../model/text.js';
import { unreadBy } from './needs.js';
import { type HistoryKind, hasPlugin, historyKind, historyOf, keyRanges, linesInWords, takesAnyKey, typeIn } from './plugin-keys.js';
import type { VersionTarget } from './target.js';
import { areIn, lineOf, newestRelease, type Release, rangeOfLines } from './version.js';

/** The tables of a target, made when somebody first asks for them. */
export function tablesOf(target: VersionTarget): TargetTables {
  target.tables ??= new TargetTables(target.releases);
  return target.tables;
}

/**
 * The tables of the plugins that a check is to know; undefined if those of the newest version are enough: a configuration that an
 * older one runs may have plugins and keys that the newest one has lost.
 */
export function pluginTables(target: VersionTarget | undefined, from?: VersionTarget): TargetTables | undefined {
  if (target === undefined) return undefined;
  const isNewest = target.releases.every((release) => lineOf(release) === lineOf(newestRelease));
  return from === undefined && isNewest ? undefined : tablesOf(target);
}

/** What the releases of a target read and know. Each form, plugin and key is looked up once, however many files have it. */
export class TargetTables implements PluginsOfVersion {
  private readonly plugins = new Map<PluginHistory, TargetPlugin>();
  private readonly unread = new Map<FormName, Release | 'none'>();
  private readonly settings = new Map<string, string>();

  constructor(private readonly releases: readonly Release[]) {}

  /** The release of the target that does not read a form; undefined if all do. */
  unreadBy(form: FormName): Release | undefined {
    const release = this.unread.get(form) ?? learnt(this.unread, form, unreadBy(form, this.releases) ?? 'none');
    return release === 'none' ? undefined : release;
  }

  plugin(kind: HistoryKind, history: PluginHistory): TargetPlugin {
    return this.plugins.get(history) ?? learnt(this.plugins, history, new TargetPlugin(kind, history, this.releases));
  }

  isKnown(kind: PluginKind, plugin: string): boolean {
    return historyOf(historyKind(kind), plugin) !== undefined;
  }

  typeOf(kind: PluginKind, plugin: string, key: string, newest: KeyType | undefined): KeyType | undefined {
    const history = historyOf(historyKind(kind), plugin);
    return history === undefined ? newest : this.plugin(historyKind(kind), history).typeOf(key, newest);
  }

  /** In words, the versions that know a setting of the service which the target does not know; empty if it does, or none is known to. */
  versionsOfSetting(written: string): string {
    return this.settings.get(written) ?? learnt(this.settings, written, this.findSetting(lowerCase(written)));
  }

  private findSetting(key: string): string {
    const { service } = pluginHistories();
    const lines = Object.hasOwn(service, key) ? service[key] : undefined;
    return lines === undefined || areIn(this.releases, [rangeOfLines(lines)]) ? '' : linesInWords(lines);
  }
}

/** What the releases of a target know of a plugin. */
export class TargetPlugin {
  readonly isThere: boolean;
  readonly takesAnyKey: boolean;
  private readonly keys = new Map<string, string>();

  constructor(
    private readonly kind: HistoryKind,
    private readonly history: PluginHistory,
    private readonly releases: readonly Release[],
  ) {
    this.isThere = releases.every((release) => hasPlugin(history, release));
    this.takesAnyKey = releases.every((release) => takesAnyKey(history, release));
  }

  /** In words, the versions that know a key which the target does not know; empty if it does, or none is known to. */
  versionsOf(written: string): string {
    return this.keys.get(written) ?? learnt(this.keys, written, this.findKey(lowerCase(written)));
  }

  private findKey(key: string): string {
    const ranges = keyRanges(this.kind, this.history, key) ?? [];
    return areIn(this.releases, ranges) ? '' : ranges.map(({ lines }) => linesInWords(lines)).join(', ');
  }

  /** The type of a key, in lower case, which in the newest version is of the type `newest`, or not there. */
  typeOf(key: string, newest: KeyType | undefined): KeyType | undefined {
    if (this.takesAnyKey) return newest ?? 'string';
    const ranges = keyRanges(this.kind, this.history, key);
    if (ranges === undefined) return newest;
    const type = typeIn(ranges, this.releases[0] ?? newestRelease) ?? '?';
    if (type === '?' || type === typeIn(ranges, newestRelease)) return newest ?? 'string';
    return type === 'string_prefix' ? 'prefixed' : (type as KeyType);
  }
}

function learnt<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  known.set(key, value);
  return value;
}
