import { isWord } from './characters.js';
import { foldedText, type OldName, type OldNames } from './old-names.js';
import { basesOf, endsOf, hasLiteral, matches, type Pattern, wildcard } from './pattern.js';

/** A directory of old files. */
interface Directory {
  /** In UTF-8, one character a byte, in small letters. */
  readonly path: string;
  readonly names: Map<string, string[]>;
}

/**
 * Finds the old files that a pattern may mean. Names and directories are sorted from both ends; of the few ways to look only
 * at some of them the shortest is taken.
 */
export class PatternFiles {
  readonly #byName: Sorted<OldName>;
  readonly #byNameEnd: Sorted<OldName>;
  readonly #byDirectoryEnd: Sorted<Directory>;
  /** How many names the directories before each have. */
  readonly #counts: number[] = [0];
  /** The directory that holds all old files. */
  readonly #common: string;
  readonly #known = new Map<string, readonly string[]>();

  constructor(names: OldNames) {
    const directories = directoriesOf(names);
    this.#byName = new Sorted(names.all, ({ text }) => text);
    this.#byNameEnd = new Sorted(names.all, ({ text }) => reversed(text));
    this.#byDirectoryEnd = new Sorted(directories, ({ path }) => reversed(path));
    for (const { names } of this.#byDirectoryEnd.all) this.#counts.push((this.#counts.at(-1) as number) + names.size);
    this.#common = commonOf(directories.map(({ path }) => path));
  }

  /** All old files that a pattern may mean; the same array for the same pattern. */
  filesOf(pattern: Pattern): readonly string[] {
    const key = `${pattern.isAbsolute}${pattern.isCut}${pattern.directory}\n${pattern.base}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const files = [...new Set(basesOf(pattern.base).flatMap((base) => this.#find(pattern, base)))].sort();
    this.#known.set(key, files);
    return files;
  }

  #find(pattern: Pattern, base: string): string[] {
    const { prefix, suffix } = endsOf(base);
    const byName = this.#byName.rangeOf(prefix);
    const byEnd = this.#byNameEnd.rangeOf(reversed(suffix));
    const fewest = Math.min(lengthOf(byName), lengthOf(byEnd));
    if (fewest === 0) return [];
    const isElsewhere = pattern.isAbsolute && !isWithin(pattern.directory, this.#common);
    if (pattern.directory !== '' && !isElsewhere) {
      const [from, to] = this.#byDirectoryEnd.rangeOf(reversed(pattern.directory));
      if ((this.#counts[to] as number) - (this.#counts[from] as number) <= fewest) {
        const fitting = this.#byDirectoryEnd.all.slice(from, to).filter(({ path }) => endsWithDirectory(path, pattern));
        return fitting.flatMap(({ names }) => [...names].flatMap(([name, files]) => (matches(name, base) ? files : [])));
      }
    }
    const names = lengthOf(byName) === fewest ? this.#byName.all.slice(...byName) : this.#byNameEnd.all.slice(...byEnd);
    const matching = names.filter(({ text }) => matches(text, base));
    if (pattern.directory === '') return matching.flatMap(({ files }) => files);
    return matching.flatMap(({ files }) => files.filter((file) => fits(directoryOf(file), base, pattern, isElsewhere)));
  }
}

/** Whether the written part of a pattern's directory is that of a file. */
function fits(directory: string, base: string, pattern: Pattern, isElsewhere: boolean): boolean {
  return endsWithDirectory(directory, pattern) || (isElsewhere && mayBeCopied(directory, base, pattern));
}

function endsWithDirectory(directory: string, { directory: end, isCut }: Pattern): boolean {
  if (!directory.endsWith(end)) return false;
  return isCut || end.startsWith('/') || !isWord(directory.charCodeAt(directory.length - end.length - 1));
}

/**
 * Whether a pattern for files at another place, such as the image that a Dockerfile makes, may mean copies of those in a
 * directory: if it is called the same, or if the pattern is for files of some name, not for all of a kind: `/etc/x/*.conf`.
 */
function mayBeCopied(directory: string, base: string, pattern: Pattern): boolean {
  const stem = base.slice(0, Math.max(base.lastIndexOf('.'), 0));
  return hasLiteral(base) && (base.includes(wildcard.variable) || hasLiteral(stem) || lastPart(directory) === lastPart(pattern.directory));
}

function isWithin(directory: string, common: string): boolean {
  return directory === common || directory.startsWith(common === '/' ? common : `${common}/`);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function directoryOf(file: string): string {
  return foldedText(file.slice(0, Math.max(file.lastIndexOf('/'), 1)));
}

function directoriesOf(names: OldNames): Directory[] {
  const directories = new Map<string, Directory>();
  for (const { text, files } of names.all) {
    for (const file of files) {
      const path = directoryOf(file);
      const directory = directories.get(path) ?? { path, names: new Map<string, string[]>() };
      directories.set(path, directory);
      directory.names.set(text, [...(directory.names.get(text) ?? []), file]);
    }
  }
  return [...directories.values()];
}

function commonOf(directories: readonly string[]): string {
  let common = directories[0] ?? '/';
  for (const directory of directories) while (!isWithin(directory, common)) common = common.slice(0, common.lastIndexOf('/')) || '/';
  return common;
}

/** Things sorted by a text, so that all whose text starts alike stand together. */
class Sorted<Item> {
  readonly all: readonly Item[];
  readonly #keys: readonly string[];

  constructor(items: readonly Item[], keyOf: (item: Item) => string) {
    const pairs = items.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    this.all = pairs.map(({ item }) => item);
    this.#keys = pairs.map(({ key }) => key);
  }

  /** From where to where the texts start so. */
  rangeOf(start: string): [from: number, to: number] {
    return [this.#firstFrom(start), this.#firstFrom(`${start}\uffff`)];
  }

  #firstFrom(text: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] as string) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function lengthOf([from, to]: readonly [number, number]): number {
  return to - from;
}

function reversed(text: string): string {
  let result = '';
  for (let at = text.length - 1; at >= 0; at--) result += text[at];
  return result;
}
