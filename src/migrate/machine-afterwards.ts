import type { Host } from '../project/host.js';
import { isInside, plainPath } from '../project/paths.js';
import type { Mirror } from './destination.js';
import { mappedHost, redirectedHost } from './mapped-host.js';
import type { Migration } from './migration.js';
import { type NewFiles, overlayHost } from './overlay-host.js';

/** The machine as it is after the migration: with these files, and for a tree elsewhere as if it had taken the old one's place. */
export function machineAfterwards({ host, target, request: { roots } }: Migration, files: NewFiles): Host {
  const { mirror, directoryFor } = target.destination;
  const overlay = overlayHost({ ...host, cwd: directoryFor(host.cwd) }, files);
  const mappings = roots.map(({ from, to }) => ({ from, to: directoryFor(to) }));
  if (mirror === undefined) return mappedHost(overlay, mappings);
  const { from, to } = mirror;
  // A path in the new tree is what it says, even if that is within the old one.
  const mapped = mappedHost(overlay, [...mappings, { from: to, to }, { from, to }]);
  return redirectedHost(mapped, (path) => asFromOldPlace(path, mirror));
}

/** A path that leads out of the new tree leads to what is around the old one. */
function asFromOldPlace(path: string, { from, to }: Mirror): string {
  if (!isInside(path, to) || isInside(plainPath(path), to)) return path;
  return plainPath(from + path.slice(to.length));
}
