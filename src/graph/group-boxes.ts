import { groupBy } from '../model/grouping.js';
import { type Box, type Graph, LineSet } from './graph.js';

/** Up to this many boxes, each section has its own. */
const mostSeparate = 12;

/** With more lines than this, nobody follows one. */
const mostLines = 80;

/** Fewer boxes than these cannot tell plugins of different kinds and their dead ends apart. */
export const fewestBoxes = 12;

/**
 * The graph in at most this many boxes, 12 at least, and in fewer if there are many lines: filters that records always pass one after the other are one box, and so are
 * sections of a plugin that do the same; then those of one plugin, and those of one kind, of the kinds with the most boxes first. Dead
 * ends stay apart.
 */
export function groupBoxes(graph: Graph, most: number): Graph {
  let grouped = graph;
  if (graph.boxes.length > mostSeparate) {
    grouped = merge(grouped, chains(grouped));
    grouped = merge(grouped, [...equalBoxes(grouped).values()]);
  }
  for (let limit = most; ; limit = Math.max(fewestBoxes, limit - 8)) {
    for (const signOf of [ofPlugin, ofKind]) grouped = merge(grouped, largest(grouped, signOf, limit));
    if (grouped.lines.length <= mostLines || limit <= fewestBoxes) return grouped;
  }
}

/** Groups of all kinds that have many boxes, so many kinds that no more boxes are left than wanted. */
function largest({ boxes }: Graph, signOf: (box: Box) => string, most: number): Box[][] {
  const ofKinds = [...groupBy(boxes, ofKind).values()].map((ofOne) => [...groupBy(ofOne, signOf).values()]);
  const savedBy = (groups: readonly Box[][]) => groups.flat().length - groups.length;
  let left = boxes.length;
  return ofKinds
    .sort((a, b) => savedBy(b) - savedBy(a))
    .filter((groups) => {
      if (left <= most) return false;
      left -= savedBy(groups);
      return true;
    })
    .flat();
}

/** Filters of which each leads to the next one and nowhere else, and the next has its records from nowhere else. */
function chains({ boxes, lines }: Graph): Box[][] {
  const leaving = groupBy(lines, ({ from }) => from);
  const coming = groupBy(lines, ({ to }) => to);
  const found = new Map<Box, Box[]>();
  for (const box of boxes) {
    const [line, ...more] = coming.get(box) ?? [];
    const isNext = line !== undefined && more.length === 0 && leaving.get(line.from)?.length === 1 && line.from.kind === 'filter';
    const chain = isNext && box.kind === 'filter' ? (found.get(line.from) ?? [line.from]) : [];
    chain.push(box);
    found.set(box, chain);
  }
  return [...new Set(found.values())];
}

function ofPlugin({ kind, titles, deadEnd }: Box): string {
  return JSON.stringify([kind, titles, deadEnd]);
}

function ofKind({ kind, deadEnd }: Box): string {
  return JSON.stringify([kind, deadEnd]);
}

/** Boxes of one plugin whose lines come from the same boxes and lead to the same boxes. */
function equalBoxes({ boxes, lines }: Graph): Map<string, Box[]> {
  const numbers = new Map(boxes.map((box, i) => [box, i]));
  const ends = new Map<Box, string[]>(boxes.map((box) => [box, []]));
  for (const { from, to, isRoute, isGuess } of lines) {
    ends.get(from)?.push(`> ${numbers.get(to)} ${isRoute} ${isGuess}`);
    ends.get(to)?.push(`< ${numbers.get(from)} ${isRoute} ${isGuess}`);
  }
  return groupBy(boxes, (box) => JSON.stringify([ofPlugin(box), (ends.get(box) ?? []).sort()]));
}

/** Draws each group as one box, where its first one stood. */
function merge({ title, boxes, lines }: Graph, groups: readonly (readonly Box[])[]): Graph {
  const merged = new Map<Box, Box>();
  for (const group of groups) {
    if (group.length === 1) continue;
    const one = mergedBox(group);
    for (const box of group) merged.set(box, one);
  }
  const finalOf = (box: Box) => merged.get(box) ?? box;
  const set = new LineSet();
  for (const { from, to, ...line } of lines) set.add({ from: finalOf(from), to: finalOf(to), ...line });
  return { title, boxes: [...new Set(boxes.map(finalOf))], lines: set.all };
}

function mergedBox(group: readonly Box[]): Box {
  const [first] = group as readonly [Box, ...Box[]];
  return {
    ...first,
    titles: [...new Set(group.flatMap(({ titles }) => titles))],
    notes: [...new Set(group.flatMap(({ notes }) => notes))],
    count: group.reduce((sum, { count }) => sum + count, 0),
  };
}
