import type { ValueType } from '../../engine/key-types.js';
import type { Config } from '../../model/config.js';
import { isComment } from '../../model/text.js';
import type { Emitter } from '../document/emitter.js';
import { writeConfigTree } from '../document/write-config.js';
import { needsEscapes } from '../double-quoted.js';
import type { Writing } from '../format.js';
import { TextBuilder } from '../text-builder.js';
import { isLiteral, isPlain, quotedScalar, yamlScalar } from './scalar.js';

/** Writes YAML as the Fluent Bit documentation does, quoted where any loader would read another text. */
export function writeYaml(config: Config): Writing {
  const emitter = new YamlEmitter();
  const diagnostics = writeConfigTree(config, emitter, 'YAML');
  return { text: emitter.text, diagnostics };
}

/** A collection that is open. Its first part decides whether it is written as a block at all. */
interface Frame {
  readonly margin: string;
  /** How an item begins at this level. */
  readonly dash: string;
  /** The keys written at this level before, with margin, colon and space. */
  readonly keys: Map<string, string>;
  empty: boolean;
}

/** An implicit key has at most 1024 characters (Y-49); longer ones take the explicit form. */
const longestKey = 1000;

/** Writes block style: two spaces a level, lists indented below their key, no anchors, tags or folding. */
export class YamlEmitter implements Emitter {
  private readonly out = new TextBuilder();
  /** The line that a key or a dash has begun and its value goes on with, behind a space. */
  private line = '';
  private isBehindDash = false;
  /** One for each level, used for every collection there; those up to `depth` are open. */
  private readonly frames: Frame[] = [];
  private depth = 0;
  /** The innermost collection that is open. */
  private frame = frameOf(0);

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
    const { keys, margin } = this.frame;
    let written = keys.get(key);
    if (written === undefined) {
      const scalar = yamlScalar(key, 'text');
      written = scalar.length > longestKey ? `${margin}? ${scalar}\n${margin}: ` : `${margin}${scalar}: `;
      keys.set(key, written);
    }
    // Behind a dash the margin has been written, in other words.
    this.line = this.line === '' ? written : this.line + written.slice(margin.length);
    this.isBehindDash = false;
  }

  holdsKey(): boolean {
    return true;
  }

  item(comments?: readonly string[], apart = false): void {
    this.startPart(comments, apart);
    this.line = this.line === '' ? this.frame.dash : `${this.line}- `;
    this.isBehindDash = true;
  }

  scalar(text: string, type?: ValueType): boolean {
    const stands = isPlain(text, type);
    if (stands) this.endLine(text);
    else if (text.includes('\n') && isLiteral(text)) this.literal(text);
    else this.endLine(quotedScalar(text));
    return stands;
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
    this.out.add('---');
    this.openMap();
    return true;
  }

  comments(lines: readonly string[], apart = false): void {
    if (this.line !== '') this.endLine();
    if (apart && !this.out.isEmpty) this.out.add('');
    for (const line of lines) this.out.add(line === '' ? '' : this.frame.margin + line);
  }

  holdsComment(line: string): boolean {
    return isComment(line) && !needsEscapes(line.replaceAll('\t', ' '));
  }

  /** A text of several lines, a script or a query, as a block that shows them. */
  private literal(text: string): void {
    this.endLine(text.endsWith('\n') ? '|' : '|-');
    const margin = `${this.frame.margin}  `;
    for (const line of text.replace(/\n$/, '').split('\n')) this.out.add(line === '' ? '' : margin + line);
  }

  private open(): void {
    this.frame = this.frames[this.depth] ??= frameOf(this.depth);
    this.frame.empty = true;
    this.depth++;
  }

  /** An empty collection stands where its block would have begun. */
  private close(empty: string): void {
    const { frame } = this;
    this.depth--;
    this.frame = this.frames[this.depth - 1] ?? frame;
    if (!frame.empty) return;
    if (this.line === '') this.out.add(frame.margin + empty);
    else this.endLine(empty);
  }

  /** Ends the line that a key or a dash has begun. */
  private endLine(rest?: string): void {
    this.out.add(rest === undefined ? this.line.slice(0, -1) : this.line + rest);
    this.line = '';
    this.isBehindDash = false;
  }

  private startPart(comments: readonly string[] | undefined, apart: boolean): void {
    const { frame } = this;
    const isFirst = frame.empty;
    frame.empty = false;
    if (this.isBehindDash) {
      this.startBehindDash(comments);
      return;
    }
    if (apart && !isFirst) this.out.add('');
    if (comments !== undefined) this.comments(comments);
    else if (this.line !== '') this.endLine();
  }

  /** The first key of an item stands behind its dash, or its first comment does. */
  private startBehindDash(comments: readonly string[] | undefined): void {
    const [head, ...others] = comments === undefined ? [] : withoutBlankStart(comments);
    if (head === undefined) return;
    this.endLine(head);
    this.comments(others);
  }
}

function frameOf(depth: number): Frame {
  const margin = '  '.repeat(depth);
  return { margin, dash: `${margin}- `, keys: new Map(), empty: true };
}

function withoutBlankStart(lines: readonly string[]): readonly string[] {
  return lines[0] === '' ? lines.slice(1) : lines;
}
