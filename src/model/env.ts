import type { Section } from './config.js';

/** One section in place of several `env` sections: how many there are does not matter (E-1). Comments stay with what follows. */
export function joinEnv(sections: readonly Section[]): Section {
  const [first, ...others] = sections;
  if (first === undefined) return { kind: 'env', properties: [] };
  if (others.length === 0) return first;
  const properties = [...first.properties];
  let pending = first.end ?? [];
  for (const { comments = [], properties: variables, end = [] } of others) {
    pending = [...pending, ...comments];
    for (const variable of variables) {
      const lines = [...pending, ...(variable.comments ?? [])];
      properties.push(lines.length > 0 ? { ...variable, comments: lines } : variable);
      pending = [];
    }
    pending = [...pending, ...end];
  }
  const { end: _, ...rest } = first;
  return pending.length > 0 ? { ...rest, properties, end: pending } : { ...rest, properties };
}
