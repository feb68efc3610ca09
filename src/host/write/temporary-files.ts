import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { attemptWrite, JobError } from '../job-error.js';
import { endOf } from './places.js';

const staged = '.flb-convert';
const old = '.flb-convert-old';

/** What a name may have on the usual file systems. */
const longestName = 255; // bytes

/** Where the new content of a file waits until all is staged. The name tells the process, so that no other one takes it for its own. */
export function stagedPathOf(path: string): string {
  return besides(path, staged);
}

/** Where the old content of a file is kept while others are put in place. */
export function oldPathOf(path: string): string {
  return besides(path, old);
}

/** Whether a name in a directory is one of these. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') && (name.endsWith(staged) || name.endsWith(old));
}

function besides(path: string, suffix: string): string {
  const start = path.lastIndexOf(sep) + 1;
  return path.slice(0, start) + stemOf(path.slice(start)) + process.pid + suffix;
}

/** What the temporary names of a file begin with, whichever process they are of. */
function stemOf(name: string): string {
  const longest = longestName - Buffer.byteLength(`..${2 ** 32}${old}`);
  return Buffer.byteLength(name) > longest ? `.${shortened(name)}.` : `.${name}.`;
}

/** Its beginning and its end: if two names have these in common, one is refused and none is lost. */
function shortened(name: string): string {
  const bytes = Buffer.from(name);
  return Buffer.concat([bytes.subarray(0, 80), bytes.subarray(-80)]).toString('base64url');
}

/** The process that a temporary name is of; 0 if it does not tell. */
function processOf(name: string): number {
  return Number(/\.(\d{1,10})\.flb-convert(?:-old)?$/.exec(name)?.[1] ?? 0);
}

/** Whether a process is still there that is another one than this. */
function isAnotherAlive(id: number): boolean {
  if (id === 0 || id === process.pid) return false;
  try {
    return process.kill(id, 0);
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Removes the temporary files which a killed run left beside files that it had put in place already, so that no run writes them
 * again. Throws a JobError.
 */
export function removeLeftOvers(paths: Iterable<string>): void {
  const directories = new Set<string>();
  for (const path of paths) {
    directories.add(dirname(path));
    directories.add(dirname(attemptWrite(path, () => endOf(path)).target));
  }
  for (const directory of directories) removeTemporaryFiles(directory);
}

/**
 * Removes the temporary files in a directory, which need not be there; those of another process stay while it runs. `recursive`:
 * directories, too, with all that is in them.
 */
export function removeTemporaryFiles(directory: string, { recursive = false } = {}): void {
  for (const name of namesIn(directory)) {
    if (!isTemporaryName(name) || isAnotherAlive(processOf(name))) continue;
    const path = join(directory, name);
    attemptWrite(path, () => rmSync(path, { recursive, force: true }));
  }
}

/** Throws a JobError if another process is about to write a file that this one has staged. */
export function checkAlone(directory: string): void {
  const names = namesIn(directory).filter(isTemporaryName);
  const own = new Set(names.filter((name) => processOf(name) === process.pid).map(withoutProcess));
  const other = names.find((name) => processOf(name) !== process.pid && own.has(withoutProcess(name)));
  if (other === undefined) return;
  throw new JobError(`process ${processOf(other)} is writing the same files in ${directory}: if it is not an flb-convert, remove ${other}`);
}

function withoutProcess(name: string): string {
  return name.replace(/\d*\.flb-convert(?:-old)?$/, '');
}

/** None of a directory that cannot be listed: what is written there must say why not. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
