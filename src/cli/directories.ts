import { basename, dirname, join, resolve } from 'node:path';
import { scopeOf } from '../host/find/scope.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { nodeHost } from '../host/node-host.js';
import type { Host } from '../project/host.js';
import { isInside } from '../project/paths.js';

/** Linux's PATH_MAX: nothing has a longer path. */
const longestPath = 4096;

/** A path in full without symbolic links, as far as it exists. */
export function existingRealPath(path: string, host: Pick<Host, 'realPath'>): string {
  let at = path.length > longestPath ? path.slice(0, path.lastIndexOf('/', longestPath)) : path;
  for (;;) {
    const real = host.realPath(at);
    if (real !== undefined) return join(real, path.slice(at.length));
    at = dirname(at);
  }
}

/** Where Fluent Bit starts: the directory that `--cwd` names, else that of this process. */
export function startDirectory(cwd: string | undefined): string {
  if (cwd === undefined) return process.cwd();
  if (!leadsToDirectory(cwd)) throw new JobError(`--cwd ${cwd}: it is not a directory`);
  return existingRealPath(resolve(cwd), nodeHost());
}

/**
 * Tells which files that configurations refer to may be read and shown: those in the same repository or directory.
 * A configuration may name any file of the machine, and whoever wrote it need not be whoever checks it.
 */
export function scopeAround(paths: readonly string[], host: Host): (path: string) => boolean {
  const named = paths.flatMap((path) => [join(existingRealPath(dirname(path), host), basename(path)), existingRealPath(path, host)]);
  const directories = [...new Set(named.map(dirname))];
  const scopes = directories.flatMap((directory) => scopeOf([directory])).filter((scope) => scope !== '/');
  return (path) => named.includes(path) || scopes.some((scope) => isInside(path, scope));
}
