/** Comments and blank lines that stand between two things, until it is known to which of them they belong. */
export class PendingComments {
  private lines: string[] = [];
  /** Whether a blank line stands behind them: of several in a row one counts. */
  private endsBlank = false;
  /** How many of the first lines belong to the section that ends: those up to its last indented comment. */
  private ending = 0;
  private sawFlush = false;

  get isEmpty(): boolean {
    return this.lines.length === 0 && !this.endsBlank;
  }

  addBlank(): void {
    this.endsBlank = true;
  }

  /** A comment, from its `#` on. An indented one stands with the keys, one in the first column with the sections. */
  add(comment: string, indented: boolean): void {
    this.settleBlank();
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
    if (this.ending === 0) return undefined;
    const lines = this.lines.splice(0, this.ending);
    this.ending = 0;
    return withoutBlankStart(lines);
  }

  /** The lines before a section; blank lines between sections are a matter of style. */
  takeForSection(): string[] | undefined {
    return this.take(true);
  }

  private take(dropBlankStart: boolean): string[] | undefined {
    if (dropBlankStart && this.lines.length === 0) this.endsBlank = false;
    if (this.isEmpty) return undefined;
    this.settleBlank();
    const lines = dropBlankStart ? withoutBlankStart(this.lines) : this.lines;
    this.lines = [];
    this.ending = 0;
    this.sawFlush = false;
    return lines;
  }

  private settleBlank(): void {
    if (this.endsBlank) this.lines.push('');
    this.endsBlank = false;
  }
}

function withoutBlankStart(lines: string[]): string[] {
  return lines[0] === '' ? lines.slice(1) : lines;
}
