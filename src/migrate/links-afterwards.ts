import { destinationOf } from './destination.js';
import type { Migration } from './migration.js';

/** The links to directories and to what stays as it is, by their paths in a tree elsewhere, each with where it leads there. */
export function linksAfterwards(migration: Migration): ReadonlyMap<string, string> {
  const { target, request } = migration;
  const { destination } = target;
  const links = new Map<string, string>();
  if (destination.mirror === undefined) return links;
  for (const { path, real } of request.directoryLinks ?? []) links.set(destinationOf(path, destination), destination.directoryFor(real));
  for (const { path, real, leadsTo } of migration.links) {
    const isKept = leadsTo === undefined || !migration.isMoved(leadsTo);
    if (real !== undefined && isKept) links.set(destinationOf(path, destination), migration.pathAfterwards(real));
  }
  return links;
}
