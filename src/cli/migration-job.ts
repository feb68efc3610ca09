import { beside, type Mirror, mirrored } from '../migrate/destination.js';
import type { RootMapping } from '../migrate/mapped-host.js';
import type { DirectoryLink, Request } from '../migrate/migration.js';
import { formatNamed } from './plugins.js';

/** What is wanted of a migration, as plain data. */
export interface MigrationJob {
  /** The format's name. */
  readonly to: string;
  /** The tree that is built anew, and where; without it, new files go beside the old ones. */
  readonly mirror: Mirror | undefined;
  readonly roots: readonly RootMapping[];
  /** Those within the tree, if it is built anew. */
  readonly directoryLinks: readonly DirectoryLink[];
  readonly upstreams: 'split' | 'merge' | undefined;
  readonly strict: boolean;
}

/** A job without the files that it is about. */
export function requestFor({ to, mirror, roots, directoryLinks, upstreams, strict }: MigrationJob): Omit<Request, 'files' | 'takesIn'> {
  const format = formatNamed(to, '--to', []);
  // Fluent Bit reads JSON under no other name (Y-11).
  const suffix = format.name === 'classic' ? '.conf' : '.yaml';
  const destination = mirror === undefined ? beside : mirrored(mirror);
  return { target: { to: format, suffix, destination, upstreams, strict }, roots, directoryLinks };
}
