import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything in a directory, by the paths in it: mode and owner, and the content of a file or where a link leads. */
export function treeIn(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(names.map((name) => [name, stateOf(join(dir, name))]));
}

function stateOf(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  const access = `${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid}`;
  return stat.isFile() ? `${access} ${readFileSync(path, 'latin1')}` : access;
}
