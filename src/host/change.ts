import { attemptWrite } from './attempt-write.js';
import { destinationOf, linkDestinationOf } from './destination.js';
import { JobError } from './job-error.js';

/** What a file is to hold: a text, a copy of the source byte for byte, or a symbolic link that leads to this path. */
export type Content = { readonly text: () => string } | 'copy' | { readonly link: string };

/** A file that is to be. All paths are in full. */
export interface Change {
  readonly path: string;
  /** What it is made from: a new file gets the mode and owner of this one; a file that is there keeps its own. */
  readonly from: string;
  readonly content: Content;
  /** Whether something else may be there, which gives way. */
  readonly replaces: boolean;
}

/** A change and where it takes place. */
export interface Placement {
  readonly change: Change;
  /** The file to write: that of the change, or where it leads as a symbolic link. */
  readonly target: string;
  /** Whether something is there. */
  readonly exists: boolean;
}

/** Throws a JobError if what is there cannot give way. */
export function placementOf(change: Change): Placement {
  const { path, content, replaces } = change;
  const { target, stat } = attemptWrite(path, () => (isLink(content) ? linkDestinationOf(path) : destinationOf(path)));
  const exists = stat !== undefined;
  if (exists && !replaces) throw appeared(path);
  return { change, target, exists };
}

export function appeared(path: string): JobError {
  return new JobError(`cannot write ${path}: it was not there before`);
}

export function isLink(content: Content): content is { readonly link: string } {
  return typeof content === 'object' && 'link' in content;
}
