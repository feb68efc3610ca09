import { readdirSync, realpathSync, statSync } from 'node:fs';
import type { Host, Unreadable } from '../project/host.js';
import { shownPath } from '../project/paths.js';
import { reasonOf } from './job-error.js';
import { NotAFile, readRegularFile, readStartOfFile } from './read-file.js';
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
    readStart: (path, size) => unlessFailing(() => readStartOfFile(path, size)) ?? new Uint8Array(),
    list: (directory) => unlessFailing(() => readdirSync(directory)) ?? [],
  };
}

function read(path: string, stamps: Pick<Stamps, 'note'> | undefined): { bytes: Uint8Array } | Unreadable {
  try {
    return { bytes: readRegularFile(path, { onOpen: (stat) => stamps?.note(path, stat) }) };
  } catch (problem) {
    return { problem: reasonOf(problem), ...(problem instanceof NotAFile && { isNoFile: true }) };
  }
}

function unlessFailing<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
