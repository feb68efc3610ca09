import { basename, dirname, join, resolve } from 'node:path';
import { type Found, findFiles } from '../../../host/find-files.js';
import { JobError } from '../../../host/job-error.js';
import { leadsToDirectory } from '../../../host/list-directory.js';
import { compileLater } from '../../../host/v8-flags.js';
import { realOf } from '../../../host/write/places.js';
import { finishRemoval, readJournal } from '../../../host/write/removal-journal.js';
import { commonDirectory, isInside } from '../../../project/paths.js';
import { printable } from '../../../report/source-line.js';
import { interruptible } from '../../interruptible.js';
import type { MigrationRun } from './migration-run.js';
import { isOwnReport, reportRemoved } from './show-plan.js';

/** What is to be migrated. A removal that was interrupted is finished first: what it left would look like other files. */
export async function findSources(paths: readonly string[], run: MigrationRun): Promise<Found> {
  const { flags, io, shown } = run;
  const options = { cwd: process.cwd(), exclude: flags.exclude };
  const named = await withoutRemoved(paths, run);
  const found = await findFiles(named, options);
  compileLater(found.files.length);
  let removed = 0;
  for (const directory of directoriesOf(found)) removed += (await finishInterrupted(directory, run)).length;
  const sources = withoutOwn(removed === 0 ? found : await findFiles(named, options), run);
  for (const link of sources.skippedLinks) {
    io.writeStderr(`flb-convert: ${printable(shown(link))} is a link to a directory, which is not followed\n`);
  }
  return sources;
}

/** The paths without those of files that an interrupted run of the same command has removed. */
async function withoutRemoved(paths: readonly string[], run: MigrationRun): Promise<readonly string[]> {
  const directories = paths.map((path) => realOf(leadsToDirectory(path) ? resolve(path) : dirname(resolve(path))));
  const removed = new Set(await finishInterrupted(commonDirectory(directories), run));
  // The file may be a link: only its directory's links are followed.
  return paths.filter((path) => !removed.has(join(realOf(dirname(path)), basename(path))));
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

/** Removes what a run that was interrupted had still to remove in a directory; gives all that it wanted to. */
async function finishInterrupted(directory: string, { flags, io }: MigrationRun): Promise<readonly string[]> {
  const { gone, left } = await readJournal(directory);
  if (gone.length + left.length === 0) return [];
  if (flags.deleteSource) {
    await interruptible((signal) => finishRemoval(directory, signal));
    if (left.length > 0) reportRemoved(left.length, io);
    return [...gone, ...left];
  }
  if (left.length === 0) return [];
  const before = `a run was interrupted while it removed old files (${left.length} left)`;
  throw new JobError(`${before}: the same command again removes them, --delete-source with its --write or -d DIR`);
}

/** The files without what runs make themselves: the new tree, and the report. */
function withoutOwn(found: Found, { flags: { directory, report }, host }: MigrationRun): Found {
  const target = directory === undefined ? undefined : realOf(directory);
  if (target !== undefined && found.directories.some((one) => one === target || isInside(one, target))) {
    throw new JobError(`-d ${directory}: the old files are there: choose another directory, or use --write`);
  }
  const reportPath = report !== undefined && isOwnReport(report, host) ? realOf(report) : undefined;
  const isOwn = (path: string) => path === reportPath || (target !== undefined && isInside(path, target));
  return {
    ...found,
    files: found.files.filter(({ path }) => !isOwn(path)),
    skippedLinks: found.skippedLinks.filter((path) => !isOwn(path)),
  };
}
