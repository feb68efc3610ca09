import { closeSync, linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { attemptRemove, attemptWrite, JobError, writeError } from '../job-error.js';
import { appeared, type Change } from './change.js';
import { createFile } from './create-file.js';
import { copyInto } from './open-files.js';
import { type Place, type Places, placeIn } from './places.js';
import { oldPathOf, stagedPathOf } from './temporary-files.js';

/** A run that failed and has changed something: what it did could not be taken back, or is done and not cleaned up. */
export class HalfDone extends JobError {}

/**
 * Gives staged files their names and takes away what is to go, in this order. If one fails, those before it get their old content
 * again, or go, and a JobError says why; HalfDone if even this fails. Gives the temporary files with what was replaced.
 */
export function putInPlace(changes: Iterable<Change>, places: Places): string[] {
  /** The old content of what is replaced, by the paths of changes. */
  const olds = new Map<string, string>();
  let count = 0;
  try {
    for (const [path, { target, exists }] of places) {
      if (!exists) continue;
      const old = attemptWrite(path, () => keepOld(target));
      olds.set(path, old);
    }
    for (const change of changes) {
      attemptWrite(change.path, () => put(change, placeIn(places, change.path)));
      count++;
    }
  } catch (problem) {
    try {
      takeBack(firstPaths(changes, count), places, olds);
    } catch (stuck) {
      throw new HalfDone(`${(problem as Error).message}; and not all could be put back: ${(stuck as Error).message}`);
    }
    throw problem;
  }
  return [...olds.values()];
}

/** Removes what was replaced. Throws a JobError about the first that stays, once all others are gone. */
export function removeOlds(olds: readonly string[]): void {
  let stuck: unknown;
  for (const old of olds) {
    try {
      attemptRemove(old, () => removeIfAny(old));
    } catch (problem) {
      stuck ??= problem;
    }
  }
  if (stuck !== undefined) throw stuck;
}

function put({ path, content }: Change, { target, exists }: Place): void {
  if (content === 'nothing') {
    rmSync(target);
    return;
  }
  if (!exists && lstatSync(target, { throwIfNoEntry: false })) throw appeared(path);
  renameSync(stagedPathOf(target), target);
}

/** The paths of so many changes. It asks for no more of them: that may be what failed. */
function firstPaths(changes: Iterable<Change>, count: number): Set<string> {
  const paths = new Set<string>();
  if (count === 0) return paths;
  for (const { path } of changes) if (paths.add(path).size === count) break;
  return paths;
}

/** Undoes what was done, as far as it can be; then throws a JobError that says what stands in the way of the rest. */
function takeBack(done: ReadonlySet<string>, places: Places, olds: ReadonlyMap<string, string>): void {
  // The last first: what refers to others goes before them.
  const paths = new Set([...[...done].reverse(), ...olds.keys()]);
  const [stuck] = [...paths].flatMap((path) => undo(path, placeIn(places, path).target, olds.get(path), done.has(path)));
  if (stuck !== undefined) throw stuck;
}

/** Gives what stands in the way. */
function undo(path: string, target: string, old: string | undefined, isDone: boolean): JobError[] {
  try {
    if (!isDone) removeIfAny(old);
    else if (old === undefined) rmSync(target);
    else renameSync(old, target);
    return [];
  } catch (problem) {
    return [writeError(path, problem)];
  }
}

/** A second name where the system gives it, not a copy: at no moment is there nothing under the first one. */
function keepOld(target: string): string {
  const old = oldPathOf(target);
  try {
    linkSync(target, old);
  } catch (problem) {
    const stat = lstatSync(target);
    if (!withoutLinks.has((problem as NodeJS.ErrnoException).code ?? '') || !stat.isFile()) throw problem;
    closeSync(createFile(old, stat, (file) => copyInto(file, target)));
  }
  return old;
}

/** What systems say that have no second names for files, or not for files of others, or no more of them for this one. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

function removeIfAny(path: string | undefined): void {
  if (path !== undefined) rmSync(path, { force: true });
}
