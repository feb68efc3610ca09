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

export function isLink(content: Content): content is { readonly link: string } {
  return typeof content === 'object' && 'link' in content;
}

export function appeared(path: string): JobError {
  return new JobError(`cannot write ${path}: it was not there before`);
}
