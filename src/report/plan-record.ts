import type { PlannedFile, PlannedOutput } from '../migrate/plan.js';
import { outcomeOf } from './plan-outcome.js';

/** A file of a plan as reports for machines show it: `{ file, role, outcome, reason, replaced, stays, outputs, references }`. */
export function planRecord(file: PlannedFile, shown: (path: string) => string) {
  return {
    file: file.name,
    role: file.role,
    outcome: outcomeOf(file),
    reason: file.reason ?? null,
    replaced: file.isReplaced,
    stays: file.stays ?? null,
    outputs: file.outputs.map((output) => outputRecord(output, shown)),
    references: file.references.map(({ line, before, after }) => ({ line, before, after })),
  };
}

function outputRecord({ path, state, content }: PlannedOutput, shown: (path: string) => string) {
  const common = { file: shown(path), state };
  if (content === 'copy') return { ...common, content };
  return 'link' in content ? { ...common, content: 'link', link: shown(content.link) } : { ...common, content: 'text' };
}
