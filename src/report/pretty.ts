import { counted } from '../diagnostics/words.js';
import { limitPretty } from './limit.js';
import { countSeverities, type FileDiagnostics, type LocatedDiagnostic, locate } from './located.js';
import { type Frame, printable, SourceLines } from './source-line.js';

export { counted };

export interface PrettyOptions {
  readonly color?: boolean;
  /** The URL of docs/codes.md: codes become links to their entries, for terminals that show them. */
  readonly codesPage?: string | undefined;
  /** Where there are many, a part of them and the counts of the rest; `howToSeeAll` is named with these. */
  readonly howToSeeAll?: string | undefined;
  /** Whether to say what --fix can fix: only `check` has it. */
  readonly marksFixable?: boolean;
}

/** Diagnostics for a person at a terminal: the place, the words, the line itself, the help. */
export function formatPretty(
  files: readonly FileDiagnostics[],
  { color = false, codesPage, howToSeeAll, marksFixable = false }: PrettyOptions = {},
): string {
  const paint = painter(color);
  const lines = new SourceLines();
  const all = locate(files);
  const { shown, rest } = howToSeeAll === undefined ? { shown: all, rest: '' } : limitPretty(all, howToSeeAll);
  const codeOf = codesPage === undefined ? ({ code }: LocatedDiagnostic) => code : linkTo(codesPage);
  return (
    shown.map((one) => formatOne(one, codeOf(one), lines.frameOf(one.source, one.diagnostic.span), paint, marksFixable)).join('') + rest
  );
}

/** A code that leads to its entry, as terminals show links (OSC 8). */
function linkTo(codesPage: string): (one: LocatedDiagnostic) => string {
  return ({ code, name }) => `\x1b]8;;${codesPage}#${code.toLowerCase()}-${name}\x1b\\${code}\x1b]8;;\x1b\\`;
}

function formatOne(one: LocatedDiagnostic, code: string, frame: Frame, paint: Paint, marksFixable: boolean): string {
  const { line, column } = one.start;
  const margin = String(line).length;
  const lines = [
    `${paint(`${printable(one.file)}:${line}:${column}:`, 'strong')} ${paint(one.severity, one.severity)} ${code}: ${one.message}`,
  ];
  // There is no line to show of an empty file, or of one that cannot be read.
  if (one.source.text !== '') {
    lines.push(`${' '.repeat(2)}${line} ${paint('|', 'faint')} ${frame.line}`.trimEnd());
    lines.push(`${' '.repeat(2 + margin)} ${paint('|', 'faint')} ${paint(frame.marks, one.severity)}`);
  }
  for (const remark of remarksOf(one)) lines.push(`  = ${remark}`);
  if (marksFixable && one.fixable) lines.push('  = fixable with --fix');
  return `${lines.join('\n')}\n`;
}

/** What there is to add to a message: other places, whether Fluent Bit stops there, how to fix it. */
export function remarksOf({ related, stopsFluentBit, help }: LocatedDiagnostic): string[] {
  return [
    ...related.map(({ line, column }) => `see also ${line}:${column}`),
    ...(stopsFluentBit ? ['Fluent Bit will not start with this'] : []),
    ...(help === undefined ? [] : [help]),
  ];
}

/** What was fixed, or would be: a line for each. */
export function formatFixes(files: readonly FileDiagnostics[], done: 'fixed' | 'to fix'): string {
  return locate(files)
    .map(({ file, start, code, message }) => `${printable(file)}:${start.line}:${start.column}: ${done} ${code}: ${message}\n`)
    .join('');
}

/** The last line of a check, always in this form. */
export function formatSummary(files: readonly FileDiagnostics[], fixed = 0): string {
  const { error, warning, info } = countSeverities(locate(files));
  const counts = [counted(error, 'error'), counted(warning, 'warning'), counted(info, 'note'), `${fixed} fixed`];
  return `${counted(files.length, 'file')} checked: ${counts.join(', ')}\n`;
}

/** A last line where warnings of a conversion stop Fluent Bit, else nothing. */
export function formatStopping(files: readonly FileDiagnostics[]): string {
  const located = locate(files);
  const stopping = located.filter(({ stopsFluentBit }) => stopsFluentBit).length;
  return stopping === 0 ? '' : `${countedWarnings(countSeverities(located).warning, stopping)}\n`;
}

/** `2 warnings, 1 of which stops Fluent Bit`. */
export function countedWarnings(warnings: number, stopping: number): string {
  const counts = counted(warnings, 'warning');
  return stopping === 0 ? counts : `${counts}, ${stopping} of which ${stopping === 1 ? 'stops' : 'stop'} Fluent Bit`;
}

const codes = { error: '31', warning: '33', info: '36', strong: '1', faint: '2' };

/** Puts a text into the color, or the weight, of what it is. */
export type Paint = (text: string, as: keyof typeof codes) => string;

/** Paints for a terminal that shows colors; else leaves texts as they are. */
export function painter(color: boolean): Paint {
  return color ? (text, as) => `\x1b[${codes[as]}m${text}\x1b[0m` : (text) => text;
}
