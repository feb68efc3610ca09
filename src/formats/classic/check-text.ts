import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile } from '../../source/source-file.js';
import { findInLine } from './scan-line.js';

const longestLine = 33_554_432; // bytes (C-4)

/** Reports what the engine makes of the file as a whole: byte order mark, NUL, a last line that it loses. */
export function checkWholeText(source: SourceFile, diagnostics: Diagnostic[]): void {
  const { text } = source;
  if (source.hasByteOrderMark) {
    diagnostics.push(diagnostic('FLB103', source.startSpan, {}, { fix: { span: source.startSpan, text: '' } }));
  }
  for (let at = text.indexOf('\0'); at !== -1; at = text.indexOf('\0', at + 1)) {
    diagnostics.push(diagnostic('FLB118', { start: at, end: at + 1 }, {}));
  }
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  if (lastLine === '\r') {
    const span = { start: text.length - 1, end: text.length };
    diagnostics.push(diagnostic('FLB129', span, {}, { fix: { span, text: '' } }));
  }
  if (isLost(lastLine)) {
    const span = { start: text.length, end: text.length };
    diagnostics.push(diagnostic('FLB119', span, { bytes: utf8Length(lastLine) }, { fix: { span, text: '\n' } }));
  }
}

/** Reports a line that is longer than the engine's buffer may grow (C-4). */
export function checkLineLength(text: string, start: number, end: number, diagnostics: Diagnostic[]): void {
  if (end - start <= longestLine / 3) return;
  if (utf8Length(text.slice(start, end)) > longestLine) diagnostics.push(diagnostic('FLB120', { start, end }, {}));
}

/** Reports the first carriage return within a line: the engine does not end the line there (C-1). */
export function checkCarriageReturn(text: string, start: number, end: number, diagnostics: Diagnostic[]): void {
  const at = findInLine(text, 0x0d, start, end);
  if (at < end) diagnostics.push(diagnostic('FLB117', { start: at, end: at + 1 }, {}));
}

/** Without a line end, a last line that fills the engine's buffer to the last byte is dropped: 4095, 8191, 16383 … bytes (C-4). */
function isLost(lastLine: string): boolean {
  if (lastLine.length < 4095 / 3) return false;
  const blocks = (utf8Length(lastLine) + 1) / 4096;
  return Number.isInteger(Math.log2(blocks));
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
