import type { Config, Property, Section, SectionKind } from '../config.js';
import { groupBy, groupedProperties } from '../grouping.js';
import { lastValues, withoutIdleServices } from '../idle.js';
import { joinSections } from '../join-sections.js';
import { kindsWhere } from '../kinds.js';
import { commentsWithin, equalNested } from '../nested.js';
import { isQuery, joinLines } from '../stream-query.js';
import { lowerCase } from '../text.js';

export interface CompareOptions {
  /** Whether comments count; yes by default. */
  readonly comments?: boolean;
}

/**
 * The first difference in meaning between two configurations, in words, or undefined if they mean the same.
 *
 * What does not count: blank lines, the order between kinds of sections that the engine loads apart (M-1), how many
 * sections variables and settings are spread over (E-1, C-22), values of variables that a later one replaces, a service
 * without settings, the case of keys (the engine looks them up without it), the order among different keys where it does not
 * act (D-6), line ends in a query (M-8), the place in the source, and comments where one side's format has none
 * (`comments: false`).
 * What counts: the order within a kind, on which side of an include a section stands, repeated keys, every value to the letter.
 */
export function configDifference(a: Config, b: Config, { comments = true }: CompareOptions = {}): string | undefined {
  const [before, after] = [withoutIdleServices(a), withoutIdleServices(b)];
  const left = byKind(before);
  const right = byKind(after);
  for (const kind of new Set([...left.keys(), ...right.keys()])) {
    const difference = partsDifference(kind, left.get(kind) ?? none, right.get(kind) ?? none, comments);
    if (difference !== undefined) return difference;
  }
  if (comments && !sameComments(before.end, after.end)) return 'the comments at the end of the file';
  return undefined;
}

/** Whether two configurations are the same to Fluent Bit, comments included unless told otherwise. */
export function equalConfig(a: Config, b: Config, options: CompareOptions = {}): boolean {
  return configDifference(a, b, options) === undefined;
}

/** The sections of a kind, and how many included files stand before each; 0 where that does not count. */
interface Parts {
  readonly sections: Section[];
  readonly places: number[];
}

const none: Parts = { sections: [], places: [] };

/** Kinds of which several sections mean the same as one, at least between two includes. */
const joined = kindsWhere(({ joins = false }) => joins);
/** Kinds that have a place among includes: there is one `service` in a tree (Y-35), and some do nothing. */
const placed: ReadonlySet<SectionKind> = new Set(kindsWhere(({ role }) => role === 'plugin' || role === 'used'));

function byKind({ sections }: Config): Map<SectionKind, Parts> {
  const kinds = new Map<SectionKind, Parts>();
  let place = 0;
  for (const section of sections) {
    const { kind, properties } = section;
    let parts = kinds.get(kind);
    if (parts === undefined) {
      parts = { sections: [], places: [] };
      kinds.set(kind, parts);
    }
    parts.sections.push(section);
    parts.places.push(placed.has(kind) ? place : 0);
    if (kind === 'include') place += properties.length;
  }
  for (const kind of joined) {
    const parts = kinds.get(kind);
    if (parts !== undefined && parts.sections.length > 1) kinds.set(kind, joinedParts(parts));
  }
  const variables = kinds.get('env');
  if (variables !== undefined) kinds.set('env', { ...variables, sections: variables.sections.map(withLastValues) });
  return kinds;
}

function joinedParts({ sections, places }: Parts): Parts {
  const groups = groupBy(sections, (_, i) => places[i] ?? 0);
  return { sections: [...groups.values()].map(joinSections), places: [...groups.keys()] };
}

function withLastValues(env: Section): Section {
  const { kept, replaced } = lastValues(env.properties);
  return replaced.length === 0 ? env : { ...env, properties: kept };
}

function partsDifference(kind: SectionKind, a: Parts, b: Parts, comments: boolean): string | undefined {
  for (const [i, place] of a.places.entries()) {
    const other = b.places[i];
    if (other !== undefined && other !== place) return `${kind} ${i + 1}: on which side of an include it stands`;
  }
  const { length } = a.sections;
  if (length !== b.sections.length) return `${length} of ${kind} became ${b.sections.length}`;
  const difference = sectionsDifference(a.sections, b.sections, comments);
  return difference === undefined ? undefined : `${kind} ${difference}`;
}

/** The first difference between two lists of equal length, behind the number of its section. */
function sectionsDifference(a: readonly Section[], b: readonly Section[], comments: boolean): string | undefined {
  for (let i = 0; i < a.length; i++) {
    const left = a[i];
    const right = b[i];
    if (left === undefined || right === undefined) continue;
    const difference = sectionDifference(left, right, comments);
    if (difference !== undefined) return `${i + 1}${difference}`;
  }
  return undefined;
}

/** A stream task is the same by either of its headers. */
function nameOf({ kind, name = '' }: Section): string {
  return kind === 'stream_task' ? '' : lowerCase(name);
}

/** The first difference, in words that follow the name of the section. */
function sectionDifference(a: Section, b: Section, comments: boolean): string | undefined {
  if (a.kind !== b.kind || nameOf(a) !== nameOf(b)) return ': its name';
  const difference =
    propertiesDifference(a, a.properties, b, b.properties, comments) &&
    // Most are equal as they stand, and then they are equal in groups, too.
    propertiesDifference(a, groupedProperties(a), b, groupedProperties(b), comments);
  if (difference !== undefined) return difference;
  if (comments && !sameEnd(a, b)) return ': the comments at its end';
  const { sections: within = [] } = a;
  const { sections: others = [] } = b;
  if (within.length !== others.length) return `, sections: ${within.length} became ${others.length}`;
  const inner = sectionsDifference(within, others, comments);
  return inner === undefined ? undefined : `, section ${inner}`;
}

function propertiesDifference(
  a: Section,
  properties: readonly Property[],
  b: Section,
  others: readonly Property[],
  comments: boolean,
): string | undefined {
  if (properties.length !== others.length) return `: ${properties.length} keys became ${others.length}`;
  for (let i = 0; i < properties.length; i++) {
    const left = properties[i];
    const right = others[i];
    if (left === undefined || right === undefined) continue;
    if (!sameKey(a, left.key, right.key)) return `: the key ${left.key} became ${right.key}`;
    if (!sameValue(a.kind, left, right)) return `: the value of ${left.key}`;
    if (left.refreshInterval !== right.refreshInterval) return `: the refresh interval of ${left.key}`;
    if (!comments) continue;
    const [own, other] = i > 0 ? [left.comments, right.comments] : [aboveFirst(a, left), aboveFirst(b, right)];
    if (!sameComments(own, other)) return `: the comments before ${left.key}`;
    if (!sameComments(within(left), within(right))) return `: the comments within ${left.key}`;
  }
  return undefined;
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
