import { directoryOf, isInside, pathIn } from '../project/paths.js';

/** Where new files go. */
export interface Destination {
  /** The directory in which the new form of a file of this directory stands. */
  directoryFor(directory: string): string;
  /** The base of a tree that is built anew elsewhere, and what it becomes; undefined if files go beside their sources. */
  readonly mirror?: Mirror;
}

export interface Mirror {
  readonly from: string;
  readonly to: string;
}

/** Each new file beside its source. */
export const beside: Destination = { directoryFor: (directory) => directory };

/** The tree of the sources again in another directory. */
export function mirrored(mirror: Mirror): Destination {
  const { from, to } = mirror;
  return {
    mirror,
    directoryFor: (directory) => (directory === from ? to : isInside(directory, from) ? to + directory.slice(from.length) : directory),
  };
}

/** A file of the same name at its destination. */
export function destinationOf(path: string, destination: Destination): string {
  const directory = directoryOf(path);
  return pathIn(destination.directoryFor(directory), path.slice(pathIn(directory, '').length));
}
