import { type Comment, type Cursor, CursorFields } from '../document/cursor.js';
import { checkStart, endOfFlowText, endOfQuoted, isQuote, literalBlock, outsidePlain, unquoted } from './plain-scalars.js';

// Tabs, control characters, line separators, byte order marks: rare, and read differently by different readers.
const unusual = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd]/;

const space = 0x20;
const hash = 0x23;
const comma = 0x2c;
const dash = 0x2d;
const colonSign = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const bar = 0x7c;
const closeBrace = 0x7d;

const deepest = 50;
const longestKey = 1000;

/** A list or a map that is open. */
interface Level {
  readonly isList: boolean;
  /** Of a flow one, the column of the block that it is in. */
  readonly column: number;
  readonly isFlow: boolean;
}

/**
 * Goes through the plain part of YAML that configuration files are made of: block maps and lists, flow ones of one line, scalars
 * of one line and literal blocks, comments, documents apart by `---`. Whatever lies outside (anchors, tags, folded texts, …)
 * throws `outsidePlain`, at once or when it comes to it: the package `yaml` reads such a text, and reads alike what this does,
 * which a test proves. It exists because it takes a twentieth of the time, and no memory for a tree.
 */
export class PlainCursor extends CursorFields implements Cursor {
  apart = false;
  readonly comments: Comment[] = [];

  private readonly source: string;
  private readonly levels: Level[] = [];
  /** Whether it stands at a list or a map that was not opened. */
  private isClosed = false;
  /** Where it is in flow style. */
  private at = 0;
  /** Whether it stands at, or is in, a list or a map in flow style. */
  private isFlow = false;
  /** Whether nothing was read yet of a flow list or map. */
  private isFirst = false;
  private isBegun = false;
  /** The current line: its end and its content. At the end of a document `content` is -1. */
  private lineEnd = -1;
  private content = 0;
  /** The column of the content. Behind the dash of a list item that is the item's own column. */
  private column = 0;
  /** Whether the current line is `---`, which ends a document and begins another. */
  private atSeparator = false;
  /** Whether the line above the current one is blank. */
  private isLineApart = false;

  constructor(text: string) {
    super();
    if (unusual.test(text)) throw outsidePlain;
    this.source = text;
  }

  nextDocument(): boolean {
    if (this.isBegun) {
      this.passOver();
      if (this.content !== -1) throw outsidePlain;
    } else {
      this.isBegun = true;
      this.nextLine();
    }
    if (this.content === -1 && !this.atSeparator) return false;
    if (this.atSeparator) {
      this.nextLine();
      // An empty document, which the engine refuses (Y-6).
      if (this.content === -1) throw outsidePlain;
    }
    this.beginBlock();
    return true;
  }

  open(): void {
    if (this.levels.length === deepest) throw outsidePlain;
    this.isClosed = false;
    this.isFirst = true;
    const { isFlow } = this;
    const column = isFlow ? (this.levels[this.levels.length - 1] as Level).column : this.column;
    this.levels.push({ isList: this.type === 'list', column, isFlow });
  }

  next(): boolean {
    this.passOver();
    const { isList, column, isFlow } = this.levels[this.levels.length - 1] as Level;
    if (isFlow) return this.nextInFlow(isList);
    if (this.column === column && this.atDash() === isList) {
      if (isList) this.readItem();
      else this.readEntry();
      return true;
    }
    if (this.column > column || (this.column === column && !isList && this.content !== -1)) throw outsidePlain;
    this.levels.pop();
    return false;
  }

  private passOver(): void {
    if (!this.isClosed) return;
    this.open();
    while (this.next());
  }

  /** Goes to the next line that holds more than spaces and comments. */
  private nextLine(): void {
    const { source } = this;
    this.atSeparator = false;
    this.isLineApart = false;
    for (;;) {
      const start = this.lineEnd + 1;
      if (start >= source.length) {
        this.endDocument();
        return;
      }
      const lineFeed = source.indexOf('\n', start);
      this.lineEnd = lineFeed === -1 ? source.length : lineFeed;
      let at = start;
      while (source.charCodeAt(at) === 0x20) at++;
      if (at >= this.lineEnd) {
        this.isLineApart = true;
        continue;
      }
      if (source.charCodeAt(at) === 0x23) {
        this.addComment(at);
        continue;
      }
      this.content = at;
      this.column = at - start;
      if (this.column === 0 && source.startsWith('...', at)) throw outsidePlain;
      if (this.column === 0 && source.startsWith('---', at)) {
        if (source.slice(at + 3, this.lineEnd).trim() !== '') throw outsidePlain;
        this.atSeparator = true;
        this.endDocument();
      }
      return;
    }
  }

  private endDocument(): void {
    this.content = -1;
    this.column = -1;
  }

  private addComment(start: number): void {
    // Known already, if it stands behind the last text of a list in brackets.
    if (this.comments.at(-1)?.start === start) return;
    this.comments.push({ text: this.source.slice(start, this.lineEnd).trimEnd(), start });
  }

  /** The block that begins at the current content. */
  private beginBlock(): void {
    const isList = this.atDash();
    if (!isList && this.endOfKey(this.content) === -1) throw outsidePlain;
    this.beginCollection(isList, this.content);
  }

  private beginCollection(isList: boolean, start: number): void {
    this.type = isList ? 'list' : 'map';
    this.start = start;
    this.end = start + 1;
    this.isClosed = true;
  }

  private atDash(): boolean {
    if (this.source.charCodeAt(this.content) !== dash) return false;
    const next = this.content + 1;
    return next >= this.lineEnd || this.source.charCodeAt(next) === space;
  }

  private readItem(): void {
    const { column, content } = this;
    const at = this.skipSpaces(content + 1);
    if (at >= this.lineEnd || this.isComment(at)) {
      if (at < this.lineEnd) this.addComment(at);
      this.nextLine();
      if (this.column > column) this.beginBlock();
      else this.beEmpty(content + 1);
      return;
    }
    this.content = at;
    this.column = column + at - content;
    if (this.atDash() || (!this.isOpening(at) && this.endOfKey(at) !== -1)) this.beginBlock();
    else this.readValue(at, column);
  }

  private readEntry(): void {
    const { column, content } = this;
    const colon = this.endOfKey(content);
    if (colon === -1 || colon - content > longestKey) throw outsidePlain;
    this.readScalar(content, colon);
    this.takeKey();
    this.apart = this.isLineApart;
    const at = this.skipSpaces(colon + 1);
    if (at < this.lineEnd && !this.isComment(at)) {
      this.readValue(at, column);
      return;
    }
    if (at < this.lineEnd) this.addComment(at);
    this.nextLine();
    // A list may stand at the column of its key.
    if (this.column > column || (this.column === column && this.atDash())) this.beginBlock();
    else this.beEmpty(colon + 1);
  }

  /** The scalar that was read is a key. */
  private takeKey(): void {
    this.keyText = this.text;
    this.keyPlain = this.plain;
    this.keyStart = this.start;
    this.keyEnd = this.end;
  }

  private beEmpty(offset: number): void {
    this.type = 'scalar';
    this.text = '';
    this.plain = true;
    this.start = offset;
    this.end = offset;
  }

  /** The colon that ends the key beginning at `at`, -1 if the line holds none. */
  private endOfKey(at: number): number {
    const { source, lineEnd } = this;
    if (isQuote(source.charCodeAt(at))) {
      const end = this.skipSpaces(endOfQuoted(source, at, lineEnd));
      return end < lineEnd && source.charCodeAt(end) === colonSign ? this.colonAt(end) : -1;
    }
    for (let i = at; i < lineEnd; i++) {
      const code = source.charCodeAt(i);
      if (code === colonSign && (i + 1 >= lineEnd || source.charCodeAt(i + 1) === space)) return i;
      if (code === hash && source.charCodeAt(i - 1) === space) return -1;
    }
    return -1;
  }

  private colonAt(at: number): number {
    const behind = at + 1;
    if (behind < this.lineEnd && this.source.charCodeAt(behind) !== space) throw outsidePlain;
    return at;
  }

  /** A `#` begins a comment only behind a space. The places looked at here are behind one, or begin a line. */
  private isComment(at: number): boolean {
    return this.source.charCodeAt(at) === hash;
  }

  /** Whether a list or a map in flow style begins there. */
  private isOpening(at: number): boolean {
    const code = this.source.charCodeAt(at);
    return code === openBracket || code === openBrace;
  }

  /** A value that begins on the line of its key or dash, which stands at `column`. */
  private readValue(at: number, column: number): void {
    if (this.source.charCodeAt(at) === bar) this.readLiteral(at, column);
    else if (this.isOpening(at)) this.beginFlow(at);
    else this.readScalarLine(at, column);
  }

  private readLiteral(at: number, column: number): void {
    const { source } = this;
    const { text, lineEnd } = literalBlock(source, source.slice(at, this.lineEnd), this.lineEnd, column);
    this.type = 'scalar';
    this.text = text;
    this.plain = false;
    this.start = at;
    this.end = Math.min(lineEnd + 1, source.length);
    this.lineEnd = lineEnd;
    this.nextLine();
  }

  /** A scalar that fills the rest of its line, up to a comment. */
  private readScalarLine(at: number, column: number): void {
    const isQuoted = isQuote(this.source.charCodeAt(at));
    const end = isQuoted ? endOfQuoted(this.source, at, this.lineEnd) : this.startOfComment(at);
    this.readScalar(at, end);
    this.endLine(end, column);
  }

  /** Ends a line behind a value up to `end`: a comment may follow. A deeper line below would go on with the value. */
  private endLine(end: number, column: number): void {
    const at = this.skipSpaces(end);
    if (at < this.lineEnd) {
      if (!this.isComment(at) || this.source.charCodeAt(at - 1) !== space) throw outsidePlain;
      this.addComment(at);
    }
    this.nextLine();
    if (this.column > column) throw outsidePlain;
  }

  /** The `#` of a comment in the rest of the line, or its end; a `: ` on the way would make a map of it. */
  private startOfComment(at: number): number {
    const { source, lineEnd } = this;
    for (let i = at; i < lineEnd; i++) {
      const code = source.charCodeAt(i);
      if (code === colonSign && (i + 1 >= lineEnd || source.charCodeAt(i + 1) === space)) throw outsidePlain;
      if (code === hash && source.charCodeAt(i - 1) === space) return i;
    }
    return lineEnd;
  }

  /** The scalar between two offsets, without spaces at its end. */
  private readScalar(start: number, limit: number): void {
    const { source } = this;
    let end = limit;
    while (end > start && source.charCodeAt(end - 1) === space) end--;
    const isQuoted = isQuote(source.charCodeAt(start));
    if (!isQuoted) checkStart(source, start, end);
    this.type = 'scalar';
    this.text = isQuoted ? unquoted(source, start, end) : source.slice(start, end);
    this.plain = !isQuoted;
    this.start = start;
    this.end = end;
  }

  private beginFlow(at: number): void {
    this.beginCollection(this.source.charCodeAt(at) === openBracket, at);
    this.isFlow = true;
    this.at = at + 1;
  }

  private nextInFlow(isList: boolean): boolean {
    const { source } = this;
    let at = this.skipSpaces(this.at);
    const code = source.charCodeAt(at);
    if (code === (isList ? closeBracket : closeBrace)) {
      this.closeFlow(at + 1);
      return false;
    }
    if (!this.isFirst) {
      if (code !== comma) throw outsidePlain;
      at = this.skipSpaces(at + 1);
    }
    this.isFirst = false;
    if (!isList) {
      const colon = this.skipSpaces(this.readFlowScalar(at));
      if (source.charCodeAt(colon) !== colonSign || source.charCodeAt(colon + 1) !== space) throw outsidePlain;
      if (colon - at > longestKey) throw outsidePlain;
      this.takeKey();
      at = this.skipSpaces(colon + 1);
    }
    this.apart = false;
    if (this.isOpening(at)) this.beginFlow(at);
    else this.readFlowValue(at);
    return true;
  }

  /** A comment behind the brackets that follow a text belongs to it: whoever reads the text finds the comment there. */
  private readFlowValue(start: number): void {
    this.at = this.readFlowScalar(start);
    let { at } = this;
    while (at < this.lineEnd && ' ]}'.includes(this.source.charAt(at))) at++;
    if (this.isComment(at) && this.source.charCodeAt(at - 1) === space) this.addComment(at);
  }

  private closeFlow(end: number): void {
    const { column } = this.levels.pop() as Level;
    this.at = end;
    this.isFirst = false;
    this.isFlow = this.levels[this.levels.length - 1]?.isFlow ?? false;
    if (!this.isFlow) this.endLine(end, column);
  }

  /** Gives the offset behind it. */
  private readFlowScalar(at: number): number {
    const { source, lineEnd } = this;
    const end = isQuote(source.charCodeAt(at)) ? endOfQuoted(source, at, lineEnd) : endOfFlowText(source, at, lineEnd);
    this.readScalar(at, end);
    return end;
  }

  private skipSpaces(from: number): number {
    let at = from;
    while (at < this.lineEnd && this.source.charCodeAt(at) === space) at++;
    return at;
  }
}
