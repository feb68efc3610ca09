import type { Severity } from '../diagnostics/catalogue.js';
import { countSeverities, type FileDiagnostics, type LocatedDiagnostic, locate } from './located.js';
import { frameOf, printable } from './source-line.js';

const colors: Record<Severity | 'strong' | 'faint', string> = { error: '31', warning: '33', info: '36', strong: '1', faint: '2' };

/** Diagnostics for a person at a terminal: the place, the words, the line itself, the mend. */
export function formatPretty(files: readonly FileDiagnostics[], { color = false } = {}): string {
  const paint = (text: string, as: keyof typeof colors) => (color ? `\x1b[${colors[as]}m${text}\x1b[0m` : text);
  return locate(files)
    .map((one) => formatOne(one, paint))
    .join('');
}

function formatOne(one: LocatedDiagnostic, paint: (text: string, as: keyof typeof colors) => string): string {
  const { line, column } = one.start;
  const { line: text, marks } = frameOf(one.source, one.diagnostic.span);
  const margin = String(line).length;
  const lines = [
    `${paint(`${printable(one.file)}:${line}:${column}:`, 'strong')} ${paint(one.severity, one.severity)} ${one.code}: ${one.message}`,
    `${' '.repeat(2)}${line} ${paint('|', 'faint')} ${text}`.trimEnd(),
    `${' '.repeat(2 + margin)} ${paint('|', 'faint')} ${paint(marks, one.severity)}`,
  ];
  for (const place of one.related) lines.push(`  = see also ${place.line}:${place.column}`);
  if (one.mend !== undefined) lines.push(`  = ${one.mend}`);
  return `${lines.join('\n')}\n`;
}

/** The last line of a check, always of this shape. */
export function formatSummary(files: readonly FileDiagnostics[], fixed = 0): string {
  const { error, warning, info } = countSeverities(locate(files));
  const counts = [counted(error, 'error'), counted(warning, 'warning'), counted(info, 'note'), `${fixed} fixed`];
  return `${counted(files.length, 'file')} checked: ${counts.join(', ')}\n`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
