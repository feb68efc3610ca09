import { define } from '../../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile } from '../../source/source-file.js';
import { findInLine } from './scan-line.js';

export const lastCarriageReturn = define({
  code: 'FLB129',
  name: 'last-carriage-return',
  severity: 'error',
  facts: ['I-21'],
  why: 'Fluent Bit accepts carriage returns at the end of lines, but not a last line of nothing else.',
  example: { classic: '[SERVICE]\n    flush 1\n\r' },
  says: () => ({ text: 'the last line holds a carriage return and nothing else: Fluent Bit refuses the file', help: 'remove it' }),
});

export const byteOrderMark = define({
  code: 'FLB103',
  name: 'byte-order-mark',
  severity: 'error',
  facts: ['C-2'],
  why: 'Fluent Bit takes the byte order mark for the first letter of the file and stops with an error. Some editors on Windows add one.',
  example: { classic: '\ufeff[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n' },
  says: () => ({
    text: 'the file starts with a byte order mark: Fluent Bit refuses it',
    help: 'save the file without a byte order mark',
  }),
});

export const loneCarriageReturn = define({
  code: 'FLB117',
  name: 'lone-carriage-return',
  severity: 'warning',
  facts: ['C-1'],
  why: 'Only a line feed ends a line. What follows a lone carriage return still belongs to the same line.',
  example: { classic: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    tag a\rb\n' },
  says: () => ({
    text: 'a carriage return that ends no line: Fluent Bit reads on in the same line',
    help: 'save the file with LF line ends',
  }),
});

export const nulCharacter = define({
  code: 'FLB118',
  name: 'nul-character',
  severity: 'error',
  facts: ['C-18'],
  why: 'A NUL character ends the text of its line, and the next line is lost with it.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    tag a\u0000b\n    self_hostname swallowed\n',
  },
  says: () => ({
    text: 'a NUL character: Fluent Bit cuts the line here and loses the next one',
    help: 'remove the character',
  }),
});

export const lostLastLine = define({
  code: 'FLB119',
  name: 'lost-last-line',
  severity: 'error',
  facts: ['C-4'],
  why: 'Fluent Bit reads a file in buffers. It loses a last line without a line end if that line fills a buffer exactly: 4095, 8191, 16383 bytes and so on.',
  example: { classic: `[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    tag ${'x'.repeat(4087)}` },
  says: ({ bytes }: { bytes: number }) => ({
    text: `the last line has ${bytes} bytes and no line end: Fluent Bit drops a last line of exactly this length`,
    help: 'end the file with a line end',
  }),
});

export const lineTooLong = define({
  code: 'FLB120',
  name: 'line-too-long',
  severity: 'error',
  facts: ['C-4'],
  why: 'Fluent Bit reads lines up to 32 MiB and stops at a longer one. No example: it would be as long.',
  sample: {},
  says: () => ({ text: 'a line of more than 32 MiB, which Fluent Bit does not read', help: 'shorten the value' }),
});

const longestLine = 33_554_432; // bytes (C-4)

/** Reports what the engine makes of the file as a whole: byte order mark, NUL, a last line that it loses. */
export function checkWholeText(source: SourceFile, diagnostics: Diagnostic[]): void {
  const { text } = source;
  if (source.hasByteOrderMark) {
    diagnostics.push(diagnostic(byteOrderMark, source.startSpan, {}, { fix: { span: source.startSpan, text: '' } }));
  }
  for (let at = text.indexOf('\0'); at !== -1; at = text.indexOf('\0', at + 1)) {
    diagnostics.push(diagnostic(nulCharacter, { start: at, end: at + 1 }, {}));
  }
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  if (lastLine === '\r') {
    const span = { start: text.length - 1, end: text.length };
    diagnostics.push(diagnostic(lastCarriageReturn, span, {}, { fix: { span, text: '' } }));
  }
  if (isLost(lastLine)) {
    const span = { start: text.length, end: text.length };
    diagnostics.push(diagnostic(lostLastLine, span, { bytes: utf8Length(lastLine) }, { fix: { span, text: '\n' } }));
  }
}

/** Reports a line that is longer than the engine's buffer may grow (C-4). */
export function checkLineLength(text: string, start: number, end: number, diagnostics: Diagnostic[]): void {
  if (end - start <= longestLine / 3) return;
  if (utf8Length(text.slice(start, end)) > longestLine) diagnostics.push(diagnostic(lineTooLong, { start, end }, {}));
}

/** Reports the first carriage return within a line: the engine does not end the line there (C-1). */
export function checkCarriageReturn(text: string, start: number, end: number, diagnostics: Diagnostic[]): void {
  const at = findInLine(text, 0x0d, start, end);
  if (at < end) diagnostics.push(diagnostic(loneCarriageReturn, { start: at, end: at + 1 }, {}));
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
