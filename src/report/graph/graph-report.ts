import type { Graph } from '../../graph/graph.js';
import type { GraphForm } from '../forms.js';
import { formatDot } from './graph-dot.js';
import { formatMermaid } from './graph-mermaid.js';
import { formatSvg } from './graph-svg.js';

/** A configuration in at most so many boxes. */
export type Drawing = (most: number) => Graph;

export async function formatGraphs(drawings: readonly Drawing[], form: GraphForm, most: number): Promise<string> {
  switch (form) {
    case 'mermaid':
      return formatMermaid(drawings.map((draw) => draw(most)));
    case 'dot':
      return formatDot(drawings.map((draw) => draw(most)));
    case 'svg':
      return await formatSvg(drawings, most);
  }
}
