import type { ProjectFile, ProjectFiles } from './files.js';
import type { IncludeTree } from './include-tree.js';
import { type LoadedConfiguration, loadConfiguration } from './load-configuration.js';
import { type Lead, readProject } from './read-project.js';

/** A file that Fluent Bit may be started with, and what it then loads. */
export interface Main {
  readonly file: ProjectFile;
  readonly loaded: LoadedConfiguration;
  readonly tree: IncludeTree;
  readonly leads: readonly Lead<ProjectFile>[];
}

/** Reads what Fluent Bit would load with each of these files, save for those that others of them include or refer to. */
export async function readMains(store: ProjectFiles, files: readonly ProjectFile[]): Promise<Main[]> {
  const { trees, leads } = await readProject(store, files, () => false);
  const targets = new Set(
    [...leads].flatMap(([{ root }, own]) => own.flatMap(({ target }) => (target === undefined || target === root ? [] : target))),
  );
  const mains: Main[] = [];
  for (const tree of trees) {
    if (targets.has(tree.root)) continue;
    const own = leads.get(tree) ?? [];
    mains.push({ file: tree.root, loaded: await loadConfiguration(store, tree, own), tree, leads: own });
  }
  return mains;
}
