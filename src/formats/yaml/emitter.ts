import type { ValueType } from '../../model/keys.js';
import type { Emitter } from '../structured/emitter.js';
import { TextBuilder } from '../text-builder.js';
import { yamlScalar } from './scalar.js';

/** A collection that is open. Its first part decides whether it is written as a block at all. */
interface Frame {
  readonly margin: string;
  empty: boolean;
}

/** Where the text ends: behind a key's colon, behind an item's dash, or at the start of a line. */
type Spot = 'key' | 'dash' | 'line';

/** An implicit key has at most 1024 characters (Y-49); longer ones take the explicit form. */
const longestKey = 1000;

/** Writes block style: two blanks a level, lists indented below their key, no anchors, tags or folding. */
export class YamlEmitter implements Emitter {
  private readonly out = new TextBuilder();
  private spot: Spot = 'line';
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
    this.out.add(written.length > longestKey ? `? ${written}\n${this.margin}:` : `${written}:`);
    this.spot = 'key';
  }

  item(comments?: readonly string[], apart = false): void {
    this.startPart(comments, apart);
    this.out.add('-');
    this.spot = 'dash';
  }

  scalar(text: string, type?: ValueType): void {
    this.out.add(` ${yamlScalar(text, type)}\n`);
    this.spot = 'line';
  }

  comments(lines: readonly string[]): void {
    if (this.spot !== 'line') this.out.add('\n');
    this.spot = 'line';
    for (const line of lines) this.out.add(line === '' ? '\n' : `${this.margin}${line}\n`);
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
    this.out.add(this.spot === 'line' ? `${frame.margin}${empty}\n` : ` ${empty}\n`);
    this.spot = 'line';
  }

  private startPart(comments: readonly string[] | undefined, apart: boolean): void {
    const frame = this.frames.at(-1);
    const first = frame?.empty ?? true;
    if (frame !== undefined) frame.empty = false;
    // The first key of an item stands behind its dash, unless comments come between.
    if (this.spot === 'dash' && comments === undefined) {
      this.out.add(' ');
      return;
    }
    if (apart && !first) this.out.add('\n');
    this.comments(comments ?? []);
    this.out.add(this.margin);
  }
}
