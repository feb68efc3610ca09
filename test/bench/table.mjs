/**
 * A row of the table: what was measured, the figure as text, and whether it keeps its limit.
 * @typedef {{ what: string, figure: string, limit?: string, over?: boolean, gate?: boolean }} Row
 */

/** A row for a figure that must not exceed a limit. `gate`: what does not scatter, so that the run fails over it. */
export function atMost(what, figure, limit, { unit = '', digits = 2, gate = false } = {}) {
  return { what, figure: figure.toFixed(digits) + unit, limit: `≤ ${limit}${unit}`, over: figure > limit, gate };
}

/** A row for a figure that must reach a limit. */
export function atLeast(what, figure, limit, { unit = '', digits = 1 } = {}) {
  return { what, figure: figure.toFixed(digits) + unit, limit: `≥ ${limit}${unit}`, over: figure < limit };
}

/** A row that is only told. */
export function told(what, figure, { unit = '', digits = 0 } = {}) {
  return { what, figure: figure.toFixed(digits) + unit };
}

const widths = [66, 24, 10, 6];

export function printHead() {
  printCells(['what', 'measured', 'limit', '']);
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
}

/** Prints a row as soon as it is measured: a whole run takes minutes. */
export function printRow({ what, figure, limit = '', over }) {
  printCells([what, figure, limit, limit === '' ? '' : over ? 'OVER' : 'ok']);
}

function printCells([what, ...others]) {
  const cells = [what.padEnd(widths[0]), ...others.map((cell, i) => cell.padStart(widths[i + 1]))];
  console.log(`| ${cells.join(' | ')} |`);
}
