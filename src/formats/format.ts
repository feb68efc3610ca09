import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import type { SourceFile } from '../source/source-file.js';

/** What a reader makes of a text: the configuration, as far as it could be read, and its diagnostics. */
export interface Reading {
  readonly config: Config;
  readonly diagnostics: Diagnostic[];
}

/** What a writer makes of a configuration. The text is for use only if no diagnostic is an error. */
export interface Writing {
  readonly text: string;
  readonly diagnostics: Diagnostic[];
}

export interface ReadOptions {
  /** Write YAML's aliases out in full instead of refusing them as Fluent Bit does (Y-8). */
  readonly expandAliases?: boolean;
}

/** A way to write a configuration. Built-in formats and a user's own are objects of this type. */
export interface Format {
  readonly name: string;
  /** The suffixes of its files, with the dot, in lower case. The first one is given to new files. */
  readonly suffixes: readonly string[];
  /** Whether the format keeps comments. */
  readonly comments: boolean;
  /** Whether the text looks like this format and like no other; decides where no name does. */
  sniff(text: string): boolean;
  /** Never throws on bad input: it reports every problem that it can find. May load what it needs first. */
  read(source: SourceFile, options?: ReadOptions): Reading | Promise<Reading>;
  write(config: Config): Writing;
  /** Where the comments of a text begin, as offsets, also of one that does not read well. Without it, no comment of a file can ignore a diagnostic. */
  findComments?(text: string): number[] | Promise<number[]>;
}
