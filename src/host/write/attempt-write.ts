import { JobError, reasonOf } from '../job-error.js';

/** What an action gives; if it fails, a JobError says that this path cannot be written, and why. */
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

/** Runs an action; if it fails, a JobError says that this path cannot be removed, and why. */
export function attemptRemove(path: string, action: () => void): void {
  try {
    action();
  } catch (problem) {
    throw new JobError(`cannot remove ${path}: ${reasonOf(problem)}`);
  }
}
