import { code, folded, isWord, Kind, kinds, mayHide, textOf } from './characters.js';

/** All old files with one base name, in any case. */
export interface OldName {
  /** In UTF-8, one character a byte, in small letters. */
  readonly text: string;
  readonly files: readonly string[];
}

/** Takes a name that was found and where it starts and ends. */
export type TakeName = (name: OldName, start: number, end: number) => void;

/** How many characters a name has before and after the word it is known by: `my parsers.conf` is known by `parsers.conf`. */
interface Shape {
  readonly before: number;
  readonly after: number;
}

/**
 * Finds the base names of old files. A text is taken apart into words; the hash of a word tells in a step whether a name is
 * known by it, so that the number of names does not matter. Only then it is compared.
 */
export class OldNames {
  readonly all: readonly OldName[];
  readonly #byText = new Map<string, OldName>();
  readonly #shapes = new Map<number, Shape[]>();
  /** Whether there may be a name of a hash, cut to the size of the filter: most words end here. */
  readonly #filter: Uint8Array;

  constructor(files: Iterable<string>) {
    for (const path of files) this.#add(path);
    this.all = [...this.#byText.values()];
    this.#filter = new Uint8Array(2 ** Math.ceil(Math.log2(this.all.length * 16 + 2 ** 16)));
    for (const { text } of this.all) this.#makeKnown(text);
  }

  #add(path: string): void {
    const text = foldedText(path.slice(path.lastIndexOf('/') + 1));
    const known = this.#byText.get(text);
    if (known === undefined) this.#byText.set(text, { text, files: [path] });
    else (known.files as string[]).push(path);
  }

  #makeKnown(text: string): void {
    const [from, to] = longestWord(text);
    const hash = hashOf(text, from, to);
    const shape = { before: from, after: text.length - to };
    const shapes = this.#shapes.get(hash) ?? [];
    if (!shapes.some(({ before, after }) => before === shape.before && after === shape.after)) shapes.push(shape);
    this.#shapes.set(hash, shapes);
    this.#filter[hash & (this.#filter.length - 1)] = 1;
  }

  /** The old files of a name. */
  filesOf(text: string): readonly string[] {
    return this.#byText.get(text)?.files ?? [];
  }

  /** Finds the names in a part of a text. Returns where the first character is that may hide a name; -1 if none does. */
  search(codes: Uint8Array, from: number, to: number, take: TakeName): number {
    const filter = this.#filter;
    const mask = filter.length - 1;
    let start = from;
    let hash = seed;
    let special = -1;
    for (let at = from; at < to; at++) {
      const here = codes[at] as number;
      const kind = kinds[here] as number;
      if (kind <= Kind.dot) {
        if (kind === Kind.dot && filter[hash & mask] === 1) this.#compare(codes, start, at, hash, take);
        hash = (Math.imul(hash, factor) + (folded[here] as number)) | 0;
        continue;
      }
      if (kind === Kind.special && special < 0 && mayHide(codes, at, to)) special = at;
      if (filter[hash & mask] === 1) this.#compare(codes, start, at, hash, take);
      if (codes[start] === code.dash) this.#searchOption(codes, start, at, take);
      start = at + 1;
      hash = seed;
    }
    if (filter[hash & mask] === 1) this.#compare(codes, start, to, hash, take);
    if (codes[start] === code.dash) this.#searchOption(codes, start, to, take);
    return special;
  }

  /** A value may be glued to its option, `-cx.conf`, or stand behind the `:-` of a variable. */
  #searchOption(codes: Uint8Array, start: number, end: number, take: TakeName): void {
    this.#searchWord(codes, start + 2, end, take);
    if (codes[start - 1] === code.colon) this.#searchWord(codes, start + 1, end, take);
  }

  #searchWord(codes: Uint8Array, start: number, end: number, take: TakeName): void {
    let hash = seed;
    for (let at = start; at <= end; at++) {
      if (at === end || codes[at] === code.dot) this.#compare(codes, start, at, hash, take);
      hash = (Math.imul(hash, factor) + (folded[codes[at] as number] as number)) | 0;
    }
  }

  #compare(codes: Uint8Array, start: number, end: number, hash: number, take: TakeName): void {
    for (const { before, after } of this.#shapes.get(hash) ?? []) {
      const [from, to] = [start - before, end + after];
      if (from < 0 || to > codes.length) continue;
      const name = this.#byText.get(textOf(codes, from, to));
      if (name !== undefined && isApart(codes, from, to, start, end)) take(name, from, to);
    }
  }
}

/** Whether a name is not part of a longer word; it may have more characters than the word that it was found by. */
function isApart(codes: Uint8Array, from: number, to: number, start: number, end: number): boolean {
  const startsApart = from === start || !(isWord(codes[from]) && isWord(codes[from - 1]));
  return startsApart && (to === end || !(isWord(codes[to - 1]) && isWord(codes[to]) && codes[to] !== code.dot));
}

const seed = 5381;
const factor = 33;

function hashOf(text: string, from: number, to: number): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, factor) + text.charCodeAt(at)) | 0;
  return hash;
}

/** Where the longest word of a name starts and ends. */
function longestWord(text: string): [number, number] {
  let longest: [number, number] = [0, 0];
  for (let start = 0, at = 0; at <= text.length; at++) {
    if (at < text.length && isWord(text.charCodeAt(at))) continue;
    if (at - start > longest[1] - longest[0]) longest = [start, at];
    start = at + 1;
  }
  return longest;
}

const encoder = new TextEncoder();

/** A text as names are compared: in UTF-8, one character a byte, in small letters. */
export function foldedText(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  const bytes = encoder.encode(text);
  return textOf(bytes, 0, bytes.length);
}

const isAscii = /^[\x00-\x7f]*$/;
