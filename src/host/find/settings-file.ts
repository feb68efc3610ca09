import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryOf } from '../ignore-rules.js';
import { attemptRead } from '../job-error.js';
import { readRegularFile } from '../read-file.js';

/** A file of settings is small. */
const most = 1 << 20; // bytes

export interface SettingsFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of these names in each directory from `start` upwards, the nearest directory first: up to the root of the repository
 * and no further; without one, up to `cwd` if that is above, else in `start` alone. Links do not count: they may lead to any file
 * of the machine.
 */
export function* settingsAbove(start: string, cwd: string, names: readonly string[]): Generator<SettingsFile[]> {
  const last = repositoryOf(start) ?? (`${start}/`.startsWith(`${cwd}/`) ? cwd : start);
  for (let at = start; ; at = dirname(at)) {
    const paths = names.map((name) => join(at, name)).filter(isRegularFile);
    if (paths.length > 0) yield paths.map((path) => ({ path, bytes: attemptRead(path, () => readRegularFile(path, { most })) }));
    if (at === last || at === dirname(at)) return;
  }
}

function isRegularFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // a path that is too long, say
  }
}
