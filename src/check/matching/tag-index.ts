import { share, type Tags } from './tags.js';

/** Beyond this many comparisons nothing is claimed: a configuration of thousands of patterns that begin alike is not an ordinary one. */
const mostComparisons = 1_000_000;

/** Most configurations have fewer inputs and outputs. */
const mostFew = 24;

/** Many sets of tags, of which those that may share a tag with another are found without a look at all of them. */
export class TagIndex {
  /** Those that begin with a text, each once. */
  private readonly byBeginning: ReadonlyMap<string, readonly Tags[]> = new Map();
  private readonly beginnings: readonly string[] = [];
  private readonly lengths: readonly number[] = [];
  private comparisons = 0;
  /** All of them, where they are so few that an index takes longer than a look at each. */
  private readonly few: readonly Tags[] | undefined;

  constructor(all: readonly Tags[]) {
    this.few = all.length <= mostFew ? all : undefined;
    if (this.few !== undefined) return;
    const seen = new Set<string>();
    const byBeginning = new Map<string, Tags[]>();
    for (const tags of all) {
      const id = `${tags.length} ${tags.join('\0')}`;
      if (seen.has(id)) continue;
      seen.add(id);
      const same = byBeginning.get(tags[0]);
      if (same === undefined) byBeginning.set(tags[0], [tags]);
      else same.push(tags);
    }
    this.byBeginning = byBeginning;
    this.beginnings = [...byBeginning.keys()].sort(compare);
    this.lengths = [...new Set(this.beginnings.map(({ length }) => length))];
  }

  /** Whether one of them may share a tag with these. */
  meets(tags: Tags): boolean {
    if (this.few !== undefined) return this.few.some((one) => share(one, tags));
    const [beginning] = tags;
    for (const length of this.lengths) {
      if (length <= beginning.length && this.anyWith(beginning.slice(0, length), tags)) return true;
    }
    if (tags.length === 1) return false;
    // Those that begin with all of it and go on.
    for (let i = this.placeOf(beginning); this.beginnings[i]?.startsWith(beginning); i++) {
      const longer = this.beginnings[i] ?? '';
      if (longer !== beginning && this.anyWith(longer, tags)) return true;
    }
    return false;
  }

  private anyWith(beginning: string, tags: Tags): boolean {
    return this.byBeginning.get(beginning)?.some((one) => ++this.comparisons > mostComparisons || share(one, tags)) ?? false;
  }

  /** The first place whose beginning does not sort before a text. */
  private placeOf(text: string): number {
    let low = 0;
    let high = this.beginnings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.beginnings[middle] ?? '', text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** By code units, in which what begins alike stands together. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
