import type { Section } from '../model/config.js';
import { joinSections } from '../model/join-sections.js';
import type { Span } from '../source/span.js';
import type { SurveyedFile } from './survey.js';
import type { SourceTree } from './trees.js';

/** Where the settings of trees go: YAML takes one `service` in all files of a tree together (Y-35), classic any number (C-22). */
export interface JoinedServices {
  /** The trees whose main files take in the settings of others, by these. */
  readonly takers: ReadonlyMap<SurveyedFile, SourceTree>;
  /** The files that give theirs away. */
  readonly givers: ReadonlySet<SurveyedFile>;
}

/** A file that several trees share gives its settings to the main files of all of them, or of none. */
export function joinServices(trees: readonly SourceTree[]): JoinedServices {
  const givers = new Set<SurveyedFile>();
  const takers = new Map<SurveyedFile, SourceTree>();
  const withServices = trees.map((tree) => ({ tree, files: [...tree.files].filter(({ kinds }) => kinds.has('service')) }));
  for (let known = -1; known < givers.size; ) {
    known = givers.size;
    for (const { tree, files } of withServices) {
      if (files.length < 2 && !files.some((file) => givers.has(file))) continue;
      for (const file of files) if (file !== tree.root) givers.add(file);
      if (files.some((file) => givers.has(file))) takers.set(tree.root, tree);
    }
  }
  return { takers, givers };
}

/** The sections of a main file with the settings of its tree in one section, where its own first ones stood, else first. */
export function withService(sections: readonly Section[], services: readonly Section[]): Section[] {
  const service = joinSections(services);
  const first = sections.findIndex(({ kind }) => kind === 'service');
  const others = sections.map((section, i) => (i === first ? service : section)).filter((one) => one === service || one.kind !== 'service');
  return first === -1 ? [service, ...others] : others;
}

/** A section of an included file, in the place of the include that leads to it: its own places are none in this file. */
export function inPlaceOf(section: Section, span: Span): Section {
  const { start, end } = span;
  const place = { keyStart: start, keyEnd: end, valueStart: start, valueEnd: end };
  return { ...section, span, properties: section.properties.map((property) => ({ ...property, ...place })) };
}
