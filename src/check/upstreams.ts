import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan, type Section, sectionSpan, sectionsOf } from '../model/config.js';
import { firstValue } from '../model/property.js';
import { isMainFile } from '../model/section-kinds.js';
import type { ConfigRule, PropertyRule, SectionRule, Vocabulary } from './rule.js';

/** An upstream file holds one upstream (U-2, U-3). */
export const checkUpstreams: ConfigRule = (config, report) => {
  const upstreams = sectionsOf(config, 'upstream');
  const [first, second] = upstreams;
  if (first === undefined || second === undefined) return;
  report(diagnostic('FLB205', sectionSpan(second), { upstreams: namesOf(upstreams) }, { related: [sectionSpan(first)] }));
};

/** Variables set in an upstream file have no effect (U-12). */
export const checkEnv: ConfigRule = (config, report) => {
  if (sectionsOf(config, 'upstream').length === 0 || isMainFile(config)) return;
  for (const { properties } of sectionsOf(config, 'env')) {
    for (const variable of properties) report(diagnostic('FLB216', keySpan(variable), { variable: variable.key }));
  }
};

/** The names of upstreams as a message lists them. */
export function namesOf(upstreams: readonly Section[]): string {
  return upstreams.map(nameOf).join(', ');
}

function nameOf(upstream: Section): string {
  const name = firstValue(upstream, 'name');
  return name === undefined ? '(no name)' : `'${name}'`;
}

/** What the loader asks for: a name and nodes (U-4). */
const checkParts: SectionRule = ({ section, isWhole }, report) => {
  if (!isWhole) return;
  const hasName = firstValue(section, 'name') !== undefined;
  if (!hasName) report(diagnostic('FLB201', sectionSpan(section), {}));
  if (section.sections?.some(({ kind }) => kind === 'node')) return;
  report(diagnostic('FLB203', sectionSpan(section), { upstream: hasName ? `the upstream ${nameOf(section)}` : 'the upstream' }));
};

/** Of an upstream itself only the name is read; nodes inherit nothing from it (U-14). */
const checkIgnored: PropertyRule = (property, _facts, report) => {
  report(diagnostic('FLB217', keySpan(property), { key: property.key }));
};

/** An upstream, without its nodes. */
export const upstreamVocabulary: Vocabulary = {
  what: 'an upstream',
  // Only the name could be expanded, and is not (U-12).
  keyNamed: (name) =>
    name === 'name'
      ? { name, repeats: 'all', isExpanded: false, rules: [] }
      : { name, repeats: 'all', isExpanded: true, rules: [checkIgnored] },
  rules: [checkParts],
};
