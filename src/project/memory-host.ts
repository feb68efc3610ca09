import type { Host } from './host.js';
import { directoryOf, pathIn, plainPath, shownPath } from './paths.js';

export interface MemoryHostOptions {
  /** Where Fluent Bit starts. */
  readonly cwd: string;
  /** The content of a file; undefined if it is only known to be there. */
  bytesOf(path: string): Uint8Array | undefined;
  /** Why a file without content cannot be read, in words. */
  readonly problem?: string;
}

/** Files that are in no file system, by their paths in full. */
export function memoryHost(paths: Iterable<string>, { cwd, bytesOf, problem = '' }: MemoryHostOptions): Host {
  const files = new Set(paths);
  const names = namesByDirectory(files);
  const real = (path: string): string | undefined => {
    const plain = plainPath(pathIn(cwd, path)) || '/';
    return files.has(plain) || names.has(plain) ? plain : undefined;
  };
  const contentOf = (path: string) => {
    const place = real(path) ?? '';
    return files.has(place) ? bytesOf(place) : undefined;
  };
  return {
    cwd,
    shown: (path) => shownPath(path, cwd),
    identify: real,
    realPath: real,
    read(path) {
      const bytes = contentOf(path);
      if (bytes !== undefined) return { bytes };
      return names.has(real(path) ?? '') ? { problem: 'it is a directory', isNoFile: true } : { problem };
    },
    readStart: (path, size) => contentOf(path)?.subarray(0, size) ?? new Uint8Array(),
    list: (directory) => [...(names.get(real(directory) ?? '') ?? [])],
  };
}

/** What is in each directory, directories included. */
export function namesByDirectory(paths: Iterable<string>): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const path of paths) {
    for (let one = path; one !== '/'; one = directoryOf(one)) {
      const directory = directoryOf(one);
      const name = one.slice(pathIn(directory, '').length);
      const known = names.get(directory);
      if (known === undefined) names.set(directory, new Set([name]));
      else if (known.has(name)) break;
      else known.add(name);
    }
  }
  return names;
}
