import { version } from '../../../../package.json';
import { JobError } from '../../../host/job-error.js';
import { realOf } from '../../../host/write/places.js';
import { writeTexts } from '../../../host/write/write-texts.js';
import type { Plan } from '../../../migrate/plan.js';
import type { Host } from '../../../project/host.js';
import { diagnosedFiles } from '../../../report/plan/plan-outcome.js';
import { formatReport, isReport, longestHead, reportSuffixes } from '../../../report/plan/plan-report.js';
import { formatPlanSummary } from '../../../report/plan/plan-summary.js';
import { type Detail, formatPlan } from '../../../report/plan/plan-text.js';
import { counted, formatPretty } from '../../../report/pretty.js';
import type { StartAnswer } from '../../../report/start-answers.js';
import { unifiedDiff } from '../../../report/unified-diff.js';
import type { Io } from '../../io.js';
import { nothingRemoved } from './carry-out.js';
import type { MigrateFlags, MigrationRun } from './migration-run.js';

/** This much is written at once. */
const pieceSize = 1 << 16;

/** Shows a plan. `isDone`: it was carried out. */
export async function showPlan(plan: Plan, { flags, io, host, bar, shown }: MigrationRun, isDone: boolean): Promise<void> {
  bar?.clear();
  if (flags.diff) {
    for (const file of diagnosedFiles(plan)) io.writeStderr(formatPretty([file], { color: io.stderrColor }));
    io.writeStdout((await diffsOf(plan, host, shown)) + formatPlanSummary(plan, isDone));
  } else writePieces(formatPlan(plan, { color: io.stdoutColor, shown, isDone, detail: detailOf(flags) }), io.writeStdout);
}

function detailOf({ quiet, verbose }: MigrateFlags): Detail {
  return quiet ? 'errors' : verbose ? 'all' : 'most';
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

export function reportRemoved(count: number, io: Io): void {
  io.writeStdout(`${counted(count, 'old file')} removed\n`);
}

/** The form of a report by the name of its file; undefined if no form has such a name. */
export function reportSuffix(path: string) {
  return reportSuffixes.find((suffix) => path.endsWith(suffix));
}

/** Whether a file is a report that flb-convert wrote, of the form that its name says. */
export function isOwnReport(path: string, host: Host): boolean {
  return reportSuffix(path) !== undefined && isReportText(path, host.readStart(path, longestHead));
}

/** The same, by what the file begins with. */
export function isReportText(path: string, bytes: Uint8Array): boolean {
  const suffix = reportSuffix(path);
  return suffix !== undefined && isReport(Buffer.from(bytes.subarray(0, longestHead)).toString(), suffix);
}

/**
 * Throws a JobError if the report that is wanted would take the place of something else: of a source or a new file of the
 * migration, or, unless that is forced, of any file that is not a report.
 */
export function checkReport(plan: Plan, { flags: { report, force }, host }: MigrationRun): void {
  if (report === undefined) return;
  const end = realOf(report);
  const identity = host.identify(report);
  for (const { path, role, outputs } of plan.files) {
    if (outputs.some((output) => output.path === end)) throw new JobError(`--report ${report}: the migration writes another file there`);
    const isSource = role !== 'other' || outputs.length > 0;
    if (!isSource || identity === undefined || host.identify(path) !== identity) continue;
    throw new JobError(`--report ${report}: that is a file which is migrated: choose another name`);
  }
  if (identity === undefined || force || isOwnReport(report, host)) return;
  throw new JobError(
    `--report ${report}: a file is there which is not a report of flb-convert: choose another name, or overwrite it with --force`,
  );
}

/** Writes the report that is wanted. `answers`: of a Fluent Bit that was asked about new main files. */
export async function writeReport(
  plan: Plan,
  { flags: { report }, shown }: MigrationRun,
  how: { isDone: boolean; answers: readonly StartAnswer[] },
): Promise<void> {
  const suffix = report === undefined ? undefined : reportSuffix(report);
  if (report === undefined || suffix === undefined) return;
  const standing = how.isDone ? nothingRemoved : undefined;
  await writeTexts([{ path: report, text: formatReport(plan, suffix, { ...how, shown, version }) }], { force: true, standing });
}

async function diffsOf(plan: Plan, host: Host, shown: (path: string) => string): Promise<string> {
  let diffs = '';
  for (const { outputs, shownAs } of plan.order) {
    for (const { path, state, content } of outputs) {
      if (typeof content !== 'object' || 'link' in content || state === 'same') continue;
      // A link in the way may lead to what is not for everybody to see.
      const isShown = state === 'source' || host.realPath(path) === path;
      const there = isShown ? host.read(path) : undefined;
      const before = there !== undefined && 'bytes' in there ? Buffer.from(there.bytes).toString() : '';
      const names = { from: state === 'new' ? '/dev/null' : shown(path), to: shown(path) };
      diffs += await unifiedDiff(shownAs?.before ?? before, shownAs?.after ?? plan.textOf(content.text), names);
    }
  }
  return diffs;
}
