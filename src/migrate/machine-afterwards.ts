import type { Host } from '../project/host.js';
import { isInside, plainPath } from '../project/paths.js';
import type { Mirror } from './destination.js';
import { mappedHost, type RootMapping, redirectedHost } from './mapped-host.js';
import type { Migration } from './migration.js';
import { type NewFiles, overlayHost } from './overlay-host.js';

/** The machine as it is after the migration: with these files, and for a tree elsewhere as if it had taken the old one's place. */
export function machineAfterwards(migration: Migration, files: NewFiles): Host {
  const { host, target } = migration;
  const { mirror, directoryFor } = target.destination;
  if (mirror === undefined) return machineBeforeMove(migration, files);
  const { from, to } = mirror;
  const overlay = overlayHost({ ...host, cwd: directoryFor(host.cwd) }, files);
  // A path in the new tree is what it says, even if that is within the old one.
  const mapped = mappedHost(overlay, [...rootsAfterwards(migration), { from: to, to }, { from, to }]);
  return redirectedHost(mapped, (path) => asFromOldPlace(path, mirror));
}

/** The machine as it is once these files are written, and those of a tree elsewhere are where they were written. */
export function machineBeforeMove(migration: Migration, files: NewFiles): Host {
  const mapped = mappedHost(overlayHost(migration.host, files), rootsAfterwards(migration));
  const { mirror } = migration.target.destination;
  // A path that goes up from a new directory leads nowhere as it is written, until that is made.
  return mirror === undefined ? mapped : redirectedHost(mapped, (path) => (isInside(path, mirror.to) ? plainPath(path) : path));
}

function rootsAfterwards({ target, request: { roots } }: Migration): RootMapping[] {
  return roots.map(({ from, to }) => ({ from, to: target.destination.directoryFor(to) }));
}

/** A path that leads out of the new tree leads to what is around the old one. */
function asFromOldPlace(path: string, { from, to }: Mirror): string {
  if (!isInside(path, to) || isInside(plainPath(path), to)) return path;
  return plainPath(from + path.slice(to.length));
}
