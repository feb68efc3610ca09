const linesInChunk = 2000;

/** Puts a long text together from many short lines, without a rope of them all in memory. */
export class TextBuilder {
  private readonly chunks: string[] = [];
  private lines: string[] = [];

  get isEmpty(): boolean {
    return this.lines.length === 0 && this.chunks.length === 0;
  }

  /** Adds a line, or several, without the last line end. */
  add(line: string): void {
    this.lines.push(line);
    if (this.lines.length < linesInChunk) return;
    this.chunks.push(textOf(this.lines));
    this.lines = [];
  }

  toString(): string {
    return this.chunks.join('') + textOf(this.lines);
  }
}

function textOf(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
