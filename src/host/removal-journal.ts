import { existsSync, lstatSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { applyChanges } from './apply-changes.js';
import { Interrupted } from './interrupted.js';
import { JobError, reasonOf } from './job-error.js';
import { syncDirectories } from './sync.js';

/** A source that is to go. Paths are in full. */
export interface Removal {
  readonly path: string;
  /** What took its place: it stays while one of them is missing. */
  readonly replacedBy: readonly string[];
}

/** A removal as the journal notes it: with paths from its directory on. */
interface Entry extends Removal {
  /** The SHA-256 of the file, or where it leads as a symbolic link. */
  readonly content: string;
}

/** Sources that are to go, so that another run can finish what a killed one began. */
const journalName = '.flb-convert-removing';

export interface RemoveOptions {
  /** The path of a source that is not what it was when it was converted: a JobError says so then, and none is removed. */
  readonly isCurrent: () => string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Removes sources that were replaced, in this order, all of them in `directory` or below. What changes meanwhile stays. Throws a
 * JobError, or Interrupted if the signal comes before the last one.
 */
export async function removeSources(directory: string, sources: readonly Removal[], { isCurrent, signal }: RemoveOptions): Promise<void> {
  await finishRemoval(directory, signal);
  const contentOf = await contentReader();
  const [first] = sources;
  if (first === undefined) return;
  const fromHere = (path: string) => relative(directory, path);
  const entries = sources.map(({ path, replacedBy }) => ({
    path: fromHere(path),
    replacedBy: replacedBy.map(fromHere),
    content: contentOf(path),
  }));
  const path = join(directory, journalName);
  const content = { text: () => `${JSON.stringify(entries)}\n` };
  await applyChanges([{ path, from: first.path, content, replaces: false }], { backup: false, isCurrent });
  await finishRemoval(directory, signal);
}

/** A removal that was interrupted, by the paths of its sources. */
export interface Unfinished {
  readonly gone: readonly string[];
  /** Those that still have the content that was noted, while all is there that replaces them. */
  readonly left: readonly string[];
}

/** What a run that was interrupted has removed in a directory, and what it left to remove. */
export async function readJournal(directory: string): Promise<Unfinished> {
  const entries = entriesIn(directory);
  if (entries.length === 0) return { gone: [], left: [] };
  const contentOf = await contentReader();
  const pathsOf = (some: readonly Entry[]) => some.map(({ path }) => path);
  return {
    gone: pathsOf(entries.filter(({ path }) => !isThere(path))),
    left: pathsOf(entries.filter((entry) => isLeft(entry, contentOf))),
  };
}

/** Removes what `readJournal` says is left, and then the journal. Throws a JobError or Interrupted; the journal stays then, for another run. */
export async function finishRemoval(directory: string, signal?: AbortSignal): Promise<void> {
  const contentOf = await contentReader();
  const entries = entriesIn(directory);
  for (const [done, entry] of entries.entries()) {
    await heardSignals();
    if (signal?.aborted) throw interruptedAfter(done, entries.length);
    if (isLeft(entry, contentOf)) remove(entry.path);
  }
  await syncDirectories([...new Set(entries.map(({ path }) => dirname(path)))]);
  remove(join(directory, journalName));
}

/** Signals are heard between two turns of the event loop. */
function heardSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function interruptedAfter(done: number, all: number): Interrupted {
  return new Interrupted(`interrupted, ${done} of ${all} old files are removed: the same command again removes the rest`);
}

function isLeft({ path, replacedBy, content }: Entry, contentOf: ContentReader): boolean {
  return isThere(path) && contentOf(path) === content && replacedBy.every((other) => existsSync(other));
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** With paths in full. */
function entriesIn(directory: string): Entry[] {
  const journal = join(directory, journalName);
  if (!existsSync(journal)) return [];
  const inFull = (path: string) => join(directory, path);
  try {
    const entries = JSON.parse(readFileSync(journal, 'utf8')) as Entry[];
    return entries
      .filter(({ path }) => isBelow(path))
      .map(({ path, replacedBy, content }) => ({ path: inFull(path), replacedBy: replacedBy.map(inFull), content }));
  } catch (problem) {
    throw new JobError(`cannot read ${journal}: ${reasonOf(problem)}`);
  }
}

/** A journal that someone else made must not reach out of its directory. */
function isBelow(path: string): boolean {
  return !isAbsolute(path) && !path.split('/').includes('..');
}

/** Gives the SHA-256 of a file, or where it leads as a symbolic link. */
type ContentReader = (path: string) => string;

/** Hashing is loaded only where something is to be removed: not at each start. */
async function contentReader(): Promise<ContentReader> {
  const { createHash } = await import('node:crypto');
  return (path) => {
    try {
      if (lstatSync(path).isSymbolicLink()) return `link to ${readlinkSync(path)}`;
      return createHash('sha256').update(readFileSync(path)).digest('hex');
    } catch (problem) {
      throw new JobError(`cannot read ${path}: ${reasonOf(problem)}`);
    }
  };
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (problem) {
    throw new JobError(`cannot remove ${path}: ${reasonOf(problem)}`);
  }
}
