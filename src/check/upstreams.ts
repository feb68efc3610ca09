import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { type Config, type Section, sectionSpan, sectionsOf } from '../model/config.js';
import { firstValue } from '../model/property.js';

/** What the upstream loader asks for: one upstream with a name and nodes, each with name, host and port (U-2 … U-4, U-16). */
export function checkUpstreams(config: Config): Diagnostic[] {
  const upstreams = sectionsOf(config, 'upstream');
  if (upstreams.length === 0) return [diagnostic('FLB204', { start: 0, end: 0 }, {})];
  return [...checkCount(upstreams), ...upstreams.flatMap(checkUpstream)];
}

function checkCount(upstreams: readonly Section[]): Diagnostic[] {
  const [first, second] = upstreams;
  if (first === undefined || second === undefined) return [];
  return [diagnostic('FLB205', sectionSpan(second), { upstreams: namesOf(upstreams) }, { related: [sectionSpan(first)] })];
}

/** The names of upstreams as a message lists them. */
export function namesOf(upstreams: readonly Section[]): string {
  return upstreams.map((upstream) => firstValue(upstream, 'name') ?? '(no name)').join(', ');
}

function checkUpstream(upstream: Section): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const name = firstValue(upstream, 'name');
  if (name === undefined) diagnostics.push(diagnostic('FLB201', sectionSpan(upstream), {}));
  const nodes = upstream.sections?.filter(({ kind }) => kind === 'node') ?? [];
  if (nodes.length === 0) {
    const quoted = name === undefined ? '' : `'${name}'`;
    diagnostics.push(diagnostic('FLB203', sectionSpan(upstream), { upstream: quoted }));
  }
  for (const [i, node] of nodes.entries()) {
    const nodeName = firstValue(node, 'name');
    for (const key of ['name', 'host', 'port'] as const) {
      if (firstValue(node, key) !== undefined) continue;
      const who = nodeName === undefined ? `node ${i + 1}` : `node '${nodeName}'`;
      diagnostics.push(diagnostic('FLB202', sectionSpan(node), { key, node: who }));
    }
  }
  return diagnostics;
}
