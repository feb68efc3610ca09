import type { Property, Section } from './config.js';
import { lowerCase } from './text.js';

/** The value of the first property with this key, in any case: the one that counts for most keys (U-6). */
export function firstValue(section: Section, key: string): string | undefined {
  for (const property of section.properties) if (hasKey(property, key)) return property.value;
  return undefined;
}

/** Whether Fluent Bit finds the property under this key, given in lower case: it looks keys up without regard to case. */
export function hasKey(property: Property, key: string): boolean {
  return property.key === key || (property.key.length === key.length && lowerCase(property.key) === key);
}
