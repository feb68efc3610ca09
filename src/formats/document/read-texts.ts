import { diagnostic } from '../../diagnostics/diagnostic.js';
import { keySpan, type Section } from '../../model/config.js';
import { kinds } from '../../model/kinds.js';
import { trimSpaces } from '../../model/text.js';
import { blankValue, pathTranslated } from './diagnostics.js';
import { type DocumentReader, propertyOf, scalarAt, spanOf, withoutBlankStart } from './document-reader.js';

/**
 * Reads a list of texts as one section: `includes` (Y-29 …) and `plugins`, whose paths the engine
 * translates as if they were keys (Y-36).
 */
export function readTexts(
  reader: DocumentReader,
  kind: 'include' | 'plugins',
  expected: string,
  translate: (text: string) => string,
): Section[] {
  const { cursor } = reader;
  const { start, type } = cursor;
  const section: Section = { kind, properties: [] };
  if (type !== 'list') {
    reader.reportShape(cursor, `'${kinds[kind].key}'`, expected);
    return [];
  }
  for (cursor.open(); cursor.next(); ) {
    if (cursor.type !== 'scalar') {
      reader.reportShape(cursor, 'an item here', 'a text');
      continue;
    }
    const item = scalarAt(cursor);
    const before = reader.comments.beforeItem(item.start);
    const comments = reader.withCommentAfter(section.properties.length === 0 ? withoutBlankStart(before) : before, item.end);
    const text = translate(item.text);
    if (text !== item.text) reader.diagnostics.push(diagnostic(pathTranslated, spanOf(item), { path: item.text, reading: text }));
    const property = propertyOf(item, item, kinds[kind].textKey, text);
    if (comments !== undefined) property.comments = comments;
    section.properties.push(property);
    reader.end = item.end;
    if (kind === 'plugins' && trimSpaces(item.text) === '') reader.diagnostics.push(diagnostic(blankValue, spanOf(item), { key: 'path' }));
  }
  const [first] = section.properties;
  if (first !== undefined) section.span = keySpan(first);
  // What follows includes belongs to the next section, as in classic.
  if (first !== undefined && kind === 'plugins') reader.takeEnd(section, start);
  // An empty `[PLUGINS]` is a section to classic, and this is how it is said.
  return first !== undefined || kind === 'plugins' ? [section] : [];
}
