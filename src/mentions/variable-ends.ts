import { code, folded, isDigit, isLetter } from './characters.js';

/** Longer names do not count: the search for the end of one stops here. */
const longestName = 64;

function isName(at: number | undefined): boolean {
  return at === code.underscore || isLetter(at) || isDigit(at);
}

/** Where a name of letters, digits and `_` ends that starts at a place; the place itself if there is none. */
export function nameEnd(codes: Uint8Array, from: number): number {
  let end = from;
  while (isName(codes[end]) && end < from + longestName) end++;
  return end;
}

/** Where `$x`, `$1`, `$@`, PowerShell's `$env:x` end; the place of the `$` if it does not begin a variable. */
export function dollarEnd(codes: Uint8Array, at: number): number {
  const end = nameEnd(codes, at + 1);
  if (end > at + 1) return codes[end] === code.colon && isScope(codes, at + 1, end) ? nameEnd(codes, end + 1) : end;
  const next = codes[end];
  return next !== undefined && '*@#?$!<^'.includes(String.fromCharCode(next)) ? end + 1 : at;
}

const scopes = ['env', 'global', 'local', 'private', 'script', 'using', 'variable'];

/** Whether a name stands before another one in PowerShell: `$env:x` is one variable, `$a:$b` is two. */
function isScope(codes: Uint8Array, from: number, to: number): boolean {
  return isName(codes[to + 1]) && scopes.includes(String.fromCharCode(...codes.subarray(from, to).map((one) => folded[one] as number)));
}

/** Where the text starts that `${x:-` stands before; the place itself if there is no such text. */
export function defaultStart(codes: Uint8Array, from: number): number {
  const end = nameEnd(codes, from);
  const operator = codes[end] === code.colon ? end + 1 : end;
  const sign = codes[operator];
  return sign !== undefined && '-=+?'.includes(String.fromCharCode(sign)) ? operator + 1 : from;
}

const flags = '-+#';

/** Where the `[1]` of Go's `%[1]s` ends; the place itself if there is none. */
function argumentEnd(codes: Uint8Array, from: number): number {
  let end = from + 1;
  while (isDigit(codes[end])) end++;
  return codes[from] === code.openBracket && end > from + 1 && codes[end] === code.closeBracket ? end + 1 : from;
}

/** Where `%p`, `%02d`, `%-9s`, `%NAME%` and cmd's `%~dp0` end; the place of the `%` if it does not begin a variable. */
export function percentEnd(codes: Uint8Array, at: number, isBatch: boolean): number {
  const end = nameEnd(codes, at + 1);
  // Otherwise `%s%s` would be one variable.
  if (codes[end] === code.percent && (end > at + 2 || (isBatch && end > at + 1))) return end + 1;
  if (codes[at + 1] === code.tilde) return nameEnd(codes, at + 2);
  let format = argumentEnd(codes, at + 1);
  while (flags.includes(String.fromCharCode(codes[format] ?? 0))) format++;
  while ((isDigit(codes[format]) || (codes[format] === code.dot && isDigit(codes[format + 1]))) && format < at + longestName) format++;
  return isLetter(codes[format]) ? format + 1 : format > at + 1 ? format : at;
}
