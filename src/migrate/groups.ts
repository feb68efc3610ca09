import { groupBy } from '../model/group-by.js';
import type { NamedSource } from './migration.js';

/** As many files are planned together, unless one directory holds more. Of what is known of so few, little outlives the garbage collector's nursery. */
const mostFiles = 20;

/**
 * Divides files, sorted by path, into groups that most likely refer to nothing of each other: whole directories with all that is
 * below them, several if there is little in them.
 */
export function groupsOf(files: readonly NamedSource[], directory = ''): NamedSource[][] {
  if (files.length <= mostFiles) return [[...files]];
  // The files of a directory itself stand between those below it.
  const below = groupBy(files, ({ path }) => path.slice(0, path.indexOf('/', directory.length) + 1));
  return joined([...below].flatMap(([folder, own]) => (folder === '' ? [own] : groupsOf(own, folder))));
}

function joined(groups: readonly NamedSource[][]): NamedSource[][] {
  const full: NamedSource[][] = [];
  for (const group of groups) {
    const last = full.at(-1);
    if (last !== undefined && last.length + group.length <= mostFiles) last.push(...group);
    else full.push(group);
  }
  return full;
}
