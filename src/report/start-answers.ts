import { secretStarts } from './secret-lines.js';
import { printable, shownLine } from './source-line.js';

/** Whether a Fluent Bit starts from a new main file. */
export interface StartAnswer {
  /** In full. */
  readonly path: string;
  /** In words, how it ended if it does not start. */
  readonly problem: string | undefined;
}

/** An answer with what was said, line by line. */
export interface SpokenAnswer extends StartAnswer {
  readonly lines: readonly string[];
}

/** As many lines are shown: a failure is what it says last. */
const lastLines = 5;

/** The answer in words. */
export function answerText({ problem }: StartAnswer): string {
  return problem === undefined ? 'starts from it' : `does not start from it: ${problem}`;
}

/** Whether a program starts from a file, and its last words, which may quote the configuration. */
export function formatAnswer(answer: SpokenAnswer, program: string, shown: (path: string) => string): string {
  const { path, lines } = answer;
  const starts = secretStarts(lines);
  const said = lines.map((line, i) => `    ${shownLine(line, starts[i] ?? 0)}\n`).slice(-lastLines);
  return `${printable(`${shown(path)}: ${program} ${answerText(answer)}`)}\n${said.join('')}`;
}
