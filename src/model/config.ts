import type { Span } from '../source/span.js';
import type { Nested } from './nested.js';
import { lowerCase } from './text.js';

/**
 * What a section is to Fluent Bit.
 *
 * - `env`: `@SET` lines or the `env` map; one property for each variable
 * - `include`: `@INCLUDE` lines or the `includes` list; one property `include` for each file, in its place
 * - `service`: settings of the engine; how many sections they are spread over does not matter (C-22)
 * - `custom`, `input`, `filter`, `output`: a plugin
 * - `parser`, `multiline_parser`: a parser; the rules of the latter are properties `rule` in classic syntax (M-7)
 * - `stream_task`: a query of the stream processor
 * - `plugins`: files of plugins to load, a property `path` for each
 * - `upstream`: its `sections` are the nodes
 * - `node`: a node of an upstream
 * - `extensions`: YAML that Fluent Bit reads and ignores, typed (Y-42)
 * - `group`: a classic group within a section, `    [NAME] `
 * - `command`: a classic `@COMMAND` that Fluent Bit ignores; its one property is the command and its text
 * - `other`: any other section, which Fluent Bit ignores, under its own name
 */
export type SectionKind =
  | 'env'
  | 'include'
  | 'service'
  | 'custom'
  | 'input'
  | 'filter'
  | 'output'
  | 'parser'
  | 'multiline_parser'
  | 'stream_task'
  | 'plugins'
  | 'upstream'
  | 'node'
  | 'extensions'
  | 'group'
  | 'command'
  | 'other';

/**
 * One configuration file: its sections in the order of the file.
 *
 * Comments are lines: `# text` as written from the `#` on, and `''` for a blank line. They belong to what follows them.
 */
export interface Config {
  sections: Section[];
  /** Comments after the last section. */
  end?: string[];
}

export interface Section {
  kind: SectionKind;
  /**
   * The section's name where its kind does not tell it: of a group, a command or an other section; of a stream task, the header that
   * classic is to have.
   */
  name?: string;
  properties: Property[];
  /** The sections within: the nodes of an upstream, groups. */
  sections?: Section[];
  comments?: string[];
  /** Comments after the last property, before the sections within. */
  end?: string[];
  /** Where it begins in the source. */
  span?: Span;
}

/**
 * A key and its value, both text, exactly as Fluent Bit holds them. Repeated keys are repeated properties, and so are the
 * items of a list where Fluent Bit reads one so (D-1).
 */
export interface Property extends Partial<Place> {
  key: string;
  /** Empty where the value is `nested`. */
  value: string;
  /** A value that is more than a text: `processors`, `routes`, … */
  nested?: Nested;
  comments?: string[];
  /** Of a variable: how often Fluent Bit reads the file of its `uri` again (Y-28). */
  refreshInterval?: string;
  /** Of a variable: whether the value was given as a `uri` (E-4). */
  uri?: true;
}

/**
 * Where a property stands in its source: offsets of the key and the value as written. They are fields of the property itself:
 * an object more for each of 600,000 properties is a fifth of the memory. Ends, which are exclusive, are left out where the
 * text is as long in the source as it reads.
 */
export interface Place {
  readonly keyStart: number;
  readonly keyEnd?: number;
  readonly valueStart: number;
  readonly valueEnd?: number;
}

const nowhere: Span = { start: 0, end: 0 };

export function keySpan({ key, keyStart, keyEnd }: Property): Span {
  return keyStart === undefined ? nowhere : { start: keyStart, end: keyEnd ?? keyStart + key.length };
}

export function valueSpan({ value, valueStart, valueEnd }: Property): Span {
  return valueStart === undefined ? nowhere : { start: valueStart, end: valueEnd ?? valueStart + value.length };
}

/** The property with another value, in its place. */
export function withValue(property: Property, value: string): Property {
  return property.valueStart === undefined ? { ...property, value } : { ...property, value, valueEnd: valueSpan(property).end };
}

export function sectionSpan({ span }: Section): Span {
  return span ?? nowhere;
}

/** The sections of one kind, in order. */
export function sectionsOf({ sections }: Config, kind: SectionKind): Section[] {
  const found: Section[] = [];
  // Called often, on up to 100,000 sections: a loop takes a third of the time of filter().
  for (const section of sections) if (section.kind === kind) found.push(section);
  return found;
}

/** The value of the first property with this key, in any case: the one that counts for most keys (U-6). */
export function firstValue(section: Section, key: string): string | undefined {
  for (const property of section.properties) if (hasKey(property, key)) return property.value;
  return undefined;
}

/** The last property with this key, in any case: the one that counts for the keys of the core (D-8). */
export function lastProperty({ properties }: Section, key: string): Property | undefined {
  return properties.findLast((property) => hasKey(property, key));
}

/** Whether two properties of one key are spelt otherwise, so that the engine counts them apart (D-8, I-20): `path`, `Path`. */
export function areSpeltApart(a: Property, b: Property): boolean {
  const lengthOf = ({ start, end }: Span) => end - start;
  // Where both spellings are translated to one key, their lengths in the source tell.
  return a.key !== b.key || lengthOf(keySpan(a)) !== lengthOf(keySpan(b));
}

/** Whether Fluent Bit finds the property under this key, given in lower case: it looks keys up without regard to case. */
export function hasKey(property: Property, key: string): boolean {
  return property.key === key || (property.key.length === key.length && lowerCase(property.key) === key);
}

/**
 * For each section, how many included files stand before it. What they bring lands between the sections around them, and
 * the order within a kind counts (M-1, M-10), so a section never moves across one.
 */
export function includePlaces({ sections }: Config): number[] {
  let place = 0;
  return sections.map(({ kind, properties }) => {
    const here = place;
    if (kind === 'include') place += properties.length;
    return here;
  });
}
