import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type Stats,
} from 'node:fs';
import { reasonOf } from '../job-error.js';

/** At most this much of a file is read. */
const mostOfFile = 4 * 1024 * 1024; // bytes

export interface ScopeReader {
  /** Whether a file or a directory is left out: what a migration removes or wrote itself. */
  readonly isOwn: (path: string) => boolean;
  /** Takes a file and its first 4 MB, or a symbolic link and where it leads. The bytes are good until it returns. */
  readonly take: (path: string, bytes: Uint8Array) => void;
}

/** What could not be read, and why. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
}

/** A path as it is shown; and as the system takes it, in bytes if a name in it is not UTF-8. */
interface Place {
  readonly path: string;
  readonly system: string | Buffer;
}

/**
 * Reads all files in directories and below, each once: hidden and ignored ones, too. Left out is what is below a `.git`, on
 * another file system, or not a regular file. Links are not followed. What goes away meanwhile does not count. Returns what
 * could not be read.
 */
export function readScope(directories: readonly string[], { isOwn, take }: ScopeReader): Unread[] {
  const unread: Unread[] = [];
  const buffer = Buffer.allocUnsafeSlow(mostOfFile);
  const attempt = <Result>({ path }: Place, action: () => Result): Result | undefined => {
    try {
      return action();
    } catch (problem) {
      if (!isGone(problem)) unread.push({ path, reason: reasonOf(problem) });
      return undefined;
    }
  };
  for (const start of directories) {
    const system = attempt({ path: start, system: start }, () => lstatSync(start).dev);
    const open: Place[] = system === undefined ? [] : [{ path: start, system: start }];
    for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
      const here = directory;
      for (const [place, entry] of attempt(here, () => entriesOf(here)) ?? []) {
        if (isOwn(place.path)) continue;
        if (entry.isDirectory()) {
          if (isForeign(place.path)) continue;
          // Only directories tell: on an overlay, files are on other systems than their directory.
          if (attempt(place, () => lstatSync(place.system).dev === system)) open.push(place);
        } else {
          const bytes = attempt(place, () => contentOf(place.system, entry, buffer));
          if (bytes !== undefined) take(place.path, bytes);
        }
      }
    }
  }
  return unread;
}

/** What `readScope` would give of one file, in bytes of its own; undefined if it is gone or cannot be read. */
export function readOfScope(path: string): Uint8Array | undefined {
  try {
    const stat = lstatSync(path);
    return contentOf(path, stat, Buffer.allocUnsafeSlow(Math.min(stat.size, mostOfFile)));
  } catch {
    return undefined;
  }
}

/** Directories of the system, which hold nobody's files. */
function isForeign(path: string): boolean {
  return path.endsWith('/.git') || path === '/proc' || path === '/sys' || path === '/dev';
}

function isGone(problem: unknown): boolean {
  return (problem as NodeJS.ErrnoException).code === 'ENOENT';
}

const replacement = '\ufffd';

/** What stands in a directory. Names are read as bytes only where one may not be UTF-8. */
function entriesOf({ path, system }: Place): [Place, Dirent | Dirent<Buffer>][] {
  if (typeof system === 'string') {
    const entries = readdirSync(system, { withFileTypes: true });
    if (!entries.some(({ name }) => name.includes(replacement))) {
      return entries.map((entry) => [{ path: joined(path, entry.name), system: joined(path, entry.name) }, entry]);
    }
  }
  const prefix = Buffer.from(system);
  return readdirSync(prefix, { withFileTypes: true, encoding: 'buffer' }).map((entry) => [
    { path: joined(path, entry.name.toString()), system: Buffer.concat([prefix, Buffer.from('/'), entry.name]) },
    entry,
  ]);
}

function joined(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}

/** Where a symbolic link leads, or the first bytes of a regular file; undefined if it is neither. */
function contentOf(path: string | Buffer, entry: Dirent | Dirent<Buffer> | Stats, buffer: Buffer): Uint8Array | undefined {
  if (entry.isSymbolicLink()) return readlinkSync(path, 'buffer');
  return entry.isFile() ? readStart(path, buffer) : undefined;
}

/** The first bytes of a file; undefined if it is not a regular file any more. */
function readStart(path: string | Buffer, buffer: Buffer): Uint8Array | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return undefined;
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(file, buffer, length, buffer.length - length, null);
      length += count;
      if (count === 0 || length === stat.size) break;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
