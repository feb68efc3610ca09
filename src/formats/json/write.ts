import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { ValueType } from '../../engine/key-types.js';
import { type Config, keySpan, sectionSpan } from '../../model/config.js';
import { commentsWithin } from '../../model/nested.js';
import { isCanonicalInteger } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import { commentsDropped } from '../diagnostics.js';
import type { Emitter } from '../document/emitter.js';
import { writeConfigTree } from '../document/write-config.js';
import type { Writing } from '../format.js';
import { TextBuilder } from '../text-builder.js';

/** Writes JSON: the tree of the YAML. Comments are dropped, and reported. */
export function writeJson(config: Config): Writing {
  const emitter = new JsonEmitter();
  const diagnostics = writeConfigTree(config, emitter, 'JSON');
  if (emitter.droppedComments > 0) {
    diagnostics.push(diagnostic(commentsDropped, firstWithComment(config), { lines: emitter.droppedComments, format: 'JSON' }));
  }
  return { text: emitter.text, diagnostics };
}

/** Where the first section or key stands that a comment belongs to; the beginning of the file if they are all at its end. */
function firstWithComment({ sections }: Pick<Config, 'sections'>): Span {
  for (const section of sections) {
    if (section.comments !== undefined) return sectionSpan(section);
    for (const property of section.properties) {
      const { comments, nested } = property;
      if (comments !== undefined || (nested !== undefined && commentsWithin(nested).length > 0)) return keySpan(property);
    }
    if (section.end !== undefined) return sectionSpan(section);
    const inner = firstWithComment({ sections: section.sections ?? [] });
    if (inner.end > 0) return inner;
  }
  return { start: 0, end: 0 };
}

/** Characters that JSON allows raw and libyaml refuses or folds (Y-12): so that the text also loads under a `.yaml` name. */
const refusedByYaml = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** How long a key may be, quotes and all, so that libyaml still sees its colon (Y-49, I-21). */
const longestKey = 1024;

const jsonValue = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/** Writes JSON with two spaces a level. It has no comments: those of the input are counted. */
export class JsonEmitter implements Emitter {
  private readonly out = new TextBuilder();
  droppedComments = 0;
  private margin = '';
  private line = '';
  /** Whether the innermost collection has no part yet. */
  private empty = true;

  get text(): string {
    return this.out.toString();
  }

  openMap(): void {
    this.open('{');
  }

  openList(): void {
    this.open('[');
  }

  closeMap(): void {
    this.close('}');
  }

  closeList(): void {
    this.close(']');
  }

  key(key: string, comments?: readonly string[]): void {
    this.startPart(comments);
    this.line += `${jsonString(key)}: `;
  }

  holdsKey(key: string): boolean {
    return jsonString(key).length <= longestKey;
  }

  item(comments?: readonly string[]): void {
    this.startPart(comments);
  }

  scalar(text: string, type?: ValueType): boolean {
    const bare = type === 'integer' ? isCanonicalInteger(text) : type === 'boolean' && (text === 'true' || text === 'false');
    this.line += bare ? text : jsonString(text);
    return bare;
  }

  typed(text: string): boolean {
    const isJson = jsonValue.test(text);
    this.line += isJson ? text : jsonString(text);
    return isJson;
  }

  quoted(text: string): void {
    this.line += jsonString(text);
  }

  nextDocument(): boolean {
    return false;
  }

  comments(lines: readonly string[]): void {
    for (const line of lines) if (line !== '') this.droppedComments++;
  }

  holdsComment(): boolean {
    return true;
  }

  private open(bracket: string): void {
    this.line += bracket;
    this.margin += '  ';
    this.empty = true;
  }

  private close(bracket: string): void {
    this.margin = this.margin.slice(2);
    if (!this.empty) this.endLine();
    this.line += bracket;
    this.empty = false;
    if (this.margin === '') this.endLine();
  }

  private startPart(comments: readonly string[] = []): void {
    this.comments(comments);
    if (!this.empty) this.line += ',';
    this.endLine();
    this.empty = false;
  }

  private endLine(): void {
    this.out.add(this.line);
    this.line = this.margin;
  }
}

function jsonString(text: string): string {
  return JSON.stringify(text).replace(refusedByYaml, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
