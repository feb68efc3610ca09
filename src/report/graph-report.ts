import type { Graph } from '../graph/graph.js';
import { formatDot } from './graph-dot.js';
import { formatMermaid } from './graph-mermaid.js';

/** The forms of a picture. */
export const graphForms = ['mermaid', 'dot'] as const;
export type GraphForm = (typeof graphForms)[number];

export async function formatGraphs(graphs: readonly Graph[], form: GraphForm): Promise<string> {
  switch (form) {
    case 'mermaid':
      return formatMermaid(graphs);
    case 'dot':
      return formatDot(graphs);
  }
}
