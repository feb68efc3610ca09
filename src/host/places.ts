import { dirname } from 'node:path';
import { attemptWrite } from './attempt-write.js';
import { appeared, type Change, isLink } from './change.js';
import { destinationOf, linkDestinationOf } from './destination.js';

/** Where a change takes place. */
export interface Place {
  /** The file to write: that of the change, or where it leads as a symbolic link. */
  readonly target: string;
  /** Whether something is there. */
  readonly exists: boolean;
}

/** Places by the paths of changes, in their order. Most make a file where nothing is: those are not noted, to save memory. */
export type Places = ReadonlyMap<string, Place>;

export function placeIn(places: Places, path: string): Place {
  return places.get(path) ?? { target: path, exists: false };
}

/** Where changes take place, and the first change in each directory. Throws a JobError if something there cannot give way. */
export function findPlaces(changes: Iterable<Change>): { places: Places; directories: ReadonlyMap<string, FirstChange> } {
  const places = new Map<string, Place>();
  const directories = new Map<string, FirstChange>();
  for (const change of changes) {
    const { path, from } = change;
    const place = findPlace(change);
    if (place.exists || place.target !== path) places.set(path, place);
    const directory = dirname(place.target);
    if (!directories.has(directory)) directories.set(directory, { path, from });
  }
  return { places, directories };
}

type FirstChange = Pick<Change, 'path' | 'from'>;

function findPlace({ path, content, replaces }: Change): Place {
  const { target, stat } = attemptWrite(path, () => (isLink(content) ? linkDestinationOf(path) : destinationOf(path)));
  const exists = stat !== undefined;
  if (exists && !replaces) throw appeared(path);
  return { target, exists };
}
