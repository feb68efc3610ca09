/** A text with spaces put in, and how to tell where its offsets were before. */
export interface IndentedText {
  readonly text: string;
  readonly before: (offset: number) => number;
}

/**
 * The text with its quoted texts and flow collections indented below their keys: libyaml takes the lines that go on with one
 * at any column, the package `yaml` does not (I-12). Undefined if no line needs it, if one of them does not end, or if libyaml refuses one, too.
 */
export function indentLines(text: string): IndentedText | undefined {
  const margins = new LineScanner(text).scan();
  if (margins === undefined || margins.length === 0) return undefined;
  let out = '';
  let from = 0;
  /** Where each margin ends in the new text, and how much was put in up to there. */
  const ends: { end: number; added: number }[] = [];
  let added = 0;
  for (const { at, spaces } of margins) {
    out += text.slice(from, at) + ' '.repeat(spaces);
    from = at;
    added += spaces;
    ends.push({ end: out.length, added });
  }
  return { text: out + text.slice(from), before: (offset) => offsetBefore(offset, ends) };
}

function offsetBefore(offset: number, ends: readonly { end: number; added: number }[]): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return offset - (ends[low - 1]?.added ?? 0);
}

/** What libyaml takes for something else at the start of a line of a flow collection: a directive, a byte order mark. */
const notInFlow = '%\ufeff';

interface Margin {
  /** The offset of a line. */
  readonly at: number;
  readonly spaces: number;
}

/** Goes through a text as libyaml does, as far as it takes to tell where quoted texts and flow collections begin and end. */
class LineScanner {
  private at = 0;
  private lineStart = 0;
  /** The column of the innermost key or dash: what stands deeper belongs to it. */
  private column = -1;
  private readonly margins: Margin[] = [];

  constructor(private readonly text: string) {}

  /** Undefined if a quoted text or a flow collection does not end, or is refused. */
  scan(): Margin[] | undefined {
    while (this.at < this.text.length) {
      this.column = -1;
      if (/[^%]/.test(this.text.charAt(this.at)) && !this.scanLine()) return undefined;
      this.nextLine();
    }
    return this.margins;
  }

  /** Goes through a line of block style, and what goes on with it; false if that does not end. */
  private scanLine(): boolean {
    if (/^---[\s]/.test(this.text.slice(this.at, this.at + 4))) this.at += 3;
    for (;;) {
      this.skip(' \t');
      const start = this.at;
      const character = this.text.charAt(start);
      if (character === '' || '#\r\n'.includes(character)) return true;
      if ('-?:'.includes(character) && this.isBlank(start + 1)) {
        if (character !== ':') this.column = start - this.lineStart;
        this.at++;
      } else if (character === '&' || character === '!') {
        while (!this.isBlank(this.at)) this.at++;
      } else if (character === '|' || character === '>') {
        this.skipDeeperLines();
        return true;
      } else if (!this.scanNode(character)) {
        return false;
      } else if (!this.isColon()) {
        // A plain text goes on in deeper lines, whatever they look like.
        if (!'"\'[{'.includes(character)) this.skipDeeperLines();
        return true;
      } else {
        this.column = start - this.lineStart;
        this.at++;
      }
    }
  }

  private scanNode(first: string): boolean {
    if (first === '"' || first === "'") return this.scanQuoted();
    if (first === '[' || first === '{') return this.scanFlow();
    while (!this.isLineEnd() && !this.isColon() && !this.isComment()) this.at++;
    return true;
  }

  private scanQuoted(): boolean {
    const quote = this.text.charAt(this.at++);
    for (; this.at < this.text.length; this.at++) {
      const character = this.text.charAt(this.at);
      if (character === quote && (quote === '"' || this.text.charAt(this.at + 1) !== quote)) {
        this.at++;
        this.skip(' \t');
        return true;
      }
      if (character === '\n') this.beginLine('');
      else if (character === quote || (character === '\\' && quote === '"' && this.text.charAt(this.at + 1) !== '\n')) this.at++;
    }
    return false;
  }

  private scanFlow(): boolean {
    let depth = 0;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === '"' || character === "'") {
        if (!this.scanQuoted()) return false;
        continue;
      }
      if (character === '[' || character === '{') depth++;
      if (character === ']' || character === '}') depth--;
      if (character === '\n') this.beginLine(notInFlow);
      if (character === '#') this.skipLine();
      else if (' \t\r\n,:?[]{}'.includes(character)) this.at++;
      else if (!this.skipFlowText()) return false;
      if (depth === 0) {
        this.skip(' \t');
        return true;
      }
    }
    return false;
  }

  /** A plain text goes on in other lines, quotes and all; false where libyaml refuses a tab at the start of one (Y-47). */
  private skipFlowText(): boolean {
    while (this.at < this.text.length && !this.isComment() && !this.isColon() && !',[]{}'.includes(this.text.charAt(this.at))) {
      if (this.text.charAt(this.at) === '\n') this.beginLine('');
      if (this.text.charAt(this.at) === '\t' && this.isInMargin()) return false;
      this.at++;
    }
    return true;
  }

  /** Whether only spaces stand before this on its line, and so few that it is no deeper than the key. */
  private isInMargin(): boolean {
    return this.at - this.lineStart <= this.column && this.text.slice(this.lineStart, this.at).trim() === '';
  }

  /** At a line end within a node: the next line is to stand deeper than its key, save one that ends a document or begins with one of `not`. */
  private beginLine(not: string): void {
    const start = this.at + 1;
    this.lineStart = start;
    let content = start;
    while (this.text.charAt(content) === ' ') content++;
    const spaces = this.column + 1 - (content - start);
    const first = this.text.charAt(content);
    if (spaces <= 0 || first === '' || '\r\n'.includes(first)) return;
    if (content === start && (not.includes(first) || /^(?:---|\.\.\.)\s?$/.test(this.text.slice(start, start + 4)))) return;
    this.margins.push({ at: start, spaces });
  }

  private skipDeeperLines(): void {
    for (;;) {
      const lineFeed = this.text.indexOf('\n', this.at);
      if (lineFeed === -1) return;
      let content = lineFeed + 1;
      while (this.text.charAt(content) === ' ') content++;
      const isEmpty = content >= this.text.length || '\r\n'.includes(this.text.charAt(content));
      if (!isEmpty && content - lineFeed - 1 <= this.column) return;
      this.at = lineFeed + 1;
      if (content >= this.text.length) return;
    }
  }

  private skipLine(): void {
    while (!this.isLineEnd()) this.at++;
  }

  private nextLine(): void {
    const lineFeed = this.text.indexOf('\n', this.at);
    this.at = lineFeed === -1 ? this.text.length : lineFeed + 1;
    this.lineStart = this.at;
  }

  private skip(characters: string): void {
    while (this.at < this.text.length && characters.includes(this.text.charAt(this.at))) this.at++;
  }

  private isLineEnd(): boolean {
    return this.at >= this.text.length || this.text.charAt(this.at) === '\n';
  }

  private isBlank(at: number): boolean {
    return at >= this.text.length || ' \t\r\n'.includes(this.text.charAt(at));
  }

  private isColon(): boolean {
    return this.text.charAt(this.at) === ':' && this.isBlank(this.at + 1);
  }

  private isComment(): boolean {
    return this.text.charAt(this.at) === '#' && this.isBlank(this.at - 1);
  }
}
