import { linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { attemptWrite, writeError } from './attempt-write.js';
import { appeared, type Change } from './change.js';
import { JobError } from './job-error.js';
import { type Place, type Places, placeIn } from './places.js';
import { oldPathOf, stagedPathOf } from './temporary-names.js';

/** Some files have their new content and could not be given their old one again. */
export class HalfDone extends JobError {}

/**
 * Gives staged files their names, in this order. What they replace stays as `x.yaml.bak`, `x.yaml.1.bak`, … where a backup is
 * asked for. If one fails, those before it get their old content again, or go, and a JobError says why; HalfDone if even this
 * fails.
 */
export function putInPlace(changes: Iterable<Change>, places: Places, backup: boolean): void {
  const keep = backup ? keepBackup : keepOld;
  /** The old content of what is replaced, by the paths of changes. */
  const olds = new Map<string, string>();
  let count = 0;
  try {
    for (const [path, { target, exists }] of places) {
      if (!exists) continue;
      const old = attemptWrite(path, () => keep(target));
      olds.set(path, old);
    }
    for (const { path } of changes) {
      attemptWrite(path, () => put(path, placeIn(places, path)));
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
  if (!backup) for (const old of olds.values()) removeIfAny(old);
}

function put(path: string, { target, exists }: Place): void {
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
