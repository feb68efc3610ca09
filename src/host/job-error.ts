import { realpathSync } from 'node:fs';
import { strangeName } from './strange-name.js';

/** A job that could not be done for a reason outside of the input: no such file, no permission, a file in the way. */
export class JobError extends Error {
  override readonly name = 'JobError';
}

/** Whether a problem is a JobError, be it from a command that lies in a bundle of its own, with a copy of the class. */
export function isJobError(problem: unknown): problem is JobError {
  return problem instanceof Error && problem.name === 'JobError';
}

/** The job was interrupted, at a moment when that does no harm. */
export class Interrupted extends Error {}

/** The system's reason in plain words. */
export function reasonOf(problem: unknown): string {
  const { code, path = '' } = (problem ?? {}) as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return strangeName(path) ?? 'no such file or directory';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a directory';
    case 'ENOTDIR':
      return 'a part of the path is not a directory';
    case 'ENOSPC':
      return 'no space left on the device';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    case 'ELOOP':
      return 'too many symbolic links';
    default:
      return problem instanceof Error ? problem.message : String(problem);
  }
}

/** Returns what an action returns; if it fails, throws a JobError that says that this path cannot be written, and why. */
export function attemptWrite<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (problem) {
    throw writeError(path, problem);
  }
}

/** Says that a path cannot be written, and why; a JobError stays as it is. */
export function writeError(path: string, problem: unknown): JobError {
  return problem instanceof JobError ? problem : new JobError(`cannot write ${path}: ${reasonOf(problem)}`);
}

/** Runs an action; if it fails, throws a JobError that says that this path cannot be removed, and why. */
export function attemptRemove(path: string, action: () => void): void {
  try {
    action();
  } catch (problem) {
    throw new JobError(`cannot remove ${path}: ${reasonOf(problem)}`);
  }
}

/** Returns what an action returns; if it fails, throws a JobError that says that this path cannot be read, and why. */
export function attemptRead<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (problem) {
    throw problem instanceof JobError ? problem : new JobError(`cannot read ${path}: ${reasonOf(problem)}`);
  }
}

/** The path without symbolic links; throws a JobError that names it. */
export function realPath(path: string): string {
  return attemptRead(path, () => realpathSync(path));
}
