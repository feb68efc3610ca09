import type { Section, SectionKind } from '../../model/config.js';
import { type DocumentReader, spanOf } from './document-reader.js';
import type { ReadEntry } from './read-entries.js';

/** Reads a list of sections of one kind. */
export function readSections(reader: DocumentReader, kind: SectionKind, key: string, readEntry: ReadEntry): Section[] {
  const { cursor } = reader;
  const { type } = cursor;
  if (type !== 'list') {
    reader.reportShape(cursor, `'${key}'`, 'a list of maps');
    return [];
  }
  const sections: Section[] = [];
  for (cursor.open(); cursor.next(); ) {
    if (cursor.type === 'map') sections.push(readSection(reader, kind, readEntry));
    else reader.reportShape(cursor, `an item of '${key}'`, 'a map');
  }
  return sections;
}

/** Reads a map that is an item of a list: what stands before its dash belongs to the section. */
export function readSection(reader: DocumentReader, kind: SectionKind, readEntry: ReadEntry): Section {
  const section: Section = { kind, properties: [], span: spanOf(reader.cursor) };
  readInto(reader, section, readEntry, true);
  return section;
}

/** Reads the entries of a map: texts are properties, the rest is for `readEntry`. */
export function readInto(reader: DocumentReader, section: Section, readEntry: ReadEntry, isItem = false): void {
  const { cursor } = reader;
  const { start } = cursor;
  let keyStart: number | undefined;
  for (cursor.open(); cursor.next(); ) {
    if (isItem && keyStart === undefined) reader.beginSection(section);
    keyStart ??= cursor.keyStart;
    if (cursor.type === 'scalar' && section.kind !== 'extensions') reader.readProperty(section);
    else readOther(reader, section, readEntry);
  }
  if (keyStart !== undefined) reader.takeEnd(section, keyStart);
  else if (isItem) reader.takeAbove(section, start);
}

function readOther(reader: DocumentReader, section: Section, readEntry: ReadEntry): void {
  const { keyText } = reader.cursor;
  const span = spanOf(reader.cursor);
  if (!readEntry(reader, section)) reader.reportShape(span, 'here', 'a text', keyText);
}
