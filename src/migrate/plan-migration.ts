import type { Host } from '../project/host.js';
import { directoryOf } from '../project/paths.js';
import type { TextStore } from '../project/text-store.js';
import { dependOnEachOther } from './dependencies.js';
import { destinationOf } from './destination.js';
import { planDirectoryLinks } from './directory-links.js';
import { FilesInUse } from './files-in-use.js';
import { groupsOf } from './groups.js';
import { KnownTexts } from './known-texts.js';
import { mayBeConfiguration } from './may-be-configuration.js';
import type { NamedSource, Request } from './migration.js';
import type { Plan } from './plan.js';
import { type PlannedGroup, planGroup } from './plan-group.js';
import { PlanParts } from './plan-parts.js';
import { rememberingHost } from './remembering-host.js';
import type { Asked } from './watched-host.js';

/** Where a plan keeps what it is made of. */
export interface Stores {
  /** The texts of the outputs. */
  readonly texts: TextStore;
  /** What else there is to know of files, if they are many. */
  readonly parts: TextStore;
}

/** Plans groups of files, each by itself, and gives what comes of each, in their order. The texts of the outputs are in the store. */
export type PlanGroups = (groups: readonly (readonly NamedSource[])[]) => AsyncIterable<PlannedGroup>;

/**
 * Plans what becomes of files: reads, converts and verifies all of them, and writes nothing. Files that depend on each other are
 * mostly near: groups of them are planned one after another, so that what it takes to know them does not add up.
 */
export async function planMigration(machine: Host, request: Request, stores: Stores, planApart?: PlanGroups): Promise<Plan> {
  const host = rememberingHost(machine);
  const { files, target } = request;
  const { onProgress: _, ...quietly } = request;
  const plan = planApart ?? planHere(host, quietly, stores);
  const apart = files.some((file) => leadsOut(file, files, host)) ? undefined : await join(plan(groupsOf(files)), request, stores);
  const parts = apart ?? (await planTogether(host, request, stores));
  parts.add(planDirectoryLinks(host, request, parts));
  return parts.planTo(target.to.name, stores.texts);
}

/** Whether it is a link to a configuration that nobody named: another group may know of that, too. */
function leadsOut(file: NamedSource, files: readonly NamedSource[], host: Host): boolean {
  if (!file.isLink || !mayBeConfiguration(file, host)) return false;
  const end = host.realPath(file.path);
  return end !== undefined && !isAmong(end, files);
}

function planHere(host: Host, request: Request, { texts }: Stores): PlanGroups {
  return async function* (groups) {
    const known = new KnownTexts();
    for (const files of groups) yield await planGroup(host, { ...request, files }, texts, known);
  };
}

async function planTogether(host: Host, request: Request, stores: Stores): Promise<PlanParts> {
  const parts = new PlanParts(stores.parts, new FilesInUse(request.usersOutside));
  const { part } = await planGroup(host, request, stores.texts, new KnownTexts());
  parts.add(part);
  return parts;
}

/** Puts groups together; undefined if one turns out to depend on another: it may be the same with all of them. */
async function join(
  groups: AsyncIterable<PlannedGroup>,
  { files, takesIn, usersOutside, target: { destination }, onProgress }: Request,
  stores: Stores,
): Promise<PlanParts | undefined> {
  const directories = new Set<string>();
  for (const { path } of files) directories.add(directoryOf(path)).add(destination.directoryFor(directoryOf(path)));
  const parts = new PlanParts(stores.parts, new FilesInUse(usersOutside));
  const questions: Asked[] = [];
  for await (const { part, asked } of groups) {
    if ([...asked.paths].some((path) => isAmong(path, files))) return undefined;
    if ([...asked.directories].some((directory) => directories.has(directory))) return undefined;
    // Nothing of another group comes to be elsewhere.
    const paths = [...asked.paths].filter((path) => directories.has(directoryOf(path)) || takesIn(path));
    // Of a tree elsewhere a group finds no other directories yet: what it asks about old ones counts for those, too.
    questions.push({ ...asked, paths: new Set(paths.flatMap((path) => [path, destinationOf(path, destination)])) });
    parts.add(part);
    onProgress?.('converting', parts.size, files.length);
  }
  return dependOnEachOther(parts, questions) ? undefined : parts;
}

/** Looks up a path among files that are sorted by path: a set of 100,000 takes as much memory as their names. */
function isAmong(path: string, files: readonly NamedSource[]): boolean {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((files[middle]?.path ?? path) < path) low = middle + 1;
    else high = middle;
  }
  return files[low]?.path === path;
}
