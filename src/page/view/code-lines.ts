import type { Mark } from '../protocol.js';
import { h } from './dom.js';
import { tokensOf } from './tokens.js';

/** A longer line is shown without colors. */
const longest = 2000; // UTF-16 code units

/** More lines are shown as they are: making an element for each would take the page seconds. */
const mostLines = 5000;

/** A text line by line, in colors, with what is wrong underlined. Of a new text, only the lines that differ are made anew. */
export class CodeLines {
  readonly element = h('div', { class: 'lines' });
  private lines: readonly string[] = [];
  private marked: ReadonlySet<HTMLElement> = new Set();
  private format: string | undefined;

  show(text: string, format: string | undefined): void {
    const before = this.format === format ? this.lines : [];
    const all = text.split('\n');
    const isPlain = all.length > mostLines;
    const after = isPlain ? [] : all;
    this.lines = after;
    this.format = format;
    this.element.classList.toggle('plain', isPlain);
    if (isPlain) {
      this.element.textContent = text;
      return;
    }
    const most = Math.min(before.length, after.length);
    let start = 0;
    while (start < most && before[start] === after[start]) start++;
    let same = 0;
    while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
    if (before.length === 0) this.element.replaceChildren();
    const rows = this.element.children;
    for (let i = before.length - same - 1; i >= start; i--) rows[i]?.remove();
    const made = after.slice(start, after.length - same).map((line) => h('div', {}, ...this.pieces(line, [])));
    if (made.length > 0) this.element.insertBefore(fragment(made), rows[start] ?? null);
  }

  mark(marks: readonly Mark[]): void {
    const byRow = new Map<HTMLElement, Mark[]>();
    for (const mark of marks) {
      const row = this.rowAt(mark.line);
      if (row !== undefined) byRow.set(row, [...(byRow.get(row) ?? []), mark]);
    }
    for (const row of new Set([...this.marked, ...byRow.keys()])) {
      row.replaceChildren(...this.pieces(row.textContent ?? '', byRow.get(row) ?? []));
    }
    this.marked = new Set(byRow.keys());
  }

  /** The element of a line, counted from 0. */
  rowAt(line: number): HTMLElement | undefined {
    return this.element.children[line] as HTMLElement | undefined;
  }

  /** A line, cut wherever a color or an underline begins or ends. */
  private pieces(line: string, marks: readonly Mark[]): (string | Node)[] {
    if (line.length > longest) return [line];
    const tokens = tokensOf(line, this.format);
    const cuts = new Set([0, line.length, ...[...tokens, ...marks].flatMap(({ from, to }) => [from, Math.min(to, line.length)])]);
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(0, -1).map((from, i) => {
      const text = line.slice(from, places[i + 1]);
      const covers = (one: { from: number; to: number }) => one.from <= from && from < one.to;
      const token = tokens.find(covers);
      const mark = severities.map((severity) => marks.find((one) => one.severity === severity && covers(one))).find(Boolean);
      const classes = [token?.kind, mark && `wrong ${mark.severity}`].filter((one) => one !== undefined).join(' ');
      return classes === '' ? text : h('span', { class: classes }, text);
    });
  }
}

/** The worst first. */
const severities = ['error', 'warning', 'info'] as const;

function fragment(nodes: readonly Node[]): DocumentFragment {
  const all = document.createDocumentFragment();
  all.append(...nodes);
  return all;
}
