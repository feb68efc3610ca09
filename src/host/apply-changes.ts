import { rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { attemptWrite } from './attempt-write.js';
import type { Change } from './change.js';
import { JobError } from './job-error.js';
import { removeTemporaryFiles } from './left-overs.js';
import { makeDirectory } from './make-directory.js';
import { findPlaces } from './places.js';
import { HalfDone, putInPlace } from './put-in-place.js';
import { type StageOptions, stageFiles } from './stage-files.js';
import { syncDirectories } from './sync.js';

export type { Change, Content } from './change.js';

export interface ApplyOptions extends StageOptions {
  /** Whether what is replaced stays as `x.yaml.bak`, then `x.yaml.1.bak`, and so on. */
  readonly backup: boolean;
  /** Asked once everything is staged: the path of a source that is not what it was when it was read. */
  readonly isCurrent: () => string | undefined;
}

/**
 * Performs changes, each behind those that it refers to, all or none: each file waits whole and synced beside its place before
 * the first one gets its name. Throws a JobError, or Interrupted if the signal comes before that; nothing has changed then, save
 * for HalfDone. A run that is killed leaves each file old or new, and those done refer to no file that is missing.
 *
 * The changes are gone over several times, and must be the same each time; none is kept.
 */
export async function applyChanges(changes: Iterable<Change>, options: ApplyOptions): Promise<void> {
  const prepared = new Set<string>();
  const made: string[] = [];
  try {
    const { places, directories } = findPlaces(changes);
    for (const [directory, { path, from }] of directories) {
      prepared.add(directory);
      attemptWrite(path, () => makeDirectory(directory, dirname(from), made));
      removeTemporaryFiles(directory);
    }
    await stageFiles(changes, places, options);
    const changed = options.isCurrent();
    if (changed !== undefined) throw new JobError(`${changed} changed meanwhile`);
    putInPlace(changes, places, options.backup);
  } catch (problem) {
    if (problem instanceof HalfDone) throw problem;
    cleanUp(prepared, made);
    throw problem instanceof JobError ? new JobError(`${problem.message}; nothing was changed`) : problem;
  }
  await syncDirectories([...new Set([...prepared, ...made.map(dirname)])]);
}

/** As far as it can be: what made the run fail may be in the way of this, too, and is what people need to hear. */
function cleanUp(directories: Iterable<string>, made: readonly string[]): void {
  try {
    for (const directory of directories) removeTemporaryFiles(directory);
    for (const directory of [...made].reverse()) rmdirSync(directory);
  } catch {}
}
