import { diagnostic, isError } from '../diagnostics/diagnostic.js';
import type { Host } from '../project/host.js';
import type { TextStore } from '../project/text-store.js';
import { describePlan } from './describe-plan.js';
import { planDirectoryLinks } from './directory-links.js';
import { faultsOf } from './faults.js';
import { FilesInUse } from './files-in-use.js';
import { joinServices } from './join-services.js';
import { linksAfterwards } from './links-afterwards.js';
import { machineAfterwards } from './machine-afterwards.js';
import { Migration, type Request } from './migration.js';
import { misledReferences } from './misled-references.js';
import { type NewNames, newValues } from './new-values.js';
import { obstaclesOf } from './obstacles.js';
import type { NewFiles } from './overlay-host.js';
import { pathsInOldPlace } from './paths-in-old-place.js';
import type { Plan } from './plan.js';
import { differs, proveTrees, type UnprovedTrees } from './prove-trees.js';
import { rememberingHost } from './remembering-host.js';
import { type Rewriting, rewriteSource, updateSource } from './rewrite-sources.js';
import { followSources, type Project, type SourceFinding } from './trees.js';

/** Plans what becomes of files: reads, converts and verifies all of them, and writes nothing. `texts` takes in the texts of the outputs. */
export async function planMigration(machine: Host, request: Request, texts: TextStore): Promise<Plan> {
  const host = rememberingHost(machine);
  const migration = new Migration(host, request, texts);
  await migration.survey();
  const project = await followSources(migration.sources);
  migration.parts = new Set(project.trees.flatMap(({ root, files }) => [...files].filter((file) => file !== root)));
  const names = newNames(migration);
  const { values, findings } = newValues(project, names);
  await convertRest(migration, project, values);
  const found = [...referenceFindings(migration, project), ...findings, ...obstaclesOf(migration, project), ...(await faultsOf(migration))];
  const isSound = !migration.hasErrors() && !found.some((one) => isError(one.diagnostic));
  const unproved: UnprovedTrees = isSound
    ? await proveTrees(migration, project.trees)
    : new Map(project.trees.map((tree) => [tree, undefined]));
  const misled = misledReferences(migration, project, values, unproved.keys());
  found.push(...misled);
  for (const [tree, difference] of unproved) {
    const isExplained = misled.some(({ file }) => tree.files.has(file));
    if (difference !== undefined && !isExplained) found.push(differs(tree, difference));
  }
  const described = await describePlan(migration, project, found, pathsInOldPlace(migration, project, values));
  const order = [...described, ...planDirectoryLinks(host, request, described)];
  const inUse = new FilesInUse(request.usersOutside);
  for (const file of order) inUse.note(file);
  inUse.find(order);
  const planned = order.map((file) => inUse.planned(file));
  const files = [...planned].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, order: planned, textOf: (number) => texts.get(number), to: request.target.to.name };
}

/** What is to be said of references. Those of files that stay as they are lead where they led, but not all into a tree elsewhere. */
function referenceFindings(migration: Migration, { findings, lost }: Project): SourceFinding[] {
  const isMoved = ({ file }: SourceFinding) => migration.isMoved(file);
  const moved = [...findings, ...lost].filter(isMoved);
  if (migration.target.destination.mirror === undefined) return moved;
  return [...moved, ...findings.filter((one) => !isMoved(one)).flatMap(leadingOut)];
}

function leadingOut({ file, diagnostic: found }: SourceFinding): SourceFinding[] {
  if (found.code === 'FLB602') return [{ file, diagnostic: found }];
  // Both files keep their format.
  if (found.code === 'FLB601') return [{ file, diagnostic: diagnostic('FLB602', found.span, { ...found.args, kind: 'include' }) }];
  return [];
}

/** The files as the engine finds them before and afterwards, whatever is in them. */
function newNames(migration: Migration): NewNames {
  const { to, target, mapped } = migration;
  const paths = new Set<string>();
  for (const file of migration.files) {
    const path = migration.newPath(file);
    if (path !== undefined) paths.add(path);
  }
  const files: NewFiles = { paths, links: linksAfterwards(migration), bytesOf: () => new Uint8Array() };
  return {
    to,
    suffix: target.suffix,
    destination: target.destination,
    newPath: (file) => migration.newPath(file),
    before: mapped,
    after: machineAfterwards(migration, files),
  };
}

/** Converts the files about which others decide. */
async function convertRest(migration: Migration, { trees }: Project, values: Rewriting['values']): Promise<void> {
  const { target, outcomes, sources, request, to } = migration;
  const services = joinServices(to === 'yaml' ? trees.filter(({ root }) => root.family !== to) : []);
  const rewriting: Rewriting = { sources, target, kept: migration, values, services };
  let done = 0;
  for (const file of migration.files) {
    request.onProgress?.('converting', done++, sources.files.size);
    if (outcomes.has(file) && !services.givers.has(file)) continue;
    if (migration.isMoved(file)) outcomes.set(file, await rewriteSource(file, rewriting));
    else if (values.has(file)) outcomes.set(file, await updateSource(file, rewriting));
  }
}
