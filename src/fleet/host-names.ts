/**
 * The hosts of reports by their paths: what tells these apart, without the folders and names that all have in common.
 * `reports/web-01.json` is `web-01` beside `reports/web-02.json`, and so is `fetched/web-01/tmp/plan.json` beside
 * `fetched/web-02/tmp/plan.json`.
 */
export function hostNames(paths: readonly string[]): string[] {
  const all = paths.map(partsOf);
  const [first] = all;
  if (first === undefined) return [];
  const shortest = Math.min(...all.map(({ length }) => length));
  const isCommon = (partIn: (parts: readonly string[]) => string | undefined) => all.every((parts) => partIn(parts) === partIn(first));
  let start = 0;
  while (start < shortest - 1 && isCommon((parts) => parts[start])) start++;
  let end = 0;
  while (start + end < shortest - 1 && isCommon((parts) => parts.at(-1 - end))) end++;
  return all.map((parts) => parts.slice(start, parts.length - end).join('/'));
}

function partsOf(path: string): string[] {
  return path
    .replace(/\.json$/i, '')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.');
}
