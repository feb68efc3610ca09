import { resolve } from 'node:path';
import { checkContainers, fixContainers } from '../containers/check-containers.js';
import { isKustomization, isManifestName, mayHoldConfiguration } from '../containers/likely.js';
import { JobError } from '../host/job-error.js';
import { nodeHost } from '../host/node-host.js';
import { readInput } from '../host/read.js';
import { writeTexts } from '../host/write/write-texts.js';
import { applyFixes, type FileDiagnostics, type Format, formatPretty, isError, type ReadResult, readConfig } from '../index.js';
import { checkAlone } from '../project/check-alone.js';
import { checkFile } from '../project/check-file.js';
import { checkProject, type NamedFile } from '../project/check-project.js';
import type { Host } from '../project/host.js';
import { formatGithub, formatJson } from '../report/machine.js';
import { formatSummary } from '../report/pretty.js';
import { scopeAround, startDirectory } from './directories.js';
import type { Io } from './io.js';
import { formatNamed, loadFormats } from './plugins.js';

export interface CheckFlags {
  from?: string;
  stdinFilepath?: string;
  fix?: boolean;
  verbose?: boolean;
  references: boolean;
  format: 'pretty' | 'json' | 'github';
  plugin: string[];
  /** Where Fluent Bit starts. */
  cwd?: string;
}

/** One fix may show the next; more rounds than this would be fixes that undo each other. */
const mostRounds = 10;

/** Reports the diagnostics of each file and of the files it refers to. Exit code 1 if one has errors. */
export async function runCheck(paths: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const formats = await loadFormats(flags.plugin, io);
  const files: FileDiagnostics[] = [];
  const named: NamedFile[] = [];
  let fixed = 0;
  const host = nodeHost(undefined, startDirectory(flags.cwd));
  const manifests = flags.from === undefined ? paths.filter((path) => path !== '-' && holdsConfiguration(path)) : [];
  if (manifests.length > 0) {
    const full = manifests.map((path) => resolve(path));
    if (flags.fix) fixed += await fixManifests(host, full);
    files.push(...(await checkContainers(host, full)));
  }
  for (const path of paths) {
    if (manifests.includes(path)) continue;
    let reading = await read(path, flags, formats, io);
    for (let round = 0; flags.fix && round < mostRounds; round++) {
      const fixes = await fixFile(path, checkFile(reading));
      if (fixes === 0) break;
      fixed += fixes;
      reading = await read(path, flags, formats, io);
    }
    // Without a name, nobody can tell where its references lead.
    const from = path === '-' ? flags.stdinFilepath : path;
    if (flags.references && from !== undefined) named.push({ path: resolve(from), reading });
    else files.push(checkAlone(reading));
  }
  const isInScope = scopeAround(named.map((file) => file.path));
  for (const file of await checkProject(host, named, { isInScope })) files.push(file);
  report(files, flags, fixed, io);
  return files.some(({ diagnostics }) => diagnostics.some(isError)) ? 1 : 0;
}

/** Whether a file is a manifest that holds a configuration, or a kustomization. */
function holdsConfiguration(path: string): boolean {
  if (isKustomization(path)) return true;
  if (!isManifestName(path)) return false;
  const content = nodeHost().read(resolve(path));
  return 'bytes' in content && mayHoldConfiguration(Buffer.from(content.bytes).toString());
}

/** Fixes what can be fixed safely in the configurations that manifests hold; returns the number of fixes. */
async function fixManifests(host: Host, paths: readonly string[]): Promise<number> {
  let count = 0;
  for (let round = 0; round < mostRounds; round++) {
    const files = await fixContainers(host, paths);
    if (files.length === 0) break;
    await writeTexts(files, { force: true });
    count += files.reduce((sum, file) => sum + file.count, 0);
  }
  return count;
}

function report(files: readonly FileDiagnostics[], { format, verbose }: CheckFlags, fixed: number, io: Io): void {
  const howToSeeAll = verbose ? undefined : '--verbose or --format json';
  switch (format) {
    case 'json':
      io.writeStdout(formatJson(files));
      break;
    case 'github':
      io.writeStdout(formatGithub(files));
      break;
    case 'pretty':
      io.writeStdout(formatPretty(files, { color: io.stdoutColor, codesPage: io.codesPage, howToSeeAll }) + formatSummary(files, fixed));
  }
}

async function read(path: string, flags: CheckFlags, formats: Format[], io: Io): Promise<ReadResult> {
  return readConfig(await readInput(path, io), {
    fileName: path === '-' ? (flags.stdinFilepath ?? 'stdin') : path,
    formats,
    ...(flags.from === undefined ? {} : { from: formatNamed(flags.from, '--from', formats).name }),
  });
}

/** Fixes what can be fixed safely; returns the number of fixes. */
async function fixFile(path: string, { source, diagnostics }: FileDiagnostics): Promise<number> {
  const { text, count } = applyFixes(source.text, diagnostics);
  if (count === 0) return 0;
  if (path === '-') throw new JobError('--fix needs a file: standard input cannot be written');
  // A byte order mark is removed only if it is what is wrong.
  const keepsMark = source.hasByteOrderMark && diagnostics.every(({ code }) => code !== 'FLB103');
  await writeTexts([{ path, text: keepsMark ? `\ufeff${text}` : text }], { force: true });
  return count;
}
