import { dirname, resolve } from 'node:path';
import { type Found, findFiles } from '../host/find-files.js';
import { JobError } from '../host/job-error.js';
import { finishRemoval, readJournal } from '../host/removal-journal.js';
import { commonDirectory, isInside } from '../project/paths.js';
import { printable } from '../report/source-line.js';
import type { MigrationRun } from './migration-run.js';
import { realOf } from './real-of.js';
import { reportRemoved } from './show-plan.js';

/** What is to be migrated, and what `--exclude` leaves out of it. */
export interface Sources extends Found {
  readonly excluded: readonly string[];
}

/** What is to be migrated. A removal that was interrupted is finished first: what it left would look like other files. */
export async function findSources(paths: readonly string[], run: MigrationRun): Promise<Sources> {
  const { flags, io, host, shown } = run;
  const options = { cwd: host.cwd, exclude: flags.exclude };
  const found = await findFiles(paths, options);
  let left = 0;
  for (const directory of directoriesOf(found)) left += await finishInterrupted(directory, run);
  const sources = withoutOwn(left === 0 ? found : await findFiles(paths, options), run);
  for (const link of sources.skippedLinks) {
    io.writeStderr(`flb-convert: ${printable(shown(link))} is a link to a directory, which is not followed\n`);
  }
  return { ...sources, excluded: await excludedFrom(sources, paths, run) };
}

/** The files that would be among these without `--exclude`. */
async function excludedFrom({ files }: Found, paths: readonly string[], run: MigrationRun): Promise<string[]> {
  const { flags, io, host } = run;
  if (flags.exclude.length === 0) return [];
  const taken = new Set(files.map(({ path }) => path));
  try {
    const all = withoutOwn(await findFiles(paths, { cwd: host.cwd, exclude: [] }), run);
    return all.files.map(({ path }) => path).filter((path) => !taken.has(path));
  } catch (problem) {
    if (!(problem instanceof JobError)) throw problem;
    io.writeStderr(`flb-convert: what is left out, and may refer to old files, cannot be searched: ${printable(problem.message)}\n`);
    return [];
  }
}

/** The directories of the files, up to the one that holds all of them: an earlier run may have been given any of these. */
function directoriesOf({ files, directories }: Found): ReadonlySet<string> {
  const base = commonDirectory(directories);
  const all = new Set([base]);
  for (const { path } of files) {
    for (let at = dirname(path); isInside(at, base) && !all.has(at); at = dirname(at)) all.add(at);
  }
  return all;
}

/** Removes what a run that was interrupted had still to remove in a directory; gives how many files that were. */
async function finishInterrupted(directory: string, { flags, io }: MigrationRun): Promise<number> {
  const { length: left } = await readJournal(directory);
  if (left === 0) return 0;
  if (!flags.deleteSource) {
    throw new JobError(`a run was interrupted while it removed old files, ${left} are left: finish it with --write --delete-source`);
  }
  await finishRemoval(directory);
  reportRemoved(left, io);
  return left;
}

/** The files without what runs make themselves: the new tree, and the report. */
function withoutOwn(found: Found, { flags: { directory, report }, host }: MigrationRun): Found {
  const target = directory === undefined ? undefined : realOf(resolve(directory), host);
  if (target !== undefined && found.directories.some((one) => one === target || isInside(one, target))) {
    throw new JobError(`-d ${directory}: the old files are there: choose another directory, or use --write`);
  }
  const reportPath = report === undefined ? undefined : realOf(resolve(report), host);
  const isOwn = (path: string) => path === reportPath || (target !== undefined && isInside(path, target));
  return {
    ...found,
    files: found.files.filter(({ path }) => !isOwn(path)),
    skippedLinks: found.skippedLinks.filter((path) => !isOwn(path)),
  };
}
