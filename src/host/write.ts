import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { JobError, reasonOf } from './job-error.js';

export interface WriteOptions {
  /** Whether another content that stands there may be replaced. */
  readonly force: boolean;
  /** The mode of a new file: that of the file it was made from, so that secrets stay as private as they were. */
  readonly mode?: number | undefined;
}

/**
 * Puts a text into a file, all of it or nothing: a temporary file beside it, synced and renamed. What is there with the
 * same content stays untouched; another content only gives way to `force`. A symbolic link keeps pointing to the file,
 * and the file keeps its mode. Throws a JobError.
 */
export function writeFileSafely(path: string, text: string, { force, mode }: WriteOptions): void {
  try {
    const target = targetOf(path);
    const old = existing(target);
    if (old?.content.equals(Buffer.from(text))) return;
    if (old !== undefined && !force) throw new JobError(`${path} exists and is different: use --force to overwrite it`);
    mkdirSync(dirname(target), { recursive: true });
    replace(target, text, old?.mode ?? mode);
  } catch (problem) {
    throw problem instanceof JobError ? problem : new JobError(`cannot write ${path}: ${reasonOf(problem)}`);
  }
}

/** Where a symbolic link leads, even if there is nothing yet. */
function targetOf(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  return realpathSync(path);
}

function existing(path: string): { content: Buffer; mode: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : { content: readFileSync(path), mode: stat.mode };
}

function replace(target: string, text: string, mode: number | undefined): void {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${process.pid}.tmp`);
  const file = openSync(temporary, 'wx');
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
