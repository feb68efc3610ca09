import type { Place } from './config.js';

/**
 * A value that is more than a text: what stands below `processors`, `routes`, `telemetry` and in `extensions` (Y-42 … Y-46),
 * and maps that nothing reads. Kept as it was written, keys untranslated.
 */
export type Nested = NestedScalar | NestedList | NestedMap;

export interface NestedScalar {
  type: 'scalar';
  text: string;
  /** Whether the engine makes a number, a boolean or null of it: it was written plain, and quoted it would be another value. */
  typed?: true;
}

export interface NestedList {
  type: 'list';
  items: NestedItem[];
}

export interface NestedItem {
  value: Nested;
  comments?: string[];
}

export interface NestedMap {
  type: 'map';
  entries: NestedEntry[];
}

/** An entry that was read from a text has the place of its key and value there, as a property has. */
export interface NestedEntry extends Partial<Place> {
  key: string;
  value: Nested;
  comments?: string[];
}

const decimal = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** What else C's strtod takes for a number as a whole. */
const oddNumber =
  /^[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|0x(?:[\da-f]+\.?[\da-f]*|\.[\da-f]+)(?:p[-+]?\d+)?|inf|infinity|nan(?:\(\w*\))?)$/i;

/** Whether the engine makes something else than text of a plain scalar: exactly these spellings (Y-42). */
export function isTyped(text: string): boolean {
  if (text === 'true' || text === 'false' || text === 'null') return true;
  return text.length < 400 && (decimal.test(text) || oddNumber.test(text));
}

/** The values within a nested one, without comments. */
export function equalNested(a: Nested, b: Nested): boolean {
  if (a.type === 'scalar') return b.type === 'scalar' && a.text === b.text && a.typed === b.typed;
  if (a.type === 'list') {
    return b.type === 'list' && a.items.length === b.items.length && a.items.every(({ value }, i) => isEqualTo(value, b.items[i]));
  }
  return (
    b.type === 'map' &&
    a.entries.length === b.entries.length &&
    a.entries.every(({ key, value }, i) => b.entries[i]?.key === key && isEqualTo(value, b.entries[i]))
  );
}

function isEqualTo(value: Nested, other: NestedItem | NestedEntry | undefined): boolean {
  return other !== undefined && equalNested(value, other.value);
}

/** All comments within, in order. */
export function commentsWithin(nested: Nested): string[] {
  if (nested.type === 'scalar') return [];
  const parts: (NestedItem | NestedEntry)[] = nested.type === 'list' ? nested.items : nested.entries;
  return parts.flatMap(({ comments = [], value }) => [...comments, ...commentsWithin(value)]);
}
