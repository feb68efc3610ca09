import { hasVariable } from '../check/values.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { homeOf } from '../project/find-file.js';
import type { Host } from '../project/host.js';
import { directoryOf } from '../project/paths.js';
import { referenceMisled } from './diagnostics.js';
import { filesAfterwards } from './files-afterwards.js';
import { machineAfterwards } from './machine-afterwards.js';
import type { Migration } from './migration.js';
import { homeAfterwards, type ValuesByFile } from './new-values.js';
import { fileAt, type NewReference, referencesAfterwards, type Start } from './references-afterwards.js';
import type { Project, SourceFinding, SourceTree } from './trees.js';

/**
 * References of trees that would lead elsewhere afterwards: a new file gets a name that leads to nothing or to another file today,
 * or what a reference leads to is not found from a tree elsewhere.
 */
export function misledReferences(
  migration: Migration,
  project: Project,
  values: ValuesByFile,
  trees: Iterable<SourceTree>,
): SourceFinding[] {
  const { mapped, to } = migration;
  const host = machineAfterwards(migration, filesAfterwards(migration));
  return [...trees].flatMap((tree) => {
    const home = homeOf(mapped, tree.root.path);
    const now: Start = { host: mapped, family: tree.root.family, home };
    const afterwards: Start = { host, family: to, home: homeAfterwards(tree, home, migration, migration.target.destination) };
    return referencesAfterwards(tree, project, values).flatMap((one) => misled(one, migration, now, afterwards));
  });
}

function misled(one: NewReference, migration: Migration, now: Start, afterwards: Start): SourceFinding[] {
  const { file, reference, path, target } = one;
  if (isSaid(one, migration)) return [];
  const { host } = afterwards;
  const place = target === undefined ? strangerAfterwards(one, migration, now, host) : migration.placeAfterwards(target);
  // What is refused itself does not come to be.
  if (target !== undefined && host.identify(place ?? '') === undefined) return [];
  const wanted = place && (host.realPath(place) ?? place);
  const found = fileAt({ ...reference, path }, directoryOf(migration.placeAfterwards(file)), afterwards);
  if (found === wanted) return [];
  const places = { ...(found && { found: migration.shown(found) }), ...(wanted && { wanted: migration.shown(wanted) }) };
  return [{ file, diagnostic: diagnostic(referenceMisled, valueSpan(reference.property), { path, ...places }) }];
}

/** Whether something else is said of it: of a pattern, a path with a variable, an include that leads nowhere or out of the migration. */
function isSaid({ file, reference: { kind }, path, target }: NewReference, migration: Migration): boolean {
  if (kind !== 'include') return hasVariable(path);
  return path.includes('*') || (target === undefined && migration.isMoved(file));
}

/** Where a file stands afterwards that is no part of the migration: where it is now, if it does not come along into a tree elsewhere. */
function strangerAfterwards({ file, reference }: NewReference, migration: Migration, now: Start, host: Host): string | undefined {
  const found = fileAt(reference, directoryOf(file.path), now);
  return found && (host.realPath(migration.pathAfterwards(found)) ?? found);
}
