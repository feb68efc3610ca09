import type { SectionKind } from './config.js';

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

/** The type of a key's value in a section of this kind, undefined for keys that nobody here knows. */
export function valueType(kind: SectionKind, key: string): ValueType | undefined {
  if (kind === 'upstream') return key === 'name' ? 'text' : undefined;
  return kind === 'node' ? knownNodeKeys.get(key) : undefined;
}
