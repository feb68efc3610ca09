import { linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { attemptWrite, writeError } from './attempt-write.js';
import { appeared, type Placement } from './change.js';
import { JobError } from './job-error.js';
import { oldPathOf, stagedPathOf } from './temporary-names.js';

/** Some files have their new content and could not be given their old one again. */
export class HalfDone extends JobError {}

/**
 * Gives staged files their names, in this order. What they replace stays as `x.yaml.bak`, `x.yaml.1.bak`, … where a backup is
 * asked for. If one fails, those before it get their old content again, or go, and a JobError says why; HalfDone if even this
 * fails.
 */
export function putInPlace(placements: readonly Placement[], backup: boolean): void {
  const keep = backup ? keepBackup : keepOld;
  /** The old content of what is replaced. */
  const olds = new Map<Placement, string>();
  let done = 0;
  try {
    for (const placement of placements.filter(({ exists }) => exists)) {
      const old = attemptWrite(placement.change.path, () => keep(placement.target));
      olds.set(placement, old);
    }
    for (const placement of placements) {
      attemptWrite(placement.change.path, () => put(placement));
      done++;
    }
  } catch (problem) {
    // The last first: what refers to others goes before them.
    const undone = [...placements.entries()].reverse();
    const [stuck] = undone.flatMap(([index, placement]) => takeBack(placement, olds.get(placement), index < done));
    if (stuck !== undefined) throw new HalfDone(`${(problem as Error).message}; and not all could be put back: ${stuck.message}`);
    throw problem;
  }
  if (!backup) for (const old of olds.values()) removeIfAny(old);
}

function put({ exists, target, change }: Placement): void {
  if (!exists && lstatSync(target, { throwIfNoEntry: false })) throw appeared(change.path);
  renameSync(stagedPathOf(target), target);
}

/** Undoes what was done for a file; gives what stands in the way of that. */
function takeBack({ target, change }: Placement, old: string | undefined, isDone: boolean): JobError[] {
  try {
    if (!isDone) removeIfAny(old);
    else if (old === undefined) rmSync(target);
    else renameSync(old, target);
    return [];
  } catch (problem) {
    return [writeError(change.path, problem)];
  }
}

/** A second name, not a copy: at no moment is there nothing under the first one. */
function keepOld(target: string): string {
  const old = oldPathOf(target);
  linkSync(target, old);
  return old;
}

/** The first name that is free, or that a killed run gave to the very same file. */
function keepBackup(target: string): string {
  for (let count = 0; ; count++) {
    const backup = count === 0 ? `${target}.bak` : `${target}.${count}.bak`;
    try {
      linkSync(target, backup);
      return backup;
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
      if (isSame(backup, target)) return backup;
    }
  }
}

function isSame(path: string, other: string): boolean {
  const [one, two] = [lstatSync(path), lstatSync(other)];
  return one.dev === two.dev && one.ino === two.ino;
}

function removeIfAny(path: string | undefined): void {
  if (path !== undefined) rmSync(path, { force: true });
}
