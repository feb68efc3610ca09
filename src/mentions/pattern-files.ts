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
  #byPart: Map<string, Directory[]> | undefined;
  /** The directory that holds all old files. */
  readonly #common: string;
  readonly #known = new Map<string, readonly string[]>();
  readonly #byFiles = new Map<string, readonly string[]>();

  readonly #names: OldNames;

  constructor(names: OldNames) {
    this.#names = names;
    const directories = directoriesOf(names);
    this.#byName = new Sorted(names.all, ({ text }) => text);
    this.#byNameEnd = new Sorted(names.all, ({ text }) => reversed(text));
    this.#byDirectoryEnd = new Sorted(directories, ({ path }) => reversed(path));
    this.#common = commonOf(directories.map(({ path }) => path));
  }

  /** The old files that a pattern may mean, and those that it may mean without its suffixes. */
  filesOf(pattern: Pattern): (readonly string[])[] {
    return basesOf(pattern.base)
      .map((base) => this.#filesOf(this.#inScope({ ...pattern, base })))
      .filter(({ length }) => length > 0);
  }

  /** The same array for the same files: that of a name, if it is for all of that name. */
  #filesOf(pattern: Pattern): readonly string[] {
    const key = `${pattern.isAbsolute}${pattern.isCut}${pattern.top}\n${pattern.directory}\n${pattern.base}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#find(pattern);
    const [name] = new Set(found.map(nameOf));
    const files = name !== undefined && this.#isAllOf(name, found) ? this.#names.filesOf(name) : this.#oneArray(found.sort());
    this.#known.set(key, files);
    return files;
  }

  /** Patterns for the same files have one array of them. */
  #oneArray(files: readonly string[]): readonly string[] {
    const text = files.join('\n');
    const known = this.#byFiles.get(text) ?? files;
    this.#byFiles.set(text, known);
    return known;
  }

  #isAllOf(name: string, files: readonly string[]): boolean {
    return this.#names.filesOf(name).length === files.length && files.every((file) => nameOf(file) === name);
  }

  #find(pattern: Pattern): string[] {
    const { base } = pattern;
    const { prefix, suffix } = endsOf(base);
    const byName = this.#byName.rangeOf(prefix);
    const byEnd = this.#byNameEnd.rangeOf(reversed(suffix));
    const fewest = Math.min(lengthOf(byName), lengthOf(byEnd));
    if (fewest === 0) return [];
    const directories = this.#directoriesOf(pattern);
    if (directories.reduce((count, { names }) => count + names.size, 0) <= fewest) {
      const fitting = directories.filter(({ path }) => fits(path, pattern));
      return fitting.flatMap(({ names }) => [...names].flatMap(([name, files]) => (matches(name, base) ? files : [])));
    }
    const names = lengthOf(byName) === fewest ? this.#byName.within(byName) : this.#byNameEnd.within(byEnd);
    const files = names.flatMap(({ text, files }) => (matches(text, base) ? files : []));
    return hasDirectory(pattern) ? files.filter((file) => fits(directoryOf(file), pattern)) : files;
  }

  /** The directories that a pattern may be for, and some more. */
  #directoriesOf({ directory, top }: Pattern): readonly Directory[] {
    if (directory !== '') return this.#byDirectoryEnd.within(this.#byDirectoryEnd.rangeOf(reversed(directory)));
    if (top === '') return this.#byDirectoryEnd.all;
    this.#byPart ??= byParts(this.#byDirectoryEnd.all);
    return this.#byPart.get(lastWord(top)) ?? [];
  }

  /**
   * A pattern for files at another place, such as the image that a Dockerfile makes, may mean copies of old files: those in any
   * directory, if the pattern is for some name, and those in one that is called the same, if it is for all of a kind:
   * `/etc/x/*.conf`.
   */
  #inScope(pattern: Pattern): Pattern {
    const { base, directory, isAbsolute } = pattern;
    if (!isAbsolute || directory === '' || isWithin(directory, this.#common)) return pattern;
    const stem = base.slice(0, Math.max(base.lastIndexOf('.'), 0));
    const isForName = hasLiteral(stem) || (hasLiteral(base) && base.includes(wildcard.variable));
    return { ...pattern, isAbsolute: false, directory: isForName ? '' : directory.slice(directory.lastIndexOf('/')) };
  }
}

function hasDirectory({ directory, top }: Pattern): boolean {
  return directory !== '' || top !== '';
}

/** Whether the written part of a pattern's directory is that of a file. */
function fits(directory: string, pattern: Pattern): boolean {
  return endsWithDirectory(directory, pattern) && holds(directory, pattern.top);
}

/** Whether a directory is below one that is called so, or is it. */
function holds(directory: string, top: string): boolean {
  if (top === '') return true;
  const path = `${directory}/`;
  for (let at = path.indexOf(`${top}/`); at >= 0; at = path.indexOf(`${top}/`, at + 1)) if (!isWord(path.charCodeAt(at - 1))) return true;
  return false;
}

/** The directories that have a part in their path that ends with a word. */
function byParts(directories: readonly Directory[]): Map<string, Directory[]> {
  const byPart = new Map<string, Directory[]>();
  for (const directory of directories) {
    for (const word of new Set(directory.path.split('/').map(lastWord))) {
      const known = byPart.get(word);
      if (known === undefined) byPart.set(word, [directory]);
      else known.push(directory);
    }
  }
  return byPart;
}

function lastWord(path: string): string {
  let at = path.length;
  while (at > 0 && isWord(path.charCodeAt(at - 1))) at--;
  return path.slice(at);
}

function endsWithDirectory(directory: string, { directory: end, isCut }: Pattern): boolean {
  if (!directory.endsWith(end)) return false;
  return isCut || end === '' || end.startsWith('/') || !isWord(directory.charCodeAt(directory.length - end.length - 1));
}

function isWithin(directory: string, common: string): boolean {
  return directory === common || common === '/' || directory.startsWith(`${common}/`);
}

function directoryOf(file: string): string {
  return foldedText(file.slice(0, Math.max(file.lastIndexOf('/'), 1)));
}

/** As names are compared. */
function nameOf(file: string): string {
  return foldedText(file.slice(file.lastIndexOf('/') + 1));
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

  within([from, to]: readonly [number, number]): readonly Item[] {
    return this.all.slice(from, to);
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
