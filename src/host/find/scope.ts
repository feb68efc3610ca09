import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { repositoryOf } from '../ignore-rules.js';

/**
 * Where files are looked for that may mention those in some directories: the root of the repository that holds them, else the
 * directory above the one that holds all of them. If that is the root of the file system or on another one, the directories
 * themselves. Real paths, none within another.
 */
export function scopeOf(directories: readonly string[]): string[] {
  const apart = withoutInner(directories);
  const common = commonOf(apart);
  const scope = repositoryOf(common) ?? dirname(common);
  return scope !== '/' && apart.every((directory) => isOnSameSystem(directory, scope)) ? [scope] : apart;
}

/** Sorted, a directory stands right before those within it. */
function withoutInner(directories: readonly string[]): string[] {
  const apart: string[] = [];
  for (const directory of [...new Set(directories)].sort(byParts)) {
    const last = apart.at(-1);
    if (last === undefined || !isWithin(directory, last)) apart.push(directory);
  }
  return apart;
}

function byParts(one: string, other: string): number {
  const [a, b] = [one, other].map((path) => path.replaceAll('/', '\0')) as [string, string];
  return a < b ? -1 : Number(a > b);
}

function commonOf(directories: readonly string[]): string {
  let common = directories[0] ?? '/';
  for (const directory of directories) while (!isWithin(directory, common)) common = dirname(common);
  return common;
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || directory === '/' || path.startsWith(`${directory}/`);
}

function isOnSameSystem(one: string, other: string): boolean {
  try {
    return statSync(one).dev === statSync(other).dev;
  } catch {
    return false;
  }
}
