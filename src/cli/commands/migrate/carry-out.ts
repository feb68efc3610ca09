import { Interrupted, JobError } from '../../../host/job-error.js';
import type { Stamps } from '../../../host/stamps.js';
import { applyChanges, type Change } from '../../../host/write/apply-changes.js';
import { type Backup, openBackup } from '../../../host/write/backup.js';
import { HalfDone } from '../../../host/write/put-in-place.js';
import { heardSignals, type Removal, removeSources } from '../../../host/write/removal-journal.js';
import { removeLeftOvers } from '../../../host/write/temporary-files.js';
import type { Plan } from '../../../migrate/plan.js';
import type { ProgressBar } from '../../progress.js';

/** What to say about the state of the files if something goes wrong once the new files are written. */
export const nothingRemoved = 'the new files are written, no old one was removed';

export interface CarryOutOptions {
  readonly force: boolean;
  readonly backup: boolean;
  /** The directory that all sources are in, without links, and the one that all new files go to. */
  readonly from: string;
  readonly into: string;
  /** Looked at before anything has changed, and between two files that are removed. */
  readonly signal: AbortSignal;
  readonly stamps: Stamps;
  readonly bar: ProgressBar | undefined;
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
}

/** A message names at most this many files. */
const mostNames = 5;

/** Writes what is not up to date, all of it or nothing. Returns the backup of what it replaced, if one is asked for. */
export async function carryOut(plan: Plan, options: CarryOutOptions): Promise<Backup | undefined> {
  const { force, stamps, bar, shown, from, into, signal } = options;
  const { there, different, left } = standingOutputs(plan);
  const inTheWay = different.map(shown);
  if (inTheWay.length > 0 && !force) throw new JobError(`${listed(inTheWay)} different: use --force to overwrite, nothing was changed`);
  const changes = { [Symbol.iterator]: () => changesOf(plan) };
  const isCurrent = () => {
    const changed = stamps.changedSince();
    return changed && shown(changed);
  };
  const onProgress = (done: number) => bar?.update('writing', done, left);
  removeLeftOvers(there);
  const backup = options.backup ? await openBackup(into, from) : undefined;
  await backup?.keep(changes);
  try {
    await applyChanges(changes, { isCurrent, onProgress, signal, within: into });
  } catch (problem) {
    if (!(problem instanceof HalfDone)) backup?.drop();
    throw problem;
  }
  return backup;
}

/** The paths of outputs that are up to date, and of those where something else stands; how many are left to write. */
function standingOutputs({ files }: Plan): { there: string[]; different: string[]; left: number } {
  const there: string[] = [];
  const different: string[] = [];
  let left = 0;
  for (const { outputs } of files) {
    for (const { path, state, insteadOf } of outputs) {
      if (state === 'same') there.push(path);
      else left++;
      if (state === 'different') different.push(insteadOf ?? path);
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

/**
 * Removes what was replaced, all below `from`, and gives how many files that were. `written`: the backup of what was written;
 * `onBackup` hears of the one that keeps what is removed, before anything is. What refers to others goes before them, so that at
 * each moment a main file is there with all its parts, or not at all.
 */
export async function removeReplaced(
  plan: Plan,
  options: CarryOutOptions,
  written: Backup | undefined,
  onBackup: (backup: Backup) => void,
): Promise<number> {
  const { stamps, shown, from, into, signal } = options;
  const removals: Removal[] = [];
  for (const { path, outputs, isReplaced } of plan.order) {
    if (isReplaced) removals.push({ path, replacedBy: outputs.map((output) => output.path) });
  }
  removals.reverse();
  const sources = new Set(removals.map(({ path }) => path));
  const isCurrent = () => stamps.changedSince((path) => sources.has(path));
  const changed = isCurrent();
  if (changed !== undefined) throw new JobError(`${shown(changed)} changed meanwhile: ${nothingRemoved}`);
  const backup = from === into ? written : options.backup ? await openBackup(from, from) : undefined;
  await backup?.keep(
    removals.map(({ path }) => ({ path, content: 'nothing', replaces: true })),
    nothingRemoved,
  );
  if (backup !== undefined) onBackup(backup);
  await removeSources(from, removals, { writtenTo: into, isCurrent, signal });
  return removals.length;
}

/** Throws an Interrupted if a signal came once the new files were written. */
export async function stopBeforeRemoval(signal: AbortSignal): Promise<void> {
  await heardSignals();
  if (signal.aborted) throw new Interrupted(`interrupted: ${nothingRemoved}`);
}
