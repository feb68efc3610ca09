import { dirname, resolve } from 'node:path';
import { version } from '../../../../package.json';
import { holdsConfiguration } from '../../../containers/likely.js';
import { JobError } from '../../../host/job-error.js';
import { leadsToDirectory } from '../../../host/list-directory.js';
import { nodeHost } from '../../../host/node-host.js';
import { readInput } from '../../../host/read.js';
import { realOf } from '../../../host/write/places.js';
import { writeTexts } from '../../../host/write/write-texts.js';
import { type FileDiagnostics, type Format, formatPretty, type ReadResult, readConfig, type Severity } from '../../../index.js';
import { readFound } from '../../../migrate/read/read-found.js';
import { checkAlone } from '../../../project/check/check-alone.js';
import type { CheckedFile } from '../../../project/check/check-file.js';
import { checkProject, type NamedFile } from '../../../project/check/check-project.js';
import { fixFile, wholeText } from '../../../project/check/fix-file.js';
import { mappedHost } from '../../../project/derived-hosts.js';
import type { Host } from '../../../project/host.js';
import { commonDirectory } from '../../../project/paths.js';
import { formatForMachine } from '../../../report/check-report.js';
import type { MachineForm } from '../../../report/forms.js';
import { formatFixes, formatSummary } from '../../../report/pretty.js';
import { printable } from '../../../report/source-line.js';
import { unifiedDiff } from '../../../report/unified-diff.js';
import { isBefore, type Versions } from '../../../versions/target.js';
import { latest } from '../../../versions/version.js';
import { rootMapping, scopeAround, startDirectory } from '../../directories.js';
import { versionOf } from '../../fluent-bit-version.js';
import type { Io } from '../../io.js';
import { formatNamed, loadFormats } from '../../plugins.js';
import { withoutOthers } from '../../skip-others.js';
import { findTargets, type Targets } from './find-targets.js';
import { Ignoring } from './ignoring.js';
import { checkManifests, fixManifests, manifestsAmong } from './manifests.js';
import { findSettings } from './settings.js';

export interface CheckFlags {
  from?: string;
  stdinFilepath?: string;
  fix?: boolean;
  diff?: boolean;
  verbose?: boolean;
  references: boolean;
  skipOthers?: boolean;
  format: 'pretty' | MachineForm;
  plugin: string[];
  exclude: string[];
  ignore: string[];
  root: string[];
  errorOnWarnings?: boolean;
  fluentBit?: string;
  upgradeFrom?: string;
  /** Where Fluent Bit starts. */
  cwd?: string;
}

/** A file that is to be checked, and how to read it once more with another text. */
interface Target {
  /** As it was named or found; `-` is standard input. */
  readonly path: string;
  readonly reading: ReadResult;
  readonly read: (text: string) => Promise<ReadResult>;
}

/** What was fixed, or would be, in all files. */
interface Fixes {
  readonly fixes: readonly FileDiagnostics[];
  readonly diff: string;
}

/** Reports the diagnostics of each file and of the files it refers to. Exit code 1 if one has errors, 2 if there is nothing to check. */
export async function runCheck(given: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const formats = await loadFormats(flags.plugin, io);
  const versions = await versionsOf(flags, io);
  const host = nodeHost(undefined, startDirectory(flags.cwd));
  const paths = flags.skipOthers ? await withoutOthers(given, host, io, (path) => holdsConfiguration(path, host)) : given;
  const directories = new Set(paths.filter((path) => leadsToDirectory(nameOf(path, flags) ?? '.')));
  const settings = await findSettings(commonDirectory(directoriesToStart(given, directories, flags)));
  const ignoring = new Ignoring(flags.ignore, settings, { references: flags.references, versions: versions !== undefined });
  const found = await findTargets(paths, directories, [...flags.exclude, ...settings.exclude], host);
  const roots = flags.root.map((root) => rootMapping(root, host));
  const isInScope = scopeAround(
    found.named.flatMap((path) => nameOf(path, flags) ?? []),
    [...found.found.directories, ...roots.map(({ to }) => to)],
  );
  const manifests = manifestsAmong(found, host);
  const held = flags.from === undefined && manifests.paths.length > 0;
  const within =
    held && (flags.fix || flags.diff) ? await fixManifests(manifests, host, ignoring, { isDiff: flags.diff === true }) : unfixed;
  const ofManifests = held ? await checkManifests(host, manifests, versions) : [];
  const isWithin = new Set(ofManifests.map(({ source }) => source.name));
  const named = found.named.filter((path) => !(held && manifests.named.has(path)));
  const all = await readTargets({ ...found, named }, { flags, formats, host, isInScope, versions }, io);
  const read = all.filter(({ reading }) => !isWithin.has(reading.source.name));

  const fixed = await fixTargets(read, flags, ignoring, io);
  const { targets } = fixed;
  const fixes = [...within.fixed.map(({ shown, fixes: diagnostics }) => ({ source: shown.before, diagnostics })), ...fixed.fixes];
  const diff = within.diff + fixed.diff;
  const checked = [...ofManifests, ...(await checkTargets(targets, { flags, host: mappedHost(host, roots), isInScope, versions }))];
  const files: FileDiagnostics[] = [];
  for (const file of checked) if (!found.isExcluded(file.source.name)) files.push(await ignoring.apply(file));
  // A hook names a part of the project: the rest may need what is needless there.
  if (!flags.skipOthers) {
    files.push(...ignoring.unusedSettings());
    for (const code of ignoring.unusedOptions()) io.writeStderr(`flb-convert: --ignore ${code} ignores nothing\n`);
    for (const pattern of found.unused()) io.writeStderr(`flb-convert: --exclude ${printable(pattern)} leaves out nothing\n`);
  }

  // A hook may name nothing that can be checked.
  const isNothing = targets.length + ofManifests.length === 0 && !flags.skipOthers;
  if (isNothing) io.writeStderr('flb-convert: none of the files is a configuration of Fluent Bit\n');
  const failing = new Set<Severity>(flags.errorOnWarnings || settings.errorOnWarnings ? ['error', 'warning'] : ['error']);
  const isApart = flags.diff === true || (flags.fix === true && paths.includes('-'));
  report(files, { flags, failing, fixes, diff, isApart }, io);
  if (isNothing) return 2;
  return diff !== '' || files.some(({ diagnostics }) => diagnostics.some(({ severity }) => failing.has(severity))) ? 1 : 0;
}

/** The version that the files are for, and the one before the upgrade that is asked about. */
async function versionsOf({ fluentBit, upgradeFrom }: CheckFlags, io: Io): Promise<Versions | undefined> {
  const from = await versionOf(upgradeFrom, '--upgrade-from', io);
  const target = await versionOf(from === undefined ? fluentBit : (fluentBit ?? latest), '--fluent-bit', io);
  if (target === undefined) return undefined;
  if (from === undefined) return { target };
  if (isBefore(target, from)) throw new JobError(`--upgrade-from ${from.name}: newer than ${target.name}, which --fluent-bit upgrades to`);
  return { target, from };
}

const unfixed = { fixed: [], diff: '' };

/** The name of an input; without one, nobody can tell where its references lead. */
function nameOf(path: string, { stdinFilepath }: CheckFlags): string | undefined {
  return path === '-' ? stdinFilepath : path;
}

/** The directories in which settings are looked for first; the working directory for a path that is not there. */
function directoriesToStart(paths: readonly string[], directories: ReadonlySet<string>, flags: CheckFlags): string[] {
  const starts = paths.map((path) => {
    const name = nameOf(path, flags) ?? '.';
    // A pattern counts up to its first special character.
    return resolve(directories.has(path) ? name : dirname(name.replace(/[*?[{(!].*$/s, 'x')));
  });
  return [...new Set(starts)].map((directory) => realOf(leadsToDirectory(directory) ? directory : process.cwd()));
}

interface Surroundings {
  readonly flags: CheckFlags;
  readonly host: Host;
  readonly isInScope: (path: string) => boolean;
  readonly versions: Versions | undefined;
}

async function readTargets(
  { named, found }: Targets,
  { flags, formats, host, isInScope }: Surroundings & { formats: Format[] },
  io: Io,
): Promise<Target[]> {
  const targets: Target[] = [];
  const from = flags.from === undefined ? {} : { from: formatNamed(flags.from, '--from', formats).name };
  const add = async (path: string, fileName: string, input: Uint8Array) => {
    const read = (text: string | Uint8Array) => readConfig(text, { fileName, formats, ...from });
    targets.push({ path, reading: await read(input), read });
  };
  for (const path of named) await add(path, path === '-' ? (flags.stdinFilepath ?? 'stdin') : path, await readInput(path, io));
  for (const { path, reading } of found.files.length === 0 ? [] : await readFound(found.files, host, isInScope)) {
    targets.push({ path, reading, read: (text) => readConfig(text, { fileName: reading.source.name }) });
  }
  return targets;
}

/** Fixes the files if that is wanted; writes all or none, and with `--diff` none. */
async function fixTargets(
  targets: readonly Target[],
  { fix, diff: isDiff }: CheckFlags,
  ignoring: Ignoring,
  io: Io,
): Promise<Fixes & { targets: readonly Target[] }> {
  if (!fix && !isDiff) return { targets, fixes: [], diff: '' };
  const fixes: FileDiagnostics[] = [];
  const after: Target[] = [];
  const changes = new Map<string, { path: string; text: string }>();
  let diff = '';
  for (const target of targets) {
    const { path, reading, read } = target;
    const fixed = await fixFile(reading, { check: (one) => ignoring.leftIn(one), read });
    fixes.push(...fixed.fixes);
    after.push({ ...target, reading: fixed.reading });
    const { name } = reading.source;
    if (isDiff) diff += await unifiedDiff(wholeText(reading), fixed.text, { from: name, to: name });
    else if (path === '-') writeFixed(fixed.text, reading, io);
    else if (fixed.fixes.length > 0) changes.set(realOf(path), { path, text: fixed.text });
  }
  if (isDiff) return { targets, fixes, diff };
  if (changes.size > 0) await writeTexts([...changes.values()], { force: true });
  return { targets: after, fixes, diff };
}

/** Bytes that are not a text are not written back: they would be others. */
function writeFixed(text: string, { diagnostics }: ReadResult, io: Io): void {
  if (diagnostics.some(({ code }) => code === 'FLB101')) return;
  io.writeStdout(text);
}

async function checkTargets(targets: readonly Target[], { flags, host, isInScope, versions }: Surroundings): Promise<CheckedFile[]> {
  const files: CheckedFile[] = [];
  const named: NamedFile[] = [];
  for (const { path, reading } of targets) {
    const name = nameOf(path, flags);
    if (flags.references && name !== undefined) named.push({ path: resolve(name), reading });
    else files.push(checkAlone(reading, versions));
  }
  for (const file of await checkProject(host, named, { isInScope, versions })) files.push(file);
  return files;
}

interface Report extends Fixes {
  readonly flags: CheckFlags;
  readonly failing: ReadonlySet<Severity>;
  /** Whether standard output is for the fixed text or the diff, and all else goes to standard error. */
  readonly isApart: boolean;
}

/** What was fixed is said on standard error, save in JSON, which has a place for it. */
function report(files: readonly FileDiagnostics[], { flags, failing, fixes, diff, isApart }: Report, io: Io): void {
  const { format } = flags;
  io.writeStdout(diff);
  const write = isApart ? io.writeStderr : io.writeStdout;
  if (format !== 'json') io.writeStderr(formatFixes(fixes, flags.diff ? 'to fix' : 'fixed'));
  if (format !== 'pretty') {
    write(formatForMachine(files, format, { version, failing, fixes }));
    return;
  }
  const color = isApart ? io.stderrColor : io.stdoutColor;
  const count = flags.diff ? 0 : fixes.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);
  const howToSeeAll = flags.verbose ? undefined : '--verbose or --format json';
  write(
    formatPretty(files, { color, codesPage: isApart ? undefined : io.codesPage, howToSeeAll, marksFixable: true }) +
      formatSummary(files, count),
  );
}
