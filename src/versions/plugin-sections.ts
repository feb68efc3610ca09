import type { PluginHistory } from '../engine/versions/plugin-history.js';
import { type Config, firstValue, keySpan, type Property, type Section } from '../model/config.js';
import { isPluginKind, kinds } from '../model/kinds.js';
import type { NestedEntry } from '../model/nested.js';
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
export function* pluginSections(config: Config): Generator<PluginSection> {
  for (const section of config.sections) {
    const { kind, properties } = section;
    if (!isPluginKind(kind)) continue;
    const { key, what } = kinds[kind];
    yield* known(key, what, firstValue(section, 'name'), properties);
    for (const property of properties) if (property.key === 'processors') yield* processors(property);
  }
}

function* processors(property: Property): Generator<PluginSection> {
  const { nested } = property;
  if (nested?.type !== 'map') return;
  for (const { value: list } of nested.entries) {
    for (const { value } of list.type === 'list' ? list.items : []) {
      if (value.type !== 'map') continue;
      const properties = value.entries.map((entry) => inPlace(entry, property));
      const section: Section = { kind: 'filter', properties };
      const name = firstValue(section, 'name') ?? '';
      // Filters are processors, too (Y-43).
      const kind = historyOf('processors', name) === undefined ? 'filters' : 'processors';
      yield* known(kind, 'a processor', name, properties);
    }
  }
}

/** An entry as a property, in its place or in that of the key above. */
function inPlace({ key, value, keyStart, keyEnd, valueStart, valueEnd }: NestedEntry, above: Property): Property {
  const { start, end } = keySpan(above);
  const text = value.type === 'scalar' ? { key, value: value.text } : { key, value: '', nested: value };
  if (keyStart === undefined || valueStart === undefined)
    return { ...text, keyStart: start, keyEnd: end, valueStart: start, valueEnd: end };
  return { ...text, keyStart, keyEnd: keyEnd ?? keyStart + key.length, valueStart, valueEnd: valueEnd ?? valueStart };
}

function* known(kind: HistoryKind, what: string, name: string | undefined, properties: readonly Property[]): Generator<PluginSection> {
  const history = name === undefined ? undefined : historyOf(kind, name);
  if (name !== undefined && history !== undefined) yield { kind, what, name, history, properties };
}
