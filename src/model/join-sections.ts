import type { Section } from './config.js';

/**
 * One section in place of several of a kind whose number does not matter to the engine: `env` (E-1), `service` (C-22),
 * `plugins`, `include`. Comments stay with what follows.
 */
export function joinSections(sections: readonly Section[]): Section {
  const [first, ...others] = sections;
  if (first === undefined) throw new RangeError('nothing to join');
  if (others.length === 0) return first;
  const properties = [...first.properties];
  const inner = [...(first.sections ?? [])];
  let pending = [...(first.end ?? [])];
  for (const { comments = [], properties: more, sections: groups = [], end = [] } of others) {
    for (const line of comments) pending.push(line);
    for (const property of more) {
      const lines = [...pending, ...(property.comments ?? [])];
      properties.push(lines.length > 0 ? { ...property, comments: lines } : property);
      pending = [];
    }
    for (const group of groups) inner.push(group);
    for (const line of end) pending.push(line);
  }
  const { end: _, sections: __, ...rest } = first;
  const joined: Section = { ...rest, properties };
  if (inner.length > 0) joined.sections = inner;
  const end = pending.at(-1) === '' ? pending.slice(0, -1) : pending;
  if (end.length === 0) return joined;
  // Without keys, nothing stands above what ends a section.
  if (properties.length > 0) joined.end = end;
  else joined.comments = [...(joined.comments ?? []), ...end];
  return joined;
}
