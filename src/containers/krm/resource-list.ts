import { type Position, SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { type HostProblem, parseHost } from '../yaml/host-file.js';
import { type HostNode, rootsOf } from '../yaml/nodes.js';

/** What a KRM function is given, and gives back (functions-spec.md of kustomize): objects of Kubernetes in one list. */
export interface ResourceList {
  readonly source: SourceFile;
  readonly root: HostNode;
  /** A `List` has no room for results. */
  readonly takesResults: boolean;
  /** What a function is told to do by whoever calls it. */
  readonly functionConfig: HostNode | undefined;
  readonly items: readonly ResourceItem[];
}

/** An object of the list. */
export interface ResourceItem {
  readonly node: HostNode;
  /** The file that it comes from, and its number in it; both as annotations say it. */
  readonly path: string | undefined;
  readonly index: number;
  /** What of the list it is, without what stands before it on its first line. */
  readonly span: Span;
  /** It as a text of its own, each line indented as in the list. */
  readonly text: string;
}

/** Reads a ResourceList, or a List; gives what is wrong otherwise, and where. */
export async function readResourceList(text: string): Promise<ResourceList | ListProblem> {
  const source = new SourceFile('', text);
  const read = await readList(source);
  return 'problem' in read ? { problem: read.problem, ...source.positionAt(read.offset) } : read;
}

/** In words. */
export interface ListProblem extends Position {
  readonly problem: string;
}

async function readList(source: SourceFile): Promise<ResourceList | HostProblem> {
  const parsed = await parseHost('/', source);
  if ('problem' in parsed) return parsed;
  const [root, ...more] = rootsOf(parsed);
  const kind = root?.textAt('kind');
  if (root === undefined || more.length > 0) return { offset: 0, problem: 'it is not one document' };
  if (kind !== 'ResourceList' && kind !== 'List') return { offset: root.span.start, problem: 'it is neither a ResourceList nor a List' };
  return {
    source,
    root,
    takesResults: kind === 'ResourceList',
    functionConfig: root.at('functionConfig'),
    items: (root.at('items')?.items() ?? []).map((node) => itemOf(node, source)),
  };
}

function itemOf(node: HostNode, source: SourceFile): ResourceItem {
  const { start } = node.span;
  const end = node.isFlow ? node.contentEnd : source.lineSpanAt(node.contentEnd).end;
  const indent = node.isFlow ? '' : ' '.repeat(source.positionAt(start).column - 1);
  const annotations = node.at('metadata', 'annotations');
  const annotated = (name: string) =>
    annotations?.textAt(`internal.config.kubernetes.io/${name}`) ?? annotations?.textAt(`config.kubernetes.io/${name}`);
  return {
    node,
    path: annotated('path'),
    index: Number(annotated('index') ?? 0),
    span: { start, end },
    text: indent + source.text.slice(start, end),
  };
}

/** The path of the field that holds a place: `data.fluent-bit.conf`, `spec.containers[0].args[1]`. */
export function fieldAt(node: HostNode, offset: number): string {
  return fieldsOf(node, '').findLast(({ start, end }) => start <= offset && offset <= end)?.path ?? '';
}

/** The path of the first field whose path ends with these keys. */
export function fieldNamed(node: HostNode, keys: string): string {
  return fieldsOf(node, '').find(({ path }) => path === keys || path.endsWith(`.${keys}`))?.path ?? '';
}

interface Field extends Span {
  readonly path: string;
}

/** All fields, those within others behind them. */
function fieldsOf(node: HostNode, path: string): Field[] {
  return [
    ...node.entries().flatMap(({ key, value }): Field[] => {
      const own = path === '' ? key.text : `${path}.${key.text}`;
      const field = { path: own, start: key.span.start, end: value?.contentEnd ?? key.span.end };
      return [field, ...(value === undefined ? [] : fieldsOf(value, own))];
    }),
    ...node.items().flatMap((item, i): Field[] => {
      const own = `${path}[${i}]`;
      return [{ path: own, start: item.span.start, end: item.contentEnd }, ...fieldsOf(item, own)];
    }),
  ];
}
