import { type Stats, statSync } from 'node:fs';

/** What tells a file from another one that takes its place. */
export type Stamp = Pick<Stats, 'size' | 'mtimeMs' | 'ino'>;

/** What files were when they were read. */
export interface Stamps {
  /** Notes a file as it is right before it is read. */
  note(path: string, stamp: Stamp): void;
  /** The first noted file, of those that `concerns` names, that is another one now or gone; undefined if none is. */
  changedSince(concerns?: (path: string) => boolean): string | undefined;
}

/** Stamps of no file yet. They stay lean: a path and three numbers for each file. */
export function makeStamps(): Stamps {
  const paths: string[] = [];
  const numbers: number[] = [];
  return {
    note(path, stamp) {
      paths.push(path);
      numbers.push(...numbersOf(stamp));
    },
    changedSince(concerns = () => true) {
      return paths.find((path, index) => concerns(path) && !isAsNoted(path, numbers, index));
    },
  };
}

function isAsNoted(path: string, numbers: readonly number[], index: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  const now = stat === undefined ? [] : numbersOf(stat);
  return now.length > 0 && now.every((number, at) => number === numbers[index * now.length + at]);
}

function numbersOf({ size, mtimeMs, ino }: Stamp): readonly number[] {
  return [size, mtimeMs, ino];
}
