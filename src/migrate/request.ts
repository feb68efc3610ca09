import { baseOf, stemOf, suffixOf } from '../formats/detect.js';
import type { Format } from '../formats/format.js';
import { builtInFormats } from '../formats/index.js';
import type { RootMapping } from '../project/derived-hosts.js';
import type { Family, FileFacts } from '../project/files.js';
import { directoryOf, isInside, pathIn } from '../project/paths.js';
import { staysClassic } from '../versions/for-target.js';
import type { VersionTarget } from '../versions/target.js';

/** A file that somebody names, or that is in a directory that somebody names. */
export interface NamedSource {
  /** In full, without symbolic links in its directories. */
  readonly path: string;
  /** Whether it is a symbolic link itself. */
  readonly isLink: boolean;
  /** Whether it was named itself, not by a directory or a pattern: then its content tells what it is. */
  readonly isNamed?: boolean;
}

/** A link to a directory. Both paths are in full, the second one without links. */
export interface DirectoryLink {
  readonly path: string;
  readonly real: string;
}

/** What is to be migrated, and how. */
export interface Request {
  /** Sorted by path. */
  readonly files: readonly NamedSource[];
  /** Whether a file that another one refers to belongs to the migration although nobody named it. */
  readonly takesIn: (path: string) => boolean;
  /** Whether what a path leads to, without links, may be looked into, and shown. */
  readonly isInScope?: (path: string) => boolean;
  readonly target: Target;
  readonly roots: readonly RootMapping[];
  /** What `helm show values` prints of the chart whose values are migrated, in full. */
  readonly chartValues?: string | undefined;
  /** Told of each root that a path leads through. */
  readonly onRoot?: (root: RootMapping) => void;
  /** Those within the tree, if it is built elsewhere. */
  readonly directoryLinks?: readonly DirectoryLink[];
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** What all files of a migration are converted to, and where. */
export interface Target {
  readonly to: Format;
  /** What its files are to the engine. */
  readonly family: Family;
  /** Of new files: Fluent Bit reads JSON under a name that ends with `.yaml` only (Y-11). */
  readonly suffix: string;
  readonly destination: Destination;
  readonly upstreams?: 'split' | 'merge' | undefined;
  readonly strict?: boolean;
  /** The Fluent Bit that must read the new files; the newest one by default. */
  readonly version?: VersionTarget | undefined;
}

/** Where new files go. */
export interface Destination {
  /** The directory in which the new form of a file of this directory stands. */
  directoryFor(directory: string): string;
  /** The base of a tree that is built anew elsewhere, and what it becomes; undefined if files go beside their sources. */
  readonly mirror?: Mirror;
}

export interface Mirror {
  readonly from: string;
  readonly to: string;
}

/** Each new file beside its source. */
export const beside: Destination = { directoryFor: (directory) => directory };

/** What files become in a format, each beside its source: Fluent Bit reads JSON under no other name (Y-11). */
export function targetOf(to: Format): Target {
  const [family, suffix] = to.name === 'classic' ? (['classic', '.conf'] as const) : (['yaml', '.yaml'] as const);
  return { to, family, suffix, destination: beside };
}

/** The tree of the sources again in another directory. */
export function mirrored(mirror: Mirror): Destination {
  const { from, to } = mirror;
  return {
    mirror,
    directoryFor: (directory) => (directory === from ? to : isInside(directory, from) ? to + directory.slice(from.length) : directory),
  };
}

/** A file of the same name at its destination. */
export function destinationOf(path: string, { destination }: Target): string {
  return pathIn(destination.directoryFor(directoryOf(path)), baseOf(path));
}

/** Where the new form of a file stands, the main one if it is several. */
export function newPathOf(path: string, { destination, suffix }: Target): string {
  return pathIn(destination.directoryFor(directoryOf(path)), newStem(path) + suffix);
}

/** A suffix that no format has is a part of the name. */
export function newStem(path: string): string {
  const suffix = suffixOf(path);
  return builtInFormats.some(({ suffixes }) => suffixes.includes(suffix)) ? stemOf(path) : baseOf(path);
}

/** Whether a file stays in classic because the version reads what is in it in no other form, unless another file includes it. */
export function isLeftClassic({ family, kinds }: Pick<FileFacts, 'family' | 'kinds'>, { family: to, version }: Target): boolean {
  return family === 'classic' && to === 'yaml' && version !== undefined && staysClassic(kinds, version);
}
