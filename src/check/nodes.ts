import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type Config, type Property, type Section, sectionsOf } from '../model/config.js';
import { lowerCase } from '../model/text.js';
import type { Rule } from './rule.js';

/** A node's property under the key that Fluent Bit looks up. */
export interface NodeProperty {
  readonly key: string;
  readonly property: Property;
}

/** The nodes of all upstreams. */
export function nodesOf(config: Config): Section[] {
  return sectionsOf(config, 'upstream').flatMap(({ sections }) => sections?.filter(({ kind }) => kind === 'node') ?? []);
}

/** A rule that looks at each node by itself. */
export function nodeRule(check: (properties: readonly NodeProperty[], node: Section) => Diagnostic[]): Rule {
  return (config) =>
    nodesOf(config).flatMap((node) =>
      check(
        node.properties.map((property) => ({ key: lowerCase(property.key), property })),
        node,
      ),
    );
}
