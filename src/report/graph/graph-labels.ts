import type { Box } from '../../graph/graph.js';
import { printable } from '../source-line.js';

/** At most this many notes of a box are shown, and one about the rest. */
const mostNotes = 3;

/** At most this many cells of a line are shown, where the form itself sets no width. */
const usualCells = 40;

/** The lines of a box: what it is, what it goes by, and why records get no further. Without control characters. */
export function labelOf({ kind, titles, notes, count, deadEnd }: Box, cells = usualCells): string[] {
  const [first = '', second] = titles;
  const title = second === undefined ? first : `${first}, ${second}${titles.length > 2 ? ', …' : ''}`;
  const shown = notes.length > mostNotes ? [...notes.slice(0, mostNotes - 1), `and ${notes.length - mostNotes + 1} more`] : notes;
  const lines = [`${count > 1 ? `${count} × ` : ''}${kind} ${title}`, ...shown, ...(deadEnd === undefined ? [] : [deadEnd])];
  return lines.map((line) => cut(printable(line), cells));
}

/** How many cells a text takes where all characters of a line are equally wide: those of East Asia are twice so. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += isWide.test(character) ? 2 : 1;
  return cells;
}

const isWide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3fffd}]/u;

export function cut(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  let kept = '';
  for (const character of text) {
    if (cellsOf(kept + character) > cells - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
