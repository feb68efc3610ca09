import type { Stats } from 'node:fs';
import { JobError } from '../job-error.js';

/**
 * What a path is to hold: a text, or a long one in pieces, a copy of the source byte for byte, a symbolic link that leads to this path,
 * one that says exactly this, or nothing any more.
 */
export type Content =
  | { readonly text: () => string }
  | { readonly pieces: () => Iterable<string> }
  | 'copy'
  | { readonly link: string }
  | { readonly linkText: string }
  | 'nothing';

/** Who may do what with a file; without owner and group, they are those of new files. */
export interface Access {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** A file that is to be, or to go. */
export interface Change {
  readonly path: string;
  /** What it is made from: a new file gets the mode and owner of this one, a new directory those of the one that this is in. */
  readonly from?: string;
  readonly content: Content;
  /** Whether it may replace something else that is there. */
  readonly replaces: boolean;
  /** Whether a symbolic link there gives way itself: a file goes where it leads otherwise. */
  readonly replacesLinks?: boolean;
  /** What the file gets in place of that, by what is there: a file that is there keeps its own otherwise. */
  readonly access?: (there: Stats | undefined) => Access | undefined;
}

/** Whether a change is about a path itself: only a file is written where a link at the path leads to. */
export function isAboutPathItself({ content, replacesLinks = false }: Change): boolean {
  return replacesLinks || content === 'nothing' || (typeof content === 'object' && ('link' in content || 'linkText' in content));
}

export function appeared(path: string): JobError {
  return new JobError(`cannot write ${path}: it was not there before`);
}
