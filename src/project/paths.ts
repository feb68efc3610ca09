import { baseOf } from '../formats/detect.js';

/** Whether a path is one in full; a drive of Windows counts, too, wherever the configuration is checked. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^(?:\\|[A-Za-z]:[/\\])/.test(path);
}

/** A path in a directory, put together as the engine does it: as text, so that `./` and `../` stay (Y-31). */
export function pathIn(directory: string, path: string): string {
  if (isAbsolute(path)) return path;
  return directory.endsWith('/') ? directory + path : `${directory}/${path}`;
}

/** The directory of a file whose path is given in full. */
export function directoryOf(path: string): string {
  const end = path.length - baseOf(path).length - 1;
  return end <= 0 ? '/' : path.slice(0, end);
}

export function isInside(path: string, directory: string): boolean {
  return path.startsWith(pathIn(directory, ''));
}

/** A path as a message shows it: from the working directory on, if it leads there. Empty for that directory itself. */
export function shownPath(path: string, cwd: string): string {
  const plain = path.replace(/\/(?:\.\/)+/g, '/');
  if (plain === cwd) return '';
  return isInside(plain, cwd) ? plain.slice(pathIn(cwd, '').length) : plain;
}

/** A path in full without `.` and `..` in it. */
export function plainPath(path: string): string {
  if (!/\/(?:[./]|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/');
}

/** The way from a directory to a file; both are given in full, without `.`, `..` and symbolic links. */
export function relativePath(directory: string, path: string): string {
  const from = partsOf(directory);
  const to = partsOf(path);
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/** The deepest directory that holds all of these, or is the only one; all are given in full. */
export function commonDirectory([first = '/', ...others]: readonly string[]): string {
  let common = partsOf(first);
  for (const other of others) {
    const parts = partsOf(other);
    const end = common.findIndex((part, i) => part !== parts[i]);
    if (end !== -1) common = common.slice(0, end);
  }
  return (first.startsWith('/') ? '/' : '') + common.join('/');
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
