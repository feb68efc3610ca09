import { join, resolve } from 'node:path';
import type { FileSystemAdapter } from 'fast-glob';
import { JobError, realPath } from './job-error.js';
import { type ListDirectory, leadsToDirectory } from './list-directory.js';

export interface Matches {
  /** Paths to take as they are: what braces without a wildcard stand for. */
  readonly paths: readonly string[];
  /** What stands in directories, by its real path. */
  readonly entries: readonly { readonly path: string; readonly entry: MatchedEntry }[];
}

export interface MatchedEntry {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** Linux's PATH_MAX: nothing has a longer path. */
const longestPattern = 4096;

/**
 * The package tries the wildcards of a pattern at every place of a name, so that the time grows exponentially with their number.
 * With this many in one name, and this many `**`, the longest names take milliseconds.
 */
const mostStars = 3;
/** Braces may stand for at most this many patterns. */
const mostForms = 1000;

/**
 * What a pattern of fast-glob matches, as `listFrom` lists the directory that it starts in and those below; undefined if it is
 * not a pattern. It follows no links, and `**` crosses no directory with a line break in its name. Throws a JobError if matching
 * it could take very long.
 */
export async function matchPattern(pattern: string, cwd: string, listFrom: (start: string) => ListDirectory): Promise<Matches | undefined> {
  if (!/[*?[\]{}!\\]/.test(pattern)) return undefined;
  const { default: glob } = await import('fast-glob');
  // Not groups and their repetitions: a name may have parentheses.
  const plain = pattern.replace(/(?<!\\)[()|+@]/g, '\\$&');
  if (!glob.isDynamicPattern(plain)) return undefined;
  checkEffort(pattern);
  const tasks = glob.generateTasks(plain);
  const entries = tasks.flatMap(({ base, dynamic, patterns }) => {
    const start = resolve(cwd, base);
    if (!dynamic || !leadsToDirectory(start)) return [];
    const realStart = realPath(start);
    const list = listFrom(realStart);
    const readdirSync = ((directory: string): unknown =>
      list(join(realStart, directory.slice(start.length)))) as FileSystemAdapter['readdirSync'];
    return glob
      .sync(patterns, { cwd, objectMode: true, onlyFiles: false, followSymbolicLinks: false, unique: false, fs: { readdirSync } })
      .filter(({ dirent }) => !dirent.isDirectory())
      .map(({ path, dirent }) => ({ path: join(realStart, base === '.' ? path : path.slice(base.length)), entry: dirent }));
  });
  return { paths: tasks.flatMap(({ dynamic, patterns }) => (dynamic ? [] : patterns)).map(unescaped), entries };
}

function unescaped(path: string): string {
  return path.replace(/\\([()|+@])/g, '$1');
}

function checkEffort(pattern: string): void {
  const shown = pattern.length > 200 ? `${pattern.slice(0, 200)}…` : pattern;
  const refuse = (what: string) => new JobError(`the pattern ${shown} ${what}: name a directory, or several patterns`);
  if (pattern.length > longestPattern) throw refuse(`has more than ${longestPattern} characters`);
  const stars = pattern.split(/[/{},]/).map((part) => part.match(/\*+/g)?.length ?? 0);
  if (Math.max(...stars) > mostStars) throw refuse(`has more than ${mostStars} '*' in one name`);
  if ((pattern.match(/(?<![^/{,])\*\*(?![^/},])/g)?.length ?? 0) > mostStars) throw refuse(`has more than ${mostStars} '**'`);
  if (formsOf(pattern) > mostForms) throw refuse(`has braces that stand for more than ${mostForms} patterns`);
}

/** How many patterns braces stand for, at most: in those within others, each comma counts as one more of the outer ones. */
function formsOf(pattern: string): number {
  let forms = 1;
  let depth = 0;
  let own = 1;
  for (const [piece, from, to] of pattern.matchAll(/\\.|[{},]|(-?\d+)\.\.(-?\d+)/gs)) {
    if (piece === '{' && depth++ === 0) own = 1;
    else if (depth === 0) continue;
    else if (piece === ',') own++;
    else if (from !== undefined) own += Math.abs(Number(to) - Number(from));
    else if (piece === '{') own *= 2;
    else if (piece === '}' && --depth === 0) forms *= own;
  }
  return depth > 0 ? Math.max(forms, own) : forms;
}
