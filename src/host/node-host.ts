import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Host } from '../project/host.js';
import { reasonOf } from './job-error.js';

/** The file system of the machine, from the directory where the process was started. */
export function nodeHost(): Host {
  return {
    cwd: process.cwd(),
    identify: (path) =>
      unlessFailing(() => {
        const { dev, ino } = statSync(path, { bigint: true });
        return `${dev}:${ino}`;
      }),
    realPath: (path) => unlessFailing(() => realpathSync(path)),
    read,
    list: (directory) => unlessFailing(() => readdirSync(directory)) ?? [],
  };
}

/** Devices and pipes may never end: only regular files are read. */
function read(path: string): { bytes: Uint8Array } | { problem: string } {
  try {
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isDirectory()) return { problem: 'it is no regular file' };
    return { bytes: readFileSync(path) };
  } catch (problem) {
    return { problem: reasonOf(problem) };
  }
}

function unlessFailing<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
