import {
  cloudId,
  type Demand,
  duration,
  integer,
  items,
  modifyWords,
  nothing,
  number,
  pair,
  room,
  split,
  starts,
  url,
  word,
} from './demands.js';

type PluginDemands = Readonly<Record<string, Readonly<Record<string, Demand>>>>;

const emitter = { 'emitter_storage.type': word('memory filesystem') };
const writeOperation = { write_operation: word('index create update upsert') };

/** The filter looks at the number of words first and at the key then, so that three pass for every key. */
const [oneWord, twoWords] = [modifyWords(1, 3), modifyWords(2, 3)];
const modify = {
  ...{ add: twoWords, set: twoWords, rename: twoWords, hard_rename: twoWords, copy: twoWords, hard_copy: twoWords, condition: twoWords },
  ...{ remove: oneWord, remove_wildcard: oneWord, remove_regex: oneWord, move_to_start: oneWord, move_to_end: oneWord },
};

const socketFormat = { format: word('json none') };

/** What plugins demand of values of their own keys, beside the types of those keys (I-25). */
export const pluginDemands: Readonly<Record<'input' | 'filter' | 'output', PluginDemands>> = {
  input: {
    exec: { buf_size: room },
    stdin: { buffer_size: room },
    tail: { refresh_interval: split, rotate_wait: duration },
    tcp: socketFormat,
    udp: socketFormat,
  },
  filter: {
    expect: { action: word('warn exit result_key') },
    grep: { regex: pair, exclude: pair },
    kubernetes: { kube_url: starts('http://', 'https://') },
    log_to_metrics: { bucket: number, regex: pair, exclude: pair, metric_mode: word('counter gauge histogram') },
    modify,
    multiline: { ...emitter, flush_ms: integer(500) },
    nest: { operation: word('nest lift') },
    parser: { unescape_key: nothing },
    rewrite_tag: emitter,
  },
  output: {
    datadog: { proxy: url },
    es: { ...writeOperation, cloud_id: cloudId },
    file: {
      format: word('csv ltsv plain msgpack template out_file'),
      on_limit_reached: word('error drop fallback'),
      on_missing_field: word('error drop fallback'),
    },
    forward: { compress: word('text gzip') },
    gelf: { mode: word('tcp tls udp dtls') },
    http: { compress: word('gzip snappy zstd'), proxy: url },
    influxdb: { uri: starts('/') },
    loki: {
      label_keys: items('$'),
      labels: items('$', '='),
      line_format: word('json key_value'),
      structured_metadata: items('$', '='),
      structured_metadata_map_keys: items('$'),
    },
    opensearch: writeOperation,
    opentelemetry: { add_label: pair, proxy: url },
    prometheus_exporter: { add_label: pair },
    prometheus_remote_write: { add_label: pair, proxy: url },
    slack: { webhook: url },
    splunk: { event_key: starts('$') },
    syslog: {
      mode: word('tcp tls udp dtls'),
      syslog_format: word('rfc3164 rfc5424'),
      syslog_facility_preset: integer(0, 23),
      syslog_severity_preset: integer(0, 7),
    },
  },
};
