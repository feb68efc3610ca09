import { lstatSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Exclusion } from './exclusion.js';
import type { LeavesOut } from './ignore-rules.js';
import { attemptRead, JobError, realPath } from './job-error.js';
import { type ListDirectory, leadsToDirectory, listFrom } from './list-directory.js';
import { type MatchedEntry, matchPattern } from './match-pattern.js';
import { strangeName } from './strange-name.js';

export interface FoundFile {
  /** In full: the real path of its directory, and its name. */
  readonly path: string;
  /** Whether it is a symbolic link: to a file, or to nothing. */
  readonly isLink: boolean;
  /** Whether it was named itself, not by a directory or a pattern. */
  readonly isNamed?: boolean;
}

export interface Found {
  /** Sorted by path, each once. */
  readonly files: readonly FoundFile[];
  /** What the named paths cover: a named directory itself, the directory of a named or matched file. Real paths, sorted. */
  readonly directories: readonly string[];
  /** Symbolic links to directories, which are not followed. Sorted. */
  readonly skippedLinks: readonly string[];
  /** Whether a file that one of these refers to belongs to them: it is in the directory of a named file, or below, and not left out. */
  readonly takesIn: (path: string) => boolean;
  /** The patterns of `exclude` that have not left out anything so far: `takesIn` may use more of them. */
  readonly unused: ReadonlySet<string>;
}

export interface FindOptions {
  readonly cwd: string;
  /** What to leave out: lines as in a `.gitignore`, one in `cwd` and one in each directory that is searched, or paths. */
  readonly exclude: readonly string[];
}

interface Search {
  readonly cwd: string;
  /** What is left out of a search that starts in a directory. */
  readonly excludedFrom: (start: string) => LeavesOut;
  /** The paths of files, and whether each is a link. */
  readonly files: Map<string, boolean>;
  /** Of the files, those that are named by themselves. */
  readonly named: Set<string>;
  readonly directories: Set<string>;
  /** Of the directories, those of which only some files are named. */
  readonly open: Set<string>;
  readonly skippedLinks: Set<string>;
}

/**
 * The files that paths name: a file itself, all files below a directory, or what a pattern of fast-glob matches where nothing
 * has that very name. Hidden names, `node_modules` and what `.gitignore` files and `.git/info/exclude` leave out count only if
 * they are named themselves, and so do pipes, sockets and devices. `exclude` counts for all. Throws a JobError that names what
 * is not there or cannot be read.
 */
export async function findFiles(paths: readonly string[], options: FindOptions): Promise<Found> {
  const files = new Map<string, boolean>();
  const named = new Set<string>();
  const directories = new Set<string>();
  const open = new Set<string>();
  const skippedLinks = new Set<string>();
  const { cwd, exclude } = options;
  const exclusion = exclude.length > 0 ? new Exclusion(exclude, realPath(cwd)) : undefined;
  const excludedFrom = (start: string) => exclusion?.rulesFrom(start) ?? nothing;
  for (const path of paths) await addPath(path, { cwd, excludedFrom, files, named, directories, open, skippedLinks });
  return {
    takesIn: takesInFrom(open, directories, excludedFrom(realPath(cwd))),
    unused: exclusion?.unused ?? new Set(),
    files: [...files.keys()].sort().map((path) => ({ path, isLink: files.get(path) === true, ...(named.has(path) && { isNamed: true }) })),
    directories: [...directories].sort(),
    skippedLinks: [...skippedLinks].sort(),
  };
}

const nothing: LeavesOut = () => false;

async function addPath(path: string, search: Search): Promise<void> {
  const full = resolve(search.cwd, path);
  const entry = path === '' ? undefined : attemptRead(path, () => entryAt(full));
  if (entry === undefined) await addMatches(path, search);
  else if (leadsToDirectory(full)) addDirectory(realPath(full), search);
  else addNamed(join(realPath(dirname(full)), basename(full)), entry.isSymbolicLink(), search);
}

/** Undefined where nothing is or can be: a pattern may be longer than any name. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (problem) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes((problem as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw problem;
  }
}

function addNamed(path: string, isLink: boolean, search: Search): void {
  if (search.excludedFrom(dirname(path))(path)) return;
  addFolder(dirname(path), search);
  search.files.set(path, isLink);
  search.named.add(path);
}

/** The directory of a file that is named; one that is named itself stays so. */
function addFolder(directory: string, { directories, open }: Search): void {
  if (!directories.has(directory)) open.add(directory);
  directories.add(directory);
}

function addDirectory(directory: string, search: Search): void {
  search.directories.add(directory);
  search.open.delete(directory);
  walk(directory, listFrom(directory, search.excludedFrom(directory)), search);
}

function walk(directory: string, list: ListDirectory, search: Search): void {
  const prefix = join(directory, '/');
  for (const entry of list(directory)) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) walk(prefix + entry.name, list, search);
    else addEntry(prefix + entry.name, entry, search);
  }
}

async function addMatches(pattern: string, search: Search): Promise<void> {
  const matches = await matchPattern(pattern, search.cwd, (start) => listFrom(start, search.excludedFrom(start)));
  if (matches === undefined) throw nothingAt(pattern, search);
  for (const path of matches.paths) await addPath(path, search);
  for (const { path, entry } of matches.entries) {
    addFolder(dirname(path), search);
    addEntry(path, entry, search);
  }
  if (matches.paths.length + matches.entries.length === 0) throw new JobError(`nothing matches ${pattern}`);
}

function nothingAt(path: string, { cwd }: Search): JobError {
  const strange = strangeName(resolve(cwd, path));
  return new JobError(strange === undefined ? `no such file or directory: ${path}` : `cannot read ${path}: ${strange}`);
}

function addEntry(path: string, entry: MatchedEntry, search: Search): void {
  if (!entry.isSymbolicLink()) {
    if (entry.isFile()) search.files.set(path, false);
  } else if (leadsToDirectory(path)) search.skippedLinks.add(path);
  else search.files.set(path, true);
}

/** A function of its own, so that it keeps nothing else in memory. */
function takesInFrom(open: ReadonlySet<string>, directories: ReadonlySet<string>, isExcluded: LeavesOut): Found['takesIn'] {
  return (path) => isBelow(dirname(path), open, directories) && !isExcluded(path);
}

/** Whether the nearest of the directories that hold this one is open. */
function isBelow(directory: string, open: ReadonlySet<string>, directories: ReadonlySet<string>): boolean {
  for (let at = directory; ; at = dirname(at)) {
    if (directories.has(at)) return open.has(at);
    if (at === dirname(at)) return false;
  }
}
