import type { Change } from '../embedded.js';
import { headOfBlock } from '../yaml/block-scalar.js';
import { eolOf, type HostScalar, writtenText } from '../yaml/host-scalar.js';
import type { HostNode } from '../yaml/nodes.js';
import type { Splice } from '../yaml/splice.js';
import { type TextKey, textKeys } from './chart.js';
import type { Layer, ValuesText } from './values.js';

/** What is put in at the end of `config`, one after the other; files are numbered from `files` on. */
const ranks = { comment: 0, texts: 1, extraFiles: 10, files: 11, args: 1000 } as const;

/** Says what of values changes, and where: texts become "", and files below `extraFiles`. */
export class LayerWriter {
  private readonly eol: string;
  /** How far what is below `config` is indented, and how much deeper each level stands. */
  private readonly indent: number;
  private readonly step: number;

  constructor(private readonly layer: Layer) {
    const { config, configKey, file } = layer;
    const [first = { key: configKey }] = config.entries();
    this.eol = eolOf(file.source, configKey.span);
    this.indent = columnOf(first.key);
    this.step = Math.max(1, this.indent - columnOf(configKey));
  }

  /** A text of the chart as a file of its own. */
  moved(key: TextKey, { value }: ValuesText, change: Change): Splice[] {
    return [this.emptied(value), ...this.fileAdded(key, change, value.text)];
  }

  /** The same of one that the chart's defaults hold. */
  movedDefault(key: TextKey, change: Change, old: string): Splice[] {
    const place = this.endOf(this.layer.config);
    const line = (text: string, rank: number) => this.putIn(place, `${this.eol}${' '.repeat(this.indent)}${text}`, rank);
    return [
      line("# from the chart's defaults", ranks.comment),
      line(`${key}: ""`, ranks.texts + textKeys.indexOf(key)),
      ...this.fileAdded(key, change, old),
    ];
  }

  /** Arguments that name the main file; the chart's own ones are gone where values have any. */
  argsAdded(values: readonly string[]): Splice[] {
    const { node } = this.layer;
    const [first] = node.entries();
    const indent = ' '.repeat(first === undefined ? 0 : columnOf(first.key));
    const place = this.endOf(node);
    // A block that keeps its line ends would take one more empty line as its own.
    const { start, end } = this.layer.file.source.lineSpanAt(place);
    const gap = start === end ? [] : [''];
    const lines = [...gap, `${indent}args:`, ...values.map((value) => `${indent}${' '.repeat(this.step)}- ${value}`)];
    return [this.putIn(place, this.eol + lines.join(this.eol), ranks.args)];
  }

  private emptied(value: HostScalar): Splice {
    const { source } = value.file;
    const written = source.text.slice(value.span.start, value.span.end);
    const [head] = headOfBlock.exec(written) ?? [];
    if (head === undefined) return { span: value.span, text: '""' };
    const [comment = ''] = /[ \t]+#[^\r\n]*/.exec(head) ?? [];
    const end = value.block?.end ?? value.span.start + written.trimEnd().length;
    return { span: { start: value.span.start, end }, text: `""${comment}` };
  }

  /** Below `extraFiles`, before those that are there. */
  private fileAdded(key: TextKey, { name, text }: Change, old: string): Splice[] {
    const { config, extraFiles, file } = this.layer;
    const first = extraFiles?.value?.entries()[0];
    const entryIndent = first === undefined ? this.indent + this.step : columnOf(first.key);
    const rank = ranks.files + textKeys.indexOf(key);
    const entry = (place: number) => {
      const written = writtenText(withEndOf(text, old), ' '.repeat(entryIndent + this.step), this.eol);
      return this.putIn(place, `${this.eol}${' '.repeat(entryIndent)}${name}: ${written}`, rank);
    };
    if (extraFiles === undefined) {
      const place = this.endOf(config);
      return [this.putIn(place, `${this.eol}${' '.repeat(this.indent)}extraFiles:`, ranks.extraFiles), entry(place)];
    }
    const line = file.source.lineSpanAt(extraFiles.key.span.end).end;
    if (first !== undefined) return [entry(line)];
    // `{}`, or nothing at all, makes room.
    const span = { start: extraFiles.key.span.end + 1, end: extraFiles.value?.span.end ?? extraFiles.key.span.end + 1 };
    return [{ span, text: '' }, entry(line)];
  }

  private putIn(place: number, text: string, rank: number): Splice {
    return { span: { start: place, end: place }, text, rank };
  }

  /** The end of the last line with anything of a node. */
  private endOf(node: HostNode): number {
    return this.layer.file.source.lineSpanAt(node.contentEnd).end;
  }
}

function columnOf({ file, span }: HostScalar): number {
  return file.source.positionAt(span.start).column - 1;
}

/** A text with a line end where the old one has one. An empty one tells nothing. */
function withEndOf(text: string, old: string): string {
  const isOpen = old !== '' && !old.endsWith('\n');
  return text.replace(/\n*$/, '') + (isOpen ? '' : '\n');
}
