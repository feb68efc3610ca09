import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { SectionKind } from '../../model/config.js';
import { isTyped, type Nested, type NestedEntry } from '../../model/nested.js';
import { listTooLong } from './diagnostics.js';
import { type DocumentReader, placeAt, spanOf } from './document-reader.js';

/**
 * What the engine makes of a nested value:
 * - `free`: typed throughout
 * - `short`: the same, and a list holds at most ten items (Y-44, I-21)
 * - `telemetry`: the same, and a list holds no maps (I-21)
 * - `processors`: maps of lists of maps, whose own values are texts (Y-43)
 * - `group`: a map of texts (Y-21)
 */
export type NestedShape = 'free' | 'short' | 'telemetry' | 'processors' | 'group';

/** The shape that a plugin's key asks for, undefined where it takes texts (Y-43, Y-46). Only in lower case. */
export function shapeOf(kind: SectionKind, key: string): NestedShape | undefined {
  if (key === 'processors') return 'processors';
  if (key === 'telemetry' && kind === 'input') return 'telemetry';
  return key === 'routes' ? 'short' : undefined;
}

/** The engine's limit for a list within processors, routes and extensions (Y-44, I-21). */
const mostItems = 10;

const signals = new Set(['logs', 'metrics', 'traces']);

/** Reads the value at the cursor with all that is in it; what plain texts are to the engine is kept, since quotes would change it (Y-42). */
export function readNested(reader: DocumentReader, shape: NestedShape): Nested {
  if (shape === 'processors' && reader.cursor.type === 'map') return readProcessors(reader);
  if (shape === 'group') return readGroup(reader);
  return readAny(reader, shape);
}

function readAny(reader: DocumentReader, shape: NestedShape): Nested {
  const { cursor } = reader;
  switch (cursor.type) {
    case 'scalar': {
      const { text, plain, end } = cursor;
      const typed = plain && isTyped(text);
      reader.end = end;
      return typed ? { type: 'scalar', text, typed } : { type: 'scalar', text };
    }
    case 'list':
      return readItems(reader, () => readItem(reader, shape), shape === 'free' ? undefined : mostItems);
    case 'map':
      return readEntries(reader, () => readAny(reader, shape));
  }
}

function readItem(reader: DocumentReader, shape: NestedShape): Nested {
  const { cursor } = reader;
  if (shape === 'telemetry' && cursor.type === 'map') reader.reportShape(cursor, "an item of a list within 'telemetry'", 'a text');
  return readAny(reader, shape);
}

/** `logs`, `metrics` and `traces`, each a list of processors (Y-43, Y-45). */
function readProcessors(reader: DocumentReader): Nested {
  const { cursor } = reader;
  return readEntries(reader, () => {
    const { keyText: key } = cursor;
    if (!signals.has(key.toLowerCase()) || cursor.type !== 'list') {
      reader.reportShape(cursor, "of 'processors'", "a list of processors, under 'logs', 'metrics' or 'traces'", key);
      return readAny(reader, 'free');
    }
    return readItems(reader, () => {
      if (cursor.type !== 'map') reader.reportShape(cursor, 'a processor', 'a map');
      if (cursor.type !== 'map') return readAny(reader, 'short');
      return readEntries(reader, () => (cursor.type === 'scalar' ? readText(reader) : readAny(reader, 'short')));
    });
  });
}

/** A map that no plugin reads: the engine keeps its texts, and then does not start (Y-21). */
function readGroup(reader: DocumentReader): Nested {
  const { cursor } = reader;
  if (cursor.type !== 'map') return readAny(reader, 'short');
  return readEntries(reader, () => {
    if (cursor.type === 'scalar') return readText(reader);
    reader.reportShape(cursor, 'within a map', 'a text', cursor.keyText);
    return readAny(reader, 'free');
  });
}

function readText(reader: DocumentReader): Nested {
  const { text, end } = reader.cursor;
  reader.end = end;
  return { type: 'scalar', text };
}

/** Reads a list, `read` each item. */
function readItems(reader: DocumentReader, read: () => Nested, most = Number.POSITIVE_INFINITY): Nested {
  const { cursor } = reader;
  const nested: Nested = { type: 'list', items: [] };
  reader.end = cursor.end;
  for (cursor.open(); cursor.next(); ) {
    const { type, end } = cursor;
    if (nested.items.length === most) reader.diagnostics.push(diagnostic(listTooLong, spanOf(cursor), { most }));
    const before = reader.comments.beforeItem(cursor.start);
    const value = read();
    const comments = type === 'scalar' ? reader.withCommentAfter(before, end) : before;
    nested.items.push(comments === undefined ? { value } : { value, comments });
  }
  return nested;
}

/** Reads a map, `read` each value. */
function readEntries(reader: DocumentReader, read: () => Nested): Nested {
  const { cursor } = reader;
  const nested: Nested = { type: 'map', entries: [] };
  reader.end = cursor.end;
  for (cursor.open(); cursor.next(); ) {
    const { type, end, keyText: key } = cursor;
    const place = placeAt(cursor);
    const before = reader.comments.before(cursor.keyStart);
    const value = read();
    const comments = type === 'scalar' ? reader.withCommentAfter(before, end) : before;
    const entry: NestedEntry = { key, value, ...place };
    if (comments !== undefined) entry.comments = comments;
    nested.entries.push(entry);
  }
  return nested;
}
