import { shellWord } from '../../diagnostics/words.js';
import type { Plan } from '../../migrate/plan.js';
import { counted, countedWarnings } from '../pretty.js';
import { printable } from '../source-line.js';
import { countPlan, outcomeText, type PlanCounts } from './plan-outcome.js';

/**
 * The end of the text of a plan. Its last line always has the same form; a line before it says what to do to
 * have the plan carried out, if it is not.
 */
export function formatPlanSummary(plan: Plan, isDone: boolean): string {
  const counts = countPlan(plan);
  const lines = [...standing(counts, isDone), ...leavingOut(plan), ...needed(plan, counts), ...unread(plan), summaryLine(counts, isDone)];
  return `${lines.join('\n')}\n`;
}

/** The counts of a plan in one line, `8 to convert` before and `8 converted` after it is carried out. */
export function summaryLine({ files, outcomes, severities, stopping }: PlanCounts, isDone: boolean): string {
  const { error, warning, info } = severities;
  const parts = Array.from(outcomes, ([outcome, count]) => `${count} ${outcomeText(outcome, isDone)}`);
  return `${counted(files, 'file')}: ${parts.join(', ')}; ${counted(error, 'error')}, ${countedWarnings(warning, stopping)}, ${counted(info, 'info')}`;
}

function standing({ outcomes, states, left, holders }: PlanCounts, isDone: boolean): string[] {
  if (outcomes.get('refuse') !== 0) return ['nothing is written before the errors are fixed'];
  if (left === 0 && holders > 0)
    return ['what is left is within files of other programs, which are not changed: it must be migrated by hand'];
  if (left === 0) return ['nothing is left to migrate'];
  if (isDone) return [];
  return [
    'nothing is written yet: --write puts the new files beside the old ones, -d DIR into a directory of their own',
    ...(states.different > 0 ? [overwriting(states.different)] : []),
    ...(states.blocked > 0 ? [blocking(states.blocked)] : []),
  ];
}

/** The Fluent Bit that the new files need. */
export function needed({ needs }: Plan, { left }: PlanCounts): string[] {
  return needs === undefined || left === 0 ? [] : [`the new files need Fluent Bit ${needs.version} or later: ${needs.reason}`];
}

/**
 * What stands in the way of a tree has its own way out. What is said of a pod or an overlay is about keys that other manifests hold:
 * without it, these would change alone.
 */
const bindsOthers = /^FLB(?:6|80[589]|81[0478]|820)/;

/** At most this many broken files are named. */
const mostBroken = 3;

/** How to go on without a few broken files that no other file includes. */
function leavingOut({ files }: Plan): string[] {
  const refused = files.filter(({ action }) => action === 'refuse');
  const isAlone = refused.every(({ role, diagnostics }) => role !== 'part' && !diagnostics.some(({ code }) => bindsOthers.test(code)));
  if (!isAlone || refused.length > mostBroken || !files.some(({ action }) => action === 'convert')) return [];
  const options = refused.map(({ name }) => `--exclude ${shellWord(printable(name.startsWith('/') ? name : `./${name}`))}`);
  return options.length === 0
    ? []
    : [`without ${refused.length === 1 ? 'that file' : 'those files'}, the others can be migrated: ${options.join(' ')}`];
}

/** Said once, and not of each file. */
function unread({ unread: path }: Plan): string[] {
  return path === undefined ? [] : [`all old files stay: ${printable(path)} cannot be read and may mention them`];
}

function overwriting(count: number): string {
  const [is, it] = count === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${count} of them ${is} there with other content, which stops that: --force overwrites ${it}`;
}

function blocking(count: number): string {
  return `${count} of them ${count === 1 ? 'has' : 'have'} no place, which stops that: what stands there is not a file and must be moved away`;
}
