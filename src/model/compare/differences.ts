import { filtersInOrder } from '../../engine/unlisted.js';
import { type Config, firstValue, includePlaces, type Property, type Section, type SectionKind } from '../config.js';
import { groupBy } from '../grouping.js';
import { lastValues } from '../idle.js';
import { isPluginKind, kindOf, kindsWhere } from '../kinds.js';
import { coreKeys, pluginOfSection } from '../plugins.js';
import { type Leaf, leavesOf } from './leaves.js';
import { matchSections } from './match-sections.js';

/** A section, and what of it differs. */
export interface DifferenceSide {
  readonly section: Section;
  /** The texts of the key that differ; empty where the section as a whole is meant. */
  readonly leaves: readonly Leaf[];
}

/**
 * One difference in meaning.
 *
 * - `section`: a section that only one side has
 * - `value`: the values of a key, or a key that only one side has
 * - `keyOrder`: keys whose order acts stand in another order
 * - `sectionOrder`: a section stands elsewhere among those of its kind, or on another side of an include
 */
export interface ConfigDifference {
  readonly what: 'section' | 'value' | 'keyOrder' | 'sectionOrder';
  readonly kind: SectionKind;
  /** The section's name in words: `output 'http'`, `upstream 'u', node 'n'`. */
  readonly label: string;
  /** Of `value`: the key as it is written. */
  readonly key?: string;
  readonly before?: DifferenceSide;
  readonly after?: DifferenceSide;
}

export interface DifferenceOptions {
  /** What a property's value counts as, where it is not the value itself. */
  readonly meaningOf?: (property: Property) => string | undefined;
}

/**
 * All differences in what two configurations mean to Fluent Bit, kind by kind. Comments, blank lines and the order of keys
 * where it does not act are none, nor are the things that `equalConfig` leaves out.
 */
export function configDifferences(a: Config, b: Config, options: DifferenceOptions = {}): ConfigDifference[] {
  const [left, right] = [groupBy(a.sections, ({ kind }) => kind), groupBy(b.sections, ({ kind }) => kind)];
  const found: ConfigDifference[] = [];
  const comparison = new Comparison(options, found);
  for (const kind of kindsWhere(() => true)) {
    const [before = [], after = []] = [left.get(kind), right.get(kind)];
    if (before.length + after.length === 0) continue;
    if (kindOf(kind).joins) comparison.compare(joined(kind, before), joined(kind, after), kind);
    else comparison.compareLists(before, after, '');
  }
  if (found.length === 0) comparison.comparePlaces(a, b);
  return found;
}

/** One section with the properties of all, each as it is. */
function joined(kind: SectionKind, sections: readonly Section[]): Section {
  const properties = sections.flatMap((section) => section.properties);
  const within = sections.flatMap((section) => section.sections ?? []);
  const all = { ...sections[0], kind, sections: within };
  return { ...all, properties: kind === 'env' ? lastValues(properties).kept : properties };
}

/** One side, or both. */
type Sides =
  | { readonly before: DifferenceSide; readonly after?: DifferenceSide }
  | { readonly before?: never; readonly after: DifferenceSide };

class Comparison {
  constructor(
    private readonly options: DifferenceOptions,
    private readonly found: ConfigDifference[],
  ) {}

  compareLists(before: readonly Section[], after: readonly Section[], within: string): void {
    const [left, right] = withoutAlikeEnds(before, after);
    if (left.length + right.length === 0) return;
    const { pairs, removed, added } = matchSections(left, right, (section) => this.meaningOf(section));
    for (const pair of pairs) {
      const label = within + labelOf(pair.before);
      if (!pair.isSame) this.compare(pair.before, pair.after, label);
      if (pair.isMoved) this.add('sectionOrder', label, { before: side(pair.before), after: side(pair.after) });
    }
    for (const section of removed) this.add('section', within + labelOf(section), { before: side(section) });
    for (const section of added) this.add('section', within + labelOf(section), { after: side(section) });
  }

  /** Compares two sections that are matched. */
  compare(before: Section, after: Section, label: string): void {
    if (areAlike(before, after)) return;
    const [left, right] = [leavesOf(before), leavesOf(after)];
    const [ofLeft, ofRight] = [groupBy(left, ({ key }) => key), groupBy(right, ({ key }) => key)];
    let areSame = true;
    for (const key of new Set([...ofLeft.keys(), ...ofRight.keys()])) {
      const [own, other] = this.changed(ofLeft.get(key) ?? [], ofRight.get(key) ?? []);
      const shown = own[0] ?? other[0];
      if (shown === undefined) continue;
      areSame = false;
      this.add('value', label, { before: { section: before, leaves: own }, after: { section: after, leaves: other } }, shown.shownKey);
    }
    if (areSame) {
      const acts = keysInOrder(before, ofLeft);
      const [own, other] = [left.filter(acts), right.filter(acts)];
      const first = own.findIndex((leaf, i) => !this.isSame(leaf, other[i]));
      if (first !== -1) {
        const [from, to] = [own.slice(first, first + 1), other.slice(first, first + 1)];
        this.add(
          'keyOrder',
          label,
          { before: { section: before, leaves: from }, after: { section: after, leaves: to } },
          own[first]?.shownKey,
        );
      }
    }
    this.compareLists(before.sections ?? [], after.sections ?? [], `${label}, `);
  }

  /** On which side of an include that could not be followed a section stands. */
  comparePlaces(a: Config, b: Config): void {
    const [left, right] = [placedSections(a), placedSections(b)];
    for (const kind of left.keys()) {
      for (const [i, { section, place }] of (left.get(kind) ?? []).entries()) {
        const other = right.get(kind)?.[i];
        if (other !== undefined && other.place !== place)
          this.add('sectionOrder', labelOf(section), { before: side(section), after: side(other.section) });
      }
    }
  }

  /** The texts of one key without those at their beginning and end that both have. */
  private changed(own: readonly Leaf[], other: readonly Leaf[]): readonly [readonly Leaf[], readonly Leaf[]] {
    let start = 0;
    while (start < own.length && this.isSame(own[start], other[start])) start++;
    let end = 0;
    while (end < Math.min(own.length, other.length) - start && this.isSame(own.at(-1 - end), other.at(-1 - end))) end++;
    return [own.slice(start, own.length - end), other.slice(start, other.length - end)];
  }

  private isSame(a: Leaf | undefined, b: Leaf | undefined): boolean {
    return a !== undefined && b !== undefined && a.key === b.key && this.textOf(a) === this.textOf(b);
  }

  private textOf({ property, value }: Leaf): string {
    return this.options.meaningOf?.(property) ?? value;
  }

  /** Equal for sections without a difference. */
  private meaningOf(section: Section): string {
    const leaves = leavesOf(section);
    const groups = groupBy(leaves, ({ key }) => key);
    const texts = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => [key, own.map((leaf) => this.textOf(leaf))]);
    const order = leaves.filter(keysInOrder(section, groups)).map((leaf) => leaf.key);
    const within = (section.sections ?? []).map((one) => this.meaningOf(one));
    return JSON.stringify([section.kind, section.name?.toLowerCase(), texts, order, within]);
  }

  private add(what: ConfigDifference['what'], label: string, sides: Sides, key?: string): void {
    const { kind } = (sides.before === undefined ? sides.after : sides.before).section;
    this.found.push({ what, kind, label, ...(key !== undefined && { key }), ...sides });
  }
}

/** Two lists without the sections at their beginning and end that are written alike: most of those that are compared are. */
function withoutAlikeEnds(before: readonly Section[], after: readonly Section[]): readonly [readonly Section[], readonly Section[]] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && areAlike(before[start], after[start])) start++;
  let end = 0;
  while (end < least - start && areAlike(before.at(-1 - end), after.at(-1 - end))) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

/** Whether two sections have the same keys and texts in the same order, and nothing that is nested. */
function areAlike(a: Section | undefined, b: Section | undefined): boolean {
  if (a === undefined || b === undefined || a.name !== b.name || a.properties.length !== b.properties.length) return false;
  if ((a.sections?.length ?? 0) + (b.sections?.length ?? 0) > 0) return false;
  return a.properties.every(({ key, value, nested, refreshInterval }, i) => {
    const other = b.properties[i] as Property;
    const isFlat = nested === undefined && other.nested === undefined;
    return isFlat && key === other.key && value === other.value && refreshInterval === other.refreshInterval;
  });
}

function side(section: Section): DifferenceSide {
  return { section, leaves: [] };
}

/**
 * Tells the keys whose order among each other acts (D-5, D-6, M-5b): all own ones of some filters, and of sections whose keys
 * the engine does not list, the repeated ones. A variable may use those before it.
 */
function keysInOrder(section: Section, groups: ReadonlyMap<string, readonly Leaf[]>): (leaf: Leaf) => boolean {
  const { kind } = section;
  if (kind === 'env') return () => true;
  if (kind === 'multiline_parser') return () => false;
  const plugin = pluginOfSection(section);
  if (plugin === undefined || !isPluginKind(kind)) return ({ key }) => (groups.get(key)?.length ?? 0) > 1;
  if (kind !== 'filter' || !filtersInOrder.has(plugin.name)) return () => false;
  const core = coreKeys(kind);
  return ({ key }) => !core.has(key) && key !== 'name';
}

function labelOf(section: Section): string {
  const name = firstValue(section, 'name') ?? section.name;
  const alias = firstValue(section, 'alias');
  const shown = section.kind.replaceAll('_', ' ');
  return `${shown}${name === undefined ? '' : ` '${name}'`}${alias === undefined ? '' : ` (${alias})`}`;
}

const placed: ReadonlySet<SectionKind> = new Set(kindsWhere(({ role }) => role === 'plugin' || role === 'used'));

function placedSections(config: Config): Map<SectionKind, { section: Section; place: number }[]> {
  const places = includePlaces(config);
  const all = config.sections.map((section, i) => ({ section, place: places[i] ?? 0 }));
  return groupBy(
    all.filter(({ section: { kind } }) => placed.has(kind) && !kindOf(kind).joins),
    ({ section }) => section.kind,
  );
}
