import { relative, resolve } from 'node:path';
import { findFiles } from '../host/find-files.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { nodeHost } from '../host/node-host.js';
import { readInput } from '../host/read.js';
import { realOf } from '../host/write/places.js';
import { readConfig } from '../index.js';
import { readFound } from '../migrate/read-found.js';
import { mappedHost } from '../project/derived-hosts.js';
import { type ProjectFile, ProjectFiles } from '../project/files.js';
import type { Host } from '../project/host.js';
import type { IncludeTree } from '../project/include-tree.js';
import { type LoadedConfiguration, loadConfiguration } from '../project/load-configuration.js';
import { type Lead, readProject } from '../project/read-project.js';
import { rootMapping, scopeAround, startDirectory } from './directories.js';
import type { Io } from './io.js';

/** A file that Fluent Bit may be started with, and what it then loads. */
export interface Main {
  /** Its path in its directory; of a file that is named, nothing. */
  readonly name: string;
  readonly loaded: LoadedConfiguration;
  readonly tree: IncludeTree;
  readonly leads: readonly Lead<ProjectFile>[];
  readonly file: ProjectFile;
}

/** What is at a path: a file with all that it loads, or those of a directory. */
export interface Side {
  readonly mains: readonly Main[];
  readonly files: readonly ProjectFile[];
  readonly store: ProjectFiles;
}

/** Where files are looked for. */
export interface Surroundings {
  readonly host: Host;
  readonly isInScope: (path: string) => boolean;
  readonly exclude: readonly string[];
}

export interface SideFlags {
  exclude: string[];
  root: string[];
  /** Where Fluent Bit starts. */
  cwd?: string;
}

/** Files are looked for around these paths: in the directories, or in the repositories of the files. */
export function surroundingsOf(paths: readonly string[], { root, cwd, exclude }: SideFlags): Surroundings {
  const start = nodeHost(undefined, startDirectory(cwd));
  const roots = root.map((one) => rootMapping(one, start));
  const directories = paths.filter((path) => path !== '-' && leadsToDirectory(path));
  const files = paths.filter((path) => path !== '-' && !directories.includes(path));
  return {
    host: mappedHost(start, roots),
    isInScope: scopeAround(files, [...directories.map(realOf), ...roots.map(({ to }) => to)]),
    exclude,
  };
}

/** Reads all that Fluent Bit would load. Throws a JobError where there is nothing of its own. */
export async function readSide(path: string, { host, isInScope, exclude }: Surroundings, io: Io): Promise<Side> {
  const store = new ProjectFiles(host, { isInScope });
  const isDirectory = leadsToDirectory(path);
  const files = isDirectory ? await readDirectory(path, exclude, store, isInScope) : [await readFile(path, store, io)];
  const { trees, leads } = await readProject(store, files, () => false);
  const targets = new Set([...leads.values()].flatMap((own) => own.flatMap(({ target }) => target ?? [])));
  const mains: Main[] = [];
  const all = new Set<ProjectFile>();
  for (const tree of trees) {
    if (isDirectory && targets.has(tree.root)) continue;
    const own = leads.get(tree) ?? [];
    const loaded = await loadConfiguration(store, tree, own);
    const name = isDirectory ? relative(realOf(path), tree.root.path) : '';
    mains.push({ name, loaded, tree, leads: own, file: tree.root });
    for (const file of tree.files) all.add(file);
  }
  return { mains, files: [...all], store };
}

async function readFile(path: string, store: ProjectFiles, io: Io): Promise<ProjectFile> {
  const reading = await readConfig(await readInput(path, io), { fileName: path === '-' ? 'stdin' : path });
  return store.add(resolve(path === '-' ? 'stdin' : path), reading);
}

/** Throws a JobError where nothing is Fluent Bit's. */
async function readDirectory(
  path: string,
  exclude: readonly string[],
  store: ProjectFiles,
  isInScope: (path: string) => boolean,
): Promise<ProjectFile[]> {
  const found = await findFiles([path], { cwd: process.cwd(), exclude });
  const readings = await readFound(found.files, store.host, isInScope);
  if (readings.length === 0) throw new JobError(`${path}: none of the files is a configuration of Fluent Bit`);
  return readings.map((one) => store.add(one.path, one.reading));
}
