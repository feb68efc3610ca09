import type { Span } from './span.js';

/** Line and column count from 1; the column counts characters (code points), not code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One text and its name: turns offsets into lines, columns and the lines themselves. */
export class SourceFile {
  /** The text without its byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  private lineStarts: number[] | undefined;
  private secondUnits: number[] | undefined;

  constructor(
    readonly name: string,
    text: string,
  ) {
    this.hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
    this.text = this.hasByteOrderMark ? text.slice(1) : text;
  }

  /** An empty span at the start, for what is wrong with the file as a whole. */
  get startSpan(): Span {
    return { start: 0, end: 0 };
  }

  positionAt(offset: number): Position {
    const end = Math.min(offset, this.text.length);
    const line = this.lineIndexAt(end);
    const start = this.starts()[line] ?? 0;
    const uncounted = countBelow(end, this.seconds()) - countBelow(start, this.seconds());
    return { line: line + 1, column: end - start - uncounted + 1 };
  }

  /** The line that holds `offset`, without its line end: a span of the text. */
  lineSpanAt(offset: number): Span {
    const line = this.lineIndexAt(offset);
    const start = this.starts()[line] ?? 0;
    let end = this.starts()[line + 1] ?? this.text.length + 1;
    end -= 1;
    if (end > start && this.text.charCodeAt(end - 1) === 0x0d) end -= 1;
    return { start, end };
  }

  private lineIndexAt(offset: number): number {
    return countBelow(offset + 1, this.starts()) - 1;
  }

  /** Made on first use: a conversion that has nothing to say never needs it. */
  private starts(): number[] {
    if (this.lineStarts === undefined) {
      this.lineStarts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) {
        this.lineStarts.push(at + 1);
      }
    }
    return this.lineStarts;
  }

  /** The offsets of the second code units of surrogate pairs; most texts have none. */
  private seconds(): number[] {
    this.secondUnits ??= Array.from(this.text.matchAll(/[\u{10000}-\u{10ffff}]/gu), ({ index }) => index + 1);
    return this.secondUnits;
  }
}

/** How many of the sorted offsets are below a limit. */
function countBelow(limit: number, offsets: readonly number[]): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
