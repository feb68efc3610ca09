import { basename, dirname, join, resolve } from 'node:path';
import { leadsToDirectory } from '../host/list-directory.js';
import { realOf } from '../host/write/places.js';
import { readOwn } from '../migrate/read/read-found.js';
import type { Host } from '../project/host.js';
import { printable } from '../report/source-line.js';
import { scopeAround } from './directories.js';
import type { Io } from './io.js';

/** So many files are named, the others are counted. */
const named = 3;

/**
 * The paths without the files of other programs, which are told on standard error: a hook names whatever a commit has, where a
 * person would mean each file. `isHolder`: whether a file, by its full path, counts for what it holds.
 */
export async function withoutOthers(
  paths: readonly string[],
  host: Host,
  io: Io,
  isHolder: (path: string) => boolean = () => false,
): Promise<string[]> {
  const own: string[] = [];
  const others: string[] = [];
  for (const path of paths) ((await isOthers(path, host, isHolder)) ? others : own).push(path);
  if (others.length > 0) io.writeStderr(`flb-convert: left alone, not Fluent Bit's: ${listed(others)}\n`);
  return own;
}

/** What is not there, or is not a file, is for the command to judge. */
async function isOthers(path: string, host: Host, isHolder: (path: string) => boolean): Promise<boolean> {
  const full = resolve(path);
  const real = path === '-' || leadsToDirectory(path) ? undefined : host.realPath(full);
  if (real === undefined) return false;
  const directory = realOf(dirname(full));
  const isLink = real !== join(directory, basename(full));
  // Whoever wrote a link need not be whoever runs this.
  if (isLink && !scopeAround([], [directory])(real)) return true;
  return !isHolder(full) && (await readOwn({ path: full, isLink }, host)) === undefined;
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, named).map(printable);
  const more = paths.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
