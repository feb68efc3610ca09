import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attemptWrite } from './attempt-write.js';
import { createFile } from './create-file.js';
import { destinationOf } from './destination.js';
import { JobError } from './job-error.js';
import { writeText } from './write-text.js';

export interface WriteOptions {
  /** Whether another content that stands there may be replaced. */
  readonly force: boolean;
  /** The mode of a new file: that of the file it was made from, so that secrets stay as private as they were. */
  readonly mode?: number | undefined;
}

/** A file that is to be. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Puts texts into files, each of them whole or not at all: a temporary file beside it, synced and renamed. What is there
 * with the same content stays untouched; another content only gives way to `force`, and if it stands in one file's way, none
 * is written. A symbolic link keeps pointing to its file, and a file keeps its mode. Throws a JobError.
 */
export function writeFilesSafely(files: readonly NewFile[], options: WriteOptions): void {
  const changes = files.flatMap((file) => planned(file, options));
  for (const { path, text, target, mode } of changes) {
    attemptWrite(path, () => {
      mkdirSync(dirname(target), { recursive: true });
      replace(target, text, mode);
    });
  }
}

/** Throws a JobError if there could be no file at a path: it tries that with an empty one, which does not stay. */
export function checkWritable(path: string): void {
  attemptWrite(path, () => {
    const { target, stat } = destinationOf(path);
    // What is there is compared first.
    if (stat !== undefined) closeSync(openSync(target, 'r'));
    const probe = temporaryPath(join(existingAbove(target), basename(target)));
    closeSync(openSync(probe, 'wx'));
    rmSync(probe);
  });
}

/** The directory that a path is in, as far as it exists. */
function existingAbove(path: string): string {
  const directory = dirname(path);
  return existsSync(directory) ? directory : existingAbove(directory);
}

interface Replacement extends NewFile {
  readonly target: string;
  readonly mode: number | undefined;
}

/** What must be done to a file: nothing, or to write it. */
function planned({ path, text }: NewFile, { force, mode }: WriteOptions): Replacement[] {
  return attemptWrite(path, () => {
    const { target, stat } = destinationOf(path);
    if (stat === undefined) return [{ path, text, target, mode }];
    if (readFileSync(target).equals(Buffer.from(text))) return [];
    if (!force) throw new JobError(`${path} exists and is different: use --force to overwrite it`);
    return [{ path, text, target, mode: stat.mode }];
  });
}

function replace(target: string, text: string, mode: number | undefined): void {
  const temporary = temporaryPath(target);
  try {
    const file = createFile(temporary, mode === undefined ? undefined : { mode }, (file) => writeText(file, text));
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (problem) {
    rmSync(temporary, { force: true });
    throw problem;
  }
}

function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.tmp`);
}
