import type { Box, BoxKind, Graph, Line } from '../../graph/graph.js';
import { printable } from '../source-line.js';
import { labelOf } from './graph-labels.js';

const shapes: Record<BoxKind, string> = {
  input: 'oval',
  filter: 'box',
  output: 'box3d',
  custom: 'hexagon',
  'stream task': 'hexagon',
  tag: 'cds',
  node: 'cylinder',
};

/** A graph in the language of Graphviz. */
export function formatDot(graphs: readonly Graph[]): string {
  const ids = new Map(graphs.flatMap(({ boxes }) => boxes).map((box, i) => [box, `b${i + 1}`]));
  return `${[
    'digraph {',
    '  rankdir=LR',
    '  node [fontname="sans-serif"]',
    ...graphs.flatMap(({ title, boxes, lines }, i) => [
      `  subgraph cluster_${i + 1} {`,
      `    label=${quoted([printable(title)])}`,
      ...boxes.map((box) => `    ${ids.get(box)} ${attributesOf(box)}`),
      ...lines.map((line) => `    ${ids.get(line.from)} -> ${ids.get(line.to)}${styleOf(line)}`),
      '  }',
    ]),
    '}',
  ].join('\n')}\n`;
}

function attributesOf(box: Box): string {
  return `[shape=${shapes[box.kind]}, label=${quoted(labelOf(box))}${box.deadEnd === undefined ? '' : ', color="#c62828", penwidth=3'}]`;
}

function styleOf({ isRoute, isGuess }: Line): string {
  return isGuess ? ' [style=dashed]' : isRoute ? ' [style=bold]' : '';
}

/** Graphviz replaces references to characters, as HTML has them, in all texts. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/["\\]/g, '\\$&').replaceAll('&', '&amp;')).join('\\n')}"`;
}
