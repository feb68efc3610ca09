import { code, isWild, Wild } from './characters.js';

/** A word that has variables or patterns in its last part. */
export interface Pattern {
  /** Its last part; a `Wild` is one character of its code. */
  readonly base: string;
  /** What of its directory is written out, up to the last part: `/etc/x`, `/x` behind a variable, `x`; empty if nothing is. */
  readonly directory: string;
  /** Whether that is the whole path from the root. */
  readonly isAbsolute: boolean;
  /** What is written out before the first variable of its directory; empty if that is the same, or starts at the root. */
  readonly top: string;
  /** Whether the directory may start within the name of one, behind a variable. */
  readonly isCut: boolean;
}

export const wildcard = {
  variable: String.fromCharCode(Wild.variable),
  any: String.fromCharCode(Wild.any),
  one: String.fromCharCode(Wild.one),
} as const;

const wild = /[\u0001-\u0003]/;

/** Longer base names do not match any file. */
const longestBase = 1024;

/** A word as a pattern for paths; undefined if nothing of it tells a file from others. */
export function makePattern(codes: Uint8Array): Pattern | undefined {
  const word = cutWord(codes);
  if (word === undefined) return undefined;
  const baseAt = word.lastIndexOf('/') + 1;
  const base = word.slice(baseAt);
  const wildAt = lastWild(word.slice(0, baseAt));
  const whole = wildAt < 0 && word.startsWith('/');
  const directory = tidy(word.slice(wildAt + 1, Math.max(baseAt - 1, wildAt + 1)));
  const firstWild = word.slice(0, baseAt).search(wild);
  const top = word.startsWith('/') || firstWild < 0 ? '' : tidy(word.slice(0, word.lastIndexOf('/', firstWild) + 1)).path;
  const pattern = {
    base,
    top,
    directory: directory.path,
    isAbsolute: whole && !directory.isCut,
    isCut: wildAt >= 0 && !directory.isCut && !directory.path.startsWith('/'),
  };
  return hasLiteral(base) || hasLiteral(pattern.directory) ? pattern : undefined;
}

/** The end of a word as text, with `/` between directories: no path is longer. Undefined if its last part is too long. */
function cutWord(codes: Uint8Array): string | undefined {
  let word = '';
  for (const one of codes.slice(-4096))
    word += String.fromCharCode(one === code.backslash ? code.slash : one >= 65 && one <= 90 ? one + 32 : one);
  return word.length - word.lastIndexOf('/') > longestBase ? undefined : word;
}

function lastWild(text: string): number {
  let at = text.length - 1;
  while (at >= 0 && !isWild(text.charCodeAt(at))) at--;
  return at;
}

/** Without `.` and doubled slashes, and without what stands before the last `..`. */
function tidy(path: string): { path: string; isCut: boolean } {
  const parts = path.split('/');
  const up = parts.lastIndexOf('..');
  const start = path.startsWith('/') && up < 0 ? '/' : '';
  const kept = parts.slice(up + 1).filter((part) => part !== '' && part !== '.');
  return { path: kept.length > 0 ? start + kept.join('/') : '', isCut: up >= 0 };
}

export function hasLiteral(text: string): boolean {
  return /[a-z0-9\u0080-\u00ff]/.test(text);
}

/** The pattern, and what it is without suffixes such as `.j2`: a template bears the name of what it makes. */
export function basesOf(base: string): string[] {
  const bases = [base];
  for (let dot = base.lastIndexOf('.'); dot > 0; dot = base.lastIndexOf('.', dot - 1)) {
    const [shorter, suffix] = [base.slice(0, dot), base.slice(dot)];
    if (wild.test(suffix) || wild.test(shorter.slice(-1))) break;
    bases.push(shorter);
  }
  return bases;
}

/** What stands before the first wildcard, and behind the last. */
export function endsOf(base: string): { prefix: string; suffix: string } {
  const first = base.search(wild);
  return first < 0 ? { prefix: base, suffix: '' } : { prefix: base.slice(0, first), suffix: base.slice(lastWild(base) + 1) };
}

/** Whether a base name is one that a pattern may give. */
export function matches(name: string, base: string): boolean {
  let [at, inBase, starAt, retryAt] = [0, 0, -1, 0];
  while (at < name.length) {
    const one = base[inBase];
    if (one === wildcard.any || one === wildcard.variable) {
      starAt = inBase++;
      retryAt = at;
    } else if (one !== undefined && (one === wildcard.one || one === name[at])) {
      at++;
      inBase++;
    } else if (starAt >= 0) {
      inBase = starAt + 1;
      at = ++retryAt;
    } else return false;
  }
  while (base[inBase] === wildcard.any || base[inBase] === wildcard.variable) inBase++;
  return inBase === base.length;
}
