import type { Section, SectionKind } from '../../model/config.js';
import type { ReadEntry } from './read-entries.js';
import { isMap, isScalar, type MapTree, type Tree } from './tree.js';
import { spanOf, type TreeReader } from './tree-reader.js';

/** Reads a list of sections of one kind. */
export function readSections(reader: TreeReader, kind: SectionKind, key: string, value: Tree, readEntry: ReadEntry): Section[] {
  if (value.type !== 'list') {
    reader.reportShape(value, `'${key}'`, 'a list of maps');
    return [];
  }
  const sections: Section[] = [];
  for (const item of value.items) {
    if (isMap(item)) sections.push(readSection(reader, kind, item, readEntry));
    else reader.reportShape(item, `an item of '${key}'`, 'a map');
  }
  return sections;
}

/** Reads a map that is an item of a list: what stands before its dash belongs to the section. */
export function readSection(reader: TreeReader, kind: SectionKind, map: MapTree, readEntry: ReadEntry): Section {
  const section: Section = { kind, properties: [], span: spanOf(map) };
  readInto(reader, section, map, readEntry, true);
  return section;
}

/** Reads the entries of a map: texts are properties, the rest is for `readEntry`. */
export function readInto(reader: TreeReader, section: Section, map: MapTree, readEntry: ReadEntry, isItem = false): void {
  let keyStart: number | undefined;
  for (const entry of map.entries) {
    const { key, value } = entry;
    if (isItem && keyStart === undefined) reader.beginSection(section, entry);
    keyStart ??= key.start;
    if (isScalar(value) && section.kind !== 'extensions') reader.readProperty(section, key, value);
    else if (!readEntry(reader, section, entry)) reader.reportShape(value, 'here', 'a text', key.text);
  }
  if (keyStart !== undefined) reader.takeEnd(section, keyStart);
  else if (isItem) reader.takeAbove(section, map.start);
}
