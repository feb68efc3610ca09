import type { Config, Property } from '../model/config.js';
import { type Reference, referencesOf } from '../project/references.js';

/** New values for the references of a file: several for a pattern that becomes a list. */
export type NewValues = ReadonlyMap<Reference, readonly string[]>;

/** A configuration whose references have new values. `references` are its own, in reading order. */
export function renameReferences(config: Config, references: readonly Reference[], values: NewValues): Config {
  if (values.size === 0) return config;
  const renamed = new Map<Property, readonly string[]>();
  for (const [i, { property }] of referencesOf(config).entries()) {
    const reference = references[i];
    const value = reference === undefined ? undefined : values.get(reference);
    if (value !== undefined) renamed.set(property, value);
  }
  const sections = config.sections.map((section) => {
    if (!section.properties.some((property) => renamed.has(property))) return section;
    return { ...section, properties: section.properties.flatMap((property) => withValues(property, renamed.get(property))) };
  });
  return { ...config, sections };
}

function withValues(property: Property, values: readonly string[] | undefined): Property[] {
  if (values === undefined) return [property];
  return values.map((value, i) => (i === 0 ? { ...property, value } : { key: property.key, value }));
}

/**
 * A text whose references have new values, and nothing else: each is replaced where it stands. Undefined if one is
 * written in another way than it reads, with escapes for instance.
 */
export function replaceReferences(text: string, values: NewValues): string | undefined {
  let result = text;
  const fromBehind = [...values].sort(([a], [b]) => (b.property.valueStart ?? 0) - (a.property.valueStart ?? 0));
  for (const [{ path, property }, [value = path]] of fromBehind) {
    const { valueStart = 0, valueEnd = 0 } = property;
    const at = text.slice(valueStart, valueEnd).indexOf(path);
    if (at === -1) return undefined;
    result = result.slice(0, valueStart + at) + value + result.slice(valueStart + at + path.length);
  }
  return result;
}
