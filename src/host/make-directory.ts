import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { giveOwner } from './give-owner.js';

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
  mkdirSync(path, access === undefined ? 0o777 : (access.mode & 0o777) | 0o700);
  made.push(path);
  if (access !== undefined) giveOwner(path, access);
}
