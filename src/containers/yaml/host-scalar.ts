import type { Scalar } from 'yaml';
import { doubleQuoted, needsEscapes } from '../../formats/double-quoted.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { type BlockBody, blockBody, headOfBlock } from './block-scalar.js';
import type { HostFile } from './host-file.js';
import { isMasked } from './mask.js';
import { readDoubleQuoted, readSingleQuoted } from './quoted-scalar.js';
import type { Splice } from './splice.js';

/** A scalar of a host file: its text, and where each character of it stands. */
export interface HostScalar {
  readonly file: HostFile;
  readonly text: string;
  /** In the host file, with its quotes or header. */
  readonly span: Span;
  /** Where a character of the text stands in the host file; the scalar itself where that is not known. */
  placeOf(offset: number): number;
  /** What puts another text in its place. */
  replacedBy(text: string): readonly Splice[];
  /** Of a literal block, its lines up to the last one that is not blank. */
  readonly block?: Span | undefined;
}

export interface ScalarContext {
  readonly file: HostFile;
  /** Whether it stands between brackets or braces, where no block can. */
  readonly isInFlow: boolean;
  /** Where its key begins, or itself without one. */
  readonly keyStart: number;
}

/** `node` is of the masked text, which has the same places. */
export function hostScalar(node: Scalar, context: ScalarContext): HostScalar {
  const [start, end] = node.range ?? [0, 0];
  const { source } = context.file;
  const value = String(node.value ?? '');
  const written = source.text.slice(start, end);
  switch (node.type) {
    case 'BLOCK_LITERAL':
      return new LiteralScalar(value, { start, end }, context);
    case 'QUOTE_DOUBLE':
      return placed(readDoubleQuoted(written, start), { start, end }, context);
    case 'QUOTE_SINGLE':
      return placed(readSingleQuoted(written, start), { start, end }, context);
    case 'PLAIN':
      if (!/[\r\n]/.test(written)) return placed({ text: written, offsets: undefined, start }, { start, end }, context);
      return opaque(value, { start, end }, context);
    default:
      return opaque(value, { start, end }, context);
  }
}

export interface PlacedText {
  readonly text: string;
  /** Where each character stands, and the end; one after the other from `start` on without. */
  readonly offsets: readonly number[] | undefined;
  readonly start: number;
}

function placed({ text, offsets, start }: PlacedText, span: Span, context: ScalarContext): HostScalar {
  const placeOf = (offset: number) => (offsets === undefined ? start + offset : (offsets[offset] ?? span.end - 1));
  return { file: context.file, text, span, placeOf, replacedBy: (other) => rewritten(other, span, context) };
}

/** One that is folded, or over several lines: where its characters stand is not known. */
function opaque(text: string, span: Span, context: ScalarContext): HostScalar {
  const { file } = context;
  const written = file.source.text.slice(span.start, span.end);
  // The comment of a folded block's header stays, and the line ends behind the block.
  const [comment = ''] = /[ \t]+#.*/.exec(headOfBlock.exec(written)?.[0] ?? '') ?? [];
  const content = { start: span.start, end: span.start + written.trimEnd().length };
  return { file, text, span, placeOf: () => span.start, replacedBy: (other) => rewritten(other, content, context, comment) };
}

/** A literal block: where its lines stand is found when somebody asks, since most are only read. */
class LiteralScalar implements HostScalar {
  readonly file: HostFile;
  private known: BlockBody | 'empty' | undefined;

  constructor(
    private readonly value: string,
    readonly span: Span,
    private readonly context: ScalarContext,
  ) {
    this.file = context.file;
  }

  get text(): string {
    return isMasked(this.value) ? (this.body?.text ?? this.value) : this.value;
  }

  placeOf(offset: number): number {
    const { lines } = this.body ?? { lines: [] };
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle]?.offset ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const line = lines[low];
    return line === undefined ? this.span.start : Math.min(line.place + offset - line.offset, line.end);
  }

  replacedBy(text: string): readonly Splice[] {
    const { body, span, file, value, context } = this;
    if (body === undefined) return opaque(value, span, context).replacedBy(text);
    return [{ span: body.content, text: indented(text, ' '.repeat(body.indent), eolOf(file.source, span)) }];
  }

  get block(): Span | undefined {
    return this.body?.content;
  }

  private get body(): BlockBody | undefined {
    this.known ??= blockBody(this.file.source.text, this.span, this.value) ?? 'empty';
    return this.known === 'empty' ? undefined : this.known;
  }
}

/** The lines of a text as those of a block, without the last line end. */
function indented(text: string, indent: string, eol: string): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  return lines.map((line) => (line === '' ? '' : indent + line)).join(eol);
}

/** Another text as a block where one may stand, else in double quotes; one line as it was written. `comment`: what stands behind it. */
function rewritten(text: string, span: Span, { file: { source }, isInFlow, keyStart }: ScalarContext, comment = ''): Splice[] {
  const quote = source.text.charAt(span.start);
  if (!text.includes('\n') && isPlainWord.test(text) && quote !== '|' && quote !== '>') {
    return [{ span, text: quote === '"' || quote === "'" ? quote + text + quote : text }];
  }
  if (isInFlow || !fitsBlock(text)) return [{ span, text: doubleQuoted(text) + comment }];
  const eol = eolOf(source, span);
  const chomping = text.endsWith('\n') ? '' : '-';
  // What stands behind the scalar on its line, a comment, stands behind the header then.
  const { end } = source.lineSpanAt(span.end);
  const indent = source.positionAt(keyStart).column + 1;
  const body = eol + indented(text, ' '.repeat(indent), eol);
  if (span.end === end) return [{ span, text: `|${chomping}${comment}${body}` }];
  return [
    { span, text: `|${chomping}${comment}` },
    { span: { start: end, end }, text: body },
  ];
}

/** A text over several lines as a literal block can hold it, whatever rewrites that. */
function fitsBlock(text: string): boolean {
  return text.includes('\n') && !needsEscapes(text.replace(/[\n\t]/g, ' ')) && !/^[ \n]|[ \t]\n|[ \t]$/.test(text);
}

/** What stands behind a key: a text as a literal block whose lines are indented so, or in double quotes. */
export function writtenText(text: string, indent: string, eol: string): string {
  if (!fitsBlock(text)) return doubleQuoted(text);
  return `|${text.endsWith('\n') ? '' : '-'}${eol}${indented(text, indent, eol)}`;
}

/** A text of base64, a name or a path: it needs no quotes. */
const isPlainWord = /^[\w/+.][\w/+=.-]*$/;

/** How lines end where a span begins. */
export function eolOf({ text }: SourceFile, { start }: Span): string {
  const next = text.indexOf('\n', start);
  const end = next === -1 ? text.lastIndexOf('\n') : next;
  return end > 0 && text.charAt(end - 1) === '\r' ? '\r\n' : '\n';
}
