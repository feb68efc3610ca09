import { basename, dirname, join, resolve } from 'node:path';
import { Exclusion } from '../../../host/exclusion.js';
import { type Found, findFiles } from '../../../host/find-files.js';
import { compileLater } from '../../../host/v8-flags.js';
import { realOf } from '../../../host/write/places.js';
import type { Host } from '../../../project/host.js';

/** What is to be checked. */
export interface Targets {
  /** Files that are named by themselves, as they are written; `-` is standard input. */
  readonly named: readonly string[];
  /** What directories and patterns have, of which only Fluent Bit's own are checked. */
  readonly found: Pick<Found, 'files' | 'directories'>;
  /** Whether a file, by its path, is left out. */
  readonly isExcluded: (path: string) => boolean;
  /** The patterns that leave out nothing, so far. */
  readonly unused: () => string[];
}

/** Tells files from `directories` and patterns, and finds what is in these. Throws a JobError that names what is not there. */
export async function findTargets(
  paths: readonly string[],
  directories: ReadonlySet<string>,
  exclude: readonly string[],
  host: Host,
): Promise<Targets> {
  const isSearched = (path: string) => path !== '-' && (directories.has(path) || (isPattern.test(path) && !isThere(path, host)));
  const searched = paths.filter(isSearched);
  const apart = new Set(searched);
  const cwd = process.cwd();
  const found = searched.length === 0 ? nothing : await findFiles(searched, { cwd, exclude });
  compileLater(paths.length + found.files.length);
  const exclusion = exclude.length === 0 ? undefined : new Exclusion(exclude, realOf(cwd));
  const leavesOut = [cwd, ...found.directories].map((start) => exclusion?.rulesFrom(realOf(start)));
  const isExcluded = (path: string) => {
    if (exclusion === undefined) return false;
    const full = join(realOf(dirname(resolve(path))), basename(path));
    return leavesOut.some((one) => one?.(full) === true);
  };
  return {
    named: paths.filter((path) => !apart.has(path) && (path === '-' || !isExcluded(path))),
    found,
    isExcluded,
    unused: () => [...(exclusion?.unused ?? [])].filter((line) => searched.length === 0 || found.unused.has(line)),
  };
}

const nothing = { files: [], directories: [], unused: new Set<string>() };

/** What can be a pattern of fast-glob. */
const isPattern = /[*?[\]{}()!]/;

function isThere(path: string, host: Host): boolean {
  return host.identify(resolve(path)) !== undefined;
}
