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

/** How many letters must be put in, left out or changed to make one word of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
