import { basename, dirname, join } from 'node:path';
import type { Host } from '../project/host.js';

/** A path without symbolic links, as far as it exists. */
export function realOf(path: string, host: Host): string {
  return host.realPath(path) ?? join(realOf(dirname(path), host), basename(path));
}
