import { isError } from '../diagnostics/diagnostic.js';
import type { Host } from '../project/host.js';
import type { TextStore } from '../project/text-store.js';
import { describePlan } from './describe-plan.js';
import { filesAfterwards } from './files-afterwards.js';
import { joinServices } from './join-services.js';
import { Migration, type Request } from './migration.js';
import { type NewNames, newValues } from './new-values.js';
import { obstaclesOf } from './obstacles.js';
import type { NewFiles } from './overlay-host.js';
import type { Plan } from './plan.js';
import { machineAfterwards, proveTrees } from './prove-trees.js';
import { rememberingHost } from './remembering-host.js';
import { type Rewriting, rewriteSource, updateSource } from './rewrite-sources.js';
import { followSources, type Project, type SourceFinding } from './trees.js';

/** Plans what becomes of files: reads, converts and verifies all of them, and writes nothing. */
export async function planMigration(host: Host, request: Request, store: TextStore): Promise<Plan> {
  const migration = new Migration(rememberingHost(host), request, store);
  await migration.survey();
  const project = await followSources(migration.sources);
  migration.parts = new Set(project.trees.flatMap(({ root, files }) => [...files].filter((file) => file !== root)));
  const names = newNames(migration);
  const { values, findings } = newValues(project, names);
  await convertRest(migration, project, values);
  const found = [...project.findings.filter(({ file }) => migration.isMoved(file)), ...findings, ...obstaclesOf(migration, project)];
  const isSound = !migration.hasErrors() && !found.some(({ diagnostic }) => isError(diagnostic));
  if (isSound) found.push(...(await prove(migration, project, names)));
  return describePlan(migration, project, found);
}

/** The files as the engine finds them before and afterwards, whatever is in them. */
function newNames(migration: Migration): NewNames {
  const { to, target, mapped } = migration;
  const paths = new Set<string>();
  for (const file of migration.files) {
    const path = migration.newPath(file);
    if (path !== undefined) paths.add(path);
  }
  const files: NewFiles = { paths, bytesOf: () => new Uint8Array() };
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
  const { mapped, target, store, to, outcomes, sources, request } = migration;
  const services = joinServices(to === 'yaml' ? trees.filter(({ root }) => root.family !== to) : []);
  const rewriting: Rewriting = { host: mapped, target, store, values, services };
  let done = 0;
  for (const file of migration.files) {
    request.onProgress?.('converting', done++, sources.files.size);
    if (outcomes.has(file) && !services.givers.has(file)) continue;
    if (migration.isMoved(file)) outcomes.set(file, await rewriteSource(file, rewriting));
    else if (values.has(file)) outcomes.set(file, await updateSource(file, rewriting));
  }
}

/** Holds the trees against those that come of them. */
async function prove(migration: Migration, { trees }: Project, names: NewNames): Promise<SourceFinding[]> {
  const { outcomes, target } = migration;
  const after = machineAfterwards(migration, filesAfterwards(migration));
  const changed = trees.filter((tree) => [...tree.files].some((file) => outcomes.has(file)));
  return proveTrees(changed, outcomes, { ...names, after }, (path) => migration.pathAfterwards(path), target.to.comments);
}
