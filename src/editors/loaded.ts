import type { ReadResult } from '../convert.js';
import { type ProjectFile, ProjectFiles, type ProjectOptions } from '../project/files.js';
import type { Host } from '../project/host.js';
import { readProject } from '../project/read-project.js';

/** A file that is asked about, and those that may be what the engine is started with, of which it is a part. */
export interface Asked {
  readonly host: Host;
  readonly path: string;
  readonly reading: ReadResult;
  readonly roots: readonly { readonly path: string; readonly reading: ReadResult }[];
  readonly options: ProjectOptions;
}

/** All files that the engine loads with a file: it, what includes it, what it includes, and what all these refer to. */
export async function loadedWith({ host, path, reading, roots, options }: Asked): Promise<ProjectFile[]> {
  const store = new ProjectFiles(host, options);
  const files = [...roots, { path, reading }].map((one) => store.add(one.path, one.reading));
  const { trees, leads } = await readProject(store, files, () => true);
  const referred = [...leads.values()].flat().flatMap(({ target }) => target ?? []);
  return [...new Set([...trees.flatMap((tree) => [...tree.files]), ...referred])];
}
