import { hasVariable } from '../check/values.js';
import { homeOf } from '../project/find-file.js';
import { expandGlob } from '../project/glob.js';
import type { Host } from '../project/host.js';
import { directoryOf } from '../project/paths.js';
import { filesAfterwards } from './files-afterwards.js';
import { machineAfterwards, machineBeforeMove } from './machine-afterwards.js';
import type { Migration } from './migration.js';
import { homeAfterwards, type ValuesByFile } from './new-values.js';
import { fileAt, type NewReference, referencesAfterwards, type Start } from './references-afterwards.js';
import type { SurveyedFile } from './survey.js';
import type { Project } from './trees.js';

/**
 * Of trees that are built elsewhere, by their main files, a path that leads where it should only once the tree has taken the old
 * one's place: it goes by the working directory, is one in full, or leads out of the tree.
 */
export function pathsInOldPlace(migration: Migration, project: Project, values: ValuesByFile): ReadonlyMap<SurveyedFile, string> {
  const { destination } = migration.target;
  const paths = new Map<SurveyedFile, string>();
  if (destination.mirror === undefined) return paths;
  const files = filesAfterwards(migration);
  const [before, after] = [machineBeforeMove(migration, files), machineAfterwards(migration, files)];
  for (const tree of project.trees) {
    const start = { family: migration.to, home: homeAfterwards(tree, homeOf(migration.mapped, tree.root.path), migration, destination) };
    const leads = (one: NewReference, host: Host) => placesOf(one, migration, { ...start, host });
    const bound = referencesAfterwards(tree, project, values).find(
      (one) => !hasVariable(one.path) && leads(one, before) !== leads(one, after),
    );
    if (bound !== undefined) paths.set(tree.root, bound.path);
  }
  return paths;
}

/** Where a reference leads, in one text. */
function placesOf({ file, reference, path }: NewReference, migration: Migration, start: Start): string | undefined {
  const directory = directoryOf(migration.placeAfterwards(file));
  if (reference.kind !== 'include' || !path.includes('*')) return fileAt({ ...reference, path }, directory, start);
  const { host, family, home } = start;
  return expandGlob(host, family === 'yaml' ? directory : home, path)
    .map((one) => host.realPath(one))
    .join('\n');
}
