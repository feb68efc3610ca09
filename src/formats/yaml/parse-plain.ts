import { type Comment, type Documents, drain, type Entry, type Scalar, type Tree } from '../document/tree.js';

/** Thrown at whatever lies outside of the plain part of YAML. */
export const outsidePlain = Symbol('outside of plain YAML');

// Tabs, control characters, line separators, byte order marks: rare, and read differently by different readers.
const unusual = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd]/;

/**
 * Parses the plain part of YAML that configuration files are made of: block maps and lists, scalars of one line, comments,
 * documents apart by `---`. Whatever lies outside (flow style, block scalars, anchors, tags, …) throws `outsidePlain`, at once or
 * when its part is asked for: the package `yaml` reads such a text, and reads alike what this does, which a test proves.
 * It exists because it takes a twentieth of the time, and no memory for the tree.
 */
export function parsePlain(text: string): Documents {
  if (unusual.test(text)) throw outsidePlain;
  return new PlainParser(text).parse();
}

/** Parts that are made as they are asked for, until there is none. A generator does the same in twice the time. */
class Parts<Part> implements IterableIterator<Part, undefined> {
  private isDone = false;

  constructor(private readonly make: () => Part | undefined) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Part, undefined> {
    const value = this.isDone ? undefined : this.make();
    if (value !== undefined) return { done: false, value };
    this.isDone = true;
    return { done: true, value: undefined };
  }
}

const deepest = 50;
const longestKey = 1000;

class PlainParser {
  private readonly comments: Comment[] = [];
  /** The current line: where it begins, its content and its end. At the end of a document `content` is -1. */
  private lineEnd = -1;
  private content = 0;
  /** The column of the content. Behind the dash of a list item that is the item's own column. */
  private column = 0;
  private depth = 0;
  /** Whether the current line is `---`, which ends a document and begins another. */
  private atSeparator = false;

  constructor(private readonly text: string) {}

  parse(): Documents {
    return { roots: this.roots(), comments: this.comments };
  }

  private *roots(): Generator<Tree> {
    this.nextLine();
    while (this.content !== -1 || this.atSeparator) {
      if (this.atSeparator) {
        this.nextLine();
        // An empty document, which the engine refuses (Y-6).
        if (this.content === -1) throw outsidePlain;
      }
      const root = this.block();
      yield root;
      drain(root);
      if (this.content !== -1) throw outsidePlain;
    }
  }

  /** Goes to the next line that holds more than spaces and comments. */
  private nextLine(): void {
    const { text } = this;
    this.atSeparator = false;
    for (;;) {
      const start = this.lineEnd + 1;
      if (start >= text.length) {
        this.endDocument();
        return;
      }
      const lineFeed = text.indexOf('\n', start);
      this.lineEnd = lineFeed === -1 ? text.length : lineFeed;
      let at = start;
      while (text.charCodeAt(at) === 0x20) at++;
      if (at >= this.lineEnd) continue;
      if (text.charCodeAt(at) === 0x23) {
        this.addComment(at);
        continue;
      }
      this.content = at;
      this.column = at - start;
      if (this.column === 0 && text.startsWith('...', at)) throw outsidePlain;
      if (this.column === 0 && text.startsWith('---', at)) {
        if (text.slice(at + 3, this.lineEnd).trim() !== '') throw outsidePlain;
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
    this.comments.push({ text: this.text.slice(start, this.lineEnd).trimEnd(), start });
  }

  /** The block that begins at the current content. */
  private block(): Tree {
    const start = this.content;
    if (this.atDash()) return { type: 'list', items: this.items(this.column), start };
    if (this.endOfKey(start) === -1) throw outsidePlain;
    return { type: 'map', entries: this.entries(this.column), start };
  }

  private atDash(): boolean {
    if (this.text.charCodeAt(this.content) !== 0x2d) return false;
    const next = this.content + 1;
    return next >= this.lineEnd || this.text.charCodeAt(next) === 0x20;
  }

  private items(column: number): Iterable<Tree> {
    let last: Tree | undefined;
    return new Parts(() => {
      if (last === undefined) this.enter();
      else drain(last);
      if (this.column === column && this.atDash()) {
        last = this.item();
        return last;
      }
      if (this.column > column) throw outsidePlain;
      this.depth--;
      return undefined;
    });
  }

  private enter(): void {
    if (++this.depth > deepest) throw outsidePlain;
  }

  private item(): Tree {
    const { column, text } = this;
    const dash = this.content;
    let at = dash + 1;
    while (at < this.lineEnd && text.charCodeAt(at) === 0x20) at++;
    if (at >= this.lineEnd || this.isComment(at)) {
      if (at < this.lineEnd) this.addComment(at);
      this.nextLine();
      return this.column > column ? this.block() : emptyAt(dash + 1);
    }
    this.content = at;
    this.column = column + at - dash;
    if (this.atDash() || this.endOfKey(at) !== -1) return this.block();
    return this.scalarLine(at, column);
  }

  private entries(column: number): Iterable<Entry> {
    let last: Tree | undefined;
    return new Parts(() => {
      if (last === undefined) this.enter();
      else drain(last);
      if (this.column === column && !this.atDash()) {
        const entry = this.entry();
        last = entry.value;
        return entry;
      }
      if (this.column > column || (this.column === column && this.content !== -1)) throw outsidePlain;
      this.depth--;
      return undefined;
    });
  }

  private entry(): Entry {
    const { column, content, text } = this;
    const colon = this.endOfKey(content);
    if (colon === -1 || colon - content > longestKey) throw outsidePlain;
    const key = this.scalar(content, colon);
    let at = colon + 1;
    while (at < this.lineEnd && text.charCodeAt(at) === 0x20) at++;
    if (at < this.lineEnd && !this.isComment(at)) return { key, value: this.scalarLine(at, column) };
    if (at < this.lineEnd) this.addComment(at);
    this.nextLine();
    // A list may stand at the column of its key.
    if (this.column > column) return { key, value: this.block() };
    if (this.column === column && this.atDash()) return { key, value: this.block() };
    return { key, value: emptyAt(colon + 1) };
  }

  /** The colon that ends the key beginning at `at`, -1 if the line holds none. */
  private endOfKey(at: number): number {
    const { text, lineEnd } = this;
    const first = text.charCodeAt(at);
    if (first === 0x22 || first === 0x27) {
      let end = this.endOfQuoted(at);
      while (end < lineEnd && text.charCodeAt(end) === 0x20) end++;
      return end < lineEnd && text.charCodeAt(end) === 0x3a ? this.colonAt(end) : -1;
    }
    for (let i = at; i < lineEnd; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x3a && (i + 1 >= lineEnd || text.charCodeAt(i + 1) === 0x20)) return i;
      if (code === 0x23 && text.charCodeAt(i - 1) === 0x20) return -1;
    }
    return -1;
  }

  private colonAt(at: number): number {
    const behind = at + 1;
    if (behind < this.lineEnd && this.text.charCodeAt(behind) !== 0x20) throw outsidePlain;
    return at;
  }

  /** A `#` begins a comment only behind a space. The places looked at here are behind one, or begin a line. */
  private isComment(at: number): boolean {
    return this.text.charCodeAt(at) === 0x23;
  }

  /** A scalar that fills the rest of its line, up to a comment. A deeper line after it would go on with it. */
  private scalarLine(at: number, column: number): Scalar {
    const { text } = this;
    const first = text.charCodeAt(at);
    let end = this.lineEnd;
    if (first === 0x22 || first === 0x27) {
      end = this.endOfQuoted(at);
      let rest = end;
      while (rest < this.lineEnd && text.charCodeAt(rest) === 0x20) rest++;
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
    const scalar = this.scalar(at, end);
    this.nextLine();
    if (this.column > column) throw outsidePlain;
    return scalar;
  }

  /** The `#` of a comment in the rest of the line; a `: ` on the way would make a map of it. */
  private startOfComment(at: number): number {
    const { text, lineEnd } = this;
    for (let i = at; i < lineEnd; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x3a && (i + 1 >= lineEnd || text.charCodeAt(i + 1) === 0x20)) throw outsidePlain;
      if (code === 0x23 && text.charCodeAt(i - 1) === 0x20) return i;
    }
    return -1;
  }

  /** The scalar between two offsets, without spaces at its end. */
  private scalar(start: number, limit: number): Scalar {
    const { text } = this;
    let end = limit;
    while (end > start && text.charCodeAt(end - 1) === 0x20) end--;
    const first = text.charAt(start);
    if (first === "'") return { type: 'scalar', text: unquoteSingle(text.slice(start + 1, end - 1)), plain: false, start, end };
    if (first === '"') return { type: 'scalar', text: unquoteDouble(text.slice(start + 1, end - 1)), plain: false, start, end };
    if (first === '-' || first === '?' || first === ':') {
      const second = text.charCodeAt(start + 1);
      if (start + 1 >= end || second === 0x20) throw outsidePlain;
    } else if (',[]{}#&*!|>%@`'.includes(first)) {
      throw outsidePlain;
    }
    return { type: 'scalar', text: text.slice(start, end), plain: true, start, end };
  }

  /** The offset behind the closing quote, which must stand on the same line. */
  private endOfQuoted(start: number): number {
    const { text, lineEnd } = this;
    const quote = text.charCodeAt(start);
    for (let at = start + 1; at < lineEnd; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x5c && quote === 0x22) at++;
      else if (code === quote && quote === 0x27 && text.charCodeAt(at + 1) === 0x27) at++;
      else if (code === quote) return at + 1;
    }
    throw outsidePlain;
  }
}

function emptyAt(offset: number): Scalar {
  return { type: 'scalar', text: '', plain: true, start: offset, end: offset };
}

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
