import { chownSync, fchownSync } from 'node:fs';

/** Who may do what with a file; without owner and group, they are those of new files. */
export interface Access {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

const readableByAll = 0o004;
const sameOwner = -1;

/**
 * Gives a path or an open file its owner and group, or the group alone where only root may give files away. Throws if not even
 * that is allowed and not everybody may read it: who reads it now could not any more, and others could.
 */
export function giveOwner(file: string | number, { mode, uid = sameOwner, gid = sameOwner }: Access): void {
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
