import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { attemptWrite, JobError } from '../job-error.js';
import { possiblePart } from '../longest-path.js';
import { appeared, type Change, isAboutPathItself } from './change.js';

/** Where a change takes place. */
export interface Place {
  /** The file to write: that of the change, or where it leads as a symbolic link. */
  readonly target: string;
  /** Whether something is there. */
  readonly exists: boolean;
}

/** Places by the paths of changes, in their order. Most make a file where nothing is: those are not noted, to save memory. */
export type Places = ReadonlyMap<string, Place>;

export function placeIn(places: Places, path: string): Place {
  return places.get(path) ?? { target: path, exists: false };
}

/**
 * Where changes take place, and the first change in each directory. Throws a JobError if something there cannot give way, or if a
 * link leads out of the directory `within`.
 */
export function findPlaces(
  changes: Iterable<Change>,
  within: string | undefined,
): { places: Places; directories: ReadonlyMap<string, Change> } {
  const places = new Map<string, Place>();
  const directories = new Map<string, Change>();
  for (const change of changes) {
    const { path } = change;
    const place = findPlace(change);
    if (place.exists || place.target !== path) places.set(path, place);
    const directory = dirname(place.target);
    if (directories.has(directory)) continue;
    if (within !== undefined && !isWithin(directory, within)) {
      throw new JobError(`cannot write ${path}: a symbolic link leads from there to ${place.target}, which is not in ${within}`);
    }
    directories.set(directory, change);
  }
  return { places, directories };
}

function findPlace(change: Change): Place {
  const { path, replaces } = change;
  const { target, stat } = attemptWrite(path, () => checked(path, isAboutPathItself(change) ? pathItself(path) : endOf(path)));
  const exists = stat !== undefined;
  if (exists && !replaces) throw appeared(path);
  return { target, exists };
}

/** Where to write what a path is to hold. */
interface End {
  readonly target: string;
  /** What is there; undefined if there is nothing. */
  readonly stat: Stats | undefined;
}

/**
 * Where a path's content goes: to the path itself, or to where it leads as a symbolic link, even if there is nothing yet. Throws a
 * JobError if something else than a regular file is there.
 */
export function writableEndOf(path: string): End {
  return checked(path, endOf(path));
}

/** Where a path leads, whatever is there. */
export function endOf(path: string): End {
  const { target, stat } = pathItself(path);
  return stat?.isSymbolicLink() ? behindLink(path) : { target, stat };
}

function pathItself(path: string): End {
  return { target: path, stat: lstatSync(path, { throwIfNoEntry: false }) };
}

function checked(path: string, end: End): End {
  const { stat } = end;
  if (stat === undefined || stat.isFile() || stat.isSymbolicLink()) return end;
  throw new JobError(`cannot write ${path}: it is ${stat.isDirectory() ? 'a directory' : 'not a regular file'}`);
}

function behindLink(path: string): End {
  const stat = statSync(path, { throwIfNoEntry: false });
  return { target: stat === undefined ? resolve(dirname(path), readlinkSync(path)) : realpathSync(path), stat };
}

/** A path in full without symbolic links, as far as it exists. */
export function realOf(path: string): string {
  const whole = resolve(path);
  let at = possiblePart(whole);
  for (;;) {
    try {
      return join(realpathSync.native(at), whole.slice(at.length));
    } catch {
      if (dirname(at) === at) return whole;
      at = dirname(at);
    }
  }
}

/** Whether a path, whose links are followed, is a directory or lies in it. */
function isWithin(path: string, directory: string): boolean {
  return !leavesUpwards(relative(realOf(directory), realOf(path)));
}

/** Whether a path as `relative` gives it leads out of the directory that it starts from. */
export function leavesUpwards(path: string): boolean {
  return isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`);
}

/** What names a path from a directory on: its own last part is not followed, all above it are. */
export function realRelative(directory: string, path: string): string {
  return relative(realOf(directory), join(realOf(dirname(path)), basename(path)));
}
