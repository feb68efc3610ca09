import type { Severity } from '../diagnostics/define.js';

// What the page and its worker say to each other. The page knows nothing else of the library.

/** A file as it was dropped, chosen or typed. Its path has `/` between its parts, and begins with none. */
export interface PageFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Questions {
  /** What there is to say of files. */
  look: {
    readonly files: readonly PageFile[];
    /** The file that is shown; without one, the first that Fluent Bit may be started with. */
    readonly chosen?: string | undefined;
    /** The Fluent Bit that reads them; the newest one without it. */
    readonly version?: string;
  };
  /** What a code means. */
  explain: { readonly code: string };
  /** All results of the last look in one archive. */
  zip: Record<never, never>;
}

export interface Answers {
  look: Look;
  explain: Explained;
  zip: { readonly bytes: Uint8Array };
}

/** What there is to say of the file that is shown. */
export interface ChosenLook {
  /** The format that the chosen file is in; undefined if nothing tells it. */
  readonly format?: string | undefined;
  readonly problems: readonly Problem[];
  /** `2 warnings`, for each severity that there is. */
  readonly counts: readonly string[];
  /** The chosen file in each format that it is not in. */
  readonly forms: readonly Form[];
}

export interface Look extends ChosenLook {
  /** The configurations among the files, and what holds some. */
  readonly files: readonly LookedFile[];
  /** How many files are neither. */
  readonly others: number;
  readonly chosen: string;
  /** The formats that there is an archive of. */
  readonly archived: readonly string[];
  readonly picture?: Picture | undefined;
}

/** How records go through what Fluent Bit loads with the chosen file. */
export interface Picture {
  readonly svg: string;
  /** The same as text. */
  readonly mermaid: string;
}

export interface LookedFile {
  readonly path: string;
  readonly role: string;
  readonly severity?: Severity | undefined;
}

/** A diagnostic of the chosen file, in words. */
export interface Problem {
  readonly severity: Severity;
  readonly code: string;
  readonly name: string;
  readonly message: string;
  /** How to fix it, and what else there is to know. */
  readonly help: readonly string[];
  /** As people count: from 1, in characters. */
  readonly line: number;
  readonly column: number;
  readonly marks: readonly Mark[];
  /** The formats on the way to which it comes up; none if it is one of the file itself. */
  readonly towards: readonly string[];
}

/** A part of a line; lines count from 0, and so do UTF-16 code units. */
export interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly severity: Severity;
}

/** A format, and what the chosen file is in it. */
export interface Form {
  readonly format: string;
  readonly texts: readonly FormText[];
  /** What there is to know of it, and why there is no text. */
  readonly notes: readonly string[];
}

export interface FormText {
  readonly path: string;
  readonly text: string;
}

export interface Explained {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly why: string;
  readonly facts: readonly string[];
  readonly example?: { readonly format: string; readonly text: string };
  readonly message: string;
  readonly help?: string | undefined;
}
