import { posix } from 'node:path';
import type { Host } from '../../src/project/host.js';
import { shownPath } from '../../src/project/paths.js';

interface Options {
  cwd?: string;
  /** Symbolic links to files, by their paths in full. */
  links?: Record<string, string>;
}

/** A file system that holds these files, by their paths in full. */
export function memoryHost(
  files: Record<string, string | Uint8Array>,
  { cwd = '/', links = {} }: Options = {},
): Host & { reads: string[] } {
  const reads: string[] = [];
  const paths = [...Object.keys(files), ...Object.keys(links)];
  const realPath = (path: string): string | undefined => {
    const full = posix.resolve(cwd, path);
    const isDirectory = paths.some((one) => one.startsWith(full === '/' ? '/' : `${full}/`));
    return links[full] ?? (full in files || isDirectory ? full : undefined);
  };
  return {
    cwd,
    shown: (path) => shownPath(path, cwd),
    reads,
    realPath,
    identify: realPath,
    read(path) {
      const content = files[realPath(path) ?? ''];
      if (content === undefined) return { problem: 'it is a directory' };
      reads.push(path);
      return { bytes: typeof content === 'string' ? Buffer.from(content) : content };
    },
    readStart: (path, size) => Buffer.from(files[realPath(path) ?? ''] ?? '').subarray(0, size),
    list(directory) {
      const start = posix.resolve(cwd, directory).replace(/\/?$/, '/');
      const below = paths.filter((one) => one.startsWith(start)).map((one) => one.slice(start.length).split('/')[0] ?? '');
      return [...new Set(below)];
    },
  };
}
