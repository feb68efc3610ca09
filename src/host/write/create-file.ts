import { chownSync, closeSync, existsSync, fchmodSync, fchownSync, mkdirSync, openSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Access } from './change.js';

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

/**
 * Makes a directory, and those above it, unless they are there. It gets the owner of `like` and no more permissions: what was
 * private stays so; as do those above it, as long as the names are the same. Notes in `made` what it makes, the upper ones first.
 */
export function makeDirectory(path: string, like: string | undefined, made: string[]): void {
  if (existsSync(path)) return;
  const isMirrored = like !== undefined && basename(path) === basename(like);
  makeDirectory(dirname(path), isMirrored ? dirname(like) : undefined, made);
  const access = like === undefined ? undefined : statSync(like);
  // Whoever makes a directory must be able to fill it.
  if (!makeIfMissing(path, access === undefined ? 0o777 : (access.mode & 0o777) | 0o700)) return;
  made.push(path);
  if (access !== undefined) giveOwner(path, access);
}

/** Whether the directory was made; not if another run made it at the same moment. */
function makeIfMissing(path: string, mode: number): boolean {
  try {
    mkdirSync(path, mode);
    return true;
  } catch (problem) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
    throw problem;
  }
}

const readableByAll = 0o004;
const sameOwner = -1;

/**
 * Gives a path or an open file its owner and group, or the group alone where only root may give files away. Throws if not even
 * that is allowed and not everybody may read it: who reads it now could not any more, and others could.
 */
function giveOwner(file: string | number, { mode, uid = sameOwner, gid = sameOwner }: Access): void {
  if (uid === sameOwner && gid === sameOwner) return;
  if (canGive(file, uid, gid) || canGive(file, sameOwner, gid) || mode & readableByAll) return;
  throw new Error('its owner and group cannot be kept, and nobody else may read it');
}

function canGive(file: string | number, uid: number, gid: number): boolean {
  try {
    if (typeof file === 'string') chownSync(file, uid, gid);
    else fchownSync(file, uid, gid);
    return true;
  } catch {
    return false;
  }
}
