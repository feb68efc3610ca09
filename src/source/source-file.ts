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
  /** The place found last: places asked for in order are counted from there, so that one long line is walked once. */
  private last = { offset: 0, column: 1 };

  constructor(
    readonly name: string,
    text: string,
  ) {
    this.hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
    this.text = this.hasByteOrderMark ? text.slice(1) : text;
  }

  /** The whole text as a span of no width at its start, for what is wrong with the file as such. */
  get startSpan(): Span {
    return { start: 0, end: 0 };
  }

  positionAt(offset: number): Position {
    const line = this.lineIndexAt(offset);
    const lineStart = this.starts()[line] ?? 0;
    const known = this.last.offset >= lineStart && this.last.offset <= offset ? this.last : { offset: lineStart, column: 1 };
    let { column } = known;
    let at = known.offset;
    for (; at < offset && at < this.text.length; column++) at += isAstralAt(this.text, at) ? 2 : 1;
    this.last = { offset: at, column };
    return { line: line + 1, column };
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
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
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
}

function isAstralAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code <= 0xdbff && index + 1 < text.length;
}
