import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../source/source-file.js';

/**
 * What a file is to Fluent Bit. A `part` is included by another file; a `manifest` holds configurations, or names them; `other` is not
 * read by Fluent Bit.
 */
export type Role = 'manifest' | 'main' | 'part' | 'parsers' | 'multiline parsers' | 'stream tasks' | 'plugins' | 'upstream' | 'other';

/**
 * What happens to a file.
 *
 * - `convert`: its outputs take its place
 * - `update`: it is in the target's format already, and only what it refers to gets other names
 * - `link`: it is a symbolic link to a file that is converted, so a link to the new file is made
 * - `keep`: it stays as it is
 * - `refuse`: an error stands in the way
 */
export type Action = 'convert' | 'update' | 'link' | 'keep' | 'refuse';

/**
 * What stands now where a file is to be.
 *
 * - `new`: nothing
 * - `same`: the same content
 * - `different`: another content, or a file that would be copied there has another
 * - `blocked`: something that is not a file and is not replaced
 * - `source`: the source itself, of which this is the new text
 */
export type OutputState = 'new' | 'same' | 'different' | 'blocked' | 'source';

/** A Fluent Bit that a file needs, and what in it needs it. */
export interface NeededVersion {
  readonly version: string;
  readonly reason: string;
}

/** A file that is to be. */
export interface PlannedOutput {
  /** In full. */
  readonly path: string;
  readonly state: OutputState;
  /** What it is to hold: a text by its number in the plan, a copy of the source byte for byte, or a link that leads to this path, in full. */
  readonly content: { readonly text: number } | 'copy' | { readonly link: string };
  /** Of a tree that is built elsewhere: the file that would be copied there, in full, if its content is another one. */
  readonly insteadOf?: string;
  /** The least version that reads the forms in it. */
  readonly needs?: NeededVersion | undefined;
}

/** A reference to a file that gets another name; several where a pattern becomes the list of what it matches. */
export interface MovedReference {
  readonly line: number;
  readonly before: string;
  readonly after: readonly string[];
}

/** A path as it is written, and the line of the old file. */
export interface OpenReference {
  readonly line: number;
  readonly path: string;
}

/** A configuration within a file. */
export interface PlannedText {
  readonly name: string;
  readonly role: Role;
  readonly action: Action;
  /** Its new name, if it gets a new text. */
  readonly becomes?: string;
  /** Why it stays, in words. */
  readonly reason?: string;
}

/** A configuration within another program's file: the value of a key in a ConfigMap, in the values of a chart or in a template. */
export interface HeldConfiguration {
  /** The key; of a text that is a configuration itself, save for what a template puts in, `a template`. */
  readonly name: string;
  readonly family: 'classic' | 'yaml';
}

export interface PlannedFile {
  /** In full. */
  readonly path: string;
  /** As people are shown it: from the working directory on. */
  readonly name: string;
  readonly role: Role;
  readonly action: Action;
  /** Why it stays, in words; only for a file that is kept. */
  readonly reason?: string;
  /** Whether it is kept because the version that the files are for reads such a file in classic only. */
  readonly isLeftClassic?: boolean;
  /** If there are several, the main one is the last. */
  readonly outputs: readonly PlannedOutput[];
  /** The configurations within a file of others; they are named, and stay as they are. */
  readonly held?: readonly HeldConfiguration[];
  readonly references: readonly MovedReference[];
  readonly diagnostics: readonly Diagnostic[];
  /** The text that the diagnostics are about; only where there are any. */
  readonly source?: SourceFile;
  /** Whether it may go once everything is written and verified: nothing that stays mentions it. */
  readonly isReplaced: boolean;
  /** Why it is not removed although something takes its place, in words. */
  readonly stays?: string;
  /** References that lead nowhere here, with a variable or to another machine: they are the same afterwards, and may mean old files. */
  readonly open?: readonly OpenReference[];
  /** Of a main file of a tree that is built elsewhere: a path in it, or in what it includes, that leads right only in the old tree's place. */
  readonly inOldPlace?: string;
  /** Whether it is a file of a pod, which Fluent Bit is started with there and not here. */
  readonly isInPod?: boolean;
  /** The configurations in it, if it holds any. */
  readonly texts?: readonly PlannedText[];
  /** Its old and its new text as people may be shown them, where these are not for everybody. */
  readonly shownAs?: { readonly before: string; readonly after: string };
}

/** What a migration would do; nothing is done yet. */
export interface Plan {
  /** Sorted by path. */
  readonly files: readonly PlannedFile[];
  /** The same, each behind those that it refers to. */
  readonly order: readonly PlannedFile[];
  /** The text of an output. */
  readonly textOf: (number: number) => string;
  /** The target's format: yaml, classic or json. */
  readonly to: string;
  /** The least version that reads all new files. */
  readonly needs?: NeededVersion | undefined;
  /** What other files say of old ones, by path and line; only where that was looked for. */
  readonly mentions?: readonly PlannedMention[];
  /** What around these files cannot be read, as people are shown it: it may mention any of them, so that all old ones stay. */
  readonly unread?: string;
}

/** A line of a file that names an old one. */
export interface PlannedMention {
  /** In full. */
  readonly path: string;
  readonly line: number;
  /** Whether the name itself stands there, or a variable or a pattern that may give it. */
  readonly level: 'mentions' | 'may mention';
  /** The old file, or the first of several. */
  readonly file: string;
}
