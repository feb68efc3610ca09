import type { Plan } from '../migrate/plan.js';
import { countSeverities } from './located.js';
import { countOutcomes, outcomeText } from './plan-outcome.js';
import { counted } from './pretty.js';

/**
 * The end of what is said about a plan. Its last line is always of one shape; a line before it says what is to be done to
 * have the plan carried out, if it is not.
 */
export function formatPlanSummary(plan: Plan, isDone: boolean): string {
  return `${[...standing(plan, isDone), summaryLine(plan, isDone)].join('\n')}\n`;
}

/** The counts of a plan in one line, `8 to convert` before and `8 converted` after it is carried out. */
export function summaryLine(plan: Plan, isDone: boolean): string {
  const { error, warning } = countSeverities(plan.files.flatMap(({ diagnostics }) => diagnostics));
  const outcomes = countOutcomes(plan).map(([outcome, count]) => `${count} ${outcomeText(outcome, isDone)}`);
  return `${counted(plan.files.length, 'file')}: ${outcomes.join(', ')}; ${counted(error, 'error')}, ${counted(warning, 'warning')}`;
}

function standing(plan: Plan, isDone: boolean): string[] {
  if (plan.files.some(({ action }) => action === 'refuse')) return ['nothing is written before the errors are mended'];
  if (plan.order.length === 0) return ['nothing is left to migrate'];
  return isDone ? [] : ['nothing is written yet: --write puts the new files beside the old ones, -d DIR into a directory of their own'];
}
