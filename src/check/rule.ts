import type { Report } from '../diagnostics/diagnostic.js';
import type { Config, Property } from '../model/config.js';
import type { Facts } from './facts.js';

/** Looks at a configuration, whatever format it came from, for one kind of trap. */
export type ConfigRule = (config: Config, report: Report) => void;

/** Looks at one section for one kind of trap. */
export type SectionRule = (facts: Facts, report: Report) => void;

/** Looks at one property for one kind of trap. It hangs on a key, so that it runs nowhere else. */
export type PropertyRule = (property: Property, facts: Facts, report: Report) => void;

/**
 * What a repeated key does (D-7, D-8, U-6): `all` of them act, the `first` or the `last` one counts, or
 * Fluent Bit wants it `once` and stops.
 */
export type Repeats = 'all' | 'first' | 'last' | 'once';

/** A key as the rules know it: one object for all its places in sections of a kind. */
export interface Key {
  /** In lower case, as Fluent Bit looks it up. */
  readonly name: string;
  readonly repeats: Repeats;
  /** Whether `${VAR}` in its values is expanded (E-6, U-12). */
  readonly isExpanded: boolean;
  /** What looks at its values. */
  readonly rules: readonly PropertyRule[];
}

/** What is known of a kind of section, or of a plugin's sections. */
export interface Vocabulary {
  /** What such a section is called in a message: `a parser`. */
  readonly what: string;
  /** What is known of a key, given in lower case. Asked once for each key. */
  readonly keyNamed: (name: string) => Key;
  readonly rules: readonly SectionRule[];
  /** Looks at properties whose values are more than a text. */
  readonly nestedRule?: PropertyRule;
}
