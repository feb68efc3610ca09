import type { Box, BoxKind, Graph, Line } from '../../graph/graph.js';
import { printable } from '../source-line.js';
import { labelOf } from './graph-labels.js';

/** What stands around the text of a box: its shape. */
const shapes: Record<BoxKind, readonly [string, string]> = {
  input: ['([', '])'],
  filter: ['[', ']'],
  output: ['[[', ']]'],
  custom: ['{{', '}}'],
  'stream task': ['{{', '}}'],
  tag: ['>', ']'],
  node: ['[(', ')]'],
};

/** A flowchart in Mermaid, as GitHub shows it in Markdown. */
export function formatMermaid(graphs: readonly Graph[]): string {
  const ids = new Map(graphs.flatMap(({ boxes }) => boxes).map((box, i) => [box, `b${i + 1}`]));
  const dead = [...ids].flatMap(([box, id]) => (box.deadEnd === undefined ? [] : [id]));
  return `${[
    'flowchart LR',
    ...graphs.flatMap(({ title, boxes, lines }, i) => [
      `  subgraph g${i + 1} ["${escaped(printable(title))}"]`,
      '    direction LR',
      ...boxes.map((box) => `    ${ids.get(box)}${shapeOf(box)}`),
      ...lines.map((line) => `    ${ids.get(line.from)} ${arrowOf(line)} ${ids.get(line.to)}`),
      '  end',
    ]),
    ...(dead.length === 0 ? [] : ['  classDef deadEnd stroke:#c62828,stroke-width:3px', `  class ${dead.join(',')} deadEnd`]),
  ].join('\n')}\n`;
}

function shapeOf(box: Box): string {
  const [before, behind] = shapes[box.kind];
  return `${before}"${labelOf(box).map(escaped).join('<br>')}"${behind}`;
}

function arrowOf({ isRoute, isGuess }: Line): string {
  return isGuess ? '-.->' : isRoute ? '==>' : '-->';
}

/** Within quotes, all that Mermaid, Markdown or HTML may take for its own, as its number. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/_×…·-]/gu, (character) => `#${character.codePointAt(0)};`);
}
