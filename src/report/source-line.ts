import { hidden } from '../diagnostics/secrets.js';
import type { SourceFile } from '../source/source-file.js';
import type { Span } from '../source/span.js';
import { secretStarts } from './secret-lines.js';

/** A message shows at most this much of a line. */
const widest = 120; // code units

/** The part of a source line around a span, and the marks to put below it. */
export interface Frame {
  readonly line: string;
  readonly marks: string;
}

/** The lines of sources as messages show them. Each source is searched for secrets once, however many lines are shown. */
export class SourceLines {
  private readonly secretStarts = new Map<SourceFile, readonly number[]>();

  /** The line of a span: no secrets, no control characters, not longer than a terminal is wide. */
  frameOf(source: SourceFile, span: Span): Frame {
    const line = source.lineSpanAt(span.start);
    const shownEnd = Math.min(line.end, this.secretStartOf(source, line));
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

  /** Where the secret part of the line begins. */
  private secretStartOf(source: SourceFile, line: Span): number {
    let starts = this.secretStarts.get(source);
    if (starts === undefined) {
      starts = secretStarts(source.text.split('\n'));
      this.secretStarts.set(source, starts);
    }
    return line.start + (starts[source.positionAt(line.start).line - 1] ?? 0);
  }
}

/** A line, whose secret part begins at `secretStart`, as a message may show it in full. */
export function shownLine(line: string, secretStart: number): string {
  return secretStart < line.length ? printable(line.slice(0, secretStart)) + hidden : printable(line);
}

/**
 * Text of the input without what a terminal or a log would take for commands: control characters, marks of direction, and
 * the `::` at the beginning and the `##[` anywhere that GitHub Actions obeys.
 */
export function printable(text: string): string {
  // Most texts are plain; compiling the pattern of all odd characters takes time.
  const plain = /^[ -~]*$/.test(text) ? text : text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu, '·');
  return /^\s*::|##\[/.test(plain) ? plain.replace(/^(\s*):(?=:)|#(?=#\[)/g, '$1·') : plain;
}

function characterCount(text: string): number {
  return [...text].length;
}
