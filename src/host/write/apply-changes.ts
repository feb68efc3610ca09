import { rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { attemptWrite, JobError } from '../job-error.js';
import type { Change } from './change.js';
import { makeDirectory } from './create-file.js';
import { syncDirectories } from './open-files.js';
import { findPlaces } from './places.js';
import { HalfDone, putInPlace, removeOlds } from './put-in-place.js';
import { type StageOptions, stageFiles } from './stage-files.js';
import { checkAlone, removeTemporaryFiles } from './temporary-files.js';

export type { Change, Content } from './change.js';

export interface ApplyOptions extends StageOptions {
  /** Asked once everything is staged: the path of a source that is not what it was when it was read. */
  readonly isCurrent?: (() => string | undefined) | undefined;
  /** A directory that no symbolic link may lead out of. Without it, links are followed wherever they lead. */
  readonly within?: string | undefined;
  /** What to say about the state of the files if it fails: `nothing was changed`, unless something was before. */
  readonly standing?: string | undefined;
}

/**
 * Performs changes, each behind those that it refers to, all or none: each file waits whole and synced beside its place before
 * the first one gets its name. Throws a JobError, or Interrupted if the signal comes before that; nothing has changed then, save
 * for HalfDone. A run that is killed leaves each file old or new, and those done refer to no file that is missing. Gives the
 * directories that it made.
 *
 * The changes are gone over several times, and must be the same each time; none is kept.
 */
export async function applyChanges(changes: Iterable<Change>, options: ApplyOptions = {}): Promise<readonly string[]> {
  const { isCurrent, within, standing = 'nothing was changed' } = options;
  const prepared = new Set<string>();
  const made: string[] = [];
  let olds: string[] = [];
  try {
    const { places, directories } = findPlaces(changes, within);
    for (const [directory, { path, from }] of directories) {
      prepared.add(directory);
      attemptWrite(path, () => makeDirectory(directory, from && dirname(from), made));
      removeTemporaryFiles(directory);
    }
    await stageFiles(changes, places, options);
    for (const directory of directories.keys()) checkAlone(directory);
    const changed = isCurrent?.();
    if (changed !== undefined) throw new JobError(`${changed} changed meanwhile`);
    olds = putInPlace(changes, places);
  } catch (problem) {
    if (problem instanceof HalfDone) throw problem;
    cleanUp(prepared, made);
    throw problem instanceof JobError ? new JobError(`${problem.message}; ${standing}`) : problem;
  }
  await syncDirectories([...new Set([...prepared, ...made.map(dirname)])]);
  try {
    removeOlds(olds);
  } catch (problem) {
    throw new HalfDone(`${(problem as Error).message}; all else is done`);
  }
  return made;
}

/** As far as possible: what made the run fail may stop this, too, and is the problem to report. */
function cleanUp(directories: Iterable<string>, made: readonly string[]): void {
  try {
    for (const directory of directories) removeTemporaryFiles(directory);
    for (const directory of [...made].reverse()) rmdirSync(directory);
  } catch {}
}
