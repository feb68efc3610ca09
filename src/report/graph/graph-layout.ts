import type { Box, Graph, Line } from '../../graph/graph.js';
import { labelOf } from './graph-labels.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box in its place, in pixels. */
export interface PlacedBox {
  readonly box: Box;
  readonly label: readonly string[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A line in its place. It leads straight from each point of an even index to the next one, and in a bend to the one behind that. */
export interface PlacedLine {
  readonly line: Line;
  readonly points: readonly Point[];
}

export interface Layout {
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
  readonly width: number;
  readonly height: number;
  /** Whether records flow downwards, not to the right. */
  readonly isDown: boolean;
}

export const fontSize = 12; // pixels
/** The advance of a character of a font whose characters are equally wide. */
export const cellWidth = fontSize * 0.61;
export const lineHeight = 16;
const padding = 8;
/** Around the whole picture. */
export const margin = 16;

/** Drawn 1280 pixels wide, text of such a picture is 11 pixels high. */
const widest = (1280 * fontSize) / 11;

interface Shape {
  readonly isDown: boolean;
  /** The width of a box, in characters. */
  readonly cells: number;
  /** Between boxes, along the way of the records. */
  readonly gap: number;
}

/** From the most comfortable to the narrowest. */
const shapes: readonly Shape[] = [
  { isDown: false, cells: 30, gap: 44 },
  { isDown: true, cells: 30, gap: 44 },
  { isDown: false, cells: 22, gap: 36 },
  { isDown: true, cells: 22, gap: 36 },
  { isDown: false, cells: 14, gap: 28 },
  { isDown: true, cells: 14, gap: 28 },
];

/** Places boxes in the first shape that is narrow enough, else in the last one: 12 boxes are never too wide for that. */
export async function layOut(graph: Graph): Promise<Layout> {
  const dagre = await import('@dagrejs/dagre');
  let layout: Layout | undefined;
  for (const shape of shapes) {
    layout = placedBy(dagre, graph, shape);
    if (isNarrow(layout)) break;
  }
  return layout as Layout;
}

export function isNarrow({ width }: Layout): boolean {
  return width + 2 * margin <= widest;
}

function placedBy(dagre: typeof import('@dagrejs/dagre'), graph: Graph, { isDown, cells, gap }: Shape): Layout {
  const directed = new dagre.Graph();
  directed.setGraph({ rankdir: isDown ? 'TB' : 'LR', ranksep: gap, nodesep: 16, edgesep: 16 });
  directed.setDefaultEdgeLabel(() => ({}));
  const ids = new Map(graph.boxes.map((box, i) => [box, String(i)]));
  const labels = graph.boxes.map((box) => labelOf(box, cells));
  const width = Math.ceil(cells * cellWidth) + 2 * padding;
  for (const [i, label] of labels.entries()) directed.setNode(String(i), { width, height: label.length * lineHeight + padding });
  for (const { from, to } of graph.lines) directed.setEdge(ids.get(from) ?? '', ids.get(to) ?? '');
  dagre.layout(directed);
  const boxes = graph.boxes.map((box, i): PlacedBox => {
    const { x = 0, y = 0, height } = directed.node(String(i));
    return { box, label: labels[i] ?? [], left: x - width / 2, top: y - height / 2, width, height };
  });
  const placed = new Map(boxes.map((one) => [one.box, one]));
  const bands = bandsOf(boxes, isDown);
  const lines = graph.lines.map((line): PlacedLine => {
    const { points = [] } = directed.edge(ids.get(line.from) ?? '', ids.get(line.to) ?? '');
    const ends = [placed.get(line.from), placed.get(line.to)] as [PlacedBox, PlacedBox];
    return { line, points: wayThrough(points, ends, bands, isDown) };
  });
  const [right, bottom] = [Math.max(...boxes.map((one) => one.left + width)), Math.max(...boxes.map((one) => one.top + one.height))];
  const points = lines.flatMap((one) => one.points);
  const size = { width: Math.max(right, ...points.map(({ x }) => x)), height: Math.max(bottom, ...points.map(({ y }) => y)) };
  return { boxes, lines, ...size, isDown };
}

/** Where boxes stand along the way of the records: between these bands, lines meet none. */
interface Band {
  readonly start: number;
  readonly end: number;
}

function bandsOf(boxes: readonly PlacedBox[], isDown: boolean): Band[] {
  const bands: { start: number; end: number }[] = [];
  const spans = boxes.map(({ left, top, width, height }) =>
    isDown ? { start: top, end: top + height } : { start: left, end: left + width },
  );
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    const last = bands.at(-1);
    if (last === undefined || start > last.end) bands.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return bands;
}

/** Through each band straight where dagre left room, so that a line bends only where no box can be. */
function wayThrough(points: readonly Point[], [from, to]: [PlacedBox, PlacedBox], bands: readonly Band[], isDown: boolean): Point[] {
  const alongOf = ({ x, y }: Point) => (isDown ? y : x);
  const acrossOf = ({ x, y }: Point) => (isDown ? x : y);
  const pointAt = (along: number, across: number): Point => (isDown ? { x: across, y: along } : { x: along, y: across });
  const middleOf = ({ left, top, width, height }: PlacedBox): Point => ({ x: left + width / 2, y: top + height / 2 });
  const [start, end] = [middleOf(from), middleOf(to)];
  const isForward = alongOf(end) > alongOf(start);
  const halfOf = ({ width, height }: PlacedBox) => (isDown ? height : width) / 2;
  const bandOf = (point: Point) => bands.find((band) => band.start <= alongOf(point) && alongOf(point) <= band.end);
  const passed = new Map<Band, number>();
  const [first, last] = [bandOf(start), bandOf(end)];
  for (const point of points) {
    const band = bandOf(point);
    if (band !== undefined && band !== first && band !== last) passed.set(band, acrossOf(point));
  }
  const edges = ({ start: near, end: far }: Band) => (isForward ? [near, far] : [far, near]) as [number, number];
  const sign = isForward ? 1 : -1;
  const leaves = pointAt(alongOf(start) + sign * halfOf(from), acrossOf(start));
  const comes = pointAt(alongOf(end) - sign * halfOf(to), acrossOf(end));
  return [
    leaves,
    pointAt(first === undefined ? alongOf(leaves) : edges(first)[1], acrossOf(start)),
    ...[...passed].flatMap(([band, across]) => edges(band).map((along) => pointAt(along, across))),
    pointAt(last === undefined ? alongOf(comes) : edges(last)[0], acrossOf(end)),
    comes,
  ];
}
