import { type Config, hasKey, type Property, type Section, sectionsOf, withValue } from './config.js';
import { lowerCase } from './text.js';

/** A named group of nodes that an output balances over. */
export interface Upstream {
  name?: string;
  nodes: UpstreamNode[];
  /** The section it was read from: what keeps order, comments and repeated keys. */
  section?: Section;
}

/** A node of an upstream. All values are text, as Fluent Bit holds them: `port: '24224'`, `tls: { enabled: 'on' }`. */
export interface UpstreamNode {
  name?: string;
  host?: string;
  port?: string;
  tls?: TlsOptions;
  /** The keys of the plugin (`shared_key`, …) and unknown ones, in order, repeated ones included. */
  options: Property[];
  section?: Section;
}

/** The TLS keys of a node (U-7). */
export interface TlsOptions {
  /** `tls` */
  enabled?: string;
  /** `tls.verify` */
  verify?: string;
  /** `tls.verify_hostname` */
  verifyHostname?: string;
  /** `tls.debug` */
  debug?: string;
  /** `tls.vhost` */
  vhost?: string;
  /** `tls.ca_path` */
  caPath?: string;
  /** `tls.ca_file` */
  caFile?: string;
  /** `tls.crt_file` */
  crtFile?: string;
  /** `tls.key_file` */
  keyFile?: string;
  /** `tls.key_passwd` */
  keyPasswd?: string;
}

const tlsFields: ReadonlyMap<string, keyof TlsOptions> = new Map([
  ['tls', 'enabled'],
  ['tls.verify', 'verify'],
  ['tls.verify_hostname', 'verifyHostname'],
  ['tls.debug', 'debug'],
  ['tls.vhost', 'vhost'],
  ['tls.ca_path', 'caPath'],
  ['tls.ca_file', 'caFile'],
  ['tls.crt_file', 'crtFile'],
  ['tls.key_file', 'keyFile'],
  ['tls.key_passwd', 'keyPasswd'],
]);

/** The upstreams of a configuration, in order. Of repeated keys a field holds the first value, the one that counts (U-6). */
export function upstreamsOf(config: Config): Upstream[] {
  return sectionsOf(config, 'upstream').map((section) => {
    const name = section.properties.find((property) => hasKey(property, 'name'))?.value;
    const nodes = section.sections?.filter(({ kind }) => kind === 'node').map(nodeOf) ?? [];
    return { ...(name === undefined ? {} : { name }), nodes, section };
  });
}

function nodeOf(section: Section): UpstreamNode {
  const node: UpstreamNode = { options: [], section };
  const tls: TlsOptions = {};
  for (const property of section.properties) {
    const key = lowerCase(property.key);
    const tlsField = tlsFields.get(key);
    if (key === 'name' || key === 'host' || key === 'port') node[key] ??= property.value;
    else if (tlsField !== undefined) tls[tlsField] ??= property.value;
    else node.options.push(property);
  }
  if (Object.keys(tls).length > 0) node.tls = tls;
  return node;
}

/**
 * A configuration with these upstreams in place of those that `base` has; everything else of `base` stays.
 * What was read and not changed keeps its order, its comments and its repeated keys; what is new comes last.
 */
export function withUpstreams(upstreams: readonly Upstream[], base: Config = { sections: [] }): Config {
  const sections = upstreams.map(sectionOfUpstream);
  const first = base.sections.findIndex(({ kind }) => kind === 'upstream');
  const others = base.sections.filter(({ kind }) => kind !== 'upstream');
  const place = first === -1 ? others.length : base.sections.slice(0, first).filter(({ kind }) => kind !== 'upstream').length;
  return { ...base, sections: [...others.slice(0, place), ...sections, ...others.slice(place)] };
}

function sectionOfUpstream({ name, nodes, section }: Upstream): Section {
  const fields = new Map([['name', name]]);
  const properties = mergeFields(section?.properties ?? [], fields, () => true);
  const others = section?.sections?.filter(({ kind }) => kind !== 'node') ?? [];
  return { ...section, kind: 'upstream', properties, sections: [...nodes.map(sectionOfNode), ...others] };
}

function sectionOfNode(node: UpstreamNode): Section {
  const { name, host, port, tls, options, section } = node;
  const fields = new Map<string, string | undefined>([
    ['name', name],
    ['host', host],
    ['port', port],
  ]);
  for (const [key, field] of tlsFields) fields.set(key, tls?.[field]);
  const known = section?.properties ?? [];
  const kept = new Set(options);
  const before = new Set(known);
  const properties = mergeFields(known, fields, (property) => kept.has(property));
  properties.push(...options.filter((option) => !before.has(option)));
  return { ...section, kind: 'node', properties };
}

/** The properties with the fields' values at their first places; fields without a place yet come last. */
function mergeFields(
  properties: readonly Property[],
  fields: ReadonlyMap<string, string | undefined>,
  keeps: (option: Property) => boolean,
): Property[] {
  const merged: Property[] = [];
  const placed = new Set<string>();
  for (const property of properties) {
    const key = lowerCase(property.key);
    if (!fields.has(key)) {
      if (keeps(property)) merged.push(property);
      continue;
    }
    const value = fields.get(key);
    if (value === undefined) continue;
    merged.push(placed.has(key) || property.value === value ? property : withValue(property, value));
    placed.add(key);
  }
  for (const [key, value] of fields) if (value !== undefined && !placed.has(key)) merged.push({ key, value });
  return merged;
}
