import type { PluginHistory } from '../engine/versions/plugin-history.js';
import { type HistoryKind, hasPlugin, keyRanges, linesInWords, takesAnyKey } from './plugin-keys.js';
import type { PluginSection } from './plugin-sections.js';
import { isReadBy, type VersionTarget } from './target.js';

/** What a target knows of plugins. Each plugin, and each key of one, is looked up once, however many sections have it. */
export class TargetPlugins {
  private readonly known = new Map<PluginHistory, TargetPlugin>();

  constructor(private readonly target: VersionTarget) {}

  of({ kind, history }: Pick<PluginSection, 'kind' | 'history'>): TargetPlugin {
    const plugin = this.known.get(history) ?? new TargetPlugin(kind, history, this.target);
    this.known.set(history, plugin);
    return plugin;
  }
}

export class TargetPlugin {
  readonly isThere: boolean;
  readonly takesAnyKey: boolean;
  private readonly keys = new Map<string, string | undefined>();

  constructor(
    private readonly kind: HistoryKind,
    private readonly history: PluginHistory,
    private readonly target: VersionTarget,
  ) {
    this.isThere = target.releases.every((release) => hasPlugin(history, release));
    this.takesAnyKey = target.releases.every((release) => takesAnyKey(history, release));
  }

  /** Of a key in lower case: `known`, or in words the versions that know it; undefined if none is known to. */
  find(key: string): string | undefined {
    if (!this.keys.has(key)) this.keys.set(key, this.lookUp(key));
    return this.keys.get(key);
  }

  private lookUp(key: string): string | undefined {
    const ranges = keyRanges(this.kind, this.history, key) ?? [];
    if (ranges.length === 0) return undefined;
    return isReadBy(this.target, ranges) ? 'known' : ranges.map(({ lines }) => linesInWords(lines)).join(', ');
  }
}
