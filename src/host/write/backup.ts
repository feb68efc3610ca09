import { chmodSync, existsSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { attemptWrite } from '../job-error.js';
import { applyChanges } from './apply-changes.js';
import { type BackupEntry, backupOf, checkDirectory, copiesOf, formatRecord, recordOf, runsIn } from './backup-record.js';
import type { Access, Change } from './change.js';
import { type Contents, loadContents, notedLink } from './contents.js';
import { makeDirectory } from './create-file.js';
import { syncDirectories } from './open-files.js';
import { type NotedPaths, notedPaths } from './own-files.js';
import { findPlaces, leavesUpwards, placeIn, realOf } from './places.js';
import { removeTemporaryFiles, stagedPathOf } from './temporary-files.js';

/** The backup that one run makes in a directory. */
export interface Backup {
  /**
   * Keeps what changes will replace and remove, all of it in the directory, and notes what they will make. Until this is done
   * none of them may be done; from then on they can be undone, however the run ends. Throws a JobError; `standing`: what is
   * true then, in words.
   */
  keep(changes: Iterable<Change>, standing?: string): Promise<void>;
  /** Takes the backup away: nothing was changed. */
  drop(): void;
  /** Where it is, in full; undefined as long as there was nothing to keep. */
  readonly path: string | undefined;
}

/** A backup of nothing so far in a directory. If that is not there yet, it is made as private as `like` is. */
export async function openBackup(directory: string, like: string): Promise<Backup> {
  const contents = await loadContents();
  const entries: BackupEntry[] = [];
  const directories = new Set<string>();
  const made: string[] = [];
  let run: string | undefined;

  const keep = async (changes: Iterable<Change>, standing?: string): Promise<void> => {
    const isFirst = run === undefined;
    const added = targetsOf(changes, directory, contents);
    if (added.length === 0) return;
    attemptWrite(directory, () => makeDirectory(directory, like, made));
    for (const { path } of added) noteMissing(realOf(dirname(path)), realOf(directory), directories);
    const { staged, final } = isFirst ? makeRun(directory) : { staged: run ?? '', final: run ?? '' };
    try {
      const copies = added.flatMap((one) => copyOf(one, staged));
      for (const parent of new Set(copies.map(({ path }) => dirname(path)))) {
        attemptWrite(parent, () => mkdirSync(parent, { recursive: true, mode: 0o700 }));
      }
      const content = {
        text: () => formatRecord([...entries, ...added.map(({ entry }) => entry)], directories, made.map((one) => basename(one)).reverse()),
      };
      const record: Change = { path: recordOf(staged), content, replaces: true, access: () => ({ mode: 0o600 }) };
      await applyChanges([...copies, record], { within: staged, standing });
      if (isFirst) await renameRun(staged, final);
    } catch (problem) {
      if (isFirst) drop(staged);
      throw problem;
    }
    for (const { entry } of added) entries.push(entry);
    run = final;
  };

  const drop = (path: string | undefined): void => {
    run = undefined;
    if (path !== undefined) removeAll(path);
    for (const one of [backupOf(directory), ...[...made].reverse()]) removeIfEmpty(one);
  };

  return {
    keep,
    drop: () => drop(run),
    get path() {
      return run;
    },
  };
}

/** What is to be noted of a change, and the path in full of what it changes. */
interface Target {
  readonly entry: BackupEntry;
  readonly path: string;
}

/** Notes the directories that are to be made for a file, the upper ones first, by their paths from `base` on. */
function noteMissing(directory: string, base: string, noted: Set<string>): void {
  const path = relative(base, directory).replaceAll(sep, '/');
  if (noted.has(path) || existsSync(directory)) return;
  noteMissing(dirname(directory), base, noted);
  noted.add(path);
}

/** Throws a JobError if one takes place outside of the directory. */
function targetsOf(changes: Iterable<Change>, directory: string, contents: Contents): Target[] {
  const { places } = findPlaces(changes, directory);
  const paths = notedPaths(directory);
  return Array.from(changes, (change) => {
    const { target, exists } = placeIn(places, change.path);
    const before = exists ? stateOf(target, contents) : null;
    const after = contents.after(change) ?? null;
    const isNewFile = !exists && after !== null && notedLink(after) === undefined;
    const from = isNewFile && change.from !== undefined ? sourceNote(change.from, paths) : null;
    return { entry: { path: paths.note(target), before, after, from }, path: target };
  });
}

function sourceNote(source: string, { note }: NotedPaths): string {
  const noted = note(source);
  return leavesUpwards(noted) ? resolve(source) : noted;
}

function stateOf(path: string, { of }: Contents): NonNullable<BackupEntry['before']> {
  const { mode, uid, gid } = lstatSync(path);
  return { content: of(path) ?? '', mode: mode & 0o7777, uid, gid };
}

/** The copy that is to be kept of a file, for its owner alone to read: the record has all else, and where a link led. */
function copyOf({ entry: { path: name, before }, path }: Target, run: string): Change[] {
  if (before === null || notedLink(before.content) !== undefined) return [];
  const access = (): Access => ({ mode: before.mode & 0o700 });
  return [{ path: join(copiesOf(run), name), from: path, content: 'copy', replaces: true, access }];
}

/** The directory in which a run is put together, and the name that it gets then: one more than that of the last one. */
function makeRun(directory: string): { staged: string; final: string } {
  const backup = backupOf(directory);
  return attemptWrite(backup, () => {
    const stat = lstatSync(backup, { throwIfNoEntry: false });
    if (stat === undefined) mkdirSync(backup, { mode: 0o700 });
    else checkDirectory(backup);
    if (stat && stat.mode & 0o077) chmodSync(backup, 0o700);
    removeTemporaryFiles(backup, { recursive: true });
    const final = join(backup, String((runsIn(directory).at(-1) ?? 0) + 1));
    const staged = stagedPathOf(final);
    mkdirSync(staged, { mode: 0o700 });
    return { staged, final };
  });
}

async function renameRun(staged: string, final: string): Promise<void> {
  attemptWrite(final, () => renameSync(staged, final));
  await syncDirectories([dirname(final), dirname(dirname(final))]);
}

/** As far as possible: what made the run fail may stop this, too, and is the problem to report. */
function removeAll(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {}
}

/** Removes a directory unless something is in it, or it is gone. */
export function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {}
}
