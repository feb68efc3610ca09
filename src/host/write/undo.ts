import { existsSync, lstatSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attemptRead, attemptRemove, JobError } from '../job-error.js';
import { applyChanges } from './apply-changes.js';
import { removeIfEmpty } from './backup.js';
import { backupOf, checkDirectory, copiesOf, type FoundEntry, isKept, readRecord, runsIn } from './backup-record.js';
import type { Change } from './change.js';
import { type Contents, loadContents, notedLink } from './contents.js';
import { notedPaths } from './own-files.js';
import { entriesIn, forgetRemoval } from './removal-journal.js';
import { removeTemporaryFiles, stagedPathOf } from './temporary-files.js';

export interface UndoOptions {
  /** Whether files that were changed since, or stand in the way, are overwritten. */
  readonly force: boolean;
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
  readonly signal?: AbortSignal;
}

/** What was done to a file, by its path in full. */
export interface Undone {
  readonly path: string;
  readonly did: 'removed' | 'restored';
}

/** A message names at most this many files. */
const mostNames = 20;

/**
 * Takes back what the last run did of which a directory has a backup, all of it or nothing, and forgets that run. Gives what it
 * did; what is as before is not part of it. Throws a JobError, or Interrupted; nothing has changed then.
 */
export async function undo(directory: string, { force, shown, signal }: UndoOptions): Promise<Undone[]> {
  const base = attemptRead(directory, () => realpathSync(directory));
  if (!statSync(base).isDirectory()) throw new JobError(`nothing to undo in ${shown(directory)}: it is not a directory`);
  const run = lastRun(base, shown(directory));
  const copies = notedPaths(copiesOf(run));
  const { entries, directories, made } = readRecord(run, notedPaths(base), copies);
  // The removal that a run was killed in is taken back, too. A journal that is not ours stops it here.
  entriesIn(base);
  for (const parent of new Set(entries.map(({ path }) => dirname(path)))) removeTemporaryFiles(parent);
  const contents = await loadContents();
  const standing = entries.map((entry) => ({ ...entry, now: contents.of(entry.path) }));
  const open = standing.filter(({ now, before }) => now !== before?.content);
  const obstacles = force ? [] : [...open.flatMap((entry) => obstacleOf(entry, shown)), ...lostSources(open, shown)];
  if (obstacles.length > 0) throw new JobError(`${listed(obstacles)}: nothing was changed, --force undoes the run all the same`);
  const changes = [...open].reverse().map((entry) => changeBack(entry, contents, shown));
  await applyChanges(changes, { within: base, signal, isCurrent: () => changedSince(open, contents, shown) });
  for (const path of directories.reverse()) removeIfEmpty(path);
  forgetRemoval(base);
  forgetRun(run);
  removeIfEmpty(backupOf(base));
  for (const path of namedSo(base, made)) removeIfEmpty(path);
  return changes.map(({ path, content }) => ({ path, did: content === 'nothing' ? 'removed' : 'restored' }));
}

/** A directory and those above it, the lowest first, as far as they have these names: where it was moved, those above it are not ours. */
function namedSo(directory: string, [name, ...above]: readonly string[]): string[] {
  return name === undefined || basename(directory) !== name ? [] : [directory, ...namedSo(dirname(directory), above)];
}

/** The path of the last run that a directory has a backup of. */
function lastRun(base: string, name: string): string {
  const backup = backupOf(base);
  if (!isThere(backup)) {
    throw new JobError(`nothing to undo in ${name}: it has no backup (.flb-convert-backup), which migrate --backup makes`);
  }
  checkDirectory(backup);
  removeTemporaryFiles(backup, { recursive: true });
  const number = runsIn(base).at(-1);
  if (number === undefined) removeIfEmpty(backup);
  if (number === undefined) throw new JobError(`nothing to undo in ${name}: its backup is empty`);
  const run = join(backup, String(number));
  checkDirectory(run);
  // A link would lead to what somebody else wants to have copied.
  if (isThere(copiesOf(run))) checkDirectory(copiesOf(run));
  return run;
}

function isThere(path: string): boolean {
  return attemptRead(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined;
}

type OpenEntry = FoundEntry & { readonly now: string | undefined };

/** In words, why a file is not what the run made of it. */
function obstacleOf({ path, after, now }: OpenEntry, shown: (path: string) => string): string[] {
  if ((now ?? null) === after) return [];
  if (now === undefined) return [`${shown(path)} is gone`];
  return [`${shown(path)} ${after === null ? 'stands in the way' : 'was changed since'}`];
}

/** In words, which new files are to go although nothing else holds any more what they were made from. */
function lostSources(open: readonly OpenEntry[], shown: (path: string) => string): string[] {
  const restored = new Set(open.filter(({ before }) => before !== null).map(({ path }) => path));
  const isLost = (path: string) => !restored.has(path) && !existsSync(path) && !isKept(path);
  return open.flatMap(({ path, now, from }) =>
    now !== undefined && from !== null && isLost(from) ? [`${shown(from)} is gone, which ${shown(path)} was made from`] : [],
  );
}

function listed(texts: readonly string[]): string {
  const more = texts.length > mostNames ? `, and ${texts.length - mostNames} more` : '';
  return texts.slice(0, mostNames).join(', ') + more;
}

/** What makes a file again what it was. */
function changeBack({ path, before, copy, name }: OpenEntry, { of }: Contents, shown: (path: string) => string): Change {
  if (before === null) return { path, content: 'nothing', replaces: true };
  const link = notedLink(before.content);
  if (link !== undefined) return { path, content: { linkText: link }, replaces: true };
  if (of(copy) !== before.content) throw new JobError(`${shown(copy)} is not what was kept of ${name}: nothing was changed`);
  const { mode, uid, gid } = before;
  return { path, from: copy, content: 'copy', replaces: true, replacesLinks: true, access: () => ({ mode, uid, gid }) };
}

/** Between the look at all files and the moment at which they change. */
function changedSince(entries: readonly OpenEntry[], { of }: Contents, shown: (path: string) => string): string | undefined {
  const changed = entries.find(({ path, now }) => of(path) !== now);
  return changed && shown(changed.path);
}

/** Under another name first, which says in one step that this run is undone. */
function forgetRun(run: string): void {
  const path = stagedPathOf(run);
  attemptRemove(run, () => {
    renameSync(run, path);
    rmSync(path, { recursive: true });
  });
}
