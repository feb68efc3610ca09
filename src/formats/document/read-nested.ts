import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { SectionKind } from '../../model/config.js';
import { isTyped, type Nested, type NestedEntry } from '../../model/nested.js';
import { listTooLong } from './diagnostics.js';
import type { ListTree, MapTree, Tree } from './tree.js';
import { placeOf, spanOf, type TreeReader } from './tree-reader.js';

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

/** Reads a value with all that is in it; what plain texts are to the engine is kept, since quotes would change it (Y-42). */
export function readNested(reader: TreeReader, tree: Tree, shape: NestedShape): Nested {
  if (shape === 'processors' && tree.type === 'map') return readProcessors(reader, tree);
  if (shape === 'group') return readGroup(reader, tree);
  return readAny(reader, tree, shape);
}

function readAny(reader: TreeReader, tree: Tree, shape: NestedShape): Nested {
  switch (tree.type) {
    case 'scalar': {
      const typed = tree.plain && isTyped(tree.text);
      reader.end = tree.end;
      return typed ? { type: 'scalar', text: tree.text, typed } : { type: 'scalar', text: tree.text };
    }
    case 'list':
      return readItems(reader, tree, (item) => readItem(reader, item, shape), shape === 'free' ? undefined : mostItems);
    case 'map':
      return readEntries(reader, tree, (_, value) => readAny(reader, value, shape));
  }
}

function readItem(reader: TreeReader, item: Tree, shape: NestedShape): Nested {
  if (shape === 'telemetry' && item.type === 'map') reader.reportShape(item, "an item of a list within 'telemetry'", 'a text');
  return readAny(reader, item, shape);
}

/** `logs`, `metrics` and `traces`, each a list of processors (Y-43, Y-45). */
function readProcessors(reader: TreeReader, map: MapTree): Nested {
  return readEntries(reader, map, (key, units) => {
    if (!signals.has(key.toLowerCase()) || units.type !== 'list') {
      reader.reportShape(units, "of 'processors'", "a list of processors, under 'logs', 'metrics' or 'traces'", key);
      return readAny(reader, units, 'free');
    }
    return readItems(reader, units, (unit) => {
      if (unit.type !== 'map') reader.reportShape(unit, 'a processor', 'a map');
      if (unit.type !== 'map') return readAny(reader, unit, 'short');
      return readEntries(reader, unit, (_, value) => (value.type === 'scalar' ? text(reader, value) : readAny(reader, value, 'short')));
    });
  });
}

/** A map that no plugin reads: the engine keeps its texts, and then does not start (Y-21). */
function readGroup(reader: TreeReader, tree: Tree): Nested {
  if (tree.type !== 'map') return readAny(reader, tree, 'short');
  return readEntries(reader, tree, (key, value) => {
    if (value.type === 'scalar') return text(reader, value);
    reader.reportShape(value, 'within a map', 'a text', key);
    return readAny(reader, value, 'free');
  });
}

function text(reader: TreeReader, tree: Tree & { type: 'scalar' }): Nested {
  reader.end = tree.end;
  return { type: 'scalar', text: tree.text };
}

function readItems(reader: TreeReader, list: ListTree, read: (item: Tree) => Nested, most = Number.POSITIVE_INFINITY): Nested {
  reader.end = list.start + 1;
  const nested: Nested = { type: 'list', items: [] };
  for (const item of list.items) {
    if (nested.items.length === most) reader.diagnostics.push(diagnostic(listTooLong, spanOf(item), { most }));
    const before = reader.comments.beforeItem(item.start);
    const value = read(item);
    const comments = item.type === 'scalar' ? reader.withCommentAfter(before, item.end) : before;
    nested.items.push(comments === undefined ? { value } : { value, comments });
  }
  return nested;
}

function readEntries(reader: TreeReader, map: MapTree, read: (key: string, value: Tree) => Nested): Nested {
  const nested: Nested = { type: 'map', entries: [] };
  reader.end = map.start + 1;
  for (const { key, value: tree } of map.entries) {
    const before = reader.comments.before(key.start);
    const value = read(key.text, tree);
    const comments = tree.type === 'scalar' ? reader.withCommentAfter(before, tree.end) : before;
    const { keyStart, keyEnd, valueStart, valueEnd } = placeOf(key, tree);
    const entry: NestedEntry = { key: key.text, value, keyStart, keyEnd, valueStart, valueEnd };
    if (comments !== undefined) entry.comments = comments;
    nested.entries.push(entry);
  }
  return nested;
}
