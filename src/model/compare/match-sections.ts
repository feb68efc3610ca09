import { firstValue, type Section } from '../config.js';
import { groupBy } from '../grouping.js';
import { lowerCase } from '../text.js';

/** A section of one list and the one that it became in the other. */
export interface Pair {
  readonly before: Section;
  readonly after: Section;
  /** Whether it stands elsewhere among the others. */
  readonly isMoved: boolean;
  /** Whether both mean the same. */
  readonly isSame: boolean;
}

export interface Matching {
  readonly pairs: readonly Pair[];
  readonly removed: readonly Section[];
  readonly added: readonly Section[];
}

/** What a section is known by, from the surest sign to the weakest; what none of these finds is another section. */
const signs: readonly ((section: Section) => string)[] = [
  (section) => signOf(section, ['name', 'alias', 'tag', 'match', 'match_regex', 'host', 'port', 'path']),
  (section) => signOf(section, ['name', 'alias', 'tag', 'match', 'match_regex']),
  (section) => signOf(section, ['name', 'alias']),
  (section) => signOf(section, ['name']),
];

/**
 * Matches the sections of two lists of one kind: those that mean the same first, then those with the same signs, each in order.
 * `meaningOf`: equal for sections that mean the same.
 */
export function matchSections(before: readonly Section[], after: readonly Section[], meaningOf: (section: Section) => string): Matching {
  const partners = new Map<number, number>();
  const same = new Set<number>();
  let [left, right] = [[...before.keys()], [...after.keys()]];
  for (const sign of [meaningOf, ...signs]) {
    if (left.length === 0 || right.length === 0) break;
    const waiting = groupBy(right, (j) => sign(after[j] as Section));
    const used = new Map<string, number>();
    const taken = new Set<number>();
    for (const i of left) {
      const key = sign(before[i] as Section);
      const at = used.get(key) ?? 0;
      const j = waiting.get(key)?.[at];
      if (j === undefined) continue;
      used.set(key, at + 1);
      partners.set(i, j);
      if (sign === meaningOf) same.add(i);
      taken.add(j);
    }
    left = left.filter((i) => !partners.has(i));
    right = right.filter((j) => !taken.has(j));
  }
  const matched = [...partners].sort(([a], [b]) => a - b);
  const inOrder = longestRise(matched.map(([, j]) => j));
  return {
    pairs: matched.map(([i, j], at) => ({
      before: before[i] as Section,
      after: after[j] as Section,
      isMoved: !inOrder.has(at),
      isSame: same.has(i),
    })),
    removed: left.map((i) => before[i] as Section),
    added: right.map((j) => after[j] as Section),
  };
}

function signOf(section: Section, keys: readonly string[]): string {
  return JSON.stringify([lowerCase(section.name ?? ''), ...keys.map((key) => lowerCase(firstValue(section, key) ?? ''))]);
}

/** The places of a longest rising part of a list of different numbers: what is not in it has moved. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []; // for each length, the place of the smallest number that ends such a part
  const previous: (number | undefined)[] = [];
  for (const [at, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1]);
    ends[low] = at;
  }
  const rise = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) rise.add(at);
  return rise;
}
