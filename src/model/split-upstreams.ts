import { type Config, firstValue, type Section, sectionsOf } from './config.js';

/**
 * A configuration for each upstream, under its name, and what is left of a main file. Variables of an upstream file go into
 * each, comments at the end into the last one.
 */
export function splitUpstreams(config: Config): { upstreams: { name: string; config: Config }[]; rest?: Config } {
  const found: { upstream: Section; place: number }[] = [];
  const others: Section[] = [];
  for (const section of config.sections) {
    if (section.kind === 'upstream') found.push({ upstream: section, place: others.length });
    else others.push(section);
  }
  const isUpstreamFile = others.every(({ kind }) => kind === 'env');
  const upstreams = found.map(({ upstream, place }, i) => {
    const sections = isUpstreamFile ? others.toSpliced(place, 0, upstream) : [upstream];
    const endsFile = isUpstreamFile && i === found.length - 1 && config.end !== undefined;
    return {
      name: firstValue(upstream, 'name') ?? `upstream-${i + 1}`,
      config: endsFile ? { sections, end: config.end ?? [] } : { sections },
    };
  });
  return isUpstreamFile ? { upstreams } : { upstreams, rest: { ...config, sections: others } };
}

/** All nodes under the first upstream, as Fluent Bit reads a classic file (U-2). Comments move with the nodes they precede. */
export function mergeUpstreams(config: Config): Config {
  const [first, ...others] = sectionsOf(config, 'upstream');
  if (first === undefined) return config;
  const nodes = [...(first.sections ?? [])];
  let pending: string[] = [];
  for (const upstream of others) {
    pending.push(...commentsOf(upstream));
    for (const node of upstream.sections ?? []) {
      if (node.kind !== 'node') continue;
      nodes.push(pending.length > 0 ? { ...node, comments: [...pending, ...(node.comments ?? [])] } : node);
      pending = [];
    }
  }
  const merged: Section = { ...first, sections: nodes };
  const sections = config.sections
    .filter((section) => section === first || section.kind !== 'upstream')
    .map((section) => (section === first ? merged : section));
  const end = [...pending, ...(config.end ?? [])];
  return end.length > 0 ? { sections, end } : { sections };
}

function commentsOf(upstream: Section): string[] {
  return [...(upstream.comments ?? []), ...upstream.properties.flatMap(({ comments }) => comments ?? []), ...(upstream.end ?? [])];
}
