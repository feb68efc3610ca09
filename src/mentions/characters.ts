/** What a character is to the search for names. Names and texts are bytes, in UTF-8. */
export const Kind = {
  /** A letter, a digit, `_` or `-`: beside a name it makes another word. */
  word: 0,
  /** A word goes on after it, but a name may end before it: `x.conf.j2` mentions `x.conf`. */
  dot: 1,
  /** Stands between words. */
  other: 2,
  /** Stands between words and may hide a name: the line is to be decoded, or has variables or patterns. */
  special: 3,
} as const;

/** In a decoded line, some control characters stand for what it leaves open; its own are spaces then. */
export const Wild = {
  /** A variable: any characters. */
  variable: 1,
  /** Any characters of the name of a file. */
  any: 2,
  /** One character. */
  one: 3,
  /** Was a part of one of these, and joins words beside it. */
  joint: 4,
} as const;

export const code = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  exclamation: 33,
  doubleQuote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  quote: 39,
  open: 40,
  close: 41,
  star: 42,
  plus: 43,
  comma: 44,
  dash: 45,
  dot: 46,
  slash: 47,
  zero: 48,
  colon: 58,
  semicolon: 59,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
  at: 64,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  caret: 94,
  underscore: 95,
  backtick: 96,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
  tilde: 126,
} as const;

const special = '\\$*?[]{%~+@<"\'`|!';

/** The kind of each byte. */
export const kinds = Uint8Array.from({ length: 256 }, (_, at) => {
  const character = String.fromCharCode(at);
  if (/[A-Za-z0-9_-]/.test(character)) return Kind.word;
  if (character === '.') return Kind.dot;
  return special.includes(character) ? Kind.special : Kind.other;
});

/** Each byte with small letters for capitals: names count in any case. */
export const folded = Uint8Array.from({ length: 256 }, (_, at) => (at >= 65 && at <= 90 ? at + 32 : at));

export function isWord(at: number | undefined): boolean {
  return at !== undefined && (kinds[at] as number) <= Kind.dot;
}

export function isBlank(at: number | undefined): boolean {
  return at === code.space || at === code.tab || at === code.return;
}

export function isQuote(at: number | undefined): boolean {
  return at === code.quote || at === code.doubleQuote;
}

export function isLetter(at: number | undefined): boolean {
  return at !== undefined && isWord(at) && at > 64 && at !== code.underscore;
}

export function isDigit(at: number | undefined): boolean {
  return at !== undefined && at >= code.zero && at < code.colon;
}

/** What texts stand between in some language: Go and JavaScript take backticks, too. */
export function isTextMark(at: number | undefined): boolean {
  return isQuote(at) || at === code.backtick;
}

/** The number of a hexadecimal digit, undefined for anything else. */
export function hexOf(at: number | undefined): number | undefined {
  if (at === undefined) return undefined;
  if (isDigit(at)) return at - code.zero;
  const letter = (folded[at] as number) - 97;
  return letter >= 0 && letter < 6 ? letter + 10 : undefined;
}

/** Bytes as a string, one character each, in small letters: what names are compared as. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(folded[bytes[at] as number] as number);
  return text;
}

/** What a word of a shell goes on with behind a quote: `"parsers"*`, `"parsers"$suffix`, `"parsers"{.conf,.yaml}`. */
export function beginsWild(at: number | undefined): boolean {
  return at === code.star || at === code.dollar || at === code.openBrace;
}

/** Whether a special character may hide a name, with what stands beside it in its line. */
export function mayHide(bytes: Uint8Array, at: number, end: number): boolean {
  const before = at > 0 ? bytes[at - 1] : undefined;
  const next = at + 1 < end ? (bytes[at + 1] as number) : code.space;
  switch (bytes[at]) {
    case code.backslash:
      return isEscape.test(String.fromCharCode(next));
    case code.star:
    case code.question:
      return isPart(before) || isPart(next);
    case code.openBracket:
      return isWord(before);
    case code.closeBracket:
      return isWord(next);
    case code.at:
      return isWord(before);
    case code.quote:
    case code.doubleQuote:
      return (
        next === code.dot ||
        (isBlank(next) && joinsBehindBlank(bytes, at + 2)) ||
        (isWord(before) && (isWord(next) || isQuote(next) || beginsWild(next)))
      );
    case code.backtick:
      return next === code.dot || (isBlank(next) && bytes[at + 2] === code.dot);
    case code.bar:
      return isWord(before) && isWord(next);
    case code.exclamation:
      return isWord(before) && next === code.dot;
    case code.less:
      return next === code.percent;
    case code.plus:
    case code.tilde:
      return isBlank(next) || isQuote(next) || isQuote(before) || next === code.backtick || before === code.backtick;
    default:
      return !isBlank(next) && !isQuote(next);
  }
}

/** Whether what stands behind a quote and a blank goes on with its text: `'a' . 'b'`, `'a' '.b'`. */
function joinsBehindBlank(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === code.dot || (isQuote(bytes[at]) && bytes[at + 1] === code.dot);
}

/** What a backslash may stand before so that another character is meant; before other letters it is one of its own. */
const isEscape = /[^A-Za-z"']|[xuUntrfvbae]/;

function isPart(at: number | undefined): boolean {
  return (
    isWord(at) ||
    at === code.slash ||
    at === code.backslash ||
    at === code.closeBrace ||
    at === code.closeBracket ||
    at === code.close ||
    at === code.star ||
    at === code.question
  );
}

export function isWild(at: number | undefined): boolean {
  return at !== undefined && at >= Wild.variable && at <= Wild.one;
}
