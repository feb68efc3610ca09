/**
 * A piece of a regular expression as Onigmo divides it. `open` is `(` with all that tells the kind of the group, `flags` a
 * `(?i)` that stands alone, `class` a whole `[…]` with those within it.
 */
export interface Token {
  readonly kind: 'text' | 'escape' | 'anchor' | 'class' | 'open' | 'flags' | 'close' | 'quantifier' | 'alternation' | 'comment';
  readonly text: string;
  /** Where it begins, in code units. */
  readonly at: number;
}

/** A `[` or a `(?#` without an end. */
export interface Endless {
  readonly endless: string;
  readonly at: number;
}

const anchors: ReadonlySet<string> = new Set(['\\A', '\\z', '\\Z', '\\b', '\\B', '\\G', '\\K']);

/** All forms of an escape, the longer ones first. */
const anyEscape = new RegExp(
  [
    /\\x\{[\da-fA-F]{1,8}\}/,
    /\\x[\da-fA-F]{1,2}/,
    /\\[pP]\{[^}]*\}/,
    /\\[kg](?:<[^>]*>|'[^']*')/,
    /\\(?:M-)?(?:\\?C-|\\?c)\\?./,
    /\\M-./,
    /\\[1-9]\d*/,
    /\\0[0-7]{0,2}/,
    /\\.?/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'suy',
);

/** `(`, and what tells its kind: a name, a condition, options, the signs of looking around. */
const open = /\((?:\?(?:<[=!]|<[^>]*>|'[^']*'|[=!>~:]|\((?:<[^>]*>|'[^']*'|[^)]*)\)|[A-Za-z-]*:)?)?/y;
const flags = /\(\?[a-z-]*\)/y;
const comment = /\(\?#(?:\\.|[^\\)])*\)/suy;
const quantifier = /[*+?][?+]?|\{(?:\d+(?:,\d*)?|,\d+)\}\??/y;
const posixClass = /\[:\^?[A-Za-z]+:\]/y;

/** Divides a regular expression. No part of it goes back further than its own beginning, so that the time stays linear. */
export function tokensOf(pattern: string): Token[] | Endless {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; ) {
    const token = tokenAt(pattern, at);
    if ('endless' in token) return token;
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(pattern: string, at: number): Token | Endless {
  const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  switch (character) {
    case '\\': {
      const text = escapeAt(pattern, at);
      return { kind: anchors.has(text) ? 'anchor' : 'escape', text, at };
    }
    case '[': {
      const end = classEnd(pattern, at);
      return end === undefined ? { endless: '[', at } : { kind: 'class', text: pattern.slice(at, end), at };
    }
    case '(':
      return groupAt(pattern, at);
    case ')':
      return { kind: 'close', text: ')', at };
    case '|':
      return { kind: 'alternation', text: '|', at };
    case '^':
    case '$':
      return { kind: 'anchor', text: character, at };
    default: {
      const text = match(quantifier, pattern, at);
      return text === undefined ? { kind: 'text', text: character, at } : { kind: 'quantifier', text, at };
    }
  }
}

function groupAt(pattern: string, at: number): Token | Endless {
  if (pattern.startsWith('(?#', at)) {
    const text = match(comment, pattern, at);
    return text === undefined ? { endless: '(?#', at } : { kind: 'comment', text, at };
  }
  const alone = match(flags, pattern, at);
  return alone === undefined ? { kind: 'open', text: match(open, pattern, at) ?? '(', at } : { kind: 'flags', text: alone, at };
}

/** The escape that begins at a place: a backslash alone at the end of the text. */
export function escapeAt(pattern: string, at: number): string {
  return match(anyEscape, pattern, at) ?? '\\';
}

/** The end of a class: a `]` right at its beginning is a member, and classes stand within each other. */
function classEnd(pattern: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < pattern.length; ) {
    const posix = depth > 0 ? match(posixClass, pattern, at) : undefined;
    if (posix !== undefined) at += posix.length;
    else if (pattern[at] === '[') {
      depth++;
      at += match(/\[\^?\]?/y, pattern, at)?.length ?? 1;
    } else if (pattern[at] === ']') {
      depth--;
      at++;
      if (depth === 0) return at;
    } else at += pattern[at] === '\\' ? escapeAt(pattern, at).length : 1;
  }
  return undefined;
}

function match(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}
