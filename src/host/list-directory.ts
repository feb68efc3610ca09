import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type IgnoreRules, type LeavesOut, leavesOut, rulesAbove, rulesIn } from './ignore-rules.js';
import { attemptRead } from './job-error.js';

/** What stands in a directory and is not left out; throws a JobError that names the directory. */
export type ListDirectory = (directory: string) => Dirent[];

/**
 * A way to list the directory `start` and those below, each after the one that holds it, by their real paths. It leaves out
 * directories named `node_modules`, what `.gitignore` files and the repository say, and what is excluded.
 */
export function listFrom(start: string, isExcluded: LeavesOut): ListDirectory {
  const known = new Map<string, IgnoreRules>();
  return (directory) =>
    attemptRead(directory, () => {
      const above = directory === start ? rulesAbove(start) : known.get(dirname(directory));
      const rules = rulesIn(directory, above);
      known.set(directory, rules);
      const prefix = join(directory, '/');
      return readdirSync(directory, { withFileTypes: true }).filter((entry) => {
        const isDirectory = entry.isDirectory();
        const path = `${prefix}${entry.name}${isDirectory ? '/' : ''}`;
        if (isExcluded(path) || (isDirectory && entry.name === 'node_modules')) return false;
        return !leavesOut(rules, path);
      });
    });
}

/** Whether a path is that of a directory, or of a link to one. */
export function leadsToDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
