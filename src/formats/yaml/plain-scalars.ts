/** Thrown at whatever lies outside of the plain part of YAML. */
export const outsidePlain = Symbol('outside of plain YAML');

const backslash = 0x5c;
const singleQuote = 0x27;
const doubleQuote = 0x22;

export function isQuote(code: number): boolean {
  return code === doubleQuote || code === singleQuote;
}

/** The offset behind the quote that closes that at `start`, before `limit`. */
export function endOfQuoted(source: string, start: number, limit: number): number {
  const quote = source.charCodeAt(start);
  for (let at = start + 1; at < limit; at++) {
    const code = source.charCodeAt(at);
    if (code === backslash && quote === doubleQuote) at++;
    else if (code === quote && quote === singleQuote && source.charCodeAt(at + 1) === singleQuote) at++;
    else if (code === quote) return at + 1;
  }
  throw outsidePlain;
}

/** The text between two offsets, with its quotes. */
export function unquoted(source: string, start: number, end: number): string {
  const body = source.slice(start + 1, end - 1);
  if (source.charCodeAt(start) === doubleQuote) return body.includes('\\') ? unescaped(body) : body;
  return body.includes("'") ? body.replaceAll("''", "'") : body;
}

const simpleEscapes: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescaped(body: string): string {
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

/** What begins something else than a plain text. */
const indicators: ReadonlySet<number> = new Set(Array.from(',[]{}#&*!|>%@`', (character) => character.charCodeAt(0)));

/** Stops where a text without quotes cannot begin as the one between two offsets does. */
export function checkStart(source: string, start: number, end: number): void {
  const first = source.charCodeAt(start);
  if (first === 0x2d || first === 0x3f || first === 0x3a) {
    if (start + 1 >= end || source.charCodeAt(start + 1) === 0x20) throw outsidePlain;
  } else if (indicators.has(first)) {
    throw outsidePlain;
  }
}

/** Where a text without quotes ends that begins at `start` in flow style: at a bracket, a comma or a colon with a space behind it. */
export function endOfFlowText(source: string, start: number, limit: number): number {
  for (let at = start; at < limit; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d) return at;
    if (code === 0x3a && source.charCodeAt(at + 1) === 0x20) return at;
    // Readers differ over any other colon, and over a '?'.
    if (code === 0x3a || code === 0x3f || (code === 0x23 && source.charCodeAt(at - 1) === 0x20)) break;
  }
  throw outsidePlain;
}

/** A text of several lines, and where the last of them ends. */
export interface Block {
  readonly text: string;
  readonly lineEnd: number;
}

/**
 * The text of the lines below a `|` or a `|-` that ends its line at `lineEnd`, which stand deeper than `column`. Blank lines
 * below the last one are none of it.
 */
export function literalBlock(source: string, head: string, lineEnd: number, column: number): Block {
  if (head !== '|' && head !== '|-') throw outsidePlain;
  const lines: string[] = [];
  let indent = -1;
  let blankLines = 0;
  let end = lineEnd;
  for (let start = lineEnd + 1; start < source.length; ) {
    const lineFeed = source.indexOf('\n', start);
    const limit = lineFeed === -1 ? source.length : lineFeed;
    let at = start;
    while (source.charCodeAt(at) === 0x20) at++;
    const spaces = at - start;
    if (at >= limit) {
      // Spaces of a blank line may be a part of the text.
      if (spaces > 0) throw outsidePlain;
      blankLines++;
    } else {
      if (spaces <= column) break;
      if (indent === -1) indent = spaces;
      if (spaces < indent) throw outsidePlain;
      for (; blankLines > 0; blankLines--) lines.push('');
      lines.push(source.slice(start + indent, limit));
      end = limit;
    }
    start = limit + 1;
  }
  if (indent === -1) throw outsidePlain;
  // libyaml adds no line end to a block that the file ends without one.
  return { text: lines.join('\n') + (head === '|' && end < source.length ? '\n' : ''), lineEnd: end };
}
