import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/**
 * What a symbolic link at `path` says so that it leads to `to`: relative, so that the tree can move. The system follows it from
 * the link's real directory, whatever links lead there.
 */
export function relativeLink(path: string, to: string): string {
  return relative(realpathSync(dirname(path)), join(realpathSync(dirname(to)), basename(to)));
}
