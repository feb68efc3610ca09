import { define } from '../../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { notWellFormedText } from '../diagnostics.js';
import { type Cursor, CursorFields, deepestLevel } from '../document/cursor.js';
import { nestedTooDeep } from '../document/diagnostics.js';

export const jsonSyntax = define({
  code: 'FLB151',
  name: 'json-syntax',
  severity: 'error',
  facts: ['Y-11'],
  why: 'The text breaks a rule of JSON.',
  example: { json: '{"upstream_servers": [{"name": "u",}]}\n' },
  says: ({ expected }: { expected: string }) => ({ text: `not valid JSON: ${expected} expected here` }),
});

/** Thrown at the first error. */
export class JsonError {
  constructor(readonly diagnostic: Diagnostic) {}
}

const bareWord = /[-+.\w]+/y;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const escapes: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const openBrace = 0x7b;
const closeBracket = 0x5d;
const closeBrace = 0x7d;

/**
 * Goes through strict JSON. `JSON.parse` cannot serve: it loses repeated keys, the order of keys that look like numbers, the
 * text of numbers and every position. The first error ends it, as a JsonError: what follows one in JSON is guesswork.
 */
export class JsonCursor extends CursorFields implements Cursor {
  override readonly keyPlain = false;
  readonly apart = true;
  readonly comments = [];

  private at = 0;
  /** The brackets that will close what is open. */
  private readonly levels: number[] = [];
  /** Whether nothing was read yet of the whole, or of what was opened last. */
  private isFirst = true;
  /** Whether it stands at a list or a map that was not opened. */
  private isClosed = false;

  constructor(private readonly source: string) {
    super();
  }

  nextDocument(): boolean {
    if (this.isFirst) {
      this.isFirst = false;
      this.readValue();
      return true;
    }
    this.passOver();
    this.skipBlanks();
    if (this.at < this.source.length) this.stop('the end of the text');
    return false;
  }

  open(): void {
    if (this.levels.length === deepestLevel) {
      throw new JsonError(diagnostic(nestedTooDeep, { start: this.at, end: this.at + 1 }, { levels: deepestLevel }));
    }
    this.levels.push(this.type === 'map' ? closeBrace : closeBracket);
    this.at++;
    this.isFirst = true;
    this.isClosed = false;
  }

  next(): boolean {
    this.passOver();
    const close = this.levels[this.levels.length - 1];
    this.skipBlanks();
    const code = this.source.charCodeAt(this.at);
    if (code === close) {
      this.at++;
      this.levels.pop();
      this.isFirst = false;
      return false;
    }
    if (this.isFirst) {
      this.isFirst = false;
    } else {
      if (code !== comma) this.stop(close === closeBrace ? "',' or '}'" : "',' or ']'");
      this.at++;
      this.skipBlanks();
    }
    if (close === closeBrace) this.readKey();
    this.readValue();
    return true;
  }

  private passOver(): void {
    if (!this.isClosed) return;
    this.open();
    while (this.next());
  }

  private readKey(): void {
    const { source, at } = this;
    if (source.charCodeAt(at) !== quote) this.stop('a key in double quotes');
    this.keyText = this.readString();
    this.keyStart = at;
    this.keyEnd = this.at;
    this.skipBlanks();
    if (source.charCodeAt(this.at) !== colon) this.stop("':'");
    this.at++;
  }

  private readValue(): void {
    this.skipBlanks();
    this.start = this.at;
    const code = this.source.charCodeAt(this.at);
    if (code === quote) this.beScalar(this.readString(), false);
    else if (code === openBrace) this.beCollection('map');
    else if (code === openBracket) this.beCollection('list');
    else this.beScalar(this.readWord(), true);
  }

  private beScalar(text: string, plain: boolean): void {
    this.type = 'scalar';
    this.text = text;
    this.plain = plain;
    this.end = this.at;
  }

  private beCollection(type: 'list' | 'map'): void {
    this.type = type;
    this.end = this.at + 1;
    this.isClosed = true;
  }

  private readWord(): string {
    bareWord.lastIndex = this.at;
    const text = bareWord.exec(this.source)?.[0] ?? '';
    if (!number.test(text) && text !== 'true' && text !== 'false' && text !== 'null') this.stop('a value');
    this.at += text.length;
    return text;
  }

  private readString(): string {
    const { source } = this;
    const start = this.at;
    let text = '';
    let from = start + 1;
    let at = from;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code === quote) break;
      if (code === backslash) {
        this.at = at;
        text += source.slice(from, at) + this.readEscape();
        at = this.at;
        from = at;
      } else if (code >= 0x20) {
        at++;
      } else {
        this.at = at;
        this.stop(at < source.length ? 'an escape such as \\n in place of a control character' : "'\"'");
      }
    }
    text = text === '' ? source.slice(from, at) : text + source.slice(from, at);
    this.at = at + 1;
    if (!text.isWellFormed()) throw new JsonError(diagnostic(notWellFormedText, { start, end: this.at }, {}));
    return text;
  }

  private readEscape(): string {
    const letter = this.source.charAt(this.at + 1);
    const simple = escapes[letter];
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    const digits = this.source.slice(this.at + 2, this.at + 6);
    if (letter !== 'u' || !/^[\da-fA-F]{4}$/.test(digits)) this.stop('an escape that JSON knows');
    this.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private skipBlanks(): void {
    const { source } = this;
    let { at } = this;
    for (let code = source.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; )
      code = source.charCodeAt(++at);
    this.at = at;
  }

  private stop(expected: string): never {
    const end = Math.min(this.at + 1, this.source.length);
    throw new JsonError(diagnostic(jsonSyntax, { start: this.at, end }, { expected }));
  }
}
