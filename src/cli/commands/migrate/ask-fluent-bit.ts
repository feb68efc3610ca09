import { type DryRun, dryRun, failsAlike } from '../../../host/run-fluent-bit.js';
import type { Plan } from '../../../migrate/plan.js';
import { printable } from '../../../report/source-line.js';
import { formatAnswer, type StartAnswer } from '../../../report/start-answers.js';
import type { MigrationRun } from './migration-run.js';

/** A main file that is new, or gets a new text, and the old one. In full. */
interface NewMain {
  readonly path: string;
  readonly old: string;
}

function* newMains({ files }: Plan): Generator<NewMain> {
  for (const { path: old, role, outputs, isInPod = false } of files) {
    const main = outputs.at(-1);
    if (role === 'main' && !isInPod && main !== undefined && main.content !== 'copy') yield { path: main.path, old };
  }
}

/** What a Fluent Bit says of the old main files, by their paths: asked before anything is written, since some get a new text. */
export async function startsBefore(program: string, plan: Plan, cwd: string): Promise<ReadonlyMap<string, DryRun>> {
  const runs = new Map<string, DryRun>();
  for (const { old } of newMains(plan)) runs.set(old, await dryRun(program, old, cwd));
  return runs;
}

/** Has a Fluent Bit say of each new main file whether it would start from it. `before`: what it said of the old ones. */
export async function askFluentBit(
  program: string,
  plan: Plan,
  before: ReadonlyMap<string, DryRun> | undefined,
  { host, shown, io }: MigrationRun,
): Promise<StartAnswer[]> {
  const answers: StartAnswer[] = [];
  for (const { path, old } of newMains(plan)) {
    const run = await dryRun(program, path, host.cwd);
    const oldRun = before?.get(old);
    const answer = {
      path,
      problem: run.problem,
      old: oldRun && { path: old, problem: oldRun.problem, isAlike: failsAlike({ run, path }, { run: oldRun, path: old }) },
    };
    io.writeStdout(formatAnswer({ ...run, ...answer }, program, shown));
    answers.push(answer);
  }
  if (answers.length === 0) io.writeStdout(`${printable(program)} was not asked: there is no main file among the new ones\n`);
  return answers;
}
