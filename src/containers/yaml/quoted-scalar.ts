import type { PlacedText } from './host-scalar.js';

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

const lengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads a text between double quotes and keeps where each character stands. `start`: of the first quote in the file. */
export function readDoubleQuoted(written: string, start: number): PlacedText {
  const reader = new QuotedReader(written, start);
  for (let at = 1; at < written.length - 1; ) {
    const character = written.charAt(at);
    if (character === '\\') at = reader.escape(at);
    else if (character === '\n' || (character === '\r' && written.charAt(at + 1) === '\n')) at = reader.fold(at);
    else reader.add(character, at++);
  }
  return reader.placed();
}

/** The same of one between single quotes. */
export function readSingleQuoted(written: string, start: number): PlacedText {
  const reader = new QuotedReader(written, start);
  for (let at = 1; at < written.length - 1; ) {
    const character = written.charAt(at);
    if (character === '\n' || (character === '\r' && written.charAt(at + 1) === '\n')) at = reader.fold(at);
    else {
      reader.add(character, at);
      at += character === "'" ? 2 : 1;
    }
  }
  return reader.placed();
}

class QuotedReader {
  private text = '';
  private readonly offsets: number[] = [];
  /** Blanks before a line end count only if they are escaped. */
  private kept = 0;

  constructor(
    private readonly written: string,
    private readonly start: number,
  ) {}

  add(text: string, at: number): void {
    for (const unit of text.split('')) {
      this.text += unit;
      this.offsets.push(this.start + at);
    }
  }

  escape(at: number): number {
    const letter = this.written.charAt(at + 1);
    const digits = lengths[letter];
    if (digits !== undefined) {
      const code = Number.parseInt(this.written.slice(at + 2, at + 2 + digits), 16);
      this.add(String.fromCodePoint(code), at);
      this.kept = this.text.length;
      return at + 2 + digits;
    }
    const [blank] = /^\r?\n(?:[ \t]*\r?\n)*[ \t]*/.exec(this.written.slice(at + 1)) ?? [];
    if (blank !== undefined) {
      const more = (blank.match(/\n/g) ?? []).length - 1;
      this.add('\n'.repeat(more), at);
      this.kept = this.text.length;
      return at + 1 + blank.length;
    }
    this.add(escapes[letter] ?? letter, at);
    this.kept = this.text.length;
    return at + 2;
  }

  /** A line end is a space, and those behind it are themselves. */
  fold(at: number): number {
    let end = this.text.length;
    while (end > this.kept && /[ \t]/.test(this.text.charAt(end - 1))) end--;
    this.text = this.text.slice(0, end);
    this.offsets.length = end;
    const [blank] = /^\r?\n(?:[ \t]*\r?\n)*[ \t]*/.exec(this.written.slice(at)) ?? [''];
    const more = (blank.match(/\n/g) ?? []).length - 1;
    this.add(more === 0 ? ' ' : '\n'.repeat(more), at);
    this.kept = this.text.length;
    return at + blank.length;
  }

  placed(): PlacedText {
    return { text: this.text, offsets: this.offsets, start: this.start };
  }
}
