import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { JobError } from './job-error.js';

/** Where to write what a path is to hold. */
export interface Destination {
  readonly target: string;
  /** What is there; undefined if there is nothing. */
  readonly stat: Stats | undefined;
}

/**
 * Where a path's content goes: to the path itself, or to where it leads as a symbolic link, even if there is nothing yet. Throws a
 * JobError if something else than a regular file is there.
 */
export function destinationOf(path: string): Destination {
  return checked(path, endOf(path));
}

/** Where a path leads, whatever is there. */
export function endOf(path: string): Destination {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isSymbolicLink() ? behindLink(path) : { target: path, stat };
}

/** Where a path goes that is to be a symbolic link itself. Throws a JobError if neither a link nor a regular file is there. */
export function linkDestinationOf(path: string): Destination {
  return checked(path, { target: path, stat: lstatSync(path, { throwIfNoEntry: false }) });
}

function checked(path: string, destination: Destination): Destination {
  const { stat } = destination;
  if (stat === undefined || stat.isFile() || stat.isSymbolicLink()) return destination;
  throw new JobError(`cannot write ${path}: it is ${stat.isDirectory() ? 'a directory' : 'no regular file'}`);
}

function behindLink(path: string): Destination {
  const stat = statSync(path, { throwIfNoEntry: false });
  return { target: stat === undefined ? resolve(dirname(path), readlinkSync(path)) : realpathSync(path), stat };
}
