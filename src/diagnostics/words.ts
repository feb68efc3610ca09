/** The help of a message about a misspelt word. */
export function didYouMean(suggestion: string | undefined): { help?: string } {
  return suggestion === undefined ? {} : { help: `did you mean '${suggestion}'?` };
}

/** A number of things in words: `one line`, `2 lines`. */
export function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}

/** The same where numbers stand below each other: `1 file`, `2 files`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A word as a shell takes it, in quotes where it needs them. */
export function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The candidate that a misspelt word most likely means: at most two changes away, or one in a short word. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined;
  let most = word.length <= 4 ? 1 : 2;
  for (const candidate of candidates) {
    const changes = changesBetween(word, candidate, most);
    if (changes > most) continue;
    found = candidate;
    most = changes - 1;
    if (most < 0) break;
  }
  return found;
}

/**
 * How many letters must be put in, left out, changed or swapped with the next to make one word of the other; any number
 * beyond `most` if it is more than that. Row by row of the usual table, of which only the cells near its diagonal count.
 */
function changesBetween(a: string, b: string, most: number): number {
  const tooMany = most + 1;
  if (Math.abs(a.length - b.length) > most) return tooMany;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = new Array(b.length + 1).fill(tooMany);
    row[0] = i;
    let least = i;
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const change = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? at(beforeLast, j - 2) + 1 : change;
      const changes = Math.min(change, swap, at(last, j) + 1, at(row, j - 1) + 1);
      row[j] = changes;
      least = Math.min(least, changes);
    }
    if (least > most) return tooMany;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
