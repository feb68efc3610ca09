import type { Span } from '../source/span.js';
import { keySpan, type Property, type Section } from './config.js';
import { lowerCase } from './text.js';

/** The value of the first property with this key, in any case: the one that counts for most keys (U-6). */
export function firstValue(section: Section, key: string): string | undefined {
  for (const property of section.properties) if (hasKey(property, key)) return property.value;
  return undefined;
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
