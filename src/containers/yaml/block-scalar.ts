import type { Span } from '../../source/span.js';

/** The header of a block: its style, and in either order its indentation and what becomes of the last line ends. */
export const headOfBlock = /^[|>](?:[1-9][+-]?|[+-][1-9]?)?[ \t]*(?:#[^\r\n]*)?\r?(?:\n|$)/;

/** A line of a block: where it begins in the text, and in the file. */
export interface BlockLine {
  readonly offset: number;
  readonly place: number;
  readonly end: number;
}

export interface BlockBody {
  readonly text: string;
  readonly lines: readonly BlockLine[];
  /** How many spaces stand before each line. */
  readonly indent: number;
  /** From the first line up to the end of the last one that is not blank, without its line end. */
  readonly content: Span;
}

/** What is in a literal block. `value`: as it was read where expressions are masked, so that its lengths count. Undefined if empty. */
export function blockBody(file: string, { start, end }: Span, value: string): BlockBody | undefined {
  const head = headOfBlock.exec(file.slice(start, end));
  if (head === null) return undefined;
  const first = start + head[0].length;
  const places = linesIn(file, first, end);
  const texts = value.split('\n');
  const sample = texts.findIndex((line) => line.trim() !== '');
  const line = places[sample];
  if (sample === -1 || line === undefined) return undefined;
  const indent = line.end - line.place - (texts[sample]?.length ?? 0);
  const lines: BlockLine[] = [];
  let text = '';
  let last = line;
  for (const [i, place] of places.entries()) {
    if (i >= texts.length) break;
    const content = file.slice(Math.min(place.place + indent, place.end), place.end);
    lines.push({ offset: text.length, place: Math.min(place.place + indent, place.end), end: place.end });
    text += content;
    if (content.trim() !== '') last = place;
    if (i < texts.length - 1) text += '\n';
  }
  if (text.length !== value.length) return undefined;
  return { text, lines, indent, content: { start: first, end: last.end } };
}

interface Line {
  readonly place: number;
  readonly end: number;
}

function linesIn(file: string, from: number, to: number): Line[] {
  const lines: Line[] = [];
  for (let place = from; place <= to; ) {
    const next = file.indexOf('\n', place);
    const isLast = next === -1 || next >= to;
    const stop = isLast ? to : next;
    lines.push({ place, end: stop > place && file.charAt(stop - 1) === '\r' ? stop - 1 : stop });
    if (isLast) break;
    place = next + 1;
  }
  return lines;
}
