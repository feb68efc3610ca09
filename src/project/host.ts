/**
 * What following references needs to know of a file system. Paths are absolute, or relative to `cwd`, with `/` between their
 * parts. A path that leads nowhere is an answer, never an exception.
 */
export interface Host {
  /** The working directory of the engine, in which it looks first. */
  readonly cwd: string;
  /** A path as people are shown it: from the directory on in which they are. Empty for that itself. */
  shown(path: string): string;
  /** What all paths to one file have in common: the same device and inode. Undefined if there is nothing. */
  identify(path: string): string | undefined;
  /** The path without symbolic links; undefined if there is nothing. */
  realPath(path: string): string | undefined;
  /** The content of a file, or why it cannot be read. */
  read(path: string): { readonly bytes: Uint8Array } | Unreadable;
  /** The first bytes of a file, at most `size` of them; none if it cannot be read. */
  readStart(path: string, size: number): Uint8Array;
  /** The names in a directory; none if there is no such directory. */
  list(directory: string): readonly string[];
}

export interface Unreadable {
  /** Why, in words. */
  readonly problem: string;
  /** Whether something is there that is not a file: a directory, a pipe, a device. */
  readonly isNoFile?: boolean;
}
