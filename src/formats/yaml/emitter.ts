import type { ValueType } from '../../model/keys.js';
import { isComment } from '../../model/text.js';
import type { Emitter } from '../structured/emitter.js';
import { TextBuilder } from '../text-builder.js';
import { needsEscapes, yamlScalar } from './scalar.js';

/** A collection that is open. Its first part decides whether it is written as a block at all. */
interface Frame {
  readonly margin: string;
  empty: boolean;
}

/** An implicit key has at most 1024 characters (Y-49); longer ones take the explicit form. */
const longestKey = 1000;

/** Writes block style: two blanks a level, lists indented below their key, no anchors, tags or folding. */
export class YamlEmitter implements Emitter {
  private readonly out = new TextBuilder();
  /** The line that a key or a dash has begun and its value goes on with. */
  private line = '';
  private isBehindDash = false;
  private readonly frames: Frame[] = [];
  /** The keys written before: most come again and again. */
  private readonly keys = new Map<string, string>();

  get text(): string {
    return this.out.toString();
  }

  openMap(): void {
    this.open();
  }

  openList(): void {
    this.open();
  }

  closeMap(): void {
    this.close('{}');
  }

  closeList(): void {
    this.close('[]');
  }

  key(key: string, comments?: readonly string[], apart = false): void {
    this.startPart(comments, apart);
    let written = this.keys.get(key);
    if (written === undefined) {
      written = yamlScalar(key, 'text');
      this.keys.set(key, written);
    }
    this.line += written.length > longestKey ? `? ${written}\n${this.margin}:` : `${written}:`;
    this.isBehindDash = false;
  }

  item(comments?: readonly string[], apart = false): void {
    this.startPart(comments, apart);
    this.line += '-';
    this.isBehindDash = true;
  }

  scalar(text: string, type?: ValueType): void {
    this.endLine(` ${yamlScalar(text, type)}`);
  }

  comments(lines: readonly string[], apart = false): void {
    if (this.line !== '') this.endLine('');
    if (apart && !this.out.isEmpty) this.out.add('\n');
    for (const line of lines) this.out.add(line === '' ? '\n' : `${this.margin}${line}\n`);
  }

  holdsComment(line: string): boolean {
    return isComment(line) && !needsEscapes(line.replaceAll('\t', ' '));
  }

  private get margin(): string {
    return this.frames.at(-1)?.margin ?? '';
  }

  private open(): void {
    const margin = this.frames.length === 0 ? '' : `${this.margin}  `;
    this.frames.push({ margin, empty: true });
  }

  /** An empty collection stands where its block would have begun; an empty file is one without sections. */
  private close(empty: string): void {
    const frame = this.frames.pop();
    if (!frame?.empty || this.frames.length === 0) return;
    this.endLine(this.line === '' ? `${frame.margin}${empty}` : ` ${empty}`);
  }

  private endLine(rest: string): void {
    this.out.add(`${this.line}${rest}\n`);
    this.line = '';
    this.isBehindDash = false;
  }

  private startPart(comments: readonly string[] | undefined, apart: boolean): void {
    const frame = this.frames.at(-1);
    const first = frame?.empty ?? true;
    if (frame !== undefined) frame.empty = false;
    // The first key of an item stands behind its dash, or its first comment does.
    if (this.isBehindDash) {
      const [head, ...others] = withoutBlankStart(comments);
      if (head === undefined) {
        this.line += ' ';
        return;
      }
      this.endLine(` ${head}`);
      this.comments(others);
      this.line = this.margin;
      return;
    }
    if (apart && !first) this.out.add('\n');
    this.comments(comments ?? []);
    this.line = this.margin;
  }
}

function withoutBlankStart(lines: readonly string[] = []): readonly string[] {
  return lines[0] === '' ? lines.slice(1) : lines;
}
