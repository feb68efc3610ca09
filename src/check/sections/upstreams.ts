import { define } from '../../diagnostics/define.js';
import { firstValue, keySpan, type Section, sectionSpan, sectionsOf } from '../../model/config.js';
import { kinds } from '../../model/kinds.js';
import { isMainFile } from '../../model/section-kinds.js';
import type { ConfigRule, PropertyRule, SectionRule, Vocabulary } from '../rule.js';

export const upstreamWithoutName = define({
  code: 'FLB201',
  name: 'upstream-without-name',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['U-4'],
  why: 'Fluent Bit registers an upstream under its name.',
  example: { classic: '[UPSTREAM]\n\n[NODE]\n    name n\n    host h\n    port 1\n' },
  says: () => ({ text: 'an upstream without a name: Fluent Bit does not load it', help: 'add a name' }),
});

export const upstreamWithoutNodes = define({
  code: 'FLB203',
  name: 'upstream-without-nodes',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['U-4'],
  why: 'An upstream spreads its load over nodes and needs at least one.',
  example: { classic: '[UPSTREAM]\n    name u\n' },
  says: ({ upstream }: { upstream: string }) => ({
    text: `${upstream} has no nodes: Fluent Bit stops with "no nodes defined"`,
    help: 'add a node with name, host and port',
  }),
});

export const severalUpstreams = define({
  code: 'FLB205',
  name: 'several-upstreams',
  severity: 'error',
  severityIn: { convert: 'off' },
  facts: ['U-2', 'U-3'],
  why: 'Fluent Bit keeps one upstream for each file, and which nodes that one gets depends on the format.',
  example: {
    classic:
      '# The two halves of the world.\n@SET KEY=value\n\n# Europe.\n[UPSTREAM]\n    name eu\n\n[NODE]\n    name eu-1\n    host eu-1.example.com\n    port 24224\n\n# America.\n[UPSTREAM]\n    # Not "us".\n    name ../../us\n\n# Its only node.\n[NODE]\n    name us-1\n    host us-1.example.com\n    port 24224\n\n# The end.\n',
  },
  says: ({ upstreams }: { upstreams: string }) => ({
    text: `several upstreams in one file (${upstreams}): from a classic file Fluent Bit puts all nodes under the first name, from YAML it keeps the last one only`,
    help: 'use a file for each: convert --upstreams split -d DIR',
  }),
});

export const envIgnored = define({
  code: 'FLB216',
  name: 'env-ignored',
  severity: 'warning',
  facts: ['U-12'],
  why: 'Fluent Bit reads an upstream file for its nodes only. Variables come from the main file and the environment.',
  example: { classic: '@SET A=1\n[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n' },
  says: ({ variable }: { variable: string }) => ({
    text: `Fluent Bit ignores the variable '${variable}' of an upstream file; those of the main file apply`,
    help: 'set it in the main file',
  }),
});

export const upstreamKeyIgnored = define({
  code: 'FLB217',
  name: 'upstream-key-ignored',
  severity: 'warning',
  facts: ['U-14'],
  why: 'Fluent Bit reads only the name and the nodes of an upstream.',
  example: { classic: '[UPSTREAM]\n    name u\n    tls on\n    shared_key hunter2\n[NODE]\n    name n\n    host h\n    port 1\n' },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' of an upstream is ignored, its nodes do not inherit it`,
    help: 'give it to each node',
  }),
});

/** An upstream file holds one upstream (U-2, U-3). */
export const checkUpstreams: ConfigRule = (config, report) => {
  const upstreams = sectionsOf(config, 'upstream');
  const [first, second] = upstreams;
  if (first === undefined || second === undefined) return;
  report(severalUpstreams, sectionSpan(second), { upstreams: namesOf(upstreams) }, { related: [sectionSpan(first)] });
};

/** Variables set in an upstream file have no effect (U-12). */
export const checkEnv: ConfigRule = (config, report) => {
  if (sectionsOf(config, 'upstream').length === 0 || isMainFile(config)) return;
  for (const { properties } of sectionsOf(config, 'env')) {
    for (const variable of properties) report(envIgnored, keySpan(variable), { variable: variable.key });
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
  if (!hasName) report(upstreamWithoutName, sectionSpan(section), {});
  if (section.sections?.some(({ kind }) => kind === 'node')) return;
  report(upstreamWithoutNodes, sectionSpan(section), { upstream: hasName ? `the upstream ${nameOf(section)}` : 'the upstream' });
};

/** Fluent Bit reads only the name of an upstream itself; nodes inherit nothing from it (U-14). */
const checkIgnored: PropertyRule = (property, _facts, report) => {
  report(upstreamKeyIgnored, keySpan(property), { key: property.key });
};

/** An upstream, without its nodes. */
export const upstreamVocabulary: Vocabulary = {
  what: kinds.upstream.what,
  // Only the name could be expanded, and is not (U-12).
  keyNamed: (name) =>
    name === 'name'
      ? { name, repeats: 'all', isExpanded: false, rules: [] }
      : { name, repeats: 'all', isExpanded: true, rules: [checkIgnored] },
  rules: [checkParts],
};
