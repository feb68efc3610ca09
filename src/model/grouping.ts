import type { Property, Section } from './config.js';
import { isPluginKind } from './kinds.js';
import { orderActs } from './plugins.js';
import { lowerCase } from './text.js';

/** Up to this many keys, comparing each pair is faster than making a set. */
const few = 16;

/** Whether a key is repeated. Most sections are short and repeat none, and there may be 100,000 sections. */
export function hasRepeats(keys: readonly unknown[]): boolean {
  if (keys.length > few) return new Set(keys).size < keys.length;
  for (let i = 1; i < keys.length; i++) {
    for (let j = 0; j < i; j++) if (keys[i] === keys[j]) return true;
  }
  return false;
}

/** The items grouped by their keys, the groups in the order of their first items. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * The properties as a format with lists writes them: equal keys together at the first one's place, where the order among
 * different keys does not act (D-1, D-5, D-6).
 */
export function groupedProperties(section: Section): readonly Property[] {
  const { kind, properties } = section;
  if (!isPluginKind(kind) && kind !== 'multiline_parser') return properties;
  const keys = properties.map(({ key }) => lowerCase(key));
  if (areTogether(keys) || orderActs(section)) return properties;
  return [...groupBy(properties, (_, i) => keys[i]).values()].flat();
}

/** Whether equal keys stand next to each other. */
function areTogether(keys: readonly string[]): boolean {
  if (!hasRepeats(keys)) return true;
  return !hasRepeats(keys.filter((key, i) => key !== keys[i - 1]));
}
