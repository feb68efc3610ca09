import { closeSync, fsync, openSync } from 'node:fs';

/** How many files are open at once, at most: enough for a disk to write many of them in one go. */
export const mostOpen = 64;

/** Waits until open files are on the disk, all of them, and gives the problem of each, if it has one. */
export function syncFiles(files: readonly number[]): Promise<(Error | null)[]> {
  return Promise.all(files.map((file) => new Promise<Error | null>((resolve) => fsync(file, resolve))));
}

/**
 * Waits until the names in these directories are on the disk. Some systems cannot do that for directories, or not even open them;
 * there, the names are as safe as the system makes them.
 */
export async function syncDirectories(directories: readonly string[]): Promise<void> {
  for (let start = 0; start < directories.length; start += mostOpen) {
    const files = directories.slice(start, start + mostOpen).flatMap(openDirectory);
    await syncFiles(files);
    for (const file of files) closeSync(file);
  }
}

function openDirectory(directory: string): number[] {
  try {
    return [openSync(directory, 'r')];
  } catch {
    return [];
  }
}
