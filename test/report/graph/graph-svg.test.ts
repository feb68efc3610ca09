import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, BoxKind, Graph } from '../../../src/graph/graph.js';
import { groupBoxes } from '../../../src/graph/group-boxes.js';
import { cellsOf } from '../../../src/report/graph/graph-labels.js';
import { formatSvg } from '../../../src/report/graph/graph-svg.js';
import { patience, runs } from '../../arbitraries/runs.js';
import { expectedGraph, findGraphs } from '../../golden/graphs.js';

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

type Place = readonly [number, number];

/** What an SVG of one configuration shows. `texts`: how far each reaches beyond its box, in a usual font. */
function shapesIn(svg: string): { rects: Rect[]; lines: Place[][]; width: number; texts: number[] } {
  const rects = [...svg.matchAll(/<rect x=[^>]*>/g)].map(([rect]) => rectOf(rect));
  const lines = [...svg.matchAll(/<path d="([^"]+)"[^>]*marker-end/g)].map(([, d = '']) => placesOn(d));
  const texts = [...svg.matchAll(/<g>\n<title>[\s\S]*?<\/g>/g)].flatMap(([box]) => {
    const lines = [...box.matchAll(/<text x="([\d.-]+)"[^>]*>([^<]*)</g)];
    return lines.map(([, x, text = '']) => Number(x) + cellsOf(text.replace(/&#\d+;/g, '_')) * 12 * 0.602 - rectOf(box).right);
  });
  return { rects, lines, width: Number(/width="([\d.]+)"/.exec(svg)?.[1]), texts };
}

function rectOf(text: string): Rect {
  const found = /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/.exec(text) ?? [];
  const [left = 0, top = 0, width = 0, height = 0] = found.slice(1).map(Number);
  return { left, top, right: left + width, bottom: top + height };
}

/** Many places on a path of `M`, `L` and `C`. */
function placesOn(d: string): Place[] {
  const places: Place[] = [];
  for (const [, step, numbers = ''] of d.matchAll(/([MLC])([^MLC]*)/g)) {
    const n = numbers.trim().split(' ').map(Number) as [number, number, number, number, number, number];
    const [x, y] = places.at(-1) ?? [0, 0];
    if (step === 'M') places.push([n[0], n[1]]);
    const ends: readonly Place[] =
      step === 'C'
        ? [
            [x, y],
            [n[0], n[1]],
            [n[2], n[3]],
            [n[4], n[5]],
          ]
        : [
            [x, y],
            [x, y],
            [n[0], n[1]],
            [n[0], n[1]],
          ];
    for (let t = 0.02; step !== 'M' && t <= 1; t += 0.02)
      places.push([
        on(
          t,
          ends.map(([one]) => one),
        ),
        on(
          t,
          ends.map(([, one]) => one),
        ),
      ]);
  }
  return places;
}

function on(t: number, [a = 0, b = 0, c = 0, d = 0]: number[]): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/** Places within a box. A line begins and ends on the border of one. */
function crossings(svg: string): number {
  const { rects, lines } = shapesIn(svg);
  const within = ([x, y]: Place) =>
    rects.some(({ left, top, right, bottom }) => x > left + 0.2 && x < right - 0.2 && y > top + 0.2 && y < bottom - 0.2);
  return lines.flat().filter(within).length;
}

function expectReadable(svg: string): void {
  const { rects, lines, width, texts } = shapesIn(svg);
  expect(crossings(svg)).toBe(0);
  expect(rects.length).toBeLessThanOrEqual(40);
  expect(lines.length).toBe(svg.split('marker-end').length - 1);
  expect((12 * 1280) / width).toBeGreaterThanOrEqual(11);
  const overlaps = rects.filter((a, i) =>
    rects.some((b, j) => j > i && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
  );
  expect(overlaps).toEqual([]);
  expect(Math.max(...rects.map(({ right }) => right))).toBeLessThanOrEqual(width - 32 + 0.1);
  expect(Math.max(...texts)).toBeLessThan(0);
}

const kinds: BoxKind[] = ['input', 'filter', 'output', 'tag', 'node', 'custom', 'stream task'];
const deadEnds = [undefined, undefined, undefined, 'no record reaches it', 'no match: it gets nothing'];

/** Graphs of all shapes, also such as no configuration has. */
const graphs: fc.Arbitrary<Graph> = fc
  .record({
    boxes: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        title: fc.constantFrom('tail', 'a_plugin_with_a_long_name', 'x'),
        notes: fc.array(fc.constantFrom('match *', 'tag of.a.very.long.kind.*', 'n'), { maxLength: 5 }),
        dead: fc.constantFrom(...deadEnds),
      }),
      { minLength: 1, maxLength: 60 },
    ),
    lines: fc.array(fc.tuple(fc.nat(59), fc.nat(59), fc.boolean(), fc.boolean()), { maxLength: 150 }),
  })
  .map(({ boxes, lines }) => {
    const made = boxes.map(
      ({ kind, title, notes, dead }): Box => ({ kind, titles: [title], notes, count: 1, ...(dead === undefined ? {} : { deadEnd: dead }) }),
    );
    const boxAt = (i: number) => made[i % made.length] as Box;
    const ends = new Map(
      lines.map(([from, to, isGuess, isRoute]) => [
        `${from % made.length} ${to % made.length}`,
        { from: boxAt(from), to: boxAt(to), isGuess, isRoute },
      ]),
    );
    return { title: 'any', boxes: made, lines: [...ends.values()].filter(({ from, to }) => from !== to) };
  });

const chain = (length: number): Graph => {
  const boxes = Array.from({ length }, (_, i): Box => ({ kind: 'filter', titles: [`f${i}`], notes: [], count: 1 }));
  const skip = boxes.flatMap((from, i) =>
    [1, 2].flatMap((step) => (boxes[i + step] ? [{ from, to: boxes[i + step] as Box, isGuess: false, isRoute: false }] : [])),
  );
  return { title: 'chain', boxes, lines: skip };
};

describe('a picture', () => {
  it('has no line through a box, no box over another, and readable text, whatever it shows', patience, async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => expectReadable(await formatSvg([(most) => groupBoxes(graph, most)], 40))),
      runs(60, 2000),
    );
  });

  it.each([2, 9, 25, 40])('of a chain of %i filters is readable', async (length) => {
    expectReadable(await formatSvg([(most) => groupBoxes(chain(length), most)], 40));
  });

  it.each(findGraphs().filter((name) => name !== 'directory'))('is readable in the case %s', (name) => {
    expectReadable(expectedGraph(name, 'graph.svg'));
  });

  it('that had a line through a box would be found', () => {
    const svg = '<svg width="9"><rect x="0" y="0" width="10" height="10"/><path d="M-5 5L5 5" marker-end="x"/>';
    expect(crossings(svg)).toBeGreaterThan(0);
  });
});
