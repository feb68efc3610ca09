import { basename, dirname, join, resolve } from 'node:path';
import { scopeOf } from '../host/find/scope.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { realOf } from '../host/write/places.js';
import { type RootMapping, withSlashes } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
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
 * `searched`: directories that are checked themselves.
 */
export function scopeAround(paths: readonly string[], searched: readonly string[] = []): (path: string) => boolean {
  // Most configurations refer to nothing.
  let known: { named: ReadonlySet<string>; scopes: readonly string[] } | undefined;
  return (path) => {
    known ??= scopesAround(paths, searched);
    return known.named.has(path) || known.scopes.some((scope) => isInside(path, scope));
  };
}

function scopesAround(paths: readonly string[], searched: readonly string[]): { named: ReadonlySet<string>; scopes: readonly string[] } {
  const named = new Set(paths.flatMap((path) => [join(realOf(dirname(path)), basename(path)), realOf(path)]));
  const directories = new Set([...[...named].map(dirname), ...searched]);
  const around = [...directories].flatMap((directory) => scopeOf([directory])).filter((scope) => scope !== '/');
  return { named, scopes: [...new Set(around)] };
}

/** `FROM=DIR`: a directory of the machine that the configuration is for, and where it is here. */
export function rootMapping(text: string, host: Host): RootMapping {
  const at = text.indexOf('=');
  const to = at === -1 ? undefined : host.realPath(resolve(text.slice(at + 1)));
  if (to === undefined) throw new JobError(`--root ${text}: write FROM=DIR, where DIR is a directory of this machine`);
  return { from: withSlashes(text.slice(0, at)).replace(/(?<=.)\/+$/, ''), to };
}
