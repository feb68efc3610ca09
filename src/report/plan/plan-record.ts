import type { Plan, PlannedFile, PlannedOutput, PlannedText } from '../../migrate/plan.js';
import type { StartAnswer } from '../start-answers.js';
import { outcomeOf } from './plan-outcome.js';

interface RecordOptions {
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
  readonly answers: readonly StartAnswer[];
}

/**
 * The files of a plan as reports for machines show them: `{ file, role, outcome, reason, replaced, stays, outputs, references }`.
 * An output that a Fluent Bit was asked about says what it answered: what else it said has times in it.
 */
export function planRecords({ files }: Plan, { shown, answers }: RecordOptions) {
  const answerTo = new Map(answers.map((answer) => [answer.path, answer]));
  const outputRecord = (output: PlannedOutput) => ({
    ...describeOutput(output, shown),
    ...describeStart(answerTo.get(output.path), shown),
  });
  return Array.from(files, (file) => planRecord(file, outputRecord));
}

function planRecord<Record>(file: PlannedFile, outputRecord: (output: PlannedOutput) => Record) {
  return {
    file: file.name,
    role: file.role,
    outcome: outcomeOf(file),
    reason: file.reason ?? null,
    replaced: file.isReplaced,
    stays: file.stays ?? null,
    ...(file.held === undefined ? {} : { held: file.held.map(({ name, family }) => ({ name, format: family })) }),
    outputs: file.outputs.map(outputRecord),
    ...(file.texts === undefined ? {} : { texts: file.texts.map(textRecord) }),
    references: file.references.map(({ line, before, after }) => ({ line, before, after })),
  };
}

/** A configuration within a file, as `{ name, role, outcome, becomes, reason }`. */
function textRecord({ name, role, action, becomes, reason }: PlannedText) {
  return { name, role, outcome: action, becomes: becomes ?? null, reason: reason ?? null };
}

function describeOutput({ path, state, content, needs }: PlannedOutput, shown: (path: string) => string) {
  const common = { file: shown(path), state, ...(needs === undefined ? {} : { needs }) };
  if (content === 'copy') return { ...common, content };
  return 'link' in content ? { ...common, content: 'link', link: shown(content.link) } : { ...common, content: 'text' };
}

function describeStart(answer: StartAnswer | undefined, shown: (path: string) => string) {
  if (answer === undefined) return {};
  const { problem = null, old } = answer;
  const start = { starts: problem === null, problem };
  if (old === undefined) return start;
  return { ...start, old: { file: shown(old.path), starts: old.problem === undefined, problem: old.problem ?? null, alike: old.isAlike } };
}
