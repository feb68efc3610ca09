import type { NamedFile } from '../project/check/check-project.js';
import type { ProjectOptions } from '../project/files.js';
import type { Host } from '../project/host.js';
import type { Target } from './definition.js';

/** A configuration within the text of a document: all of it, or a piece that another format holds, as a manifest does. */
export interface Part {
  /** A name that tells its format, as a file's does. */
  readonly name: string;
  readonly text: string;
  /** Undefined for one that is in no file. */
  readonly place: PartPlace | undefined;
  /** From an offset of its text to that in the document. */
  toDocument(offset: number): number;
  /** And back; undefined for one that is outside. */
  fromDocument(offset: number): number | undefined;
}

/** Where a part is a file, so that its references can be followed. */
export interface PartPlace {
  readonly host: Host;
  readonly path: string;
  readonly options: ProjectOptions;
  /** Files of the same host that may be what the engine is started with. */
  roots(): Promise<readonly NamedFile[]>;
  /** Where an editor finds what is found in this host. */
  shown(target: Target): Target;
}

const mark = '\ufeff';

/** How far offsets of a document are from those of its text: readers leave a byte order mark out. */
export function markOf(text: string): number {
  return text.startsWith(mark) ? mark.length : 0;
}

/** The document as one configuration. */
export function wholeDocument(name: string, text: string, place: PartPlace | undefined): Part {
  const shift = markOf(text);
  return { name, text, place, toDocument: (offset) => offset + shift, fromDocument: (offset) => Math.max(offset - shift, 0) };
}
