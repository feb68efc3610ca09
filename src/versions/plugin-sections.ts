import type { PluginHistory } from '../engine/versions/plugin-history.js';
import { type Config, firstValue, type Property, type Section } from '../model/config.js';
import { isPluginKind, kinds } from '../model/kinds.js';
import { processorsWithin } from '../model/processors.js';
import { type HistoryKind, historyOf } from './plugin-keys.js';

/** A section, or a processor, with what is known of its plugin. */
export interface PluginSection {
  readonly kind: HistoryKind;
  /** What it is called in a message: `an input`. */
  readonly what: string;
  readonly name: string;
  readonly history: PluginHistory;
  readonly properties: readonly Property[];
}

/** The sections whose plugins some version has, with the processors within them. A name with a variable may be any. */
export function pluginSections(config: Config): PluginSection[] {
  const found: PluginSection[] = [];
  for (const section of config.sections) {
    if (!isPluginKind(section.kind)) continue;
    const { key, what } = kinds[section.kind];
    addKnown(found, key, what, section);
    for (const processor of processorsWithin(section)) {
      // Filters are processors, too (Y-43).
      const isOwn = historyOf('processors', firstValue(processor, 'name') ?? '') !== undefined;
      addKnown(found, isOwn ? 'processors' : 'filters', 'a processor', processor);
    }
  }
  return found;
}

function addKnown(found: PluginSection[], kind: HistoryKind, what: string, section: Section): void {
  const name = firstValue(section, 'name');
  const history = name === undefined ? undefined : historyOf(kind, name);
  if (name !== undefined && history !== undefined) found.push({ kind, what, name, history, properties: section.properties });
}
