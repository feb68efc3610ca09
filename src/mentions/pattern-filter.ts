import { code, folded, isWild } from './characters.js';
import { foldedText, type OldNames } from './old-names.js';
import type { MayMatch } from './pattern-words.js';

/** At most this many characters at the start and the end of a pattern are looked at. */
const reach = 4;

/**
 * Tells in a few steps that a pattern is for no old file: no name starts or ends like it. Most patterns are for other things:
 * `/var/log/*.log`, `kube.*`.
 */
export function patternFilter(names: OldNames): MayMatch {
  const starts = new Hashes();
  const ends = new Hashes();
  const directoryEnds = new Hashes();
  const directories = new Set<string>();
  for (const { text, files } of names.all) {
    starts.addAll(text, 0, 1);
    ends.addAll(text, text.length - 1, -1);
    for (const file of files) directories.add(file.slice(0, file.lastIndexOf('/')));
  }
  for (const directory of directories) {
    const text = foldedText(directory.slice(-reach));
    directoryEnds.addAll(text, text.length - 1, -1);
  }

  return (codes, from, base, to) => {
    const isLiteral = (at: number) => at >= from && at < to && !isWild(codes[at]);
    let first = base;
    while (isLiteral(first)) first++;
    let last = to - 1;
    while (isLiteral(last)) last--;
    if (first > base && !starts.has(codes, base, first - 1)) return false;
    if (last < to - 1) return ends.has(codes, to - 1, last + 1) || endsBeforeDot(codes, last + 2, to);
    if (first > base) return true;
    for (let at = first; at < last; at++) if (isLiteral(at)) return true;
    let directory = base - 2;
    while (directory >= from && isLiteral(directory)) directory--;
    if (directory >= base - 2) return false;
    return isTidy(codes, base - 2) ? directoryEnds.has(codes, base - 2, directory + 1) : true;
  };

  /** Whether a name ends like the pattern without suffixes such as `.j2`. */
  function endsBeforeDot(codes: Uint8Array, from: number, to: number): boolean {
    for (let at = to - 1; at >= from; at--) if (codes[at] === code.dot && ends.has(codes, at - 1, from - 1)) return true;
    return false;
  }
}

/** Whether no `.` or second separator ends the directory. */
function isTidy(codes: Uint8Array, at: number): boolean {
  return codes[at] !== code.dot && codes[at] !== code.slash && codes[at] !== code.backslash;
}

/** A set of short texts of which only hashes are known: it may have one that was never added. */
class Hashes {
  readonly #known = new Uint8Array(2 ** 16);

  /** Adds the text from a place on, in steps of 1 or -1, in all lengths. */
  addAll(text: string, from: number, step: 1 | -1): void {
    let hash = 0;
    for (let count = 0, at = from; count < reach && at >= 0 && at < text.length; count++, at += step) {
      hash = next(hash, text.charCodeAt(at));
      this.#known[hash & 0xffff] = 1;
    }
  }

  /** Whether a text from a place to another, in either direction, may be the start of an added one. */
  has(codes: Uint8Array, from: number, to: number): boolean {
    const step = from <= to ? 1 : -1;
    const length = Math.min(reach, Math.abs(to - from) + 1);
    let hash = 0;
    for (let count = 0, at = from; count < length; count++, at += step) {
      const here = codes[at] as number;
      hash = next(hash, here === code.backslash ? code.slash : (folded[here] as number));
    }
    return this.#known[hash & 0xffff] === 1;
  }
}

function next(hash: number, here: number): number {
  return (Math.imul(hash, 131) + here + 1) | 0;
}
