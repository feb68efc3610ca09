import type { ValueType } from '../../model/keys.js';
import { isComment } from '../../model/text.js';
import type { Emitter } from '../structured/emitter.js';
import { TextBuilder } from '../text-builder.js';
import { isLiteral, needsEscapes, yamlScalar } from './scalar.js';

/** A collection that is open. Its first part decides whether it is written as a block at all. */
interface Frame {
  readonly margin: string;
  /** The keys written at this level before, with margin and colon: most come again and again. */
  readonly keys: Map<string, string>;
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
  /** What the frames of each level share. */
  private readonly levels: Omit<Frame, 'empty'>[] = [];

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
    const { keys, margin } = this.frames.at(-1) as Frame;
    let written = keys.get(key);
    if (written === undefined) {
      const scalar = yamlScalar(key, 'text');
      written = scalar.length > longestKey ? `${margin}? ${scalar}\n${margin}:` : `${margin}${scalar}:`;
      keys.set(key, written);
    }
    // Behind a dash the margin has been written, in other words.
    this.line = this.line === margin ? written : this.line + written.slice(margin.length);
    this.isBehindDash = false;
  }

  item(comments?: readonly string[], apart = false): void {
    this.startPart(comments, apart);
    this.line += '-';
    this.isBehindDash = true;
  }

  scalar(text: string, type?: ValueType): void {
    if (text.includes('\n') && isLiteral(text)) this.literal(text);
    else this.endLine(yamlScalar(text, type));
  }

  typed(text: string): boolean {
    this.endLine(text);
    return true;
  }

  quoted(text: string): void {
    this.endLine(`'${text}'`);
  }

  nextDocument(): boolean {
    this.closeMap();
    this.out.add('---\n');
    this.openMap();
    return true;
  }

  comments(lines: readonly string[], apart = false): void {
    if (this.line !== '') this.endLine('');
    if (apart && !this.out.isEmpty) this.out.add('\n');
    for (const line of lines) this.out.add(line === '' ? '\n' : `${this.margin}${line}\n`);
  }

  holdsComment(line: string): boolean {
    return isComment(line) && !needsEscapes(line.replaceAll('\t', ' '));
  }

  /** A text of several lines, a script or a query, as a block that shows them. */
  private literal(text: string): void {
    this.endLine(text.endsWith('\n') ? '|' : '|-');
    const margin = `${this.margin}  `;
    for (const line of text.replace(/\n$/, '').split('\n')) this.out.add(line === '' ? '\n' : `${margin}${line}\n`);
  }

  private get margin(): string {
    return this.frames.at(-1)?.margin ?? '';
  }

  private open(): void {
    const depth = this.frames.length;
    this.levels[depth] ??= { margin: '  '.repeat(depth), keys: new Map() };
    const { margin, keys } = this.levels[depth];
    this.frames.push({ margin, keys, empty: true });
  }

  /** An empty collection stands where its block would have begun; an empty file is one without sections. */
  private close(empty: string): void {
    const frame = this.frames.pop();
    if (!frame?.empty || this.frames.length === 0) return;
    if (this.line === '') this.out.add(`${frame.margin}${empty}\n`);
    else this.endLine(empty);
  }

  /** Ends the line that a key or a dash has begun. */
  private endLine(rest: string): void {
    this.out.add(rest === '' ? `${this.line}\n` : `${this.line} ${rest}\n`);
    this.line = '';
    this.isBehindDash = false;
  }

  private startPart(comments: readonly string[] | undefined, apart: boolean): void {
    const frame = this.frames.at(-1) as Frame;
    const isFirst = frame.empty;
    frame.empty = false;
    if (this.isBehindDash) {
      this.startBehindDash(comments);
      return;
    }
    if (apart && !isFirst) this.out.add('\n');
    if (comments !== undefined) this.comments(comments);
    else if (this.line !== '') this.endLine('');
    this.line = frame.margin;
  }

  /** The first key of an item stands behind its dash, or its first comment does. */
  private startBehindDash(comments: readonly string[] | undefined): void {
    const [head, ...others] = comments === undefined ? [] : withoutBlankStart(comments);
    if (head === undefined) {
      this.line += ' ';
      return;
    }
    this.endLine(head);
    this.comments(others);
    this.line = this.margin;
  }
}

function withoutBlankStart(lines: readonly string[]): readonly string[] {
  return lines[0] === '' ? lines.slice(1) : lines;
}
