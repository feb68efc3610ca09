import type { Property, Section } from './config.js';
import { groupBy } from './group-by.js';
import { isPluginKind } from './kinds.js';
import { orderActs } from './plugins.js';
import { hasRepeats } from './repeats.js';
import { lowerCase } from './text.js';

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
