import { type Config, type Property, valueSpan, withValue } from '../../model/config.js';
import { type Reference, referencesOf } from '../../project/references.js';

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
  return values.map((value, i) => (i === 0 ? withValue(property, value) : { key: property.key, value }));
}

/** A text in which references were replaced, and those that were not, since they are written in another way than they read, with escapes for instance. */
export interface Replaced {
  readonly text: string;
  readonly stuck: readonly Reference[];
}

/** Gives the references of a text new values, each where it stands, and changes nothing else. */
export function replaceReferences(text: string, values: NewValues): Replaced {
  let result = text;
  const stuck: Reference[] = [];
  const fromBehind = [...values].sort(([a], [b]) => (b.property.valueStart ?? 0) - (a.property.valueStart ?? 0));
  for (const [reference, [value = reference.path]] of fromBehind) {
    const { path, property } = reference;
    const { start, end } = valueSpan(property);
    const at = text.slice(start, end).indexOf(path);
    if (at === -1) stuck.push(reference);
    else result = result.slice(0, start + at) + value + result.slice(start + at + path.length);
  }
  return { text: result, stuck };
}
