import { beginsWild, code, hexOf, isBlank, isDigit, isLetter, isQuote, isTextMark, isWord, Kind, kinds, Wild } from './characters.js';
import type { CodeList } from './code-list.js';

export interface Text {
  readonly bytes: Uint8Array;
  /** Whether `\` stands between directories, not before a character that means itself. */
  readonly isWindows: boolean;
}

/** A line, and those that it goes on in. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

/** Whether a line that ends before `end` goes on in the next: in a shell, a unit and a Dockerfile, in PowerShell, in cmd. */
export function goesOn(bytes: Uint8Array, start: number, end: number): boolean {
  return end > start && isJoiner(bytes[bytes[end - 1] === code.return ? end - 2 : end - 1]);
}

function isJoiner(byte: number | undefined): boolean {
  return byte === code.backslash || byte === code.backtick || byte === code.caret;
}

/** Whether a line is a comment of a kind that is skipped where it stands among lines that are joined. */
export function isComment(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  return bytes[at] === code.hash || bytes[at] === code.semicolon;
}

/**
 * Decodes a line and those that it goes on in. Comments among them are left out and
 * returned. The place of each code is its line in the file.
 */
export function decodeLine({ bytes, isWindows }: Text, { start, end, number }: Part, line: CodeList): Part[] {
  const comments: Part[] = [];
  line.length = 0;
  let current = number;
  let isQuoted = false;
  for (let at = start; at < end; ) {
    const byte = bytes[at] as number;
    if (isPlain[byte] === 1 && !(byte === code.dot && (isBlank(bytes[at - 1]) || startsText(bytes, at + 1)))) {
      line.push(byte, current);
      at++;
      continue;
    }
    const breakAt = isJoiner(byte) ? lineBreakAt(bytes, at + 1, end) : -1;
    if (breakAt >= 0) {
      at = breakAt + 1;
      current++;
      while (at < end && isComment(bytes, at, end)) {
        const commentEnd = bytes.indexOf(code.newline, at);
        if (commentEnd < 0 || commentEnd >= end) break;
        comments.push({ start: at, end: commentEnd, number: current++ });
        at = commentEnd + 1;
      }
      // Within double quotes YAML drops the spaces that the next line starts with.
      if (isQuoted) while (at < end && isBlank(bytes[at])) at++;
    } else if (byte === code.backslash) {
      at = decodeEscape(bytes, at, end, current, isWindows, line);
    } else if (byte === code.percent) {
      at = decodePercent(bytes, at, current, line);
    } else if (isTextMark(byte)) {
      if (byte === code.doubleQuote) isQuoted = !isQuoted;
      at = decodeQuote(bytes, at, end, current, line);
    } else if (isOperator(byte)) {
      at = decodeConcatenation(bytes, at, end, current, line);
    } else {
      line.push(readable(byte), current);
      at++;
    }
  }
  return comments;
}

/** Whether a byte, by its number, is copied as it is: 1 or 0. */
const isPlain = Uint8Array.from(kinds, (kind, byte) => Number(kind <= Kind.dot || byte === code.space || byte === code.slash));

/** Where a line ends if nothing stands before its end; -1 otherwise. */
function lineBreakAt(bytes: Uint8Array, at: number, end: number): number {
  const breakAt = bytes[at] === code.return ? at + 1 : at;
  return breakAt < end && bytes[breakAt] === code.newline ? breakAt : -1;
}

/**
 * `\x2d`, `\u002d`, `\u{2d}`, `\U0000002d`, `\055`, `\n`, or a character that stands for itself. Several backslashes count as one:
 * a text may be escaped twice. Before another letter a backslash stays: Windows puts it between directories.
 */
function decodeEscape(bytes: Uint8Array, from: number, end: number, number: number, isWindows: boolean, line: CodeList): number {
  let at = from + 1;
  while (at < end && bytes[at] === code.backslash && lineBreakAt(bytes, at + 1, end) < 0) at++;
  const next = at < end ? (bytes[at] as number) : code.space;
  const [value, valueEnd] = numberAt(bytes, at);
  if (value !== undefined) {
    const isByte = isDigit(next) || (bytes[at] === letterX && bytes[at + 1] !== code.openBrace);
    for (const byte of isByte ? [readable(value & 0xff)] : encodeCharacter(value)) line.push(byte, number);
    return valueEnd;
  }
  if (at === from + 1 && !isWindows && controls.includes(next)) {
    line.push(code.space, number);
    return at + 1;
  }
  if (opensWild.includes(next) && (isWindows || at > from + 1)) {
    line.push(code.backslash, number);
    return at;
  }
  if (isWord(next) && next !== code.dot && next !== code.dash && next !== code.underscore) line.push(code.backslash, number);
  else if (!isQuote(next) && next !== code.newline && at < end) {
    line.push(readable(next), number);
    return at + 1;
  }
  return at;
}

/** What a variable or a pattern starts with: behind the `\` between directories, or of a text that is escaped itself. */
const opensWild: readonly number[] = [code.star, code.question, code.dollar, code.percent, code.openBracket, code.openBrace];

/** n, t, r, f, v, b, a, e: line ends and the like in most languages. */
const controls = Array.from('ntrfvbae', (letter) => letter.charCodeAt(0));

const letterX = 120;

const digitsAfter: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The number of the character that is escaped, and where it ends. */
function numberAt(bytes: Uint8Array, at: number): [value: number | undefined, end: number] {
  if (isDigit(bytes[at])) {
    const [value, end] = digitsAt(bytes, at, 3, 8);
    // A shell has a zero more: \0055. Three digits are a control character then.
    return value !== undefined && value < code.space && bytes[at] === code.zero ? digitsAt(bytes, at, 4, 8) : [value, end];
  }
  const count = digitsAfter[String.fromCharCode(bytes[at] as number)];
  if (count === undefined) return [undefined, at];
  if (bytes[at + 1] !== code.openBrace) return digitsAt(bytes, at + 1, count, 16);
  const close = bytes.subarray(at + 2, at + 11).indexOf(code.closeBrace);
  if (close < 1) return [undefined, at];
  const [value] = digitsAt(bytes, at + 2, close, 16);
  return [value, at + close + 3];
}

function digitsAt(bytes: Uint8Array, from: number, count: number, base: number): [value: number | undefined, end: number] {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = hexOf(bytes[at]);
    if (digit === undefined || digit >= base) return [undefined, from];
    value = value * base + digit;
  }
  return [value <= 0x10ffff ? value : undefined, from + count];
}

const encoder = new TextEncoder();

/** A byte of a text in a decoded line, where control characters have a meaning of their own. */
function readable(byte: number): number {
  return byte < code.tab ? code.space : byte;
}

function encodeCharacter(value: number): Iterable<number> {
  return value < 0x80 ? [readable(value)] : encoder.encode(String.fromCodePoint(value));
}

/** `%2D` in a URL: what needs no such escape stays, it may be a variable. */
function decodePercent(bytes: Uint8Array, at: number, number: number, line: CodeList): number {
  const [high, low] = [hexOf(bytes[at + 1]), hexOf(bytes[at + 2])];
  const value = high === undefined || low === undefined ? 0 : high * 16 + low;
  const isEncoded = value >= 0x20 && value < 0x7f && !isLetter(value) && !isDigit(value);
  line.push(isEncoded ? value : code.percent, number);
  return isEncoded ? at + 3 : at + 1;
}

/** What joins texts: `+`, `~` of Jinja, `.` of PHP, `..` of Lua. */
function isOperator(byte: number | undefined): boolean {
  return byte === code.plus || byte === code.tilde || byte === code.dot;
}

/** Whether a quote ends a text that is a path, or a part of one: in `return"*.conf"` it begins one. */
function endsPath(bytes: Uint8Array, at: number): boolean {
  let start = at - 1;
  while (isInPath(bytes[start])) start--;
  return start < at - 1 && bytes[start] === bytes[at];
}

function isInPath(byte: number | undefined): boolean {
  return isWord(byte) || byte === code.slash || byte === code.dollar || byte === code.openBrace || byte === code.closeBrace;
}

/** Whether a text begins at a place, that is a quote and something in it, without a blank before it: `$n.'.conf'`. */
function startsText(bytes: Uint8Array, at: number): boolean {
  return isTextMark(bytes[at]) && isWord(bytes[at + 1]);
}

/** `'parsers' ~ '.conf'`, `par'sers.conf'` and `'parsers' '.conf'` are one text; in `'parsers' ~ x` a variable follows. */
function decodeQuote(bytes: Uint8Array, from: number, end: number, number: number, line: CodeList): number {
  const operator = skipBlanks(bytes, from + 1, end);
  let at = operator;
  while (at < end && at < operator + 2 && isOperator(bytes[at])) at++;
  const isJoined = at > operator && isWord(bytes[from - 1]);
  const next = skipBlanks(bytes, at, end);
  if (isJoined && next < end && isTextMark(bytes[next])) return next + 1;
  if (isBesideText(bytes, from, next)) return next + 1;
  if (isQuote(bytes[from]) && isWithinWord(bytes, from)) return isQuote(bytes[from + 1]) ? from + 2 : from + 1;
  // In a shell, a word goes on behind a quote: "parsers".conf
  if (isJoined && bytes[from + 1] === code.dot) return from + 1;
  if (beginsWild(bytes[from + 1]) && endsPath(bytes, from)) return from + 1;
  if (isJoined && bytes[operator] !== code.dot) {
    line.push(Wild.variable, number);
    line.push(code.space, number);
    return at;
  }
  line.push(bytes[from] as number, number);
  return from + 1;
}

/** In `x + '.conf'` a variable stands before the text. */
function decodeConcatenation(bytes: Uint8Array, at: number, end: number, number: number, line: CodeList): number {
  const next = skipBlanks(bytes, bytes[at + 1] === code.dot ? at + 2 : at + 1, end);
  if (next >= end || !isTextMark(bytes[next])) {
    line.push(bytes[at] as number, number);
    return at + 1;
  }
  line.push(code.space, number);
  line.push(Wild.variable, number);
  return next + 1;
}

/** Whether a word goes on behind a quote: `flu"ent"-bit`, `"$d/x"'.conf'`. One letter before it says of which kind a text is: `r"x"`. */
function isWithinWord(bytes: Uint8Array, at: number): boolean {
  const next = isQuote(bytes[at + 1]) ? bytes[at + 2] : bytes[at + 1];
  const isPrefixed = isLetter(bytes[at - 1]) && !isWord(bytes[at - 2]) && !isQuote(bytes[at - 2]);
  return isWord(bytes[at - 1]) && isWord(next) && !isPrefixed && (endsPath(bytes, at) || !beginsPattern(bytes, at));
}

/** Whether a quote begins a pattern, or a text with a variable, which may stand right behind a word: `return"x-*.conf"`. */
function beginsPattern(bytes: Uint8Array, from: number): boolean {
  const ends = [bytes[from], code.newline, undefined];
  for (let at = from + 1; !ends.includes(bytes[at]) && !isBlank(bytes[at]); at++) {
    if (opensWild.includes(bytes[at] as number)) return true;
  }
  return false;
}

/** Whether a text ends at a place, and another one stands behind it that goes on like the end of a name: `"parsers" ".conf"`. */
function isBesideText(bytes: Uint8Array, at: number, next: number): boolean {
  return isWord(bytes[at - 1]) && next > at + 1 && isQuote(bytes[next]) && bytes[next + 1] === code.dot && isLetter(bytes[next + 2]);
}

function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}
