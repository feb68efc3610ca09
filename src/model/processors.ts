import type { Span } from '../source/span.js';
import { keySpan, type Place, type Property, type Section } from './config.js';
import type { NestedMap } from './nested.js';

const none: readonly Section[] = [];

/** The processors of an input or output, as if they were sections. */
export function processorsWithin({ properties }: Section): readonly Section[] {
  const own = properties.filter(({ key }) => key === 'processors');
  return own.length === 0 ? none : own.flatMap(processorsOf);
}

/** The processors within a value of `processors`, as if they were sections. */
export function processorsOf(property: Property): Section[] {
  const { nested } = property;
  if (nested?.type !== 'map') return [];
  const lists = nested.entries.flatMap(({ value }) => (value.type === 'list' ? value.items : []));
  const place = keySpan(property);
  return lists.flatMap(({ value }) => (value.type === 'map' ? [sectionOf(value, place)] : []));
}

/** An entry without a place of its own has that of the key above. */
function sectionOf({ entries }: NestedMap, { start, end }: Span): Section {
  const above: Place = { keyStart: start, keyEnd: end, valueStart: start, valueEnd: end };
  const properties = entries.map(({ key, value, comments: _, ...place }): Property => {
    const own = value.type === 'scalar' ? { key, value: value.text } : { key, value: '', nested: value };
    return { ...above, ...place, ...own };
  });
  const [first] = properties;
  return { kind: 'filter', properties, span: first === undefined ? { start, end } : keySpan(first) };
}
