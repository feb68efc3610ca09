import { type Stats, statSync } from 'node:fs';

/** What shows that a file was replaced or changed. */
export type Stamp = Pick<Stats, 'size' | 'mtimeMs' | 'ino'>;

/** The state of files when they were read. */
export interface Stamps {
  /** Notes the state of a file right before it is read. */
  note(path: string, stamp: Stamp): void;
  /** The first noted file, among those that `concerns` accepts, that has changed or is gone; undefined if none has. */
  changedSince(concerns?: (path: string) => boolean): string | undefined;
}

/** Empty stamps. They take little memory: a path and three numbers for each file. */
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
