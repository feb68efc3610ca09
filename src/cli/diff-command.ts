import { relative, resolve } from 'node:path';
import { type Checked, compareLoaded, describeDifferences, type FoundDifference, notCompared } from '../compare/compare.js';
import type { ComparedDifference, ComparisonResult, NotCompared } from '../compare/comparison.js';
import { type LoadedConfiguration, loadConfiguration } from '../compare/load.js';
import { findFiles } from '../host/find-files.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { nodeHost } from '../host/node-host.js';
import { readInput } from '../host/read.js';
import { realOf } from '../host/write/places.js';
import { formatPretty, readConfig } from '../index.js';
import { checkProject } from '../project/check-project.js';
import { mappedHost } from '../project/derived-hosts.js';
import { type ProjectFile, ProjectFiles } from '../project/files.js';
import type { Host } from '../project/host.js';
import { readProject } from '../project/read-project.js';
import { type ComparisonForm, formatComparison } from '../report/comparison-report.js';
import { readFound } from './check/find-targets.js';
import { rootMapping, scopeAround, startDirectory } from './directories.js';
import type { Io } from './io.js';

export interface DiffFlags {
  format: ComparisonForm;
  exclude: string[];
  root: string[];
  /** Where Fluent Bit starts. */
  cwd?: string;
}

/** A file that Fluent Bit may be started with, and what it then loads. */
interface Main {
  /** Its path in its directory; of a file that is named, nothing. */
  readonly name: string;
  readonly loaded: LoadedConfiguration;
  readonly file: ProjectFile;
}

interface Side {
  readonly mains: readonly Main[];
  readonly files: readonly ProjectFile[];
}

/** Says whether two files or directories mean the same to Fluent Bit. Exit code 1 if they do not, 2 if one cannot be read. */
export async function runDiff(before: string, after: string, flags: DiffFlags, io: Io): Promise<number> {
  if (before === '-' && after === '-') throw new JobError('only one side can be standard input');
  const [isDirectory, isOther] = [leadsToDirectory(before), leadsToDirectory(after)];
  if (isDirectory !== isOther) {
    const [directory, file] = isDirectory ? [before, after] : [after, before];
    throw new JobError(`${directory} is a directory and ${file} is a file: compare two files, the main files say, or two directories`);
  }
  const start = nodeHost(undefined, startDirectory(flags.cwd));
  const roots = flags.root.map((root) => rootMapping(root, start));
  const host = mappedHost(start, roots);
  const named = [before, after].filter((path) => path !== '-' && !isDirectory);
  const isInScope = scopeAround(named, [...(isDirectory ? [realOf(before), realOf(after)] : []), ...roots.map(({ to }) => to)]);
  const read = (path: string) => readSide(path, { host, isInScope, exclude: flags.exclude }, io);
  const sides = [await read(before), await read(after)] as const;

  const errors = sides.flatMap(({ mains }) => mains.flatMap(({ loaded }) => loaded.errors));
  if (errors.length > 0) {
    io.writeStderr(formatPretty([...new Map(errors.map((one) => [one.source, one])).values()], { color: io.stderrColor }));
    throw new JobError('not compared: Fluent Bit does not read this');
  }
  const result = { before, after, ...(await compareSides(sides, { host, isInScope })) };
  io.writeStdout(formatComparison(result, flags.format, io.stdoutColor));
  return result.differences.length > 0 ? 1 : 0;
}

interface Surroundings {
  readonly host: Host;
  readonly isInScope: (path: string) => boolean;
}

async function readSide(path: string, { host, isInScope, exclude }: Surroundings & { exclude: string[] }, io: Io): Promise<Side> {
  const store = new ProjectFiles(host, { isInScope });
  const isDirectory = leadsToDirectory(path);
  const files = isDirectory ? await readDirectory(path, exclude, store, isInScope) : [await readFile(path, store, io)];
  const { trees, leads } = await readProject(store, files, () => false);
  const targets = new Set([...leads.values()].flatMap((own) => own.flatMap(({ target }) => target ?? [])));
  const mains: Main[] = [];
  const all = new Set<ProjectFile>();
  for (const tree of trees) {
    if (isDirectory && targets.has(tree.root)) continue;
    const loaded = await loadConfiguration(store, tree, leads.get(tree) ?? []);
    const name = isDirectory ? relative(realOf(path), tree.root.path) : '';
    mains.push({ name, loaded, file: tree.root });
    for (const file of tree.files) all.add(file);
  }
  return { mains, files: [...all] };
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
  const readings = await readFound(found, store.host, isInScope);
  if (readings.length === 0) throw new JobError(`${path}: none of the files is a configuration of Fluent Bit`);
  return readings.map((one) => store.add(one.path, one.reading));
}

async function compareSides(
  [before, after]: readonly [Side, Side],
  surroundings: Surroundings,
): Promise<Omit<ComparisonResult, 'before' | 'after'>> {
  const found: FoundDifference[] = [];
  const onlyOne: ComparedDifference[] = [];
  for (const [own, other] of pairsOf(before.mains, after.mains)) {
    if (own !== undefined && other !== undefined) found.push(...compareLoaded(own.loaded, other.loaded));
    else onlyOne.push(onlyOf(own, other));
  }
  const missing: NotCompared[] = [...before.mains, ...after.mains].flatMap(({ loaded }) => notCompared(loaded));
  if (found.length === 0) return { differences: onlyOne, consequences: [], notCompared: missing };
  const checked = { before: await check(before, surroundings), after: await check(after, surroundings) };
  const { differences, consequences } = describeDifferences(found, checked);
  return { differences: [...onlyOne, ...differences], consequences, notCompared: missing };
}

function check({ files }: Side, { host, isInScope }: Surroundings): Promise<Checked[]> {
  return checkProject(
    host,
    files.map(({ path, reading }) => ({ path, reading })),
    { isInScope },
  );
}

function onlyOf(own: Main | undefined, other: Main | undefined): ComparedDifference {
  const main = (own ?? other) as Main;
  const place = { file: main.file.reading.source.name, line: 1, column: 1, values: [] };
  return { what: 'configuration', label: main.name, ...(own ? { before: place } : { after: place }), consequences: [] };
}

/** Main files of one name, its suffix aside: of several, those with the same suffix first. */
function pairsOf(before: readonly Main[], after: readonly Main[]): (readonly [Main | undefined, Main | undefined])[] {
  const waiting = new Set(after);
  const partners = new Map<Main, Main>();
  for (const nameOf of [({ name }: Main) => name, ({ name }: Main) => name.replace(/\.(?:conf|ya?ml|json)$/i, '')]) {
    const byName = new Map<string, Main>();
    for (const other of waiting) byName.set(nameOf(other), other);
    for (const own of before) {
      const other = byName.get(nameOf(own));
      if (partners.has(own) || other === undefined || !waiting.delete(other)) continue;
      partners.set(own, other);
    }
  }
  return [...before.map((own) => [own, partners.get(own)] as const), ...[...waiting].map((other) => [undefined, other] as const)];
}
