import { hidden, isSecretKey, secretStart } from '../diagnostics/secrets.js';
import type { SourceFile } from '../source/source-file.js';
import type { Span } from '../source/span.js';

/** As much of a line as a message shows. */
const widest = 120;

/** The part of a source line around a span, and the marks to put below it. */
export interface Frame {
  readonly line: string;
  readonly marks: string;
}

/** The line of a span as a message may show it: no secrets, no control characters, not longer than a terminal is wide. */
export function frameOf(source: SourceFile, span: Span): Frame {
  const line = source.lineSpanAt(span.start);
  const shownEnd = Math.min(line.end, secretStartOf(source, line));
  const isHidden = shownEnd < line.end;
  const column = Math.min(span.start, shownEnd) - line.start;
  const from = column < widest - 20 ? 0 : column - 40;
  const to = Math.min(shownEnd - line.start, from + widest);
  const text = source.text.slice(line.start + from, line.start + to);
  const rest = isHidden && to === shownEnd - line.start ? hidden : to < line.end - line.start ? '…' : '';
  const end = Math.min(span.end, line.end) - line.start;
  const width = Math.max(1, Math.min(end, to + rest.length) - column);
  const before = characterCount(text.slice(0, column - from)) + (from > 0 ? 1 : 0);
  return {
    line: (from > 0 ? '…' : '') + printable(text) + rest,
    marks: ' '.repeat(before) + '^'.repeat(Math.min(width, characterCount(text.slice(column - from)) + rest.length || 1)),
  };
}

/** Where the secret part of the line begins: all of it, if it goes on with the value of a secret key above. */
function secretStartOf(source: SourceFile, line: Span): number {
  let last = lastLines.get(source);
  if (last?.lineStart !== line.start) {
    last = { lineStart: line.start, secretStart: findSecretStart(source, line) };
    lastLines.set(source, last);
  }
  return last.secretStart;
}

/** The line looked at last in each source: all of a file, and thousands of diagnostics, may be on one line. */
const lastLines = new WeakMap<SourceFile, { readonly lineStart: number; readonly secretStart: number }>();

function findSecretStart(source: SourceFile, line: Span): number {
  const text = source.text.slice(line.start, line.end);
  const start = secretStart(text);
  if (start < text.length) return line.start + start;
  return continuesSecret(source, line, text) ? line.start : line.end;
}

/** How far up the key of a value of several lines is looked for. */
const farthest = 200;

/**
 * Whether the line goes on with a secret: one of the lines that it is indented below names it, or the line above ends with
 * its key. If the key is too far up to be found, the line counts as secret.
 */
function continuesSecret(source: SourceFile, line: Span, text: string): boolean {
  let indent = indentOf(text);
  let end = line.start - 1;
  let isNext = true;
  for (let i = 0; end > 0 && (indent > 0 || isNext); i++) {
    if (i === farthest) return true;
    const start = source.text.lastIndexOf('\n', end - 1) + 1;
    const above = source.text.slice(start, Math.min(end, start + 1000));
    end = start - 1;
    if (above.trim() === '') continue;
    if (isNext && isSecretKey(above) && secretStart(above.trimEnd()) >= above.trimEnd().length) return true;
    isNext = false;
    if (indentOf(above) >= indent) continue;
    if (isSecretKey(above)) return true;
    indent = indentOf(above);
  }
  return false;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Text of the input without what a terminal or a log would take for commands. */
export function printable(text: string): string {
  // Most texts; the pattern of all odd characters takes its time to make.
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu, '·');
}

function characterCount(text: string): number {
  return [...text].length;
}
