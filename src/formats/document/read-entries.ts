import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { Section } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import { emptyList } from './diagnostics.js';
import { type DocumentReader, keyAt, propertyAt, propertyOf, spanOf, withoutBlankStart } from './document-reader.js';
import { reportFiles } from './file-lists.js';
import { type NestedShape, readNested, shapeOf } from './read-nested.js';

/** Reads the entry of a section at the cursor, whose value is more than a text; false if the engine reads none there. */
export type ReadEntry = (reader: DocumentReader, section: Section) => boolean;

/** Nothing but texts. */
export const textsOnly: ReadEntry = () => false;

/** A plugin takes lists of texts, each the key repeated (Y-20, D-1), and some nested values (Y-21, Y-43 … Y-46). */
export const pluginEntry: ReadEntry = (reader, section) => {
  const { keyText, type } = reader.cursor;
  const shape = shapeOf(section.kind, keyText);
  // The engine joins a list of names to one text, which names nothing (I-15).
  if (type === 'list' && isName(reader.canonicalKey(keyText))) return false;
  if (shape === undefined && type === 'list') readList(reader, section);
  else addNested(reader, section, shape ?? 'group');
  return true;
};

function isName(key: string): boolean {
  return lowerCase(key) === 'name';
}

/** A service takes maps, and no lists (Y-22). */
export const serviceEntry: ReadEntry = (reader, section) => {
  if (reader.cursor.type === 'list') return reportFiles(reader);
  addNested(reader, section, 'free');
  return true;
};

/** Extensions take anything, typed (Y-42), in lists of ten items at most (I-21). */
export const extensionEntry: ReadEntry = (reader, section) => {
  addNested(reader, section, 'short');
  return true;
};

function addNested(reader: DocumentReader, section: Section, shape: NestedShape): void {
  const { cursor } = reader;
  const before = commentsAbove(reader, section, cursor.keyStart);
  const property = propertyAt(cursor, reader.canonicalKey(cursor.keyText), '');
  const { type, end } = cursor;
  property.nested = readNested(reader, shape);
  const comments = type === 'scalar' ? reader.withCommentAfter(before, end) : before;
  if (comments !== undefined) property.comments = comments;
  section.properties.push(property);
}

/** The items stay as they are: nothing is trimmed (Y-18). */
function readList(reader: DocumentReader, section: Section): void {
  const { cursor } = reader;
  const key = keyAt(cursor);
  const name = reader.canonicalKey(key.text);
  let lines = commentsAbove(reader, section, key.start);
  let isEmpty = true;
  for (cursor.open(); cursor.next(); ) {
    if (cursor.type !== 'scalar') {
      reader.reportShape(cursor, 'as a list', 'a list of texts', key.text);
      isEmpty = false;
      continue;
    }
    const before = reader.comments.beforeItem(cursor.start);
    const own = isEmpty ? withoutBlankStart(before) : before;
    const comments = reader.withCommentAfter(lines === undefined ? own : [...lines, ...(own ?? [])], cursor.end);
    const property = propertyOf(key, cursor, name, reader.cutAtNul(name, cursor));
    reader.warnOfNull(name, cursor);
    if (comments !== undefined) property.comments = comments;
    section.properties.push(property);
    lines = undefined;
    isEmpty = false;
    reader.end = cursor.end;
  }
  if (isEmpty) reader.diagnostics.push(diagnostic(emptyList, spanOf(key), { key: name }));
}

function commentsAbove(reader: DocumentReader, section: Section, keyStart: number): string[] | undefined {
  const lines = reader.comments.before(keyStart);
  return section.properties.length === 0 ? withoutBlankStart(lines) : lines;
}
