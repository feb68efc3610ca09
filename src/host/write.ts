import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { JobError, reasonOf } from './job-error.js';

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
    attempt(path, () => {
      mkdirSync(dirname(target), { recursive: true });
      replace(target, text, mode);
    });
  }
}

interface Change extends NewFile {
  readonly target: string;
  readonly mode: number | undefined;
}

/** What must be done to a file: nothing, or to write it. */
function planned({ path, text }: NewFile, { force, mode }: WriteOptions): Change[] {
  return attempt(path, () => {
    const target = targetOf(path);
    const stat = statSync(target, { throwIfNoEntry: false });
    if (stat === undefined) return [{ path, text, target, mode }];
    if (!stat.isFile()) throw new JobError(`cannot write ${path}: it is ${stat.isDirectory() ? 'a directory' : 'no regular file'}`);
    if (readFileSync(target).equals(Buffer.from(text))) return [];
    if (!force) throw new JobError(`${path} exists and is different: use --force to overwrite it`);
    return [{ path, text, target, mode: stat.mode }];
  });
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (problem) {
    throw problem instanceof JobError ? problem : new JobError(`cannot write ${path}: ${reasonOf(problem)}`);
  }
}

/** Where a symbolic link leads, even if there is nothing yet. */
function targetOf(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  const isDangling = statSync(path, { throwIfNoEntry: false }) === undefined;
  return isDangling ? resolve(dirname(path), readlinkSync(path)) : realpathSync(path);
}

function replace(target: string, text: string, mode: number | undefined): void {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${process.pid}.tmp`);
  // Never more open than the file will be, not even for a moment.
  const file = openSync(temporary, 'wx', mode === undefined ? 0o666 : mode & 0o777);
  try {
    try {
      writeText(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (mode !== undefined) chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, target);
  } catch (problem) {
    rmSync(temporary, { force: true });
    throw problem;
  }
}

/** Writes a text to a file descriptor as UTF-8, piece by piece: the bytes of all of it would be one more copy. */
export function writeText(file: number, text: string): void {
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(Math.min(text.length * 3, 1 << 20));
  for (let at = 0; at < text.length; ) {
    const { read, written } = encoder.encodeInto(at === 0 ? text : text.slice(at), buffer);
    writeAll(file, buffer.subarray(0, written));
    at += read;
  }
}

/** Writes all bytes to a file descriptor, which may take only some of them at a time. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written);
    } catch (problem) {
      // A pipe whose reader is slow; there is nothing else to do meanwhile.
      if ((problem as NodeJS.ErrnoException).code !== 'EAGAIN') throw problem;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
