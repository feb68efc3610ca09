import type { Config, Property, Section, SectionKind } from './config.js';
import { groupBy } from './group-by.js';
import { groupedProperties } from './grouped-properties.js';
import { joinSections } from './join-sections.js';
import { commentsWithin, equalNested } from './nested.js';
import { includePlaces } from './places.js';
import { isQuery, joinLines } from './stream-query.js';
import { lowerCase } from './text.js';

/**
 * The first difference in meaning between two configurations, in words, or undefined if they mean the same.
 *
 * What does not count: blank lines, the order between kinds of sections that the engine loads apart (M-1), how many
 * sections variables and settings are spread over (E-1, C-22), the case of keys (the engine looks them up without it), the
 * order among different keys where it does not act (D-6), line ends in a query (M-8), the place in the source, and comments
 * where one side's format has none (`comments: false`).
 * What counts: the order within a kind, on which side of an include a section stands, repeated keys, every value to the letter.
 */
export function configDifference(a: Config, b: Config, { comments = true } = {}): string | undefined {
  const left = byKind(a);
  const right = byKind(b);
  for (const kind of new Set([...left.keys(), ...right.keys()])) {
    const difference = partsDifference(kind, left.get(kind) ?? [], right.get(kind) ?? [], comments);
    if (difference !== undefined) return difference;
  }
  if (comments && !sameComments(a.end, b.end)) return 'the comments at the end of the file';
  return undefined;
}

/** Whether two configurations are the same to Fluent Bit, comments included unless told otherwise. */
export function equalConfig(a: Config, b: Config, options: { comments?: boolean } = {}): boolean {
  return configDifference(a, b, options) === undefined;
}

/** A section, and how many included files stand before it; 0 where that does not count. */
interface Part {
  readonly section: Section;
  readonly place: number;
}

/** Kinds of which several sections are as good as one, on one side of an include at least. */
const joined: ReadonlySet<SectionKind> = new Set(['env', 'include', 'service', 'plugins']);
/** Kinds that have no place among includes: there is one `service` in a tree (Y-35), and the others do nothing. */
const placeless: ReadonlySet<SectionKind> = new Set(['include', 'service', 'other', 'command', 'extensions']);

function byKind(config: Config): Map<SectionKind, Part[]> {
  const places = includePlaces(config);
  const parts = config.sections.map((section, i) => ({ section, place: placeless.has(section.kind) ? 0 : (places[i] ?? 0) }));
  const kinds = groupBy(parts, ({ section }) => section.kind);
  return new Map([...kinds].map(([kind, group]) => [kind, joined.has(kind) ? joinedParts(group) : group]));
}

function joinedParts(parts: readonly Part[]): Part[] {
  const places = groupBy(parts, ({ place }) => place);
  return [...places].map(([place, group]) => ({ section: joinSections(group.map(({ section }) => section)), place }));
}

function partsDifference(what: string, a: readonly Part[], b: readonly Part[], comments: boolean): string | undefined {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right !== undefined && left.place !== right.place) return `${what} ${i + 1}: on which side of an include it stands`;
  }
  const sectionsOfA = a.map(({ section }) => section);
  const sectionsOfB = b.map(({ section }) => section);
  return sectionsDifference(what, sectionsOfA, sectionsOfB, comments);
}

function sectionsDifference(what: string, a: readonly Section[], b: readonly Section[], comments: boolean): string | undefined {
  if (a.length !== b.length) return `${a.length} of ${what} became ${b.length}`;
  for (let i = 0; i < a.length; i++) {
    const left = a[i];
    const right = b[i];
    if (left === undefined || right === undefined) continue;
    const difference = sectionDifference(`${what} ${i + 1}`, left, right, comments);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function sectionDifference(where: string, a: Section, b: Section, comments: boolean): string | undefined {
  if (a.kind !== b.kind || lowerCase(a.name ?? '') !== lowerCase(b.name ?? '')) return `${where}: its name`;
  const properties = groupedProperties(a);
  const others = groupedProperties(b);
  if (properties.length !== others.length) return `${where}: ${properties.length} keys became ${others.length}`;
  for (let i = 0; i < properties.length; i++) {
    const left = properties[i];
    const right = others[i];
    if (left === undefined || right === undefined) continue;
    if (!sameKey(a, left.key, right.key)) return `${where}: the key ${left.key} became ${right.key}`;
    if (!sameValue(a.kind, left, right)) return `${where}: the value of ${left.key}`;
    if (left.refreshInterval !== right.refreshInterval) return `${where}: the refresh interval of ${left.key}`;
    if (!comments) continue;
    const [own, other] = i > 0 ? [left.comments, right.comments] : [aboveFirst(a, left), aboveFirst(b, right)];
    if (!sameComments(own, other)) return `${where}: the comments before ${left.key}`;
    if (!sameComments(within(left), within(right))) return `${where}: the comments within ${left.key}`;
  }
  if (comments && !sameEnd(a, b)) return `${where}: the comments at its end`;
  return sectionsDifference(`${where}, section`, a.sections ?? [], b.sections ?? [], comments);
}

/** The comments before a section and before its first key are one block to a reader. */
function aboveFirst({ comments }: Section, first: Property): string[] | undefined {
  if (comments === undefined || first.comments === undefined) return comments ?? first.comments;
  return [...comments, ...first.comments];
}

function within({ nested }: Property): string[] | undefined {
  return nested === undefined ? undefined : commentsWithin(nested);
}

/** Without keys, what stands before a section and at its end is one block. */
function sameEnd(a: Section, b: Section): boolean {
  if (a.properties.length > 0) return sameComments(a.end, b.end);
  return sameComments([...(a.comments ?? []), ...(a.end ?? [])], [...(b.comments ?? []), ...(b.end ?? [])]);
}

function sameKey(section: Section, a: string, b: string): boolean {
  return a === b || (section.kind !== 'env' && lowerCase(a) === lowerCase(b));
}

function sameValue(kind: SectionKind, a: Property, b: Property): boolean {
  if (a.nested !== undefined || b.nested !== undefined) {
    return a.nested !== undefined && b.nested !== undefined && equalNested(a.nested, b.nested);
  }
  return a.value === b.value || (isQuery(kind, a.key) && joinLines(a.value) === joinLines(b.value));
}

function sameComments(a: string[] | undefined, b: string[] | undefined): boolean {
  if (a === undefined && b === undefined) return true;
  const left = (a ?? []).filter((line) => line !== '');
  const right = (b ?? []).filter((line) => line !== '');
  return left.length === right.length && left.every((line, i) => line === right[i]);
}
