import { countSeverities, type FileDiagnostics, type LocatedDiagnostic, locate } from './located.js';
import { type Paint, painter } from './paint.js';
import { frameOf, printable } from './source-line.js';

/** Diagnostics for a person at a terminal: the place, the words, the line itself, the help. */
export function formatPretty(files: readonly FileDiagnostics[], { color = false } = {}): string {
  const paint = painter(color);
  return locate(files)
    .map((one) => formatOne(one, paint))
    .join('');
}

function formatOne(one: LocatedDiagnostic, paint: Paint): string {
  const { line, column } = one.start;
  const { line: text, marks } = frameOf(one.source, one.diagnostic.span);
  const margin = String(line).length;
  const lines = [
    `${paint(`${printable(one.file)}:${line}:${column}:`, 'strong')} ${paint(one.severity, one.severity)} ${one.code}: ${one.message}`,
    `${' '.repeat(2)}${line} ${paint('|', 'faint')} ${text}`.trimEnd(),
    `${' '.repeat(2 + margin)} ${paint('|', 'faint')} ${paint(marks, one.severity)}`,
  ];
  for (const place of one.related) lines.push(`  = see also ${place.line}:${place.column}`);
  if (one.help !== undefined) lines.push(`  = ${one.help}`);
  return `${lines.join('\n')}\n`;
}

/** The last line of a check, always of this shape. */
export function formatSummary(files: readonly FileDiagnostics[], fixed = 0): string {
  const { error, warning, info } = countSeverities(locate(files));
  const counts = [counted(error, 'error'), counted(warning, 'warning'), counted(info, 'note'), `${fixed} fixed`];
  return `${counted(files.length, 'file')} checked: ${counts.join(', ')}\n`;
}

/** A number of things in words: `1 file`, `2 files`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
