import { mappedHost, redirectedHost } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
import { isInside, plainPath } from '../project/paths.js';
import type { TextStore } from '../project/text-store.js';
import type { NewText } from './convert/convert-source.js';
import type { Outcomes } from './convert/convert-sources.js';
import { bytesOf, encoded } from './destinations.js';
import { type NewFiles, overlayHost } from './overlay-host.js';
import { destinationOf, type Mirror, type Request } from './request.js';
import { pathAfterwards, type Scope } from './scope.js';

/** The machine as it is after the migration. */
export interface World {
  /** With a tree elsewhere as if it had taken the old one's place. */
  readonly host: Host;
  /** With a tree elsewhere where it was written. */
  readonly beforeMove: Host;
  /** Links to directories and to what stays as it is, by their paths in a tree elsewhere, each with where it leads there. */
  readonly links: ReadonlyMap<string, string>;
  /** What goes into a tree elsewhere as it is: where it is now, by where it will be. */
  readonly copies: ReadonlyMap<string, string>;
}

/** The machine with all that the migration writes: what is converted, and what is copied as it is. */
export function worldAfterwards(machine: Host, request: Request, scope: Scope, outcomes: Outcomes, texts: TextStore): World {
  const outputs = new Map<string, NewText>();
  for (const outcome of outcomes.values()) for (const output of outcome.outputs) outputs.set(output.path, output);
  const copies = new Map(copied(scope, outcomes).map((path) => [destinationOf(path, scope.target), path]));
  const files: NewFiles = {
    links: linksAfterwards(request, scope),
    paths: copies.size === 0 ? outputs : new Set([...copies.keys(), ...outputs.keys()]),
    bytesOf: (path) => {
      const output = outputs.get(path);
      return output === undefined ? bytesOf(machine, copies.get(path) ?? path) : encoded(texts.get(output.text));
    },
  };
  return { host: inOldPlace(machine, request, files), beforeMove: asWritten(machine, request, files), links: files.links, copies };
}

/** The machine with files, of whatever content, where new ones will be: that is enough to tell which paths find them. */
export function placesAfterwards(machine: Host, request: Request, scope: Scope): Host {
  return inOldPlace(machine, request, { paths: scope.places, links: linksAfterwards(request, scope), bytesOf: () => new Uint8Array() });
}

/** Neither converted nor changed. */
export function isKept<File>(
  file: File,
  { newPaths }: { newPaths: { has(file: File): boolean } },
  outcomes: ReadonlyMap<File, { readonly outputs: readonly unknown[] }>,
): boolean {
  return !newPaths.has(file) && !outcomes.get(file)?.outputs.length;
}

function copied(scope: Scope, outcomes: Outcomes): string[] {
  if (scope.target.destination.mirror === undefined) return [];
  const kept = [...scope.files.values()].filter((file) => isKept(file, scope, outcomes));
  return [...kept.map(({ path }) => path), ...scope.others];
}

function linksAfterwards({ directoryLinks = [] }: Request, scope: Scope): ReadonlyMap<string, string> {
  const { target, files, newPaths } = scope;
  const links = new Map<string, string>();
  if (target.destination.mirror === undefined) return links;
  for (const { path, real } of directoryLinks) links.set(destinationOf(path, target), target.destination.directoryFor(real));
  for (const { path, real } of scope.links) {
    const file = real === undefined ? undefined : files.get(real);
    const isMoved = file !== undefined && newPaths.has(file);
    if (real !== undefined && !isMoved) links.set(destinationOf(path, target), pathAfterwards(real, scope));
  }
  return links;
}

/** For a tree elsewhere, as if it had taken the old one's place. */
function inOldPlace(machine: Host, request: Request, files: NewFiles): Host {
  const { mirror, directoryFor } = request.target.destination;
  if (mirror === undefined) return asWritten(machine, request, files);
  const { from, to } = mirror;
  const overlay = overlayHost({ ...machine, cwd: directoryFor(machine.cwd) }, files);
  // A path in the new tree stays as it is, even if the new tree is within the old one.
  const mapped = mappedHost(overlay, [...rootsAfterwards(request), { from: to, to }, { from, to }]);
  return redirectedHost(mapped, (path) => asFromOldPlace(path, mirror));
}

function asWritten(machine: Host, request: Request, files: NewFiles): Host {
  const mapped = mappedHost(overlayHost(machine, files), rootsAfterwards(request));
  const { mirror } = request.target.destination;
  // A path that goes up from a new directory leads nowhere until the directory is made.
  return mirror === undefined ? mapped : redirectedHost(mapped, (path) => (isInside(path, mirror.to) ? plainPath(path) : path));
}

function rootsAfterwards({ target, roots }: Request) {
  return roots.map(({ from, to }) => ({ from, to: target.destination.directoryFor(to) }));
}

/** A path that leads out of the new tree leads to what is around the old one. */
function asFromOldPlace(path: string, { from, to }: Mirror): string {
  if (!isInside(path, to) || isInside(plainPath(path), to)) return path;
  return plainPath(from + path.slice(to.length));
}
