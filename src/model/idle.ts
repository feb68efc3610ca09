import type { Config, Property, Section } from './config.js';

/**
 * The configuration without its `[SERVICE]` sections if none of them holds anything: an empty map comes back from some YAML
 * tools as an empty list, at which Fluent Bit stops, and no service means the same. Their comments go to what follows.
 */
export function withoutIdleServices(config: Config): Config {
  const services = config.sections.filter(({ kind }) => kind === 'service');
  const areIdle = services.every(({ properties, sections = [] }) => properties.length + sections.length === 0);
  if (services.length === 0 || !areIdle) return config;
  return withCommentsInPlaceOf(config, ({ kind, comments = [], end = [] }) => (kind === 'service' ? [...comments, ...end] : undefined));
}

/**
 * The configuration with comments in the place of some sections. `linesOf` gives those of a section, nothing of one that stays;
 * they go to what follows.
 */
export function withCommentsInPlaceOf(config: Config, linesOf: (section: Section) => readonly string[] | undefined): Config {
  const sections: Section[] = [];
  let pending: string[] = [];
  for (const section of config.sections) {
    const lines = linesOf(section);
    if (lines !== undefined) pending.push(...lines);
    else {
      // The blank line between sections, where there is none yet.
      const isApart = pending.length > 0 && pending.at(-1) !== '' && section.comments !== undefined;
      sections.push(withCommentsAbove(section, isApart ? [...pending, ''] : pending));
      pending = [];
    }
  }
  const end = [...pending, ...(config.end ?? [])];
  if (end.at(-1) === '') end.pop();
  return end.length > 0 ? { sections, end } : { sections };
}

/**
 * Variables, and apart from them the values that a later variable of the same name replaces (E-1). Comments above these go to the
 * variable that follows. One that is read repeatedly is never replaced for good.
 */
export function lastValues(variables: readonly Property[]): { kept: Property[]; replaced: Property[] } {
  const last = new Map<string, number>();
  for (const [i, { key }] of variables.entries()) last.set(key, i);
  if (last.size === variables.length) return { kept: [...variables], replaced: [] };
  const kept: Property[] = [];
  const replaced: Property[] = [];
  let pending: string[] = [];
  for (const [i, variable] of variables.entries()) {
    if (last.get(variable.key) === i || variable.refreshInterval !== undefined) {
      kept.push(withCommentsAbove(variable, pending));
      pending = [];
    } else {
      replaced.push(variable);
      pending.push(...(variable.comments ?? []));
    }
  }
  return { kept, replaced };
}

function withCommentsAbove<Part extends { comments?: string[] }>(part: Part, lines: readonly string[]): Part {
  return lines.length === 0 ? part : { ...part, comments: [...lines, ...(part.comments ?? [])] };
}
