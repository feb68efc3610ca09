import { join, resolve } from 'node:path';
import type { FileSystemAdapter } from 'fast-glob';
import { realPath } from './attempt-read.js';
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

/**
 * What a pattern of fast-glob matches, as `listFrom` lists the directory that it starts in and those below; undefined if it is
 * no pattern. It follows no links, and `**` crosses no directory with a line break in its name.
 */
export async function matchPattern(pattern: string, cwd: string, listFrom: (start: string) => ListDirectory): Promise<Matches | undefined> {
  const { default: glob } = await import('fast-glob');
  if (pattern === '' || !glob.isDynamicPattern(pattern)) return undefined;
  const tasks = glob.generateTasks(pattern);
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
  return { paths: tasks.flatMap(({ dynamic, patterns }) => (dynamic ? [] : patterns)), entries };
}
