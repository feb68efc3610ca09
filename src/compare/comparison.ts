/** Where something stands: lines and columns count from 1. */
export interface ComparedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What one side has: secrets are hidden. */
export interface ComparedSide extends ComparedPlace {
  /** The values of the key that differ, in order; empty where a section as a whole is meant. */
  readonly values: readonly string[];
}

/** What `check` says about a place of one side, and not of the other. */
export interface Consequence extends ComparedPlace {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

/** One difference in meaning. A side that has nothing to show is left out. */
export interface ComparedDifference {
  /** As `ConfigDifference` has it, and `configuration` for a main file that only one directory has. */
  readonly what: 'section' | 'value' | 'keyOrder' | 'sectionOrder' | 'configuration';
  /** The section in words, or the main file. */
  readonly label: string;
  readonly key?: string;
  readonly before?: ComparedSide;
  readonly after?: ComparedSide;
  /** Whether the values are different and look the same since secrets in them are hidden. */
  readonly isHidden?: true;
  /** What it does, where the tables of types and defaults know it, in a sentence. */
  readonly effect?: string;
  readonly consequences: readonly Consequence[];
}

/** A file that could not be looked into: only what refers to it was compared. */
export interface NotCompared extends ComparedPlace {
  readonly path: string;
}

/** Which configurations of manifests were compared with each other. */
export interface ComparedNames {
  readonly before: string;
  readonly after: string;
}

/** All that is to be told about two configurations. */
export interface ComparisonResult {
  readonly before: string;
  readonly after: string;
  readonly differences: readonly ComparedDifference[];
  /** What `check` says about one side only, elsewhere than where they differ. */
  readonly consequences: readonly Consequence[];
  readonly notCompared: readonly NotCompared[];
  /** Only where there are manifests: other files have the names that they were called by. */
  readonly compared?: readonly ComparedNames[];
}
