import type { Section, SectionKind } from './config.js';
import type { KeyType } from './plugin-lists.js';
import { coreKeys, type Plugin, type PluginKind, pluginOf, pluginOfSection } from './plugins.js';
import { isPluginKind } from './section-kinds.js';
import { serviceKeys } from './service-keys.js';

/** What the text of a key's value means to Fluent Bit. */
export type ValueType = 'text' | 'boolean' | 'integer';

/** The keys that the upstream reader itself takes from a node (U-7). Of repeated ones the first counts (U-6). */
export const nodeKeys: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['name', 'text'],
  ['host', 'text'],
  ['port', 'integer'],
  ['tls', 'boolean'],
  ['tls.verify', 'boolean'],
  ['tls.verify_hostname', 'boolean'],
  ['tls.debug', 'integer'],
  ['tls.vhost', 'text'],
  ['tls.ca_path', 'text'],
  ['tls.ca_file', 'text'],
  ['tls.crt_file', 'text'],
  ['tls.key_file', 'text'],
  ['tls.key_passwd', 'text'],
]);

/** The keys that the forward output takes from a node (U-18). Of repeated ones the last counts (U-6). */
export const forwardNodeKeys: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['shared_key', 'text'],
  ['empty_shared_key', 'boolean'],
  ['username', 'text'],
  ['password', 'text'],
  ['self_hostname', 'text'],
  ['tag', 'text'],
  ['compress', 'text'],
  ['time_as_integer', 'boolean'],
  ['send_options', 'boolean'],
  ['require_ack_response', 'boolean'],
  ['retain_metadata_in_forward_mode', 'boolean'],
]);

/** The keys that the es output takes from a node (U-18). */
export const esNodeKeys: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['index', 'text'],
  ['type', 'text'],
  ['path', 'text'],
  ['pipeline', 'text'],
  ['id_key', 'text'],
  ['write_operation', 'text'],
  ['logstash_prefix', 'text'],
  ['logstash_prefix_key', 'text'],
  ['logstash_prefix_separator', 'text'],
  ['logstash_dateformat', 'text'],
  ['http_user', 'text'],
  ['http_passwd', 'text'],
  ['http_api_key', 'text'],
  ['compress', 'text'],
  ['buffer_size', 'text'],
  ['aws_region', 'text'],
  ['aws_service_name', 'text'],
  ['aws_sts_endpoint', 'text'],
  ['aws_profile', 'text'],
  ['aws_role_arn', 'text'],
  ['aws_external_id', 'text'],
  ['aws_auth', 'boolean'],
  ['logstash_format', 'boolean'],
  ['suppress_type_name', 'boolean'],
  ['replace_dots', 'boolean'],
  ['current_time_index', 'boolean'],
  ['generate_id', 'boolean'],
]);

/** All keys that something reads from a node. */
export const knownNodeKeys: ReadonlyMap<string, ValueType> = new Map([...nodeKeys, ...forwardNodeKeys, ...esNodeKeys]);

/** The keys of a parser (M-5b). */
export const parserKeys: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['name', 'text'],
  ['format', 'text'],
  ['regex', 'text'],
  ['time_key', 'text'],
  ['time_format', 'text'],
  ['time_offset', 'text'],
  ['time_keep', 'boolean'],
  ['time_strict', 'boolean'],
  ['time_system_timezone', 'boolean'],
  ['skip_empty_values', 'boolean'],
  ['logfmt_no_bare_keys', 'boolean'],
  ['types', 'text'],
  ['decode_field', 'text'],
  ['decode_field_as', 'text'],
]);

/** The keys of a multiline parser (M-6b, M-7). */
export const multilineParserKeys: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['name', 'text'],
  ['type', 'text'],
  ['match_string', 'text'],
  ['negate', 'boolean'],
  ['parser', 'text'],
  ['key_content', 'text'],
  ['key_pattern', 'text'],
  ['key_group', 'text'],
  ['flush_timeout', 'integer'],
  ['rule', 'text'],
]);

const upstreamKeys: ReadonlyMap<string, ValueType> = new Map([['name', 'text']]);
const streamTaskKeys: ReadonlyMap<string, ValueType> = new Map([
  ['name', 'text'],
  ['exec', 'text'],
]);

const keysOfKind: ReadonlyMap<SectionKind, ReadonlyMap<string, ValueType>> = new Map([
  ['service', serviceKeys],
  ['parser', parserKeys],
  ['multiline_parser', multilineParserKeys],
  ['stream_task', streamTaskKeys],
  ['upstream', upstreamKeys],
  ['node', knownNodeKeys],
]);

const noKeys: ReadonlyMap<string, ValueType> = new Map();

/**
 * The types of a section's keys, which are in lower case: none of keys of which nothing is known, or whose values are sizes,
 * times or fractions. Of a plugin that the engine does not list, the keys that every plugin has are known.
 */
export function valueTypes(section: Section): ReadonlyMap<string, ValueType> {
  const { kind } = section;
  return isPluginKind(kind) ? pluginTypes(kind, pluginOfSection(section)) : (keysOfKind.get(kind) ?? noKeys);
}

/** The types of a processor's own keys. Filters are processors, too (Y-43). */
export function processorTypes(name: string): ReadonlyMap<string, ValueType> {
  const processor = pluginOf('processor', name);
  const filter = processor === undefined ? pluginOf('filter', name) : undefined;
  return filter === undefined ? pluginTypes('processor', processor) : pluginTypes('filter', filter);
}

/** The types of plugins that were met so far, and of those that the engine does not list. */
const typesOfPlugins = new Map<Plugin | PluginKind, ReadonlyMap<string, ValueType>>();

function pluginTypes(kind: PluginKind, plugin: Plugin | undefined): ReadonlyMap<string, ValueType> {
  const known = typesOfPlugins.get(plugin ?? kind);
  if (known !== undefined) return known;
  const types = new Map<string, ValueType>();
  for (const [key, type] of [...coreKeys(kind), ...(plugin?.keys ?? [])]) {
    const written = writtenAs.get(type);
    if (written === undefined) types.delete(key);
    else types.set(key, written);
  }
  // Of the core's, this one is a number or a word, `no_limits` or `false`.
  types.delete('retry_limit');
  typesOfPlugins.set(plugin ?? kind, types);
  return types;
}

const writtenAs: ReadonlyMap<KeyType, ValueType> = new Map<KeyType, ValueType>([
  ['boolean', 'boolean'],
  ['integer', 'integer'],
  ['string', 'text'],
  ['clist', 'text'],
  ['slist_1', 'text'],
  ['slist_2', 'text'],
  ['slist_3', 'text'],
  ['slist_4', 'text'],
]);
