/** Whether a path is one in full; a drive of Windows counts, too, wherever the configuration is checked. */
export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}

/** A path in a directory, put together as the engine does it: as text, so that `./` and `../` stay (Y-31). */
export function pathIn(directory: string, path: string): string {
  if (isAbsolute(path)) return path;
  return directory.endsWith('/') ? directory + path : `${directory}/${path}`;
}

/** The directory of a file whose path is given in full. */
export function directoryOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
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
