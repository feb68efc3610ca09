import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { attemptRead, JobError, reasonOf } from '../job-error.js';
import { largestInput } from '../read-file.js';
import { realOf } from './places.js';

/** Files in which flb-convert notes what it does are checked like any other input: somebody else may have made them. */

/**
 * What a file of ours in JSON says, undefined if there is none. `parse` throws a NotOurs if it says something else; `standing`: what
 * is true then and what to do, in words.
 */
export function readOwnFile<Result>(path: string, parse: (value: unknown) => Result, standing: string): Result | undefined {
  if (attemptRead(path, () => lstatSync(path, { throwIfNoEntry: false })) === undefined) return undefined;
  try {
    return parse(parseJson(readPlainFile(path)));
  } catch (problem) {
    if (!(problem instanceof NotOurs)) throw new JobError(`cannot read ${path}: ${reasonOf(problem)}`);
    throw new JobError(`${path} is not what flb-convert wrote (${problem.message}): ${standing}`);
  }
}

/** In words, why a file or a directory is not one that flb-convert made. */
export class NotOurs extends Error {}

function readPlainFile(path: string): string {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0));
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    // What a link and a socket give here.
    if (code === 'ELOOP' || code === 'EMLINK' || code === 'ENXIO') throw new NotOurs('it is not a plain file');
    throw problem;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NotOurs('it is not a plain file');
    checkOwner(stat);
    if (stat.size > largestInput) throw new NotOurs(`it is larger than ${largestInput >> 20} MiB`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/** Throws a NotOurs if something belongs to neither the caller nor root, where there are owners. */
export function checkOwner({ uid }: Stats): void {
  const own = process.geteuid?.();
  if (own !== undefined && uid !== own && uid !== 0) throw new NotOurs('it belongs to another user');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotOurs('it is not JSON');
  }
}

/** The fields of an object; throws a NotOurs for anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new NotOurs('it has another shape');
}

export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new NotOurs('it has another shape');
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new NotOurs('it has another shape');
}

/** Paths as such files note them: from a directory on, with `/`, and no symbolic link on the way; the last part may be one. */
export interface NotedPaths {
  readonly note: (path: string) => string;
  /** The path in full. Throws a NotOurs if it leads out of the directory, be it through a symbolic link. */
  readonly find: (noted: unknown) => string;
}

/** Those of a directory, whose own links are followed. */
export function notedPaths(directory: string): NotedPaths {
  const base = realOf(directory);
  /** By directories, which many paths have in common. */
  const reals = new Map<string, string>();
  const realDirectory = (path: string) => {
    const known = reals.get(dirname(path)) ?? realOf(dirname(path));
    reals.set(dirname(path), known);
    return known;
  };
  return {
    note: (path) => relative(base, join(realDirectory(path), basename(path))).replaceAll(sep, '/'),
    find: (noted) => {
      const name = textOf(noted);
      const path = join(base, name);
      const isPlain = !isAbsolute(name) && !name.includes('\0') && name.split('/').every(isName);
      if (!isPlain || realDirectory(path) !== dirname(path)) throw new NotOurs(`${JSON.stringify(name)} in it leads out of its directory`);
      return path;
    },
  };
}

function isName(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..';
}
