import type { Found } from '../../../host/find-files.js';
import { JobError } from '../../../host/job-error.js';
import { nodeHost } from '../../../host/node-host.js';
import { versionSaid } from '../../../host/run-fluent-bit.js';
import { makeStamps } from '../../../host/stamps.js';
import { setV8Flag } from '../../../host/v8-flags.js';
import type { Backup } from '../../../host/write/backup.js';
import { realOf } from '../../../host/write/places.js';
import { checkWritable } from '../../../host/write/write-texts.js';
import type { Plan } from '../../../migrate/plan.js';
import { commonDirectory } from '../../../project/paths.js';
import type { MachineForm } from '../../../report/forms.js';
import { nextSteps } from '../../../report/plan/next-steps.js';
import { countPlan, isOnlyOthers } from '../../../report/plan/plan-outcome.js';
import { reportSuffixes } from '../../../report/plan/plan-report.js';
import { formatMentions } from '../../../report/plan/plan-text.js';
import { counted } from '../../../report/pretty.js';
import { printable } from '../../../report/source-line.js';
import { startDirectory } from '../../directories.js';
import { versionOf, versionOfProgram } from '../../fluent-bit-version.js';
import { interruptible } from '../../interruptible.js';
import type { Io } from '../../io.js';
import { progressBar } from '../../progress.js';
import { undoCommand } from '../undo-command.js';
import { askFluentBit, startsBefore } from './ask-fluent-bit.js';
import { carryOut, removeReplaced, stopBeforeRemoval } from './carry-out.js';
import { findMentions } from './find-mentions.js';
import { findSources } from './find-sources.js';
import { makePlan } from './make-plan.js';
import type { MigrateFlags, MigrationRun } from './migration-run.js';
import { showLeft } from './show-left.js';
import { checkReport, reportRemoved, reportSuffix, showPlan, writeReport } from './show-plan.js';

const patterns = 'it is a line as in a .gitignore, or a path that begins with ./, ../ or /';

/** Plans the migration of files and directories, and carries it out if the flags say where to. */
export async function runMigrate(paths: readonly string[], flags: MigrateFlags, io: Io): Promise<number> {
  checkFlags(flags);
  if (flags.report !== undefined) checkWritable(flags.report);
  const said = flags.verifyWith === undefined ? undefined : await versionSaid(flags.verifyWith);
  const version = (await versionOf(flags.fluentBit, '--fluent-bit', io)) ?? (await versionOfProgram(flags.verifyWith, said, io));
  // What is known about each file stays until the end; a heap that may double would take twice as much in vain.
  setV8Flag('--heap-growing-percent=25');
  // The names of files stay, too: a nursery that grows with them is too large for what follows.
  setV8Flag('--semi-space-growth-factor=1');
  const stamps = makeStamps();
  const host = nodeHost(stamps, startDirectory(flags.cwd));
  const shown = (path: string) => host.shown(path) || '.';
  const bar = io.stderrIsTerminal ? progressBar({ write: io.writeStderr }) : undefined;
  const run: MigrationRun = { flags, io, host, stamps, version, bar, shown };
  try {
    const found = await findSources(paths, run);
    const plan = await makePlan(found, run);
    for (const pattern of found.unused) io.writeStderr(`flb-convert: --exclude ${printable(pattern)} leaves out nothing: ${patterns}\n`);
    checkReport(plan, run);
    // What --delete-source removed is not there the next time.
    if (isOnlyOthers(plan) && !flags.deleteSource && !found.files.some(({ isNamed }) => isNamed)) throw nothingFound(paths, plan);
    const { outcomes, states, left, holders } = countPlan(plan);
    const isSound = outcomes.get('refuse') === 0;
    const isWanted = flags.write === true || flags.directory !== undefined;
    if (isSound && isWanted) return await execute(plan, found, run);
    const planned = isSound ? findMentions(plan, found.directories, run) : plan;
    const form = machineForm(flags);
    if (form !== undefined) showLeft(planned, form, io);
    else await showPlan(planned, run, false);
    await writeReport(planned, run, { isDone: false, answers: [] });
    if (form === undefined) io.writeStdout(formatMentions(planned, shown));
    if (!isSound || ((flags.check || flags.diff) && left > 0) || (flags.check && holders > 0)) return 1;
    // What the plan says stands in the way stops --write and -d so.
    return states.different + states.blocked > 0 ? 2 : 0;
  } finally {
    bar?.clear();
  }
}

function nothingFound(paths: readonly string[], { files }: Plan): JobError {
  return new JobError(`no configuration of Fluent Bit in ${paths.join(', ')}: ${counted(files.length, 'file')} looked at`);
}

/** Writes the new files, has them tried and removes the old ones, as far as that is wanted. A signal stops it between these. */
async function execute(planned: Plan, { directories }: Found, run: MigrationRun): Promise<number> {
  const { flags, host, io, shown } = run;
  const { force = false, backup = false, deleteSource = false, verifyWith } = flags;
  const from = commonDirectory(directories);
  const into = flags.directory === undefined ? from : realOf(flags.directory);
  return interruptible(async (signal) => {
    const how = { ...run, force, backup, from, into, signal };
    const before = verifyWith === undefined ? undefined : await startsBefore(verifyWith, planned, host.cwd);
    const kept = await carryOut(planned, how);
    // As late as possible: what other files mention now is what counts when the old ones are removed.
    const plan = findMentions(planned, directories, run);
    await showPlan(plan, run, true);
    const told = kept?.path;
    tellBackup(kept, into, run);
    const answers = verifyWith === undefined ? [] : await askFluentBit(verifyWith, plan, before, run);
    await writeReport(plan, run, { isDone: true, answers });
    const isVerified = answers.every(({ problem }) => problem === undefined);
    await stopBeforeRemoval(signal);
    if (deleteSource && isVerified) {
      const onBackup = (backup: Backup) => backup.path !== told && tellBackup(backup, from, run);
      reportRemoved(await removeReplaced(plan, how, kept, onBackup), io);
    }
    io.writeStdout(nextSteps(plan, { isVerified, hasOldFiles: !deleteSource }) + formatMentions(plan, shown));
    return isVerified ? 0 : 1;
  });
}

function tellBackup(kept: Backup | undefined, directory: string, { io, shown }: MigrationRun): void {
  if (kept?.path === undefined) return;
  io.writeStdout(`a backup is in ${printable(shown(kept.path))}: ${undoCommand(directory, shown)} takes this back\n`);
}

function machineForm({ format = 'pretty' }: MigrateFlags): MachineForm | undefined {
  return format === 'pretty' ? undefined : format;
}

function checkFlags({ write, directory, ...flags }: MigrateFlags): void {
  if (flags.format !== undefined && !flags.check) throw new JobError('--format goes with --check: --report has the forms of a plan');
  if (flags.format !== undefined && flags.diff) throw new JobError('--format shows no diff: leave out one of --format and --diff');
  if (flags.report !== undefined && reportSuffix(flags.report) === undefined) {
    throw new JobError(`--report ${flags.report}: its name ends with ${reportSuffixes.join(', ')}`);
  }
  if (write || directory !== undefined) return;
  const writing = {
    '--delete-source': flags.deleteSource,
    '--force': flags.report === undefined ? flags.force : undefined,
    '--backup': flags.backup,
    '--verify-with': flags.verifyWith,
  };
  const [useless] = Object.entries(writing).find(([, value]) => value !== undefined) ?? [];
  if (useless !== undefined) throw new JobError(`${useless} goes with --write or -d DIR: without them, nothing is written`);
}
