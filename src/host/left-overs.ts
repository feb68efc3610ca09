import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attemptWrite } from './attempt-write.js';
import { endOf } from './destination.js';
import { isTemporaryName } from './temporary-names.js';

/**
 * Removes the temporary files which a killed run left beside files that it had put in place already, so that no run writes them
 * again. Throws a JobError.
 */
export function removeLeftOvers(paths: Iterable<string>): void {
  const directories = new Set<string>();
  for (const path of paths) {
    directories.add(dirname(path));
    directories.add(dirname(attemptWrite(path, () => endOf(path)).target));
  }
  for (const directory of directories) removeTemporaryFiles(directory);
}

/** Removes the temporary files of a directory, which need not be there. */
export function removeTemporaryFiles(directory: string): void {
  for (const name of namesIn(directory).filter(isTemporaryName)) {
    const path = join(directory, name);
    attemptWrite(path, () => rmSync(path, { force: true }));
  }
}

/** None of a directory that cannot be listed: what is written there must say why not. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
