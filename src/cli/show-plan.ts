import { version } from '../../package.json';
import { writeFilesSafely } from '../host/write.js';
import type { Plan } from '../migrate/plan.js';
import type { Host } from '../project/host.js';
import { diagnosedFiles } from '../report/plan-outcome.js';
import { formatReport, reportSuffixes } from '../report/plan-report.js';
import { formatPlanSummary } from '../report/plan-summary.js';
import { formatPlan } from '../report/plan-text.js';
import { counted, formatPretty } from '../report/pretty.js';
import type { StartAnswer } from '../report/start-answers.js';
import { unifiedDiff } from '../report/unified-diff.js';
import type { Io } from './io.js';
import type { MigrationRun } from './migration-run.js';

/** As much is written at once. */
const pieceSize = 1 << 16;

/** Shows a plan. `isDone`: it was carried out. */
export async function showPlan(plan: Plan, { flags, io, host, bar, shown }: MigrationRun, isDone: boolean): Promise<void> {
  bar?.clear();
  if (flags.diff) {
    for (const file of diagnosedFiles(plan)) io.writeStderr(formatPretty([file], { color: io.stderrColor }));
    io.writeStdout((await diffsOf(plan, host, shown)) + formatPlanSummary(plan, isDone));
  } else writePieces(formatPlan(plan, { color: io.stdoutColor, shown, isDone }), io.writeStdout);
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

/** The form of a report by its name; undefined if there is none such. */
export function reportSuffix(path: string) {
  return reportSuffixes.find((suffix) => path.endsWith(suffix));
}

/** Writes the report that is wanted. `answers`: of a Fluent Bit that was asked about new main files. */
export function writeReport(
  plan: Plan,
  { flags: { report }, shown }: MigrationRun,
  how: { isDone: boolean; answers: readonly StartAnswer[] },
): void {
  const suffix = report === undefined ? undefined : reportSuffix(report);
  if (report === undefined || suffix === undefined) return;
  writeFilesSafely([{ path: report, text: formatReport(plan, suffix, { ...how, shown, version }) }], { force: true });
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
