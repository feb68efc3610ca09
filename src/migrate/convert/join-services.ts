import type { Section } from '../../model/config.js';
import { groupBy } from '../../model/grouping.js';
import { joinSections } from '../../model/join-sections.js';
import type { Span } from '../../source/span.js';
import type { Source } from '../read/source-facts.js';
import type { SourceTree } from '../scope.js';

/** Where the settings of trees go: YAML takes one `service` in all files of a tree together (Y-35), classic any number (C-22). */
export interface JoinedServices {
  /** The trees whose main files take in the settings of others, by these. */
  readonly takers: ReadonlyMap<Source, SourceTree>;
  /** The files that give theirs away. */
  readonly givers: ReadonlySet<Source>;
}

/** A file that several trees share gives its settings to the main files of all of them, or of none. */
export function joinServices(trees: readonly SourceTree[]): JoinedServices {
  const givers = new Set<Source>();
  const takers = new Map<Source, SourceTree>();
  const placed = trees.flatMap((tree) => [...tree.files].filter(({ kinds }) => kinds.has('service')).map((file) => ({ file, tree })));
  const filesOf = groupBy(placed, ({ tree }) => tree);
  const treesOf = groupBy(placed, ({ file }) => file);
  const waiting = [...filesOf].flatMap(([tree, files]) => (files.length > 1 ? [tree] : []));
  for (let tree = waiting.pop(); tree !== undefined; tree = waiting.pop()) {
    if (takers.has(tree.root)) continue;
    takers.set(tree.root, tree);
    for (const { file } of filesOf.get(tree) ?? []) {
      if (file === tree.root || givers.has(file)) continue;
      givers.add(file);
      waiting.push(...(treesOf.get(file) ?? []).map((one) => one.tree));
    }
  }
  return { takers, givers };
}

/** The sections of a main file with all settings of its tree in one: in the place of its first `service`, or before all others. */
export function withService(sections: readonly Section[], services: readonly Section[]): Section[] {
  const service = joinSections(services);
  const first = sections.findIndex(({ kind }) => kind === 'service');
  const others = sections.map((section, i) => (i === first ? service : section)).filter((one) => one === service || one.kind !== 'service');
  return first === -1 ? [service, ...others] : others;
}

/** A section of an included file, with the place of the include that leads to it: its own places are in another file. */
export function inPlaceOf(section: Section, span: Span): Section {
  const { start, end } = span;
  const place = { keyStart: start, keyEnd: end, valueStart: start, valueEnd: end };
  return { ...section, span, properties: section.properties.map((property) => ({ ...property, ...place })) };
}
