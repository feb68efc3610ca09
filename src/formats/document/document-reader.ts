import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { Place, Property, Section } from '../../model/config.js';
import { kindOf } from '../../model/kinds.js';
import { settledValue } from '../../model/rule-text.js';
import { canonicalKey, lowerCase, trimSpaces } from '../../model/text.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { CommentCursor } from './comment-cursor.js';
import type { Cursor, Scalar } from './cursor.js';
import { blankValue, blankValueDropped, nullText, textAfterNul, wrongShape } from './diagnostics.js';

const nullWord = /^(?:null|Null|NULL|~)$/;
const longestNull = 4;

/** What the readers of all kinds of sections share: keys and values as the engine takes them, comments, diagnostics. */
export class DocumentReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly comments: CommentCursor;
  /** Where the last text ended that was read. */
  end = 0;
  /** Comments of what is left out: they stay, above what follows. */
  readonly unplaced: string[] = [];
  /** The engine's key for each one written: most are repeated in every section. */
  private readonly canonicalKeys = new Map<string, string>();

  constructor(
    readonly source: SourceFile,
    readonly cursor: Cursor,
  ) {
    this.comments = new CommentCursor(source.text, cursor.comments);
  }

  /** Begins a section at its first entry: what stands before its dash belongs to the section, what follows to the key. */
  beginSection(section: Section): void {
    const { type, keyStart, keyEnd, end } = this.cursor;
    section.span = { start: keyStart, end: type === 'scalar' ? end : keyEnd };
    this.takeAbove(section, keyStart);
  }

  /** Gives a section what stands above the dash of the item at `offset`. */
  takeAbove(section: Section, offset: number): void {
    const comments = withoutBlankStart(this.comments.beforeItem(offset));
    if (comments !== undefined) section.comments = comments;
  }

  /** Gives a section the comments behind its last value that stand no further left than its part at `offset`. */
  takeEnd(section: Section, offset: number): void {
    const lines = withoutBlankStart(this.comments.inBlockOf(offset, this.end));
    if (lines === undefined) return;
    // Without keys, nothing stands above what ends a section: all that was written may have been dropped.
    const place = section.properties.length > 0 ? 'end' : 'comments';
    section[place] = [...(section[place] ?? []), ...lines];
  }

  /** Adds the property at the cursor, of a text: keys are translated (Y-23), values cut at NUL (Y-19) and trimmed (Y-18); what holds only spaces is refused or dropped (Y-17). */
  readProperty(section: Section): void {
    const { cursor } = this;
    const before = this.comments.before(cursor.keyStart, cursor.apart);
    const name = this.canonicalKey(cursor.keyText);
    const text = this.cutAtNul(name, cursor);
    const trimmed = trimSpaces(text);
    this.end = cursor.end;
    if (name === '' || (trimmed === '' && text !== '')) {
      const definition = kindOf(section.kind).dropsSpaces ? blankValueDropped : blankValue;
      this.diagnostics.push(diagnostic(definition, spanOf(name === '' ? keyAt(cursor) : cursor), { key: name }));
      return;
    }
    this.warnOfNull(name, cursor);
    const comments = this.withCommentAfter(section.properties.length === 0 ? withoutBlankStart(before) : before, cursor.end);
    const property = propertyAt(cursor, name, settledValue(section.kind, name, trimmed));
    if (comments !== undefined) property.comments = comments;
    section.properties.push(property);
  }

  /** The comment lines and the one at the end of the line that ends at `offset`. */
  withCommentAfter(lines: string[] | undefined, offset: number): string[] | undefined {
    const last = this.comments.after(offset);
    return last === undefined ? lines : [...(lines ?? []), last];
  }

  cutAtNul(key: string, value: Scalar): string {
    const nul = value.text.indexOf('\0');
    if (nul === -1) return value.text;
    this.diagnostics.push(diagnostic(textAfterNul, spanOf(value), { key }));
    return value.text.slice(0, nul);
  }

  /** To the engine, `null` and `~` are texts like any other (Y-16). The output `null` is meant. */
  warnOfNull(key: string, value: Scalar): void {
    const { text, plain } = value;
    if (plain && text.length <= longestNull && lowerCase(key) !== 'name' && nullWord.test(text))
      this.diagnostics.push(diagnostic(nullText, spanOf(value), { key, text }));
  }

  reportShape(found: Span, what: string, expected: string, key?: string): void {
    const args = key === undefined ? { what, expected } : { key, what, expected };
    this.diagnostics.push(diagnostic(wrongShape, spanOf(found), args));
  }

  canonicalKey(written: string): string {
    let key = this.canonicalKeys.get(written);
    if (key === undefined) {
      key = canonicalKey(written);
      this.canonicalKeys.set(written, key);
    }
    return key;
  }
}

/** Where a scalar stands, or what a cursor stands at: an object of its own, which stays. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** The key of what a cursor stands at. */
export function keyAt({ keyText, keyPlain, keyStart, keyEnd }: Cursor): Scalar {
  return { text: keyText, plain: keyPlain, start: keyStart, end: keyEnd };
}

/** The scalar that a cursor stands at. */
export function scalarAt({ text, plain, start, end }: Cursor): Scalar {
  return { text, plain, start, end };
}

/** Where the entry that a cursor stands at is: its key without quotes, its value with them; of a list or a map the beginning. */
export function placeAt({ keyPlain, keyStart, keyEnd, start, end }: Cursor): Required<Place> {
  const quote = keyPlain ? 0 : 1;
  return { keyStart: keyStart + quote, keyEnd: keyEnd - quote, valueStart: start, valueEnd: end };
}

/** The property that a cursor stands at; key and value are given as the engine takes them. */
export function propertyAt(cursor: Cursor, key: string, value: string): Property {
  const quote = cursor.keyPlain ? 0 : 1;
  const keyStart = cursor.keyStart + quote;
  const keyEnd = cursor.keyEnd - quote;
  const { start: valueStart, end: valueEnd } = cursor;
  if (keyEnd - keyStart === key.length && valueEnd - valueStart === value.length) return { key, value, keyStart, valueStart };
  return { key, value, keyStart, keyEnd, valueStart, valueEnd };
}

/** A property of a key and a value that do not stand together. */
export function propertyOf(key: Scalar, value: Span, name: string, text: string): Property {
  const quote = key.plain ? 0 : 1;
  const { start, end } = key;
  return { key: name, value: text, keyStart: start + quote, keyEnd: end - quote, valueStart: value.start, valueEnd: value.end };
}

/** Comment lines for where nothing stands above that a blank line could keep apart. */
export function withoutBlankStart(lines: string[] | undefined): string[] | undefined {
  if (lines?.[0] !== '') return lines;
  return lines.length > 1 ? lines.slice(1) : undefined;
}
