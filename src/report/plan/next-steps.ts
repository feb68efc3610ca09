import { shellWord } from '../../diagnostics/words.js';
import type { Plan, PlannedFile } from '../../migrate/plan.js';
import { counted } from '../pretty.js';
import { printable } from '../source-line.js';
import { outcomeOf } from './plan-outcome.js';

/** At most this many starts are shown one by one. */
const mostStarts = 5;

interface NextOptions {
  /** Whether no Fluent Bit that was asked has failed to start. */
  readonly isVerified: boolean;
  /** Whether the old files were not removed. */
  readonly hasOldFiles: boolean;
}

const failed = `
What is left for you: find out above why Fluent Bit does not start from each new file. Until it does, go on with the old ones: none
was removed. Where the cause is in them, fix it there, and the same command with --force converts them again.
`;

/** What a person has to do once a plan is carried out. Empty if nothing is left. */
export function nextSteps(plan: Plan, { isVerified, hasOldFiles }: NextOptions): string {
  if (!isVerified) return failed;
  const mains: PlannedFile[] = [];
  let replaced = 0;
  let staying = 0;
  let manifests = 0;
  let inOldPlace: string | undefined;
  for (const file of plan.files) {
    if (file.role === 'main' && !file.isInPod && outcomeOf(file) === 'convert' && !misleads(file)) mains.push(file);
    if (file.texts !== undefined && outcomeOf(file) === 'convert') manifests++;
    if (file.isReplaced) replaced++;
    if (file.stays !== undefined) staying++;
    inOldPlace ??= file.inOldPlace;
  }
  // A tree that takes the place of the old one leaves no old files there.
  const canGo = hasOldFiles && inOldPlace === undefined;
  const ofOld = (canGo ? going(replaced) : '') + (plan.unread === undefined ? remaining(staying) : '');
  const steps = [startsOf(mains, inOldPlace), rollout(manifests), ofOld];
  return steps.map((step) => (step === '' ? '' : `\n${step}`)).join('');
}

/** A link from which Fluent Bit would not start. */
function misleads({ diagnostics }: PlannedFile): boolean {
  return diagnostics.some(({ code }) => code === 'FLB607');
}

/**
 * The paths are in full: started with any other, YAML finds what a pattern includes only from beside the file (I-1). `inOldPlace`: a
 * path that leads right only once the new tree has taken the place of the old one.
 */
function startsOf(mains: readonly PlannedFile[], inOldPlace: string | undefined): string {
  const starts = mains.flatMap(({ path, outputs }) =>
    outputs.slice(-1).map((main) => ({ before: path, after: inOldPlace === undefined ? main.path : inFolderOf(path, main.path) })),
  );
  const [first] = starts;
  if (first === undefined) return '';
  const commands = starts.slice(0, mostStarts).map(({ after }) => `    fluent-bit -c ${shellWord(printable(after))}\n`);
  const more = starts.length > mostStarts ? `    and ${starts.length - mostStarts} more\n` : '';
  const move =
    inOldPlace === undefined
      ? ''
      : `put the new tree in the place of the old one, since only there '${printable(inOldPlace)}' leads\nwhere it should; then `;
  return (
    `What is left for you: ${move}start Fluent Bit with the new ${starts.length === 1 ? 'file' : 'files'}\n${commands.join('')}${more}` +
    'wherever the old name stands: in ExecStart of the service unit, in the arguments of the container, as a key of the\n' +
    `ConfigMap (${baseName(first.before)}: becomes ${baseName(first.after)}:).\n`
  );
}

/** Running pods see no change of a file that is mounted by itself (kubernetes#50345), and Fluent Bit reads its files once. */
function rollout(manifests: number): string {
  if (manifests === 0) return '';
  return 'Apply the manifests and restart the pods: kubectl rollout restart. Running ones go on with what they have read.\n';
}

function going(count: number): string {
  if (count === 0) return '';
  return `${counted(count, 'old file')} can go once the new ones run: --delete-source removes ${count === 1 ? 'it' : 'them'}.\n`;
}

function remaining(count: number): string {
  if (count === 0) return '';
  return `${counted(count, 'old file')} ${count === 1 ? 'stays' : 'stay'}: the plan says why below each name.\n`;
}

/** Where a file stands once the tree that it is in has taken the place of that of another one. */
function inFolderOf(path: string, file: string): string {
  return path.slice(0, nameStart(path)) + file.slice(nameStart(file));
}

function baseName(path: string): string {
  return printable(path.slice(nameStart(path)));
}

function nameStart(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
}
