import { diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { homeOf } from '../project/find-file.js';
import { expandGlob } from '../project/glob.js';
import { directoryOf } from '../project/paths.js';
import type { Reference } from '../project/references.js';
import { patternWidened } from './diagnostics.js';
import { filesAfterwards } from './files-afterwards.js';
import { machineAfterwards } from './machine-afterwards.js';
import type { Migration } from './migration.js';
import type { SurveyedFile } from './survey.js';
import type { Project, SourceFinding } from './trees.js';

/** A pattern that stays in use, and the directory in which it begins. */
interface UsedPattern {
  readonly file: SurveyedFile;
  readonly reference: Reference;
  readonly base: string;
}

/**
 * Patterns that would find new files, too: in the old configuration, which must start until the new one does, and in one that
 * is in the target's format already.
 */
export function widenedPatterns(migration: Migration, project: Project): SourceFinding[] {
  const patterns = patternsIn(migration, project);
  if (patterns.length === 0) return [];
  const { destination } = migration.target;
  const isElsewhere = destination.mirror !== undefined;
  const after = machineAfterwards(migration, filesAfterwards(migration));
  return patterns.flatMap(({ file, reference: { path, property }, base }): SourceFinding[] => {
    const before = expandGlob(migration.mapped, base, path);
    const found = expandGlob(after, isElsewhere ? destination.directoryFor(base) : base, path);
    if (found.length <= before.length) return [];
    const known = new Set(before.map((one) => (isElsewhere ? migration.pathAfterwards(one) : one)));
    const other = migration.shown(found.find((one) => !known.has(one)) ?? '');
    return [{ file, diagnostic: diagnostic(patternWidened, valueSpan(property), { path, other }) }];
  });
}

/** Those of trees that are left as they are. A tree that is built elsewhere leaves those in the old format behind. */
function patternsIn({ mapped, to, target }: Migration, { trees }: Project): UsedPattern[] {
  const used = trees.filter(({ root }) => target.destination.mirror === undefined || root.family === to);
  return used.flatMap(({ root, files }) =>
    [...files].flatMap((file) => {
      const patterns = file.references.filter(({ kind, path }) => kind === 'include' && path.includes('*'));
      if (patterns.length === 0) return [];
      const base = root.family === 'classic' ? homeOf(mapped, root.path) : directoryOf(file.path);
      return patterns.map((reference) => ({ file, reference, base }));
    }),
  );
}
