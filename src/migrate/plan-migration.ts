import type { Host } from '../project/host.js';
import { directoryOf } from '../project/paths.js';
import type { TextStore } from '../project/text-store.js';
import { dependOnEachOther } from './dependencies.js';
import { groupsOf } from './groups.js';
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
  const { files, target } = request;
  const host = rememberingHost(machine);
  const { onProgress: _, ...quietly } = request;
  const apart = await join((planApart ?? planHere(host, quietly, stores))(groupsOf(files)), request, stores);
  const { parts } = apart.isSound ? apart : await join(planHere(host, request, stores)([files]), request, stores);
  return parts.planTo(target.to.name, stores.texts);
}

function planHere(host: Host, request: Request, { texts }: Stores): PlanGroups {
  return async function* (groups) {
    for (const files of groups) yield await planGroup(host, { ...request, files }, texts);
  };
}

/** Puts groups together, unless one turns out to depend on another: it may be the same with all of them. */
async function join(
  groups: AsyncIterable<PlannedGroup>,
  { files, onProgress }: Request,
  stores: Stores,
): Promise<{ parts: PlanParts; isSound: boolean }> {
  const paths = new Set(files.map(({ path }) => path));
  const directories = new Set([...paths].map(directoryOf));
  const parts = new PlanParts(stores.parts);
  const askedByGroup: Asked[] = [];
  for await (const { part, asked } of groups) {
    if (hasCommon(asked.paths, paths) || hasCommon(asked.directories, directories)) return { parts, isSound: false };
    parts.add(part);
    askedByGroup.push(asked);
    onProgress?.('converting', parts.size, files.length);
  }
  return { parts, isSound: !dependOnEachOther(parts, askedByGroup) };
}

function hasCommon(some: Iterable<string>, all: ReadonlySet<string>): boolean {
  for (const one of some) if (all.has(one)) return true;
  return false;
}
