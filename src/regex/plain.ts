/** Escapes that mean the same everywhere: sets of characters, control characters, and signs that stand for themselves. */
const plainEscape = /[dDwWsSntr!-/:-@[-`{-~]/;

const groupStart = /\((?:\?(?:[im]{0,2}:|<[A-Za-z_]\w*>))?/y;
const options = /\(\?[im]{1,2}\)/y;
const repeat = /\{(\d{1,3})(?:,(\d{0,3}))?\}/y;

/**
 * Whether a regular expression holds nothing that compilers read differently, and no fault: literals, sets, plain classes and
 * groups, each repeated once at most. Most of those that people write are so, and need no parser.
 */
export function isPlain(pattern: string): boolean {
  let depth = 0;
  let isRepeatable = false;
  for (let at = 0; at < pattern.length; ) {
    const character = pattern.charAt(at);
    switch (character) {
      case '\\':
        if (!plainEscape.test(pattern.charAt(at + 1))) return false;
        at += 2;
        isRepeatable = true;
        break;
      case '[':
        at = classEnd(pattern, at);
        if (at === -1) return false;
        isRepeatable = true;
        break;
      case '(': {
        const length = lengthOf(options, pattern, at);
        at += length || lengthOf(groupStart, pattern, at);
        if (length === 0) depth++;
        isRepeatable = false;
        break;
      }
      case ')':
        if (depth-- === 0) return false;
        at++;
        isRepeatable = true;
        break;
      case '|':
      case '^':
      case '$':
        at++;
        isRepeatable = false;
        break;
      case '*':
      case '+':
      case '?':
      case '{': {
        const length = character === '{' ? repeatLength(pattern, at) : 1;
        if (!isRepeatable || length === 0) return false;
        at += length;
        if (pattern.charAt(at) === '?' && character !== '{') at++;
        isRepeatable = false;
        break;
      }
      case ']':
      case '}':
        return false;
      default:
        at++;
        isRepeatable = true;
    }
  }
  return depth === 0;
}

/** The end of a class without others in it; -1 if it is not as plain as that. */
function classEnd(pattern: string, start: number): number {
  let at = start + (pattern.charAt(start + 1) === '^' ? 2 : 1);
  if (pattern.charAt(at) === ']') return -1;
  for (; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === ']') return at + 1;
    if (character === '[' || character === '&') return -1;
    if (character === '\\') {
      if (!plainEscape.test(pattern.charAt(++at)) || pattern.charAt(at + 1) === '-') return -1;
    } else if (pattern.charAt(at + 1) === '-' && pattern.charAt(at + 2) !== ']') {
      if (!isRange(character, pattern.charAt(at + 2))) return -1;
      at += 2;
      if (pattern.charAt(at + 1) === '-') return -1;
    }
  }
  return -1;
}

function isRange(from: string, to: string): boolean {
  return from <= to && [/[a-z]{2}/, /[A-Z]{2}/, /\d{2}/].some((kind) => kind.test(from + to));
}

/** The length of a `{2,3}` that counts upwards; 0 for anything else. */
function repeatLength(pattern: string, at: number): number {
  repeat.lastIndex = at;
  const [text = '', from, to] = repeat.exec(pattern) ?? [];
  return to !== undefined && to !== '' && Number(from) > Number(to) ? 0 : text.length;
}

function lengthOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.exec(text)?.[0].length ?? 0;
}
