import { type Dirent, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryOf } from './ignore-rules.js';

/** Outside of a repository, as many directories above are looked at: a main file is rarely farther from its parts. */
const mostAbove = 2;

/**
 * The files right in directories and in those above them, up to the root of the repository; hidden ones and what is below other
 * directories apart. `common` is the directory that holds all of them.
 */
export function filesAround(directories: readonly string[], common: string): string[] {
  const top = repositoryOf(common) ?? above(common, mostAbove);
  const around = new Set<string>();
  for (const directory of directories) {
    for (let at = directory; !around.has(at); at = dirname(at)) {
      around.add(at);
      if (at === top) break;
    }
  }
  return [...around].flatMap(filesIn).sort();
}

function above(directory: string, levels: number): string {
  return levels === 0 ? directory : above(dirname(directory), levels - 1);
}

/** None in a directory into which nobody may look: the migration itself does not need it. */
function filesIn(directory: string): string[] {
  return entriesOf(directory)
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(directory, name));
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
