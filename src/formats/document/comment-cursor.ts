import type { Comment } from './cursor.js';

/**
 * Hands a document's comments to the keys they stand at, in the order of the text.
 * A blank line is worth keeping where it stands between keys, so it comes along as `''`.
 */
export class CommentCursor {
  private next = 0;
  /** The end of the comment that was handed out last. */
  private taken = 0;

  constructor(
    private readonly text: string,
    private readonly comments: readonly Comment[],
  ) {}

  /** What stands before `offset` and was not taken yet, then the blank line above `offset`, if there is one: there may be, if it is `apart`. */
  before(offset: number, apart = true): string[] | undefined {
    if (this.next === this.comments.length) return apart && this.hasBlankLineAbove(offset) ? [''] : undefined;
    const lines: string[] = [];
    for (let comment = this.peek(); comment !== undefined && comment.start < offset; comment = this.peek()) {
      this.take(comment, lines);
    }
    if (this.hasBlankLineAbove(offset)) addBlank(lines);
    return lines.length > 0 ? lines : undefined;
  }

  /** What stands before the dash of the list item whose first key is at `offset`; all of it in flow style. */
  beforeItem(offset: number): string[] | undefined {
    return this.before(this.itemStart(offset));
  }

  /** The comment that ends the line of what stands up to `offset`; the brackets of flow style may come between. */
  after(offset: number): string | undefined {
    const comment = this.peek();
    // A block of lines ends with the last of them.
    if (comment === undefined || this.text.charAt(offset - 1) === '\n') return undefined;
    if (!this.onlyBetween(' \t,]}', offset, comment.start)) return undefined;
    this.taken = comment.start + comment.text.length;
    this.next++;
    return comment.text;
  }

  /** The lines of comments right after what stands up to `offset`, and its brackets, to the first one indented less than the keys at `keyOffset`. */
  inBlockOf(keyOffset: number, offset: number): string[] | undefined {
    const lines: string[] = [];
    let from = Math.max(offset, this.taken);
    for (let comment = this.peek(); comment !== undefined; comment = this.peek()) {
      if (!this.onlyBetween(' \t\r\n]},', from, comment.start)) break;
      if (this.columnOf(comment.start) < this.columnOf(keyOffset)) break;
      from = comment.start + comment.text.length;
      this.take(comment, lines);
    }
    return lines.length > 0 ? lines : undefined;
  }

  /** All that is left. */
  rest(): string[] | undefined {
    const lines: string[] = [];
    for (let comment = this.peek(); comment !== undefined; comment = this.peek()) this.take(comment, lines);
    return lines.length > 0 ? lines : undefined;
  }

  private peek(): Comment | undefined {
    return this.next < this.comments.length ? this.comments[this.next] : undefined;
  }

  private take(comment: Comment, lines: string[]): void {
    if (this.hasBlankLineAbove(comment.start)) addBlank(lines);
    lines.push(comment.text);
    this.taken = comment.start + comment.text.length;
    this.next++;
  }

  /** The dash of the list item whose first key is at `offset`, found over the comments in between; `offset` in flow style. */
  private itemStart(offset: number): number {
    let last = this.next;
    while ((this.comments[last]?.start ?? offset) < offset) last++;
    for (let at = offset; ; ) {
      while (at > 0 && ' \t\r\n'.includes(this.text.charAt(at - 1))) at--;
      const comment = last > this.next ? this.comments[last - 1] : undefined;
      if (comment === undefined || comment.start + comment.text.length < at) return this.text.charAt(at - 1) === '-' ? at - 1 : offset;
      at = comment.start;
      last--;
    }
  }

  private columnOf(offset: number): number {
    return offset - (this.text.lastIndexOf('\n', offset - 1) + 1);
  }

  private onlyBetween(allowed: string, start: number, end: number): boolean {
    let at = start;
    while (at < end && allowed.includes(this.text.charAt(at))) at++;
    return at >= end;
  }

  /** Whether the line above the one that `offset` begins, save for spaces and the dashes of lists, is blank. */
  private hasBlankLineAbove(offset: number): boolean {
    const { text } = this;
    let at = offset;
    let code: number;
    do code = at > 0 ? text.charCodeAt(--at) : 0;
    while (code === 0x20 || code === 0x2d);
    if (code !== 0x0a) return false;
    do code = at > 0 ? text.charCodeAt(--at) : 0;
    while (isBlank(code));
    return code === 0x0a;
  }
}

/** A space, a tab or a carriage return. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}

function addBlank(lines: string[]): void {
  if (lines.at(-1) !== '') lines.push('');
}
