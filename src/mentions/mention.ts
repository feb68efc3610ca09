/** Whether the name itself stands there (escapes decoded), or a variable or a pattern that may give it. */
export type MentionLevel = 'mentions' | 'may mention';

/** A place in a file that names old files. */
export interface Mention {
  /** From 1: where the name starts. */
  readonly line: number;
  readonly level: MentionLevel;
  /** All old files of that name, or all that the pattern matches. One array for all mentions of the same files. */
  readonly files: readonly string[];
}

/** A file and what it mentions, by line. */
export interface MentioningFile {
  readonly path: string;
  readonly mentions: readonly Mention[];
}

/** The mentions in a file, by line; none if it is binary. `bytes` are its content, or the first part of it. */
export type FindMentions = (path: string, bytes: Uint8Array) => Mention[];
