import { secretStarts } from './secret-lines.js';
import { printable, shownLine } from './source-line.js';

/** Whether a Fluent Bit starts from a new main file. */
export interface StartAnswer {
  /** In full. */
  readonly path: string;
  /** In words, what is wrong if it does not start. */
  readonly problem: string | undefined;
  /** The same of the old main file, if that was tried, too. */
  readonly old?:
    | {
        readonly path: string;
        readonly problem: string | undefined;
        /** Whether it fails, and says the same as it says of the new one. */
        readonly isAlike: boolean;
      }
    | undefined;
}

/** An answer with what was said, line by line. */
export interface SpokenAnswer extends StartAnswer {
  readonly lines: readonly string[];
  /** The index of the first line that says that something is wrong; undefined if none does. */
  readonly firstError?: number | undefined;
}

/** At most this many lines are shown. */
const mostLines = 5;

/** The answer in words. */
export function answerText({ problem }: StartAnswer): string {
  return problem === undefined ? 'starts from it' : `does not start from it: ${problem}`;
}

/** In words, the answer about the old file, which tells a new failure from one that was there before; undefined if there is none. */
export function oldAnswerText({ problem, old }: StartAnswer): string | undefined {
  if (old === undefined || (problem === undefined && old.problem === undefined)) return undefined;
  if (old.problem === undefined) return 'starts from the old file';
  const either = problem === undefined ? '' : ' either';
  return `does not start from the old file${either}${old.isAlike ? ', for the same reason' : `: ${old.problem}`}`;
}

/** Whether a program starts from a file, before that from the old one, and its last words or first errors, which may quote the configuration. */
export function formatAnswer(answer: SpokenAnswer, program: string, shown: (path: string) => string): string {
  const { path, lines, firstError = lines.length } = answer;
  const starts = secretStarts(lines);
  const said = lines.map((line, i) => `    ${shownLine(line, starts[i] ?? 0)}\n`);
  const first = Math.max(0, Math.min(firstError, lines.length - mostLines));
  const quoted = said.slice(first, first + mostLines).join('');
  const old = oldAnswerText(answer);
  const before = old === undefined ? '' : `${printable(`${shown(answer.old?.path ?? '')}: ${program} ${old}`)}\n`;
  return `${before}${printable(`${shown(path)}: ${program} ${answerText(answer)}`)}\n${quoted}`;
}
