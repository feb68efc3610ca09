import type { Comment, Cursor } from '../document/cursor.js';

/** Thrown at whatever lies outside of the plain part of YAML. */
export const outsidePlain = Symbol('outside of plain YAML');

// Tabs, control characters, line separators, byte order marks: rare, and read differently by different readers.
const unusual = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd]/;

const deepest = 50;
const longestKey = 1000;

/** A list or a map that is open. */
interface Level {
  readonly isList: boolean;
  readonly column: number;
}

/**
 * Goes through the plain part of YAML that configuration files are made of: block maps and lists, scalars of one line, comments,
 * documents apart by `---`. Whatever lies outside (anchors, tags, texts of several lines, …) throws `outsidePlain`, at once or
 * when it comes to it: the package `yaml` reads such a text, and reads alike what this does, which a test proves. It exists
 * because it takes a twentieth of the time, and no memory for a tree.
 */
export class PlainCursor implements Cursor {
  type: Cursor['type'] = 'scalar';
  start = 0;
  end = 0;
  text = '';
  plain = true;
  keyText = '';
  keyPlain = true;
  keyStart = 0;
  keyEnd = 0;
  apart = false;
  readonly comments: Comment[] = [];

  private readonly source: string;
  private readonly levels: Level[] = [];
  /** Whether it stands at a list or a map that was not opened. */
  private isClosed = false;
  private isBegun = false;
  /** The current line: where it begins, its content and its end. At the end of a document `content` is -1. */
  private lineEnd = -1;
  private content = 0;
  /** The column of the content. Behind the dash of a list item that is the item's own column. */
  private column = 0;
  /** Whether the current line is `---`, which ends a document and begins another. */
  private atSeparator = false;
  /** Whether the line above the current one is blank. */
  private isLineApart = false;

  constructor(text: string) {
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
    this.levels.push({ isList: this.type === 'list', column: this.column });
  }

  next(): boolean {
    this.passOver();
    const { isList, column } = this.levels[this.levels.length - 1] as Level;
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
    this.comments.push({ text: this.source.slice(start, this.lineEnd).trimEnd(), start });
  }

  /** The block that begins at the current content. */
  private beginBlock(): void {
    const isList = this.atDash();
    if (!isList && this.endOfKey(this.content) === -1) throw outsidePlain;
    this.type = isList ? 'list' : 'map';
    this.start = this.content;
    this.end = this.content + 1;
    this.isClosed = true;
  }

  private atDash(): boolean {
    if (this.source.charCodeAt(this.content) !== 0x2d) return false;
    const next = this.content + 1;
    return next >= this.lineEnd || this.source.charCodeAt(next) === 0x20;
  }

  private readItem(): void {
    const { column, source } = this;
    const dash = this.content;
    let at = dash + 1;
    while (at < this.lineEnd && source.charCodeAt(at) === 0x20) at++;
    if (at >= this.lineEnd || this.isComment(at)) {
      if (at < this.lineEnd) this.addComment(at);
      this.nextLine();
      if (this.column > column) this.beginBlock();
      else this.beEmpty(dash + 1);
      return;
    }
    this.content = at;
    this.column = column + at - dash;
    if (this.atDash() || this.endOfKey(at) !== -1) this.beginBlock();
    else this.readScalarLine(at, column);
  }

  private readEntry(): void {
    const { column, content, source } = this;
    const colon = this.endOfKey(content);
    if (colon === -1 || colon - content > longestKey) throw outsidePlain;
    this.readScalar(content, colon);
    this.keyText = this.text;
    this.keyPlain = this.plain;
    this.keyStart = content;
    this.keyEnd = this.end;
    this.apart = this.isLineApart;
    let at = colon + 1;
    while (at < this.lineEnd && source.charCodeAt(at) === 0x20) at++;
    if (at < this.lineEnd && !this.isComment(at)) {
      this.readScalarLine(at, column);
      return;
    }
    if (at < this.lineEnd) this.addComment(at);
    this.nextLine();
    // A list may stand at the column of its key.
    if (this.column > column || (this.column === column && this.atDash())) this.beginBlock();
    else this.beEmpty(colon + 1);
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
    const first = source.charCodeAt(at);
    if (first === 0x22 || first === 0x27) {
      let end = this.endOfQuoted(at);
      while (end < lineEnd && source.charCodeAt(end) === 0x20) end++;
      return end < lineEnd && source.charCodeAt(end) === 0x3a ? this.colonAt(end) : -1;
    }
    for (let i = at; i < lineEnd; i++) {
      const code = source.charCodeAt(i);
      if (code === 0x3a && (i + 1 >= lineEnd || source.charCodeAt(i + 1) === 0x20)) return i;
      if (code === 0x23 && source.charCodeAt(i - 1) === 0x20) return -1;
    }
    return -1;
  }

  private colonAt(at: number): number {
    const behind = at + 1;
    if (behind < this.lineEnd && this.source.charCodeAt(behind) !== 0x20) throw outsidePlain;
    return at;
  }

  /** A `#` begins a comment only behind a space. The places looked at here are behind one, or begin a line. */
  private isComment(at: number): boolean {
    return this.source.charCodeAt(at) === 0x23;
  }

  /** A scalar that fills the rest of its line, up to a comment. A deeper line after it would go on with it. */
  private readScalarLine(at: number, column: number): void {
    const { source } = this;
    const first = source.charCodeAt(at);
    let end = this.lineEnd;
    if (first === 0x22 || first === 0x27) {
      end = this.endOfQuoted(at);
      let rest = end;
      while (rest < this.lineEnd && source.charCodeAt(rest) === 0x20) rest++;
      if (rest < this.lineEnd) {
        if (rest === end || !this.isComment(rest)) throw outsidePlain;
        this.addComment(rest);
      }
    } else {
      const comment = this.startOfComment(at);
      if (comment !== -1) {
        this.addComment(comment);
        end = comment;
      }
    }
    this.readScalar(at, end);
    this.nextLine();
    if (this.column > column) throw outsidePlain;
  }

  /** The `#` of a comment in the rest of the line; a `: ` on the way would make a map of it. */
  private startOfComment(at: number): number {
    const { source, lineEnd } = this;
    for (let i = at; i < lineEnd; i++) {
      const code = source.charCodeAt(i);
      if (code === 0x3a && (i + 1 >= lineEnd || source.charCodeAt(i + 1) === 0x20)) throw outsidePlain;
      if (code === 0x23 && source.charCodeAt(i - 1) === 0x20) return i;
    }
    return -1;
  }

  /** The scalar between two offsets, without spaces at its end. */
  private readScalar(start: number, limit: number): void {
    const { source } = this;
    let end = limit;
    while (end > start && source.charCodeAt(end - 1) === 0x20) end--;
    this.type = 'scalar';
    this.start = start;
    this.end = end;
    this.plain = false;
    const first = source.charCodeAt(start);
    if (first === 0x27) this.text = unquoteSingle(source.slice(start + 1, end - 1));
    else if (first === 0x22) this.text = unquoteDouble(source.slice(start + 1, end - 1));
    else {
      this.checkStart(first, start, end);
      this.plain = true;
      this.text = source.slice(start, end);
    }
  }

  private checkStart(first: number, start: number, end: number): void {
    if (first === 0x2d || first === 0x3f || first === 0x3a) {
      if (start + 1 >= end || this.source.charCodeAt(start + 1) === 0x20) throw outsidePlain;
    } else if (indicators.has(first)) {
      throw outsidePlain;
    }
  }

  /** The offset behind the closing quote, which must stand on the same line. */
  private endOfQuoted(start: number): number {
    const { source, lineEnd } = this;
    const quote = source.charCodeAt(start);
    for (let at = start + 1; at < lineEnd; at++) {
      const code = source.charCodeAt(at);
      if (code === 0x5c && quote === 0x22) at++;
      else if (code === quote && quote === 0x27 && source.charCodeAt(at + 1) === 0x27) at++;
      else if (code === quote) return at + 1;
    }
    throw outsidePlain;
  }
}

/** What begins something else than a plain text. */
const indicators: ReadonlySet<number> = new Set(Array.from(',[]{}#&*!|>%@`', (character) => character.charCodeAt(0)));

function unquoteSingle(body: string): string {
  return body.includes("'") ? body.replaceAll("''", "'") : body;
}

const simpleEscapes: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unquoteDouble(body: string): string {
  if (!body.includes('\\')) return body;
  let out = '';
  let from = 0;
  for (let at = body.indexOf('\\'); at !== -1; at = body.indexOf('\\', from)) {
    out += body.slice(from, at);
    const letter = body.charAt(at + 1);
    const digits = letter === 'u' ? body.slice(at + 2, at + 6) : letter === 'x' ? body.slice(at + 2, at + 4) : '';
    if (digits !== '') {
      // Surrogates are not characters in YAML (Y-12); the package `yaml` reports what is wrong with them.
      if (!/^(?:[\da-fA-F]{2}){1,2}$/.test(digits) || (letter === 'u' && digits.length < 4) || /^d[89a-f]/i.test(digits))
        throw outsidePlain;
      out += String.fromCharCode(Number.parseInt(digits, 16));
    } else {
      const simple = simpleEscapes[letter];
      if (simple === undefined) throw outsidePlain;
      out += simple;
    }
    from = at + 2 + digits.length;
  }
  return out + body.slice(from);
}
