import { basename, relative, resolve } from 'node:path';
import type { HostFinding } from '../containers/config-objects.js';
import type { EmbeddedText } from '../containers/embedded.js';
import type { HeldProject } from '../containers/held-projects.js';
import { holdsConfiguration, isKustomization, isManifestName } from '../containers/likely.js';
import { inHost } from '../containers/yaml/in-host.js';
import { type Found, findFiles } from '../host/find-files.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { nodeHost } from '../host/node-host.js';
import { readInput } from '../host/read.js';
import { compileLater } from '../host/v8-flags.js';
import { realOf } from '../host/write/places.js';
import { type FileDiagnostics, readConfig, SourceFile } from '../index.js';
import { readFound } from '../migrate/read/read-found.js';
import { mappedHost } from '../project/derived-hosts.js';
import { type ProjectFile, ProjectFiles } from '../project/files.js';
import type { Host } from '../project/host.js';
import { type Main as LoadedMain, readMains } from '../project/read-mains.js';
import { rootMapping, scopeAround, startDirectory } from './directories.js';
import type { Io } from './io.js';

/** A main file under the name by which people know it. */
export interface Main extends LoadedMain {
  /** Its path below the directory that was named; empty if the file was; for a text in a manifest, the manifest, its object and the key. */
  readonly name: string;
  /** What holds it in a manifest: `ConfigMap fb`. */
  readonly object: string | undefined;
  /** The name of its file. */
  readonly base: string;
}

/** Files that are read from one file system: this machine's, or that of a pod. */
export interface SideProject {
  readonly mains: readonly Main[];
  readonly store: ProjectFiles;
}

/** What is at a path: a file with all that it loads, a manifest with its configurations, or those of a directory. */
export interface Side {
  readonly projects: readonly SideProject[];
  /** The texts of manifests among what was read. */
  readonly held: ReadonlyMap<SourceFile, EmbeddedText>;
  /** What keeps Fluent Bit from reading it. */
  readonly errors: readonly FileDiagnostics[];
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

export function mainsOf({ projects }: Side): Main[] {
  return projects.flatMap(({ mains }) => mains);
}

/** Reads all that Fluent Bit would load. Throws a JobError where there is nothing of its own. */
export async function readSide(path: string, surroundings: Surroundings, io: Io): Promise<Side> {
  const { host, isInScope, exclude } = surroundings;
  const reader = new SideReader(host);
  if (!leadsToDirectory(path)) {
    if (path !== '-' && holdsConfiguration(resolve(path), host)) await reader.addHeld([resolve(path)]);
    else await reader.addFile(path, isInScope, io);
  } else {
    const found = await findFiles([path], { cwd: process.cwd(), exclude });
    compileLater(found.files.length);
    await reader.addHeld(manifestsIn(found), realOf(path));
    await reader.addDirectory(found, isInScope, realOf(path));
  }
  const side = await reader.finish();
  if (side.projects.length === 0 && side.errors.length === 0)
    throw new JobError(`${path}: none of the files is a configuration of Fluent Bit`);
  return side;
}

function manifestsIn({ files }: Pick<Found, 'files'>): string[] {
  return files.flatMap(({ path, isLink }) => (!isLink && (isManifestName(path) || isKustomization(path)) ? [path] : []));
}

class SideReader {
  private readonly projects: SideProject[] = [];
  private readonly held = new Map<SourceFile, EmbeddedText>();
  private readonly findings: HostFinding[] = [];
  /** Texts, and files that generators name, which several pods may mount. */
  private readonly taken = new Set<EmbeddedText | string>();

  constructor(private readonly host: Host) {}

  async addFile(path: string, isInScope: (path: string) => boolean, io: Io): Promise<void> {
    const store = new ProjectFiles(this.host, { isInScope });
    const reading = await readConfig(await readInput(path, io), { fileName: path === '-' ? 'stdin' : path });
    await this.add(store, [store.add(resolve(path === '-' ? 'stdin' : path), reading)], () => ({
      name: '',
      object: undefined,
      base: basename(path),
    }));
  }

  async addDirectory({ files }: Pick<Found, 'files'>, isInScope: (path: string) => boolean, directory: string): Promise<void> {
    const store = new ProjectFiles(this.host, { isInScope });
    const readings = await readFound(files, this.host, isInScope);
    const own = readings.filter((one) => !this.taken.has(one.path)).map((one) => store.add(one.path, one.reading));
    if (own.length === 0) return;
    await this.add(store, own, ({ path }) => {
      const name = relative(directory, path);
      return { name, object: undefined, base: name };
    });
  }

  /** `directory`: that of the manifests, which names are told from. */
  async addHeld(paths: readonly string[], directory?: string): Promise<void> {
    if (paths.length === 0) return;
    const { heldProjects } = await import('../containers/held-projects.js');
    const { projects, errors } = await heldProjects(this.host, paths);
    this.findings.push(...errors);
    for (const project of projects) await this.addProject(project, directory);
  }

  private async addProject({ store, files, textAt }: HeldProject, directory: string | undefined): Promise<void> {
    const mains = await this.add(store, files, ({ path }) => {
      const { text, object = '' } = textAt(path) ?? {};
      if (text === undefined || this.taken.has(text)) return undefined;
      this.taken.add(text);
      const at = directory === undefined ? '' : `${relative(directory, text.host.path)}: `;
      return { name: `${at}${object === '' ? '' : `${object}, `}${text.name}`, object, base: text.name };
    });
    for (const { source } of mains.flatMap(({ loaded }) => loaded.files)) {
      const text = textAt(source.name)?.text;
      if (text === undefined) continue;
      this.held.set(source, text);
      if (text.path !== undefined) this.taken.add(text.path);
    }
  }

  /** Adds what files load that are not parts of others. `nameOf`: undefined for one that is there already. */
  private async add(
    store: ProjectFiles,
    files: readonly ProjectFile[],
    nameOf: (file: ProjectFile) => Pick<Main, 'name' | 'object' | 'base'> | undefined,
  ): Promise<readonly Main[]> {
    const mains = (await readMains(store, files)).flatMap((main): Main | [] => {
      const names = nameOf(main.file);
      return names === undefined ? [] : { ...main, ...names };
    });
    if (mains.length > 0) this.projects.push({ mains, store });
    return mains;
  }

  async finish(): Promise<Side> {
    const { projects, held } = this;
    const found = new Map<string, { path: string; source: SourceFile; diagnostics: FileDiagnostics['diagnostics'][number][] }>();
    const report = ({ path, source }: { path: string; source: SourceFile }, diagnostics: FileDiagnostics['diagnostics']) => {
      const known = found.get(source.name) ?? { path, source, diagnostics: [] };
      found.set(source.name, known);
      known.diagnostics.push(...diagnostics);
    };
    for (const { host, diagnostic } of this.findings) report(host, [diagnostic]);
    const errors = new Map(projects.flatMap(({ mains }) => mains.flatMap(({ loaded }) => loaded.errors)).map((one) => [one.source, one]));
    for (const { source, diagnostics } of errors.values()) {
      const text = held.get(source);
      if (text === undefined) report({ path: source.name, source }, diagnostics);
      else if (text.path === undefined)
        report(
          text.host,
          diagnostics.map((one) => inHost(one, text)),
        );
      else report({ path: text.path, source: new SourceFile(this.host.shown(text.path), text.text) }, diagnostics);
    }
    return { projects, held, errors: found.size === 0 ? [] : await shown([...found.values()]) };
  }
}

/** Files as people may be shown them. */
async function shown(files: readonly (FileDiagnostics & { readonly path: string })[]): Promise<FileDiagnostics[]> {
  const { concealed } = await import('../containers/conceal.js');
  const all: FileDiagnostics[] = [];
  for (const { path, source, diagnostics } of files) all.push({ source: await concealed(path, source), diagnostics });
  return all;
}
