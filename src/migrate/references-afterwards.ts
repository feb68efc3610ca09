import { findFile } from '../project/find-file.js';
import type { Host } from '../project/host.js';
import type { Family } from '../project/project-files.js';
import type { Reference } from '../project/references.js';
import type { ValuesByFile } from './new-values.js';
import type { SurveyedFile } from './survey.js';
import type { Project, SourceTree } from './trees.js';

/** Fluent Bit as it is started with a tree. */
export interface Start {
  readonly host: Host;
  readonly family: Family;
  /** The directory of the main file. */
  readonly home: string;
}

/** A reference as it is written afterwards. */
export interface NewReference {
  readonly file: SurveyedFile;
  readonly reference: Reference;
  readonly path: string;
  /** The file of the migration that it leads to. */
  readonly target: SurveyedFile | undefined;
}

/** What the files of a tree refer to afterwards. */
export function referencesAfterwards(tree: SourceTree, { targets }: Project, values: ValuesByFile): NewReference[] {
  return [...tree.files].flatMap((file) =>
    file.references.flatMap((reference) => {
      const target = targets.get(tree)?.get(reference);
      const leadsTo = target === undefined ? (tree.included.get(reference) ?? []) : [target];
      const paths = values.get(file)?.get(reference) ?? [reference.path];
      return paths.map((path, i) => ({ file, reference, path, target: leadsTo[i] }));
    }),
  );
}

/** The file that a reference leads to: YAML looks for an include in the directory of its file only (C-31, Y-30, R-1 … R-4). */
export function fileAt(reference: Reference, directory: string, { host, family, home }: Start): string | undefined {
  const isBeside = reference.kind === 'include' && family === 'yaml';
  const { path } = findFile(host, reference, { directories: isBeside ? [directory] : [host.cwd, home], home });
  return path === undefined ? undefined : host.realPath(path);
}
