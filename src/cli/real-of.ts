import { dirname, join } from 'node:path';
import type { Host } from '../project/host.js';

/** Linux's PATH_MAX: nothing has a longer path. */
const longestPath = 4096;

/** A path in full without symbolic links, as far as it exists. */
export function realOf(path: string, host: Host): string {
  let at = path.length > longestPath ? path.slice(0, path.lastIndexOf('/', longestPath)) : path;
  for (;;) {
    const real = host.realPath(at);
    if (real !== undefined) return join(real, path.slice(at.length));
    at = dirname(at);
  }
}
