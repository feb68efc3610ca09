import type { ValueType } from './key-types.js';

/** Settings of the engine that are on or off. */
const booleans = [
  'daemon',
  'http_server',
  'health_check',
  'hc_throughput',
  'hot_reload',
  'hot_reload.ensure_thread_safety',
  'dns.prefer_ipv4',
  'dns.prefer_ipv6',
  'storage.metrics',
  'storage.checksum',
  'storage.inherit',
  'storage.trim_files',
  'storage.keep.rejected',
  'storage.delete_irrecoverable_chunks',
  'storage.backlog.flush_on_shutdown',
  'sp.convert_from_str_to_num',
  'json.escape_unicode',
  'json.convert_nan_to_null',
  'enable_chunk_trace',
];

const integers = [
  'grace',
  'grace_input',
  'http_port',
  'hc_errors_count',
  'hc_retry_failure_count',
  'hc_period',
  'hot_reload.timeout',
  'storage.max_chunks_up',
  'scheduler.cap',
  'scheduler.base',
  'coro_stack_size',
  'windows.maxstdio',
];

const texts = [
  'log_file',
  'log_level',
  'parsers_file',
  'plugins_file',
  'streams_file',
  'http_listen',
  'dns.mode',
  'dns.resolver',
  'storage.path',
  'storage.sync',
  'storage.type',
  'storage.rejected.path',
];

const types: readonly (readonly [ValueType, readonly string[]])[] = [
  ['boolean', booleans],
  ['integer', integers],
  ['text', texts],
];

/** The settings whose values have one of our types, in lower case. */
export const serviceKeys: ReadonlyMap<string, ValueType> = new Map(types.flatMap(([type, keys]) => keys.map((key) => [key, type])));

/** Settings of other types; `telemetry` is a map (Y-22). */
export const otherServiceKeys: ReadonlyMap<string, 'double' | 'size' | 'variant'> = new Map([
  ['flush', 'double'],
  ['storage.backlog.mem_limit', 'size'],
  ['multiline_buffer_limit', 'size'],
  ['telemetry', 'variant'],
]);
