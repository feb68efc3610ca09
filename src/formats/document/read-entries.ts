import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { Property, Section } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import { emptyList } from './diagnostics.js';
import { reportFiles } from './file-lists.js';
import { type NestedShape, readNested, shapeOf } from './read-nested.js';
import { type Entry, isScalar, type ListTree, type Scalar } from './tree.js';
import { propertyOf, type TreeReader, withoutBlankStart } from './tree-reader.js';

/** Reads an entry of a section whose value is more than a text; false if the engine reads none there. */
export type ReadEntry = (reader: TreeReader, section: Section, entry: Entry) => boolean;

/** Nothing but texts. */
export const textsOnly: ReadEntry = () => false;

/** A plugin takes lists of texts, each the key repeated (Y-20, D-1), and some nested values (Y-21, Y-43 … Y-46). */
export const pluginEntry: ReadEntry = (reader, section, entry) => {
  const { key, value } = entry;
  const shape = shapeOf(section.kind, key.text);
  // The engine joins a list of names to one text, which names nothing (I-15).
  if (value.type === 'list' && isName(reader.canonicalKey(key.text))) return false;
  if (shape === undefined && value.type === 'list') readList(reader, section, key, value);
  else addNested(reader, section, entry, shape ?? 'group');
  return true;
};

function isName(key: string): boolean {
  return lowerCase(key) === 'name';
}

/** A service takes maps, and no lists (Y-22). */
export const serviceEntry: ReadEntry = (reader, section, entry) => {
  if (entry.value.type === 'list') return reportFiles(reader, entry);
  addNested(reader, section, entry, 'free');
  return true;
};

/** Extensions take anything, typed (Y-42), in lists of ten items at most (I-21). */
export const extensionEntry: ReadEntry = (reader, section, entry) => {
  addNested(reader, section, entry, 'short');
  return true;
};

function addNested(reader: TreeReader, section: Section, { key, value }: Entry, shape: NestedShape): void {
  const before = commentsAbove(reader, section, key);
  const nested = readNested(reader, value, shape);
  const comments = value.type === 'scalar' ? reader.withCommentAfter(before, value.end) : before;
  const place: Scalar = {
    type: 'scalar',
    text: '',
    plain: true,
    start: value.start,
    end: value.type === 'scalar' ? value.end : value.start + 1,
  };
  const property: Property = { ...propertyOf(key, place, reader.canonicalKey(key.text), ''), nested };
  if (comments !== undefined) property.comments = comments;
  section.properties.push(property);
}

/** The items stay as they are: nothing is trimmed (Y-18). */
function readList(reader: TreeReader, section: Section, key: Scalar, list: ListTree): void {
  const name = reader.canonicalKey(key.text);
  let lines = commentsAbove(reader, section, key);
  let isEmpty = true;
  for (const item of list.items) {
    if (!isScalar(item)) {
      reader.reportShape(item, 'as a list', 'a list of texts', key.text);
      isEmpty = false;
      continue;
    }
    const before = reader.comments.beforeItem(item.start);
    const own = isEmpty ? withoutBlankStart(before) : before;
    const comments = reader.withCommentAfter(lines === undefined ? own : [...lines, ...(own ?? [])], item.end);
    const property: Property = propertyOf(key, item, name, reader.cutAtNul(name, item));
    reader.warnOfNull(name, item);
    if (comments !== undefined) property.comments = comments;
    section.properties.push(property);
    lines = undefined;
    isEmpty = false;
    reader.end = item.end;
  }
  if (isEmpty) reader.diagnostics.push(diagnostic(emptyList, { start: key.start, end: key.end }, { key: name }));
}

function commentsAbove(reader: TreeReader, section: Section, key: Scalar): string[] | undefined {
  const lines = reader.comments.before(key.start);
  return section.properties.length === 0 ? withoutBlankStart(lines) : lines;
}
