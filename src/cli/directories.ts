import { basename, dirname, join } from 'node:path';
import { scopeOf } from '../host/find/scope.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { realOf } from '../host/write/places.js';
import { isInside } from '../project/paths.js';

/** Where Fluent Bit starts: the directory that `--cwd` names, else that of this process. */
export function startDirectory(cwd: string | undefined): string {
  if (cwd === undefined) return process.cwd();
  if (!leadsToDirectory(cwd)) throw new JobError(`--cwd ${cwd}: it is not a directory`);
  return realOf(cwd);
}

/**
 * Tells which files that configurations refer to may be read and shown: those in the same repository or directory.
 * A configuration may name any file of the machine, and whoever wrote it need not be whoever checks it.
 */
export function scopeAround(paths: readonly string[]): (path: string) => boolean {
  const named = paths.flatMap((path) => [join(realOf(dirname(path)), basename(path)), realOf(path)]);
  const directories = [...new Set(named.map(dirname))];
  const scopes = directories.flatMap((directory) => scopeOf([directory])).filter((scope) => scope !== '/');
  return (path) => named.includes(path) || scopes.some((scope) => isInside(path, scope));
}
