import { applyChanges, type Change } from '../host/apply-changes.js';
import { JobError } from '../host/job-error.js';
import { removeLeftOvers } from '../host/left-overs.js';
import { type Removal, removeSources } from '../host/removal-journal.js';
import { dryRun } from '../host/run-fluent-bit.js';
import type { Stamps } from '../host/stamps.js';
import type { Plan } from '../migrate/plan.js';
import type { SpokenAnswer } from '../report/start-answers.js';
import { interruptible } from './interruptible.js';
import type { ProgressBar } from './progress.js';

export interface CarryOutOptions {
  readonly force: boolean;
  readonly backup: boolean;
  readonly stamps: Stamps;
  readonly bar: ProgressBar | undefined;
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
}

/** As many files as a message names. */
const mostNames = 5;

/** Writes what is not there yet, all of it or nothing. A signal is heard before anything has changed, or no more. */
export async function carryOut(plan: Plan, { force, backup, stamps, bar, shown }: CarryOutOptions): Promise<void> {
  const { there, different, left } = standingOutputs(plan);
  const inTheWay = different.map(shown);
  if (inTheWay.length > 0 && !force) throw new JobError(`${listed(inTheWay)} different: use --force to overwrite, nothing was changed`);
  const changes = { [Symbol.iterator]: () => changesOf(plan) };
  const isCurrent = () => {
    const changed = stamps.changedSince();
    return changed && shown(changed);
  };
  const onProgress = (done: number) => bar?.update('writing', done, left);
  await interruptible(async (signal) => {
    removeLeftOvers(there);
    await applyChanges(changes, { backup, isCurrent, onProgress, signal });
  });
}

/** The paths of outputs that are there already, and of those where something else is; how many are left to write. */
function standingOutputs({ files }: Plan): { there: string[]; different: string[]; left: number } {
  const there: string[] = [];
  const different: string[] = [];
  let left = 0;
  for (const { outputs } of files) {
    for (const { path, state } of outputs) {
      if (state === 'same') there.push(path);
      else left++;
      if (state === 'different') different.push(path);
    }
  }
  return { there, different, left };
}

function* changesOf({ order, textOf }: Plan): Generator<Change> {
  for (const { path: from, outputs } of order) {
    for (const { path, state, content } of outputs) {
      if (state === 'same') continue;
      const isText = typeof content === 'object' && 'text' in content;
      yield { path, from, content: isText ? { text: () => textOf(content.text) } : content, replaces: state !== 'new' };
    }
  }
}

function listed(paths: readonly string[]): string {
  const more = paths.length > mostNames ? ` and ${paths.length - mostNames} more` : '';
  return `${paths.slice(0, mostNames).join(', ')}${more} ${paths.length === 1 ? 'exists and is' : 'exist and are'}`;
}

/** What a Fluent Bit says of each new main file. */
export async function* askFluentBit(program: string, plan: Plan, cwd: string): AsyncGenerator<SpokenAnswer> {
  for (const { role, outputs } of plan.files) {
    const main = outputs.at(-1);
    if (role === 'main' && main !== undefined && main.content !== 'copy') {
      yield { path: main.path, ...(await dryRun(program, main.path, cwd)) };
    }
  }
}

/**
 * Removes what was replaced, all below a directory. Gives how many files that are. What refers to others goes before them, so
 * that at each moment a main file is there with all its parts, or not at all.
 */
export async function removeReplaced(plan: Plan, directory: string, { stamps, shown }: CarryOutOptions): Promise<number> {
  const removals: Removal[] = [];
  for (const { path, outputs, isReplaced } of plan.order) {
    if (isReplaced) removals.push({ path, replacedBy: outputs.map((output) => output.path) });
  }
  removals.reverse();
  const sources = new Set(removals.map(({ path }) => path));
  const changedSource = () => stamps.changedSince((path) => sources.has(path));
  const changed = changedSource();
  if (changed !== undefined) throw new JobError(`${shown(changed)} changed meanwhile: the new files are written, no old one was removed`);
  await interruptible((signal) => removeSources(directory, removals, { isCurrent: changedSource, signal }));
  return removals.length;
}
