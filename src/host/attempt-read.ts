import { realpathSync } from 'node:fs';
import { JobError, reasonOf } from './job-error.js';

/** What an action gives; if it fails, a JobError says that this path cannot be read, and why. */
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
