import { targetNamed } from '../convert.js';
import type { NamedSource } from '../migrate/request.js';
import type { RootMapping } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
import { directoryOf, isInside, pathIn, plainPath } from '../project/paths.js';
import type { VersionTarget } from '../versions/target.js';

/** What files on a host are looked at with, whatever for. */
export interface HostOptions {
  /** Where directories of the machine that the files are for are found on the host. */
  readonly roots?: readonly RootMapping[];
  /** Whether what a path leads to may be looked into, and shown: a configuration may name any file. All of the host's by default. */
  readonly isInScope?: (path: string) => boolean;
}

/** The version of that name; throws a RangeError unless it is known: nobody would hear that another one is taken for it. */
export function knownVersion(text: string): VersionTarget {
  const target = targetNamed(text);
  if (target.instead !== undefined) throw new RangeError(`Fluent Bit ${target.instead.asked} is ${target.instead.because}`);
  return target;
}

/** The files that paths of a host name. */
export interface NamedFiles {
  /** Sorted by path, each once. */
  readonly files: readonly NamedSource[];
  /** The directories that are named, and those of the files that are. */
  readonly directories: readonly string[];
  /** Whether a file that one of these refers to belongs to them: it is in the directory of a named file, or below. */
  readonly takesIn: (path: string) => boolean;
}

/**
 * A file itself, and all files below a directory save for hidden ones; links to directories are not followed. Throws a RangeError
 * if there is nothing at a path.
 */
export function namedFiles(host: Host, paths: readonly string[]): NamedFiles {
  const files = new Map<string, NamedSource>();
  const directories = new Set<string>();
  const open = new Set<string>();
  for (const path of paths) {
    const full = plainPath(pathIn(host.cwd, path));
    const real = host.realPath(full);
    if (real === undefined) throw new RangeError(`there is nothing at ${path}`);
    if (host.list(real).length > 0) {
      directories.add(real);
      for (const one of filesBelow(host, real)) files.set(one.path, files.get(one.path) ?? one);
    } else {
      const directory = host.realPath(directoryOf(full)) ?? directoryOf(full);
      const own = pathIn(directory, full.slice(full.lastIndexOf('/') + 1));
      directories.add(directory);
      open.add(directory);
      files.set(own, { path: own, isLink: own !== real, isNamed: true });
    }
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    directories: [...directories],
    takesIn: (path) => [...open].some((directory) => isInside(path, directory)),
  };
}

function filesBelow(host: Host, directory: string): NamedSource[] {
  return host.list(directory).flatMap((name): NamedSource[] => {
    if (name.startsWith('.')) return [];
    const path = pathIn(directory, name);
    const isLink = host.realPath(path) !== path;
    if (host.list(path).length === 0) return [{ path, isLink }];
    return isLink ? [] : filesBelow(host, path);
  });
}
