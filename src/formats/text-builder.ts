const linesInChunk = 2000;

/** Builds a long text from many short lines, without a linked string of them all in memory. */
export class TextBuilder {
  /** The chunks so far; whoever needs it in one piece puts them together. */
  private text = '';
  private lines: string[] = [];
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0 && this.text === '';
  }

  /** Adds a line, or several, without the last line end. */
  add(line: string): void {
    this.lines[this.count++] = line;
    if (this.count < linesInChunk) return;
    this.text = this.toString();
    // A new list: writing into the old one costs the garbage collector more than it saves.
    this.lines = new Array<string>(linesInChunk);
    this.count = 0;
  }

  toString(): string {
    if (this.count === 0) return this.text;
    return `${this.text}${this.lines.slice(0, this.count).join('\n')}\n`;
  }
}
