import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import type { Host, Unreadable } from '../project/host.js';
import { shownPath } from '../project/paths.js';
import { reasonOf } from './job-error.js';
import type { Stamps } from './stamps.js';

/** The file system of the machine. Notes what it reads in `stamps`. `cwd`: where Fluent Bit starts. */
export function nodeHost(stamps?: Pick<Stamps, 'note'>, cwd = process.cwd()): Host {
  const here = process.cwd();
  return {
    cwd,
    shown: (path) => shownPath(path, here),
    identify(path) {
      const stat = unlessFailing(() => statSync(path, { bigint: true, throwIfNoEntry: false }));
      return stat && `${stat.dev}:${stat.ino}`;
    },
    realPath: (path) => unlessFailing(() => realpathSync.native(path)),
    read: (path) => read(path, stamps),
    readStart: (path, size) => unlessFailing(() => readStart(path, size)) ?? new Uint8Array(),
    list: (directory) => unlessFailing(() => readdirSync(directory)) ?? [],
  };
}

/** Devices and pipes may never end, or begin: only regular files are read. */
function read(path: string, stamps: Pick<Stamps, 'note'> | undefined): { bytes: Uint8Array } | Unreadable {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) return { problem: stat.isDirectory() ? 'it is a directory' : 'it is no regular file', isNoFile: true };
      // Before it is read: what changes in between is another file then.
      stamps?.note(path, stat);
      return { bytes: readAll(file, stat.size) };
    } finally {
      closeSync(file);
    }
  } catch (problem) {
    return { problem: reasonOf(problem) };
  }
}

/** A pipe is opened, but gives nothing. */
function readStart(path: string, size: number): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.allocUnsafe(size);
    return bytes.subarray(0, readSync(file, bytes, 0, size, 0));
  } finally {
    closeSync(file);
  }
}

/** In one step where its size is known: some files of the system have none. */
function readAll(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  return size > 0 && readSync(file, bytes, 0, size, 0) === size ? bytes : readFileSync(file);
}

function unlessFailing<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
