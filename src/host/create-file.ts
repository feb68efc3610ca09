import { closeSync, fchmodSync, openSync } from 'node:fs';
import { type Access, giveOwner } from './give-owner.js';

/**
 * Makes a file, which must not be there yet, and fills it; gives its descriptor, for the caller to sync and close. The file is
 * never more open than it will be, not even for a moment. Without `access` it gets what is usual for new files. If it fails,
 * the file may be there in part.
 */
export function createFile(path: string, access: Access | undefined, fill: (file: number) => void): number {
  const file = openSync(path, 'wx', access === undefined ? 0o666 : access.mode & 0o700);
  try {
    fill(file);
    // The owner first: another one takes the mode's special bits away.
    if (access !== undefined) {
      giveOwner(file, access);
      fchmodSync(file, access.mode & 0o7777);
    }
    return file;
  } catch (problem) {
    closeSync(file);
    throw problem;
  }
}
