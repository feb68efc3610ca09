import type { ValueType } from './key-types.js';

/** The keys that the upstream reader itself takes from a node (U-7). The first of repeated ones counts (U-6). */
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

/** What counts without these (U-7). */
export const nodeDefaults: ReadonlyMap<string, string> = new Map([
  ['tls.verify', 'on'],
  ['tls.verify_hostname', 'off'],
  ['tls.debug', '1'],
]);

/** The keys that the forward output takes from a node (U-18). The last of repeated ones counts (U-6). */
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

/** The key of an upstream itself (U-4). */
export const upstreamKeys: ReadonlyMap<string, ValueType> = new Map([['name', 'text']]);

/** The keys of a stream task (M-8, Y-40). */
export const streamTaskKeys: ReadonlyMap<string, ValueType> = new Map([
  ['name', 'text'],
  ['exec', 'text'],
]);
