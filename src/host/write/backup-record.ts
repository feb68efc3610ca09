import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { attemptRead, JobError } from '../job-error.js';
import { checkOwner, fieldsOf, listOf, type NotedPaths, NotOurs, readOwnFile, textOf } from './own-files.js';

/**
 * A directory's backup, `.flb-convert-backup`, holds one directory a run, numbered from 1 on. In each, `record.json` says what the
 * run did, and `files` has what it replaced and removed, by the names that these had.
 */
const backupName = '.flb-convert-backup';

export function backupOf(directory: string): string {
  return join(directory, backupName);
}

export function recordOf(run: string): string {
  return join(run, 'record.json');
}

export function copiesOf(run: string): string {
  return join(run, 'files');
}

/** What one change does to a file, or to a symbolic link. */
export interface BackupEntry {
  /** From the directory on. */
  readonly path: string;
  /** What was there, null if nothing. Contents are as `Contents` gives them. */
  readonly before: { readonly content: string; readonly mode: number; readonly uid: number; readonly gid: number } | null;
  /** What is there then, null if nothing. */
  readonly after: string | null;
  /** What a new file is made from, null for others and for links: its path from the directory on, or in full if it lies elsewhere. */
  readonly from: string | null;
}

type Did = 'made' | 'replaced' | 'removed';

function didOf({ before, after }: BackupEntry): Did {
  if (after === null) return 'removed';
  return before === null ? 'made' : 'replaced';
}

const maker = 'flb-convert backup 1';

/**
 * `{ maker, made, directories, files: [{ did, path, before: { content, mode, uid, gid } | null, after: content | null, from: path | null }] }`:
 * the names of the backup's own directory and of those above it, from below, as far as they are made for it; the directories that are made
 * in it, the upper ones first; and the files in the order in which they change.
 */
export function formatRecord(entries: readonly BackupEntry[], directories: Iterable<string>, made: readonly string[]): string {
  const files = entries.map((entry) => ({ did: didOf(entry), ...entry }));
  return `${JSON.stringify({ maker, made, directories: [...directories], files }, null, 1)}\n`;
}

/** The runs that a directory has a backup of, by their numbers. Throws a JobError if the backup is not ours. */
export function runsIn(directory: string): number[] {
  const names = attemptRead(backupOf(directory), () => readdirSync(backupOf(directory)));
  const numbers = names.filter((name) => /^[1-9]\d{0,8}$/.test(name)).map(Number);
  return numbers.sort((one, two) => one - two);
}

/** An entry with its paths in full, and where the copy of what was there is. */
export interface FoundEntry extends BackupEntry {
  readonly copy: string;
  readonly name: string;
}

/** What a run did, with paths in full. */
export interface FoundRecord {
  readonly entries: FoundEntry[];
  readonly directories: string[];
  /** The names of the directory that has the backup and of those above it, from below, as far as they were made for it. */
  readonly made: readonly string[];
}

/** What a run did. Throws a JobError if its record is not ours, or reaches out of the directory. */
export function readRecord(run: string, paths: NotedPaths, copies: NotedPaths): FoundRecord {
  const parse = (value: unknown): FoundRecord => {
    const { maker: by, made = [], files, directories } = fieldsOf(value);
    if (by !== maker) throw new NotOurs('it has another shape');
    const entries = listOf(files).map((one) => {
      const { path, before, after, from = null } = fieldsOf(one);
      const name = textOf(path);
      if (name.split('/').includes(backupName)) throw new NotOurs(`${JSON.stringify(name)} in it is a backup itself`);
      const entry = {
        before: before === null ? null : stateIn(before),
        after: after === null ? null : textOf(after),
        from: from === null ? null : sourceIn(textOf(from), paths),
      };
      return { ...entry, name, path: paths.find(name), copy: copies.find(name) };
    });
    return { entries, directories: listOf(directories).map(paths.find), made: listOf(made).map(textOf) };
  };
  const record = readOwnFile(recordOf(run), parse, 'nothing was undone');
  if (record === undefined) throw new JobError(`${run} has no record of what a run did: nothing was undone`);
  return record;
}

function sourceIn(name: string, { find }: NotedPaths): string {
  return isAbsolute(name) ? name : find(name);
}

/** Whether a run that can still be undone has a copy of the file that was at a path: in the backup of a directory above it. */
export function isKept(path: string): boolean {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const name = relative(directory, path);
    const runs = existsSync(backupOf(directory)) ? runsIn(directory) : [];
    if (runs.some((run) => existsSync(join(copiesOf(join(backupOf(directory), String(run))), name)))) return true;
    if (directory === dirname(directory)) return false;
  }
}

function stateIn(value: unknown): NonNullable<BackupEntry['before']> {
  const { content, mode, uid, gid } = fieldsOf(value);
  return { content: textOf(content), mode: numberIn(mode, 0o7777), uid: numberIn(uid), gid: numberIn(gid) };
}

function numberIn(value: unknown, most = 2 ** 32 - 1): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new NotOurs('it has another shape');
}

/** Throws a JobError unless something is a directory of the caller's or root's own. */
export function checkDirectory(path: string): void {
  const stat = attemptRead(path, () => lstatSync(path));
  try {
    if (!stat.isDirectory()) throw new NotOurs('it is not a directory');
    checkOwner(stat);
  } catch (problem) {
    throw new JobError(`${path} is not a backup of flb-convert: ${(problem as Error).message}`);
  }
}
