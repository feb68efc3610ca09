/** Comments and blank lines that stand between two things, until it is known to which of them they belong. */
export class PendingComments {
  private lines: string[] = [];
  /** How many of the first lines belong to the section that ends: those up to its last indented comment. */
  private ending = 0;
  private sawFlush = false;

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  addBlank(): void {
    if (this.lines.at(-1) !== '') this.lines.push('');
  }

  /** A comment, from its `#` on. An indented one stands with the keys, one in the first column with the sections. */
  add(comment: string, indented: boolean): void {
    this.lines.push(comment.trimEnd());
    if (!indented) this.sawFlush = true;
    else if (!this.sawFlush) this.ending = this.lines.length;
  }

  /** All lines, for the property that follows; a first blank line counts only where something stands above. */
  takeForProperty(isFirst: boolean): string[] | undefined {
    return this.take(isFirst);
  }

  /** The lines that end the section before. */
  takeEnding(): string[] | undefined {
    const lines = this.lines.splice(0, this.ending);
    this.ending = 0;
    return lines.some((line) => line !== '') ? withoutBlankStart(lines) : undefined;
  }

  /** The lines before a section; blank lines between sections are a matter of style. */
  takeForSection(): string[] | undefined {
    return this.take(true);
  }

  private take(dropBlankStart: boolean): string[] | undefined {
    if (this.lines.length === 0) return undefined;
    const lines = dropBlankStart ? withoutBlankStart(this.lines) : this.lines;
    this.lines = [];
    this.ending = 0;
    this.sawFlush = false;
    return lines.length > 0 ? lines : undefined;
  }
}

function withoutBlankStart(lines: string[]): string[] {
  return lines[0] === '' ? lines.slice(1) : lines;
}
