/** The candidate that a misspelt word most likely means: at most two changes away, or one in a short word. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined;
  let least = word.length <= 4 ? 1 : 2;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > least) continue;
    const changes = editDistance(word, candidate);
    if (changes > least || (changes === least && found !== undefined)) continue;
    found = candidate;
    least = changes;
  }
  return found;
}

/** How many letters must be put in, left out, changed or swapped with the next to make one word of the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? at(beforeLast, j - 2) + 1 : change;
      row.push(Math.min(change, swap, at(last, j) + 1, at(row, j - 1) + 1));
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
