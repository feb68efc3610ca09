import { diagnostic } from '../diagnostics/diagnostic.js';
import { type Section, sectionSpan, sectionsOf } from '../model/config.js';
import { firstValue } from '../model/property.js';
import type { Report, Rule } from './rule.js';

/** What the upstream loader asks for: one upstream with a name and nodes, each with name, host and port (U-2 … U-4, U-16). */
export const checkUpstreams: Rule = (config, report) => {
  const upstreams = sectionsOf(config, 'upstream');
  const [first, second] = upstreams;
  if (first === undefined) report(diagnostic('FLB204', { start: 0, end: 0 }, {}));
  else if (second !== undefined) {
    report(diagnostic('FLB205', sectionSpan(second), { upstreams: namesOf(upstreams) }, { related: [sectionSpan(first)] }));
  }
  for (const upstream of upstreams) checkUpstream(upstream, report);
};

/** The names of upstreams as a message lists them. */
export function namesOf(upstreams: readonly Section[]): string {
  return upstreams.map(nameOf).join(', ');
}

function nameOf(upstream: Section): string {
  const name = firstValue(upstream, 'name');
  return name === undefined ? '(no name)' : `'${name}'`;
}

function checkUpstream(upstream: Section, report: Report): void {
  const name = firstValue(upstream, 'name');
  if (name === undefined) report(diagnostic('FLB201', sectionSpan(upstream), {}));
  const nodes = upstream.sections?.filter(({ kind }) => kind === 'node') ?? [];
  if (nodes.length === 0) {
    const who = name === undefined ? 'the upstream' : `the upstream ${nameOf(upstream)}`;
    report(diagnostic('FLB203', sectionSpan(upstream), { upstream: who }));
  }
  for (const [i, node] of nodes.entries()) {
    const nodeName = firstValue(node, 'name');
    for (const key of ['name', 'host', 'port'] as const) {
      if (firstValue(node, key) !== undefined) continue;
      const who = nodeName === undefined ? `node ${i + 1}` : `node '${nodeName}'`;
      report(diagnostic('FLB202', sectionSpan(node), { key, node: who }));
    }
  }
}
