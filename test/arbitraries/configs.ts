import fc from 'fast-check';
import type { Config, Section, SectionKind } from '../../src/index.js';
import type { FormatName } from '../support/fits.js';
import { endCommentsFor, withEnd } from './comments.js';
import { type Fitness, sectionOf } from './sections.js';

const anywhere: readonly SectionKind[] = ['env', 'include', 'include', 'stream_task', 'upstream', 'other'];
const mainKinds: readonly SectionKind[] = ['service', 'service', 'custom', 'input', 'input', 'filter', 'filter', 'output', 'output'];
/** What classic wants in files of their own (M-5, M-13). */
const apartKinds: readonly SectionKind[] = ['parser', 'parser', 'multiline_parser', 'multiline_parser', 'plugins'];

/** Configurations that these formats hold without a word: all of their sections, keys, values and comments. */
export function configOf(...formats: FormatName[]): fc.Arbitrary<Config> {
  return configWith({ sections: formats, texts: formats });
}

/** Configurations of sections that a format has, with any texts: its writer refuses just those that it cannot hold. */
export function configOfAnyTexts(format: FormatName): fc.Arbitrary<Config> {
  return configWith({ sections: [format], texts: [] });
}

/** Configurations of anything at all: writers may refuse them. */
export const anyConfig = fc.oneof(configWith({ sections: [], texts: [] }), configOfAnyTexts('classic'), configOfAnyTexts('yaml'));

function configWith(fitness: Fitness): fc.Arbitrary<Config> {
  const files = kindsOfFiles(fitness.sections).map((kinds) => sectionsOfKinds(kinds, fitness));
  return fc.tuple(fc.oneof(...files), endCommentsFor(fitness.texts)).map(([sections, end]) => withEnd({ sections }, end));
}

/** The kinds that may stand in one file. */
function kindsOfFiles(formats: readonly FormatName[]): SectionKind[][] {
  const ofClassicOnly: SectionKind[] = formats.every((format) => format === 'classic') ? ['command'] : [];
  if (!formats.includes('classic')) return [[...anywhere, ...mainKinds, ...apartKinds, 'extensions', ...ofClassicOnly]];
  return [mainKinds, apartKinds].map((kinds) => [...anywhere, ...kinds, ...ofClassicOnly]);
}

function sectionsOfKinds(kinds: readonly SectionKind[], fitness: Fitness): fc.Arbitrary<Section[]> {
  const section = fc.oneof(...kinds.map((kind) => sectionOf(kind, fitness)));
  const sections = fc.array(section, { maxLength: 7 });
  return fitness.sections.includes('classic') ? sections.map(withOneUpstream) : sections;
}

/** All nodes of a classic file belong to its first upstream (U-2). */
function withOneUpstream(sections: Section[]): Section[] {
  const first = sections.find(({ kind }) => kind === 'upstream');
  return sections.filter((section) => section.kind !== 'upstream' || section === first);
}
