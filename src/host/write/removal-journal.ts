import { lstatSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { attemptRemove, Interrupted, JobError } from '../job-error.js';
import { applyChanges } from './apply-changes.js';
import { type ContentReader, loadContents } from './contents.js';
import { syncDirectories } from './open-files.js';
import { fieldsOf, listOf, type NotedPaths, NotOurs, notedPaths, readOwnFile, textOf } from './own-files.js';
import { realOf } from './places.js';

/** A source that is to go. Paths are in full. */
export interface Removal {
  readonly path: string;
  /** What took its place: it stays while one of them is missing, or not as it was written. */
  readonly replacedBy: readonly string[];
}

/** A file and what it held when it was noted, as `Contents` gives it. */
interface Noted {
  readonly path: string;
  readonly content: string;
}

/** A removal as the journal notes it. */
interface Entry extends Noted {
  readonly replacedBy: readonly Noted[];
}

/** Sources that are to go, so that another run can finish what a killed one began. */
const journalName = '.flb-convert-removing';

export interface RemoveOptions {
  /** The directory in which all is that took the place of a source; that of the sources if nothing is said. */
  readonly writtenTo?: string;
  /** The path of a source that is not what it was when it was converted: a JobError says so then, and none is removed. */
  readonly isCurrent: () => string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Removes sources that were replaced, in this order, all of them in `directory` or below. What changes meanwhile stays. Throws a
 * JobError, or Interrupted if the signal comes before the last one.
 */
export async function removeSources(
  directory: string,
  sources: readonly Removal[],
  { writtenTo = directory, isCurrent, signal }: RemoveOptions,
): Promise<void> {
  await finishRemoval(directory, signal);
  if (sources.length === 0) return;
  const { of: contentOf } = await loadContents();
  const [from, to] = [notedPaths(directory), notedPaths(writtenTo)];
  const noted = ({ note }: NotedPaths, path: string): Noted => ({ path: note(path), content: contentOf(path) ?? '' });
  const journal = {
    writtenTo: relative(realOf(directory), realOf(writtenTo)).replaceAll(sep, '/'),
    sources: sources.map(({ path, replacedBy }) => ({
      ...noted(from, path),
      replacedBy: replacedBy.map((other) => noted(to, other)),
    })),
  };
  const change = {
    path: join(directory, journalName),
    content: { text: () => `${JSON.stringify(journal)}\n` },
    replaces: false,
    access: () => ({ mode: 0o600 }),
  };
  await applyChanges([change], { isCurrent, standing: 'the new files are written, no old one was removed' });
  await finishRemoval(directory, signal);
}

/** A removal that was interrupted, by the paths of its sources. */
export interface Unfinished {
  readonly gone: readonly string[];
  /** Those that still have the content that was noted, while all is there that replaces them. */
  readonly left: readonly string[];
}

/** What a run that was interrupted has removed in a directory, and what it left to remove. Throws a JobError if the journal is not ours. */
export async function readJournal(directory: string): Promise<Unfinished> {
  const entries = entriesIn(directory);
  if (entries.length === 0) return { gone: [], left: [] };
  const { of: contentOf } = await loadContents();
  const pathsOf = (some: readonly Entry[]) => some.map(({ path }) => path);
  return {
    gone: pathsOf(entries.filter(({ path }) => !isThere(path))),
    left: pathsOf(entries.filter((entry) => isLeft(entry, contentOf))),
  };
}

/** Removes what `readJournal` says is left, and then the journal. Throws a JobError or Interrupted; the journal stays then, for another run. */
export async function finishRemoval(directory: string, signal?: AbortSignal): Promise<void> {
  const entries = entriesIn(directory);
  if (entries.length === 0) return forgetRemoval(directory);
  const { of: contentOf } = await loadContents();
  for (const [done, entry] of entries.entries()) {
    await heardSignals();
    if (signal?.aborted) throw new Interrupted(`interrupted, ${unfinished(done, entries.length)}`);
    if (isLeft(entry, contentOf)) remove(entry.path, unfinished(done, entries.length));
  }
  await syncDirectories([...new Set(entries.map(({ path }) => dirname(path)))]);
  forgetRemoval(directory);
}

/** Removes the journal of a directory, if there is one. */
export function forgetRemoval(directory: string): void {
  const path = join(directory, journalName);
  attemptRemove(path, () => rmSync(path, { force: true }));
}

/** Signals are heard once in each turn of the event loop, which may be over for the one that this is called in. */
export function heardSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

function remove(path: string, standing: string): void {
  try {
    attemptRemove(path, () => rmSync(path));
  } catch (problem) {
    throw new JobError(`${(problem as Error).message}; ${standing}`);
  }
}

function unfinished(done: number, all: number): string {
  return `${done} of ${all} old files are removed: the same command again removes the rest`;
}

function isLeft({ path, replacedBy, content }: Entry, contentOf: ContentReader): boolean {
  return contentOf(path) === content && replacedBy.every((other) => contentOf(other.path) === other.content);
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** With paths in full. Throws a JobError if the journal is not one that flb-convert wrote, or reaches out of its directory. */
export function entriesIn(directory: string): readonly Entry[] {
  const parse = (value: unknown): Entry[] => {
    const { writtenTo, sources } = fieldsOf(value);
    const [from, to] = [notedPaths(directory), notedPaths(join(realOf(directory), textOf(writtenTo)))];
    const noted = ({ find }: NotedPaths, one: unknown): Noted => {
      const { path, content } = fieldsOf(one);
      return { path: find(path), content: textOf(content) };
    };
    const entries = listOf(sources).map((one) => {
      const replacedBy = listOf(fieldsOf(one).replacedBy).map((other) => noted(to, other));
      if (replacedBy.length === 0) throw new NotOurs('nothing takes the place of a file in it');
      return { ...noted(from, one), replacedBy };
    });
    const toGo = new Set(entries.map(({ path }) => path));
    if (entries.some(({ replacedBy }) => replacedBy.some(({ path }) => toGo.has(path)))) {
      throw new NotOurs('what takes the place of a file in it is to go itself');
    }
    return entries;
  };
  return readOwnFile(join(directory, journalName), parse, 'look at it, and remove it to go on; nothing was removed') ?? [];
}
