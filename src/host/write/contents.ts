import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { JobError, reasonOf } from '../job-error.js';
import type { Change } from './change.js';
import { linkTextOf, piecesOf } from './stage-files.js';

const linkMark = 'link to ';
const pieceSize = 1 << 16; // bytes

/**
 * What stands at a path, in a form to note and to compare: the SHA-256 of a file, or `link to ` and what a symbolic link says;
 * undefined if nothing is there. A directory or a device is neither and never waited for.
 */
export type ContentReader = (path: string) => string | undefined;

/** Reads what stands somewhere, and says what will once a change is done. */
export interface Contents {
  readonly of: ContentReader;
  readonly after: (change: Change) => string | undefined;
}

/** Hashing is loaded only where something is to be compared later: not at each start. */
export async function loadContents(): Promise<Contents> {
  const { createHash } = await import('node:crypto');
  const piece = Buffer.allocUnsafe(pieceSize);
  const hashOfFile = (path: string): string => {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0));
    try {
      if (!fstatSync(file).isFile()) return 'no file';
      const hash = createHash('sha256');
      for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) hash.update(piece.subarray(0, length));
      return hash.digest('hex');
    } finally {
      closeSync(file);
    }
  };
  const of = (path: string): string | undefined => {
    try {
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat === undefined) return undefined;
      if (stat.isSymbolicLink()) return linkMark + readlinkSync(path);
      return stat.isFile() ? hashOfFile(path) : 'no file';
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
      throw new JobError(`cannot read ${path}: ${reasonOf(problem)}`);
    }
  };
  const after = (change: Change): string | undefined => {
    const { content, from = '' } = change;
    if (content === 'nothing') return undefined;
    if (content === 'copy') return of(from);
    const pieces = piecesOf(content);
    if (pieces === undefined) return linkMark + linkTextOf(change);
    const hash = createHash('sha256');
    for (const piece of pieces) hash.update(piece);
    return hash.digest('hex');
  };
  return { of, after };
}

/** What a symbolic link says, by what was noted of it; undefined if it was none. */
export function notedLink(content: string): string | undefined {
  return content.startsWith(linkMark) ? content.slice(linkMark.length) : undefined;
}
