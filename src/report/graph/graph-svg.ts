import type { BoxKind, Line } from '../../graph/graph.js';
import { printable } from '../source-line.js';
import { cut, labelOf } from './graph-labels.js';
import { cellWidth, fontSize, isNarrow, type Layout, layOut, lineHeight, margin, type PlacedBox, type PlacedLine } from './graph-layout.js';
import type { Drawing } from './graph-report.js';

const colors: Record<BoxKind, string> = {
  input: '#e3f2fd',
  filter: '#fff8e1',
  output: '#e8f5e9',
  custom: '#eceff1',
  'stream task': '#f3e5f5',
  tag: '#f3e5f5',
  node: '#eceff1',
};
const ink = '#444';
const red = '#c62828';
/** Above each configuration, and below all. */
const headHeight = 32;
/** Narrower pictures have no room for titles and the legend. */
const narrowest = 480;

/** A picture, as wide as text of 11 pixels allows on 1280. What is too wide is drawn in fewer boxes. */
export async function formatSvg(drawings: readonly Drawing[], most: number): Promise<string> {
  const parts: string[] = [];
  const used = new Set<string>();
  let [width, height] = [narrowest, margin];
  for (const draw of drawings) {
    const { title, layout } = await layOutNarrow(draw, most);
    width = Math.max(width, layout.width + 2 * margin);
    const head = `<text y="16" font-weight="bold">${textOf(cut(printable(title), Math.floor((width - 2 * margin) / cellWidth)))}</text>`;
    const drawn = [...layout.lines.map((one) => lineOf(one, layout)), ...layout.boxes.map(boxOf)];
    parts.push(`<g transform="translate(${margin} ${rounded(height)})">`, head, `<g transform="translate(0 ${headHeight})">`);
    parts.push(...drawn, '</g>', '</g>');
    height += headHeight + layout.height + margin;
    for (const { line } of layout.lines) used.add(styleOf(line));
  }
  const legend = legendOf(used);
  if (legend !== '') {
    parts.push(`<g transform="translate(${margin} ${rounded(height)})">`, legend, '</g>');
    height += headHeight;
  }
  const size = `width="${rounded(width)}" height="${rounded(height)}" viewBox="0 0 ${rounded(width)} ${rounded(height)}"`;
  const font = `font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${fontSize}"`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="${ink}"/></marker></defs>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...parts,
    '</svg>',
  ].join('\n')}\n`;
}

/** Of ever fewer boxes, the first picture that is narrow enough. */
async function layOutNarrow(draw: Drawing, most: number): Promise<{ title: string; layout: Layout }> {
  for (const boxes of [most, 30, 24, 18].filter((one) => one <= most)) {
    const graph = draw(boxes);
    const layout = await layOut(graph);
    if (isNarrow(layout)) return { title: graph.title, layout };
  }
  const graph = draw(12);
  return { title: graph.title, layout: await layOut(graph) };
}

function boxOf({ box, label, left, top, width, height }: PlacedBox): string {
  const isDead = box.deadEnd !== undefined;
  const stroke = isDead ? `stroke="${red}" stroke-width="2.5"` : `stroke="${ink}"`;
  const lines = label.map((line, i) => {
    const style = i === 0 ? ' font-weight="bold"' : isDead && i === label.length - 1 ? ` fill="${red}"` : '';
    return `<text x="${rounded(left + 8)}" y="${rounded(top + (i + 1) * lineHeight)}"${style}>${textOf(line)}</text>`;
  });
  const rect = `<rect x="${rounded(left)}" y="${rounded(top)}" width="${rounded(width)}" height="${rounded(height)}" rx="4" fill="${colors[box.kind]}" ${stroke}/>`;
  return ['<g>', `<title>${textOf(labelOf(box, Number.POSITIVE_INFINITY).join('\n'))}</title>`, rect, ...lines, '</g>'].join('\n');
}

function lineOf({ line, points }: PlacedLine, { isDown }: Layout): string {
  const steps = points.map(({ x, y }, i) => {
    const before = points[i - 1];
    const place = `${rounded(x)} ${rounded(y)}`;
    if (before === undefined) return `M${place}`;
    if (i % 2 === 1) return before.x === x && before.y === y ? '' : `L${place}`;
    const [middleX, middleY] = [rounded((before.x + x) / 2), rounded((before.y + y) / 2)];
    const bend = isDown
      ? `${rounded(before.x)} ${middleY} ${rounded(x)} ${middleY}`
      : `${middleX} ${rounded(before.y)} ${middleX} ${rounded(y)}`;
    return `C${bend} ${place}`;
  });
  return `<path d="${steps.join('')}" fill="none" stroke="${ink}"${styleOf(line)} marker-end="url(#arrow)"/>`;
}

const dashed = ' stroke-dasharray="5 4"';
const thick = ' stroke-width="3"';

function styleOf({ isGuess, isRoute }: Line): string {
  return isGuess ? dashed : isRoute ? thick : '';
}

/** What the lines of a picture mean, but for those that are always there. */
function legendOf(used: ReadonlySet<string>): string {
  const meanings = [[dashed, 'only run time tells'] as const, [thick, 'a route'] as const].filter(([style]) => used.has(style));
  return meanings
    .map(([style, meaning], i) => {
      const x = i * 240;
      return `<path d="M${x} 12L${x + 36} 12" stroke="${ink}"${style}/>\n<text x="${x + 44}" y="16">${meaning}</text>`;
    })
    .join('\n');
}

/** Text within XML, without what no XML may hold. */
function textOf(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\ufffe\uffff]/g, '·');
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
