import { catalogue } from '../../catalogue.js';
import type { Severity } from '../../diagnostics/define.js';
import { isLowered } from '../../diagnostics/severity.js';
import type { OutputState, Plan, PlannedFile } from '../../migrate/plan.js';
import type { FileDiagnostics } from '../located.js';

/** What happens to a file, in the order of a summary. The outputs of `same` are all up to date; a link counts as converted. */
const outcomes = ['convert', 'update', 'same', 'keep', 'refuse'] as const;
export type Outcome = (typeof outcomes)[number];

const planned: Record<Outcome, string> = {
  convert: 'to convert',
  update: 'to update',
  same: 'up to date',
  keep: 'left alone',
  refuse: 'refused',
};
const done: Record<Outcome, string> = { ...planned, convert: 'converted', update: 'updated' };

/** An outcome in words, before or after the plan was carried out. */
export function outcomeText(outcome: Outcome, isDone: boolean): string {
  return (isDone ? done : planned)[outcome];
}

export function outcomeOf({ action, outputs }: PlannedFile): Outcome {
  if (action === 'keep' || action === 'refuse') return action;
  if (outputs.every(({ state }) => state === 'same')) return 'same';
  return action === 'update' ? 'update' : 'convert';
}

/** The number of files of a plan, of each outcome and severity, and of outputs of each state. */
export interface PlanCounts {
  readonly files: number;
  readonly outcomes: ReadonlyMap<Outcome, number>;
  readonly severities: Record<Severity, number>;
  /** How many of the warnings stop Fluent Bit. */
  readonly stopping: number;
  readonly states: Record<OutputState, number>;
  /** How many outputs are not there yet. */
  readonly left: number;
  /** How many files of others have configurations within them that are not in the target's format. */
  readonly holders: number;
}

/** The configurations within a file of others that are not in the target's format. */
export function heldToMigrate({ held = [] }: PlannedFile, to: string): string[] {
  const family = to === 'classic' ? 'classic' : 'yaml';
  return held.flatMap((one) => (one.family === family ? [] : [one.name]));
}

/** Whether a file is neither a configuration nor should be one, and holds none. */
export function isOther({ action, role, held, diagnostics }: PlannedFile): boolean {
  return action === 'keep' && role === 'other' && held === undefined && diagnostics.length === 0;
}

/** Whether nothing of Fluent Bit was found. */
export function isOnlyOthers({ files }: Plan): boolean {
  return files.every(isOther);
}

export function countPlan(plan: Plan): PlanCounts {
  const counts = new Map<Outcome, number>(outcomes.map((outcome) => [outcome, 0]));
  const severities = { error: 0, warning: 0, info: 0 };
  const states = { new: 0, same: 0, different: 0, blocked: 0, source: 0 };
  let stopping = 0;
  let files = 0;
  let holders = 0;
  for (const file of plan.files) {
    const outcome = outcomeOf(file);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    for (const { code, severity } of file.diagnostics) {
      severities[severity]++;
      if (isLowered(severity, catalogue[code])) stopping++;
    }
    for (const { state } of file.outputs) states[state]++;
    if (heldToMigrate(file, plan.to).length > 0) holders++;
    files++;
  }
  const left = states.new + states.different + states.blocked + states.source;
  return { files, outcomes: counts, severities, stopping, states, left, holders };
}

/** The files of the plan that have diagnostics. */
export function* diagnosedFiles({ files }: Plan): Generator<FileDiagnostics> {
  for (const { source, diagnostics } of files) if (source !== undefined) yield { source, diagnostics };
}
