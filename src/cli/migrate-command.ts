import { basename, dirname, join, resolve } from 'node:path';
import { version } from '../../package.json';
import { type Found, findFiles } from '../host/find-files.js';
import { JobError } from '../host/job-error.js';
import { nodeHost } from '../host/node-host.js';
import { packedTexts } from '../host/packed-texts.js';
import { finishRemoval, readJournal } from '../host/removal-journal.js';
import { checkProgram } from '../host/run-fluent-bit.js';
import { nurseryTender, saveMemory } from '../host/save-memory.js';
import { makeStamps, type Stamps } from '../host/stamps.js';
import { writeFilesSafely } from '../host/write.js';
import type { Mirror } from '../migrate/destination.js';
import type { RootMapping } from '../migrate/mapped-host.js';
import type { Plan } from '../migrate/plan.js';
import { planMigration } from '../migrate/plan-migration.js';
import type { Host } from '../project/host.js';
import { commonDirectory, isInside, shownPath } from '../project/paths.js';
import { nextSteps } from '../report/next-steps.js';
import { countPlan, diagnosedFiles } from '../report/plan-outcome.js';
import { formatReport, reportSuffixes } from '../report/plan-report.js';
import { formatPlanSummary } from '../report/plan-summary.js';
import { formatPlan } from '../report/plan-text.js';
import { counted, formatPretty } from '../report/pretty.js';
import { printable } from '../report/source-line.js';
import { unifiedDiff } from '../report/unified-diff.js';
import { askFluentBit, carryOut, removeReplaced } from './carry-out.js';
import type { Io } from './io.js';
import { type MigrationJob, requestFor } from './migration-job.js';
import { planInWorkers } from './plan-in-workers.js';
import { type ProgressBar, progressBar } from './progress.js';

export interface MigrateFlags {
  to: string;
  exclude: string[];
  root: string[];
  write?: boolean;
  directory?: string;
  deleteSource?: boolean;
  force?: boolean;
  backup?: boolean;
  diff?: boolean;
  check?: boolean;
  upstreams?: 'split' | 'merge';
  strict?: boolean;
  verifyWith?: string;
  report?: string;
  jobs: number;
}

/** What the parts of a run share. */
interface Run {
  readonly flags: MigrateFlags;
  readonly io: Io;
  readonly host: Host;
  /** Of the files that were read. */
  readonly stamps: Stamps;
  readonly bar: ProgressBar | undefined;
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
}

/** As many bytes of new texts are kept as they are: a migration of a few files needs no packing. */
const plainTexts = 24 << 20;

/** As much is written at once. */
const pieceSize = 1 << 16;

/** Plans the migration of files and directories, and carries it out if the flags say where to. */
export async function runMigrate(paths: readonly string[], flags: MigrateFlags, io: Io): Promise<number> {
  checkFlags(flags);
  if (flags.verifyWith !== undefined) await checkProgram(flags.verifyWith);
  // What is known of each file stays until the end, and a heap that may double takes twice as much for nothing.
  saveMemory('--heap-growing-percent=25');
  // The names of files stay, too: a nursery that grows with them is too large for what follows.
  saveMemory('--semi-space-growth-factor=1');
  const stamps = makeStamps();
  const host = nodeHost(stamps);
  const shown = (path: string) => shownPath(path, host.cwd) || '.';
  const bar = io.stderrIsTerminal ? progressBar({ write: io.writeStderr }) : undefined;
  const run: Run = { flags, io, host, stamps, bar, shown };
  try {
    const found = await findSources(paths, run);
    const plan = await makePlan(found, run);
    const isSound = countPlan(plan).outcomes.get('refuse') === 0;
    const isWanted = flags.write === true || flags.directory !== undefined;
    if (isSound && isWanted) return await execute(plan, found, run);
    await show(plan, run, false);
    const [left] = plan.order;
    return !isSound || ((flags.check || flags.diff) && left !== undefined) ? 1 : 0;
  } finally {
    bar?.clear();
  }
}

/** Writes the new files, has them tried and removes the old ones, as far as that is wanted. */
async function execute(plan: Plan, { directories }: Found, run: Run): Promise<number> {
  const { flags, io, shown, bar } = run;
  const { force = false, backup = false, deleteSource = false } = flags;
  const how = { ...run, force, backup };
  await carryOut(plan, how);
  bar?.clear();
  await show(plan, run, true);
  const isVerified = flags.verifyWith === undefined || (await verifyWith(flags.verifyWith, plan, run));
  if (deleteSource && isVerified) reportRemoved(await removeReplaced(plan, commonDirectory(directories), how), io);
  io.writeStdout(nextSteps(plan, { shown, hasOldFiles: !deleteSource }));
  return isVerified ? 0 : 1;
}

async function show(plan: Plan, { flags, io, host, bar, shown }: Run, isDone: boolean): Promise<void> {
  bar?.clear();
  if (flags.diff) {
    for (const file of diagnosedFiles(plan)) io.writeStderr(formatPretty([file], { color: io.stderrColor }));
    io.writeStdout((await diffsOf(plan, host, shown)) + formatPlanSummary(plan, isDone));
  } else writePieces(formatPlan(plan, { color: io.stdoutColor, shown, isDone }), io.writeStdout);
  writeReport(plan, flags, { shown, isDone });
}

/** Writes pieces, many of them at once. */
function writePieces(pieces: Iterable<string>, write: (text: string) => void): void {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < pieceSize) continue;
    write(text);
    text = '';
  }
  write(text);
}

function reportRemoved(count: number, io: Io): void {
  io.writeStdout(`${counted(count, 'old file')} removed\n`);
}

function checkFlags({ write, directory, ...flags }: MigrateFlags): void {
  if (flags.report !== undefined && reportSuffix(flags.report) === undefined) {
    throw new JobError(`--report ${flags.report}: its name ends with ${reportSuffixes.join(', ')}`);
  }
  if (write || directory !== undefined) return;
  const writing = {
    '--delete-source': flags.deleteSource,
    '--force': flags.force,
    '--backup': flags.backup,
    '--verify-with': flags.verifyWith,
  };
  const [useless] = Object.entries(writing).find(([, value]) => value !== undefined) ?? [];
  if (useless !== undefined) throw new JobError(`${useless} goes with --write or -d DIR: without them, nothing is written`);
}

/** What is to be migrated. A removal that was interrupted is finished first: what it left would look like other files. */
async function findSources(paths: readonly string[], run: Run): Promise<Found> {
  const { flags, io, host, shown } = run;
  const options = { cwd: host.cwd, exclude: flags.exclude };
  const found = await findFiles(paths, options);
  for (const link of found.skippedLinks) {
    io.writeStderr(`flb-convert: ${printable(shown(link))} is a link to a directory, which is not followed\n`);
  }
  let left = 0;
  for (const directory of directoriesOf(found)) left += await finishInterrupted(directory, run);
  return withoutOwn(left === 0 ? found : await findFiles(paths, options), run);
}

/** The directories of the files, up to the one that holds all of them: an earlier run may have been given any of these. */
function directoriesOf({ files, directories }: Found): ReadonlySet<string> {
  const base = commonDirectory(directories);
  const all = new Set([base]);
  for (const { path } of files) {
    for (let at = dirname(path); isInside(at, base) && !all.has(at); at = dirname(at)) all.add(at);
  }
  return all;
}

/** Removes what a run that was interrupted had still to remove in a directory; gives how many files that were. */
async function finishInterrupted(directory: string, { flags, io }: Run): Promise<number> {
  const { length: left } = await readJournal(directory);
  if (left === 0) return 0;
  if (!flags.deleteSource) {
    throw new JobError(`a run was interrupted while it removed old files, ${left} are left: finish it with --write --delete-source`);
  }
  await finishRemoval(directory);
  reportRemoved(left, io);
  return left;
}

/** The files without what runs make themselves: the new tree, and the report. */
function withoutOwn(found: Found, { flags: { directory, report }, host }: Run): Found {
  const target = directory === undefined ? undefined : realOf(resolve(directory), host);
  if (target !== undefined && found.directories.some((one) => one === target || isInside(one, target))) {
    throw new JobError(`-d ${directory}: the old files are there: choose another directory, or use --write`);
  }
  const reportPath = report === undefined ? undefined : realOf(resolve(report), host);
  const isOwn = (path: string) => path === reportPath || (target !== undefined && isInside(path, target));
  return { ...found, files: found.files.filter(({ path }) => !isOwn(path)) };
}

async function makePlan({ files, directories, takesIn, mayTakeIn }: Found, { flags, io, host, stamps, bar }: Run): Promise<Plan> {
  const { to, upstreams, strict = false } = flags;
  const roots = flags.root.map((root) => rootMapping(root, host));
  const job: MigrationJob = { to, mirror: mirrorOf(directories, flags, host), roots, upstreams, strict };
  const tendNursery = nurseryTender();
  const onProgress = (stage: string, done: number, total: number) => {
    tendNursery();
    bar?.update(stage, done, total);
  };
  const stores = { texts: await packedTexts({ plainSize: plainTexts }), parts: await packedTexts({ plainSize: 0 }) };
  // A thread of its own knows only of the files that it gets.
  const isShared = flags.jobs > 1 && io.workerFile !== undefined && !mayTakeIn;
  const planApart = isShared ? planInWorkers(job, io.workerFile, flags.jobs, { texts: stores.texts, stamps }) : undefined;
  return planMigration(host, { ...requestFor(job), files, takesIn, onProgress }, stores, planApart);
}

/** The directory that all files have in common, and where the tree is built anew. */
function mirrorOf(directories: readonly string[], { directory }: MigrateFlags, host: Host): Mirror | undefined {
  return directory === undefined ? undefined : { from: commonDirectory(directories), to: realOf(resolve(directory), host) };
}

/** A path without symbolic links, as far as it exists. */
function realOf(path: string, host: Host): string {
  return host.realPath(path) ?? join(realOf(dirname(path), host), basename(path));
}

/** `FROM=DIR`: a directory of the machine that the configuration is for, and where it is here. */
function rootMapping(text: string, host: Host): RootMapping {
  const at = text.indexOf('=');
  const to = at === -1 ? undefined : host.realPath(resolve(text.slice(at + 1)));
  if (to === undefined) throw new JobError(`--root ${text}: write FROM=DIR, where DIR is a directory of this machine`);
  return { from: text.slice(0, at).replace(/(?<=.)\/+$/, ''), to };
}

function reportSuffix(path: string) {
  return reportSuffixes.find((suffix) => path.endsWith(suffix));
}

function writeReport(plan: Plan, { report }: MigrateFlags, options: { shown: (path: string) => string; isDone: boolean }): void {
  const suffix = report === undefined ? undefined : reportSuffix(report);
  if (report === undefined || suffix === undefined) return;
  writeFilesSafely([{ path: report, text: formatReport(plan, suffix, { ...options, version }) }], { force: true });
}

async function diffsOf(plan: Plan, host: Host, shown: (path: string) => string): Promise<string> {
  let diffs = '';
  for (const { outputs } of plan.order) {
    for (const { path, state, content } of outputs) {
      if (typeof content !== 'object' || 'link' in content || state === 'same') continue;
      const there = host.read(path);
      const before = 'bytes' in there ? Buffer.from(there.bytes).toString() : '';
      const names = { from: state === 'new' ? '/dev/null' : shown(path), to: shown(path) };
      diffs += await unifiedDiff(before, plan.textOf(content.text), names);
    }
  }
  return diffs;
}

/** Whether a Fluent Bit would start from each new main file. */
async function verifyWith(program: string, plan: Plan, { host, shown, io }: Run): Promise<boolean> {
  const answers = await askFluentBit(program, plan, host.cwd);
  for (const { path, run } of answers) {
    const said = run.said.replaceAll('\n', '\n    ');
    io.writeStdout(`${shown(path)}: ${program} ${run.isSuccessful ? 'starts from it' : 'does not start from it'}\n    ${said}\n`);
  }
  return answers.every(({ run }) => run.isSuccessful);
}
