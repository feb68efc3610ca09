import type { Config, Section, SectionKind } from '../../src/index.js';
import { orderActs } from '../arbitraries/plugins.js';

/**
 * The sections of a kind together, and one of those whose number does not matter (C-22, E-1); equal keys together where
 * their order does not act. No section crosses an include. Services without settings are left out.
 */
export function inOrderOfKinds({ sections: all, ...rest }: Config): Config {
  const sections = all.filter(({ kind, properties, sections = [] }) => kind !== 'service' || properties.length + sections.length > 0);
  const stretches: Section[][] = [[]];
  for (const section of sections) {
    if (section.kind === 'include') stretches.push([section], []);
    else stretches.at(-1)?.push(section);
  }
  const ordered = stretches.flatMap((stretch) => {
    const ofKinds = together(stretch, ({ kind }) => kind);
    const inPipeline = together(ofKinds, ({ kind }) => (isInPipeline(kind) ? 'pipeline' : kind));
    return inPipeline.filter(({ kind }, i) => inPipeline[i - 1]?.kind !== kind || (kind !== 'env' && kind !== 'plugins'));
  });
  const service = ordered.find(({ kind }) => kind === 'service');
  return { ...rest, sections: ordered.filter((one) => one.kind !== 'service' || one === service).map(withKeysTogether) };
}

function isInPipeline(kind: SectionKind): boolean {
  return kind === 'input' || kind === 'filter' || kind === 'output';
}

function withKeysTogether(section: Section): Section {
  const { kind, properties } = section;
  const pairs = properties.map(({ key, value }) => [key, value] as const);
  return orderActs(kind, pairs) ? section : { ...section, properties: together(properties, ({ key }) => key.toLowerCase()) };
}

/** The parts with the same key together, at the place of the first. */
function together<Part>(parts: readonly Part[], keyOf: (part: Part) => string): Part[] {
  const keys = parts.map(keyOf);
  return [...new Set(keys)].flatMap((key) => parts.filter((_, i) => keys[i] === key));
}
