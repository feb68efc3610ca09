import type { Place, Property, Section } from '../config.js';
import type { Nested } from '../nested.js';
import { isQuery, joinLines } from '../stream-query.js';
import { lowerCase } from '../text.js';

/** A text of a section, and the property that holds it. */
export interface Leaf {
  /** What the engine finds it under; of what is nested, the way to it: `processors.logs[0].name`. */
  readonly key: string;
  /** The same as it is written. */
  readonly shownKey: string;
  readonly value: string;
  readonly property: Property;
  /** Where it stands in its source, if that is known. */
  readonly at: number | undefined;
}

/** All texts of a section's own properties, in order. */
export function leavesOf({ kind, properties }: Section): Leaf[] {
  const leaves: Leaf[] = [];
  for (const property of properties) {
    const { key, value, nested, refreshInterval, keyStart } = property;
    const found = kind === 'env' ? key : lowerCase(key);
    const add = (suffix: string, text: string, at: number | undefined) =>
      leaves.push({ key: found + suffix, shownKey: key + suffix, value: text, property, at });
    if (nested !== undefined) addNested(nested, '', keyStart, add);
    else add('', isQuery(kind, key) ? joinLines(value) : value, keyStart);
    if (refreshInterval !== undefined) add('.refresh_interval', refreshInterval, keyStart);
  }
  return leaves;
}

type Add = (suffix: string, text: string, at: number | undefined) => void;

/** What the engine makes a number, a boolean or null of is told from a text by the quotes of the latter. */
function addNested(nested: Nested, way: string, at: number | undefined, add: Add): void {
  if (nested.type === 'scalar') {
    add(way, nested.typed ? nested.text : `'${nested.text}'`, at);
    return;
  }
  if (nested.type === 'list') {
    if (nested.items.length === 0) add(way, '[]', at);
    for (const [i, { value }] of nested.items.entries()) addNested(value, `${way}[${i}]`, at, add);
    return;
  }
  if (nested.entries.length === 0) add(way, '{}', at);
  for (const { key, value, keyStart = at } of nested.entries as readonly ({ key: string; value: Nested } & Partial<Place>)[]) {
    addNested(value, `${way}.${key}`, keyStart, add);
  }
}
