import { JobError, reasonOf } from './job-error.js';

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
