import { secretIn } from '../diagnostics/secrets.js';

/**
 * Where the secret part of each line begins, in code units from the start of the line; its length where nothing is secret.
 * A line that goes on with the value of a secret is secret as a whole. What is commented out is read like the rest, by
 * itself; a comment right above a secret is one, too: there, what stood behind a value is written.
 */
export function secretStarts(lines: readonly string[]): number[] {
  const starts: number[] = [];
  const texts = new SecretReader();
  let comments = new SecretReader();
  let commentAbove: number | undefined;
  for (const [i, line] of lines.entries()) {
    const content = line.trimEnd();
    const mark = content.search(/\S/);
    const isComment = content.charAt(mark) === '#' && !texts.goesOnWith(content);
    let start = line.length;
    if (isComment) start = mark + 1 + comments.startIn(content.slice(mark + 1));
    else if (content !== '') {
      start = texts.startIn(content);
      if (texts.isInSecret && commentAbove !== undefined) starts[i - 1] = Math.min(starts[i - 1] ?? 0, commentAbove);
      comments = new SecretReader();
    }
    commentAbove = isComment ? mark + 1 : undefined;
    starts.push(start < content.length ? start : line.length);
  }
  return starts;
}

/** Reads lines one by one and knows whether the value of a secret goes on. */
class SecretReader {
  /** Lines that stand deeper are part of a secret. */
  private depth = Number.POSITIVE_INFINITY;
  /** Whether the secret is of YAML or JSON, where a value may have several lines. */
  private isStructured = false;
  /** Whether the value is a block of lines. */
  private isBlock = false;
  /** Whether a line that begins nothing new is part of a secret. */
  private isOpen = false;
  /** The quote and the brackets that a secret has opened and not closed. */
  private quote = '';
  private brackets = 0;

  /** Whether the last line had something of a secret, be it the name. */
  get isInSecret(): boolean {
    return this.depth < Number.POSITIVE_INFINITY;
  }

  goesOnWith(line: string): boolean {
    return this.quote !== '' || this.brackets > 0 || depthOf(line) > this.depth || (this.isOpen && !beginning.test(line));
  }

  startIn(line: string): number {
    if (this.goesOnWith(line)) {
      // What is indented is told by that; a line of a block that stands further out is a slip.
      if (depthOf(line) > this.depth && !this.isBlock) this.isOpen = false;
      if (this.isStructured) this.readOn(line, 0);
      return 0;
    }
    const secret = secretIn(line);
    // A command or a header is a line by itself.
    if (secret === undefined || /^[@[]/.test(line)) {
      this.depth = Number.POSITIVE_INFINITY;
      this.isOpen = false;
      return secret?.start ?? line.length;
    }
    const column = columnOfEntry(line);
    this.depth = column === undefined ? depthOf(line) : 2 * column;
    this.isStructured = column !== undefined || line.slice(secret.nameEnd, secret.start).includes(':') || /^\s*(?:["'?]|- )/.test(line);
    // Quotes and brackets tell where a value ends. A plain one begins further down, or may go on within a list or a map.
    this.isOpen = this.isStructured && (secret.start === line.length || /[[{]/.test(line.slice(0, secret.nameEnd)));
    this.isBlock = this.isStructured && blockHead.test(line.slice(secret.nameEnd));
    if (this.isStructured) this.readOn(line, secret.nameEnd);
    return secret.start;
  }

  /** Reads the quotes of a line, and its brackets from a place on. */
  private readOn(line: string, from: number): void {
    for (let at = 0; at < line.length; at++) {
      const character = line.charAt(at);
      if (this.quote !== '') {
        if (character === '\\' && this.quote === '"') at++;
        else if (character === this.quote) this.quote = '';
      } else if (']}'.includes(character)) {
        this.brackets = Math.max(0, this.brackets - 1);
      } else if (opening.test(line.charAt(at - 1))) {
        if ('"\''.includes(character)) this.quote = character;
        else if ('[{'.includes(character) && at >= from) this.brackets++;
      }
    }
  }
}

/** What ends the line of a key whose value is the lines below, as they stand. */
const blockHead = /[|>][-+\d]*\s*(?:#.*)?$/;

/** What a quote or a bracket stands behind if it opens something. */
const opening = /^$|[\s:,[{?(-]/;

/** The beginning of an entry, an item, a section, a comment or a document; or the end of a list or a map. */
const beginning = /^\s*(?:["']?[\w.-]+["']?\s*:(?:\s|$)|"[^"]*"\s*:|-(?:\s|$)|[[\]}#@]|---|\.\.\.)/;

/** The column of the key of a line that is an entry of a map. */
function columnOfEntry(line: string): number | undefined {
  return /^(\s*(?:[-?]\s+)*)(?:"[^"]*"|'[^']*'|[^\s"'{[#][^\s:]*)\s*:(?:\s|$)/.exec(line)?.[1]?.length;
}

/** How deep a line stands. A list may stand at the indentation of its key in YAML, and is below it all the same. */
function depthOf(line: string): number {
  const content = line.trimStart();
  return 2 * (line.length - content.length) + (content.startsWith('-') ? 1 : 0);
}
