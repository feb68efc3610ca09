import { eolOf } from '../yaml/host-scalar.js';
import type { HostNode } from '../yaml/nodes.js';
import { type Splice, spliced } from '../yaml/splice.js';
import type { ResourceItem, ResourceList } from './resource-list.js';

/** What a function has to say, about one field of one object. */
export interface Result {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly resourceRef: { readonly apiVersion: string; readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly field?: { readonly path: string };
  readonly file?: { readonly path: string; readonly index: number };
}

/** The list with new texts of items, and with results behind those that it has; all else byte for byte. */
export async function writeResourceList(
  list: ResourceList,
  texts: ReadonlyMap<ResourceItem, string>,
  results: readonly Result[],
): Promise<string> {
  const items = Array.from(texts, ([{ span, text }, newText]): Splice => {
    const indent = text.length - (span.end - span.start);
    return { span, text: newText.slice(indent) };
  });
  const said = results.length === 0 || !list.takesResults ? [] : await resultSplices(list, results);
  return spliced(list.source.text, [...items, ...said]);
}

async function resultSplices({ root, source }: ResourceList, results: readonly Result[]): Promise<Splice[]> {
  const there = root.at('results');
  const inFlow = results.map((one) => JSON.stringify(one)).join(', ');
  const at = (place: number, text: string): Splice => ({ span: { start: place, end: place }, text });
  const last = there?.items().at(-1);
  if (there !== undefined && last !== undefined) {
    if (there.isFlow) return [at(last.contentEnd, `, ${inFlow}`)];
    const indent = ' '.repeat(source.positionAt(there.span.start).column - 1);
    const eol = eolOf(source, there.span);
    return [at(endOf(last), results.map((one) => `${eol}${indent}- ${JSON.stringify(one)}`).join(''))];
  }
  if (there !== undefined) return [{ span: there.span, text: `[${inFlow}]` }];
  if (root.isFlow) return [at(root.contentEnd - 1, `, "results": [${inFlow}]`)];
  const { stringify } = await import('yaml');
  const eol = eolOf(source, root.span);
  const lines = stringify({ results }, { lineWidth: 0 }).trimEnd().split('\n');
  return [at(endOf(root), lines.map((line) => eol + line).join(''))];

  function endOf(node: HostNode): number {
    return source.lineSpanAt(node.contentEnd).end;
  }
}
