import type { SectionKind } from '../../model/config.js';

type Words = Readonly<Record<string, string>>;

const tls: Words = {
  tls: 'Whether the connection uses TLS.',
  'tls.verify': 'Whether the certificate of the other side is checked.',
  'tls.verify_hostname': 'Whether the certificate must be for the name of the host.',
  'tls.verify_client_cert': 'Whether clients must show a certificate that is checked.',
  'tls.debug': 'How much TLS logs, from 0 to 4.',
  'tls.vhost': 'The name of the host to ask for (SNI), if it is not that of the connection.',
  'tls.ca_path': 'A directory of certificates of authorities.',
  'tls.ca_file': 'A file of certificates of authorities.',
  'tls.crt_file': 'The file of the own certificate.',
  'tls.key_file': 'The file of the own private key.',
  'tls.key_passwd': 'The password of the private key.',
  'tls.ciphers': 'The ciphers that TLS up to 1.2 may use.',
  'tls.min_version': 'The lowest version of TLS.',
  'tls.max_version': 'The highest version of TLS.',
  'tls.proxy.ca_file': 'A file of certificates of authorities, for the proxy.',
  'tls.proxy.ca_path': 'A directory of certificates of authorities, for the proxy.',
  'tls.proxy.verify': 'Whether the certificate of the proxy is checked.',
  'tls.proxy.verify_hostname': 'Whether the certificate of the proxy must be for its name.',
  'tls.windows.certstore_name': 'The certificate store of Windows to use.',
  'tls.windows.client_thumbprints': 'Which client certificates of the store to use, by their thumbprints.',
  'tls.windows.use_enterprise_store': 'Whether the enterprise store of Windows is used.',
};

/** Keys that Fluent Bit itself takes from every plugin of a kind. */
export const coreWords: Words = {
  ...tls,
  name: 'Which plugin runs.',
  alias: 'A name for this section in logs and metrics.',
  match: 'Which tags it takes: a text with `*`.',
  match_regex: 'Which tags it takes: a regular expression.',
  tag: 'The tag of its records, by which filters and outputs choose.',
  log_level: 'How much this plugin logs.',
  log_suppress_interval: 'The same message is logged once only in this time.',
  active: 'Whether this plugin runs at all.',
  condition: 'Which records it is for.',
  routable: 'Whether its records go to outputs.',
  telemetry: 'What it tells about itself: a map.',
  routes: 'Which outputs its records go to, by conditions.',
  processors: 'What is done to its records before filters, or before they are sent.',
  host: 'The host to listen at, or to connect to.',
  port: 'The port to listen at, or to connect to.',
  listen: 'The address to listen at.',
  ipv6: 'Whether names are looked up as IPv6 addresses.',
  workers: 'How many threads send.',
  retry_limit: 'How often sending is tried again: a number, `no_limits` or `no_retries`.',
  mem_buf_limit: 'How much memory its chunks may take before it pauses.',
  threaded: 'Whether it runs in a thread of its own.',
  'thread.ring_buffer.capacity': 'How many chunks wait between its thread and the engine.',
  'thread.ring_buffer.window': 'At which fill, in percent, waiting chunks are handed over.',
  'storage.type': 'Where its chunks are kept.',
  'storage.pause_on_chunks_overlimit': 'Whether it pauses when too many chunks are in memory.',
  'storage.total_limit_size': 'How much of the file system chunks for this output may take.',
  rate_gate: 'Whether it is slowed down when it brings too much.',
  'rate_gate.backpressure': 'Whether it waits when it is slowed down.',
  'rate_gate.max_bytes': 'How many bytes it may bring in a window.',
  'rate_gate.max_records': 'How many records it may bring in a window.',
  'rate_gate.resume_ratio': 'At which part of the limit it goes on.',
  rate_window: 'How long the window of a rate is.',
  'net.accept_timeout': 'How long a new connection may take.',
  'net.accept_timeout_log_error': 'Whether a connection that takes too long is an error in the log.',
  'net.backlog': 'How many connections may wait to be accepted.',
  'net.connect_timeout': 'How long connecting may take.',
  'net.connect_timeout_log_error': 'Whether a connection that takes too long is an error in the log.',
  'net.dns.mode': 'Whether DNS is asked over UDP or TCP.',
  'net.dns.prefer_ipv4': 'Whether IPv4 addresses come first.',
  'net.dns.prefer_ipv6': 'Whether IPv6 addresses come first.',
  'net.dns.resolver': 'What looks names up: `LEGACY` or `ASYNC`.',
  'net.io_timeout': 'How long reading or writing may take.',
  'net.keepalive': 'Whether connections are used again.',
  'net.keepalive_idle_timeout': 'How long a connection may be idle.',
  'net.keepalive_max_recycle': 'How often a connection is used again.',
  'net.max_worker_connections': 'How many connections each thread may have.',
  'net.proxy_env_ignore': 'Whether the proxies of the environment are ignored.',
  'net.share_port': 'Whether several sockets may listen at one port.',
  'net.source_address': 'The own address of connections.',
  'net.tcp_keepalive': 'Whether TCP keeps idle connections alive.',
  'net.tcp_keepalive_interval': 'How long TCP waits between two probes.',
  'net.tcp_keepalive_probes': 'How many probes may fail.',
  'net.tcp_keepalive_time': 'How long a connection is idle before the first probe.',
  'oauth2.': 'A setting of OAuth 2.',
};

const service: Words = {
  flush: 'Seconds between two flushes of what was collected.',
  grace: 'Seconds that Fluent Bit waits for its outputs when it ends.',
  grace_input: 'Seconds that inputs go on when it ends.',
  daemon: 'Whether it runs in the background.',
  log_file: 'A file for its log; without it, standard error.',
  log_level: 'How much it logs.',
  parsers_file: 'A file of parsers; may be repeated.',
  plugins_file: 'A file that names plugins to load; may be repeated.',
  streams_file: 'A file of stream tasks.',
  http_server: 'Whether its own HTTP server runs, for metrics and health.',
  http_listen: 'The address of its HTTP server.',
  http_port: 'The port of its HTTP server.',
  health_check: 'Whether the HTTP server tells its health.',
  hc_errors_count: 'From how many errors on it is not healthy.',
  hc_retry_failure_count: 'From how many failed retries on it is not healthy.',
  hc_period: 'The seconds in which these are counted.',
  hc_throughput: 'Whether its health depends on how much goes through.',
  hot_reload: 'Whether it can load its configuration again while it runs.',
  'hot_reload.ensure_thread_safety': 'Whether loading again waits for threads.',
  'hot_reload.timeout': 'Seconds after which loading again counts as hung.',
  'dns.mode': 'Whether DNS is asked over UDP or TCP.',
  'dns.resolver': 'What looks names up: `LEGACY` or `ASYNC`.',
  'dns.prefer_ipv4': 'Whether IPv4 addresses come first.',
  'dns.prefer_ipv6': 'Whether IPv6 addresses come first.',
  'storage.path': 'A directory for chunks that are kept in files.',
  'storage.sync': 'Whether files of chunks are written through at once.',
  'storage.type': 'Where chunks are kept.',
  'storage.checksum': 'Whether chunks have a checksum.',
  'storage.metrics': 'Whether the HTTP server shows the state of chunks.',
  'storage.inherit': 'Whether inputs take its type of storage.',
  'storage.max_chunks_up': 'How many chunks may be in memory.',
  'storage.backlog.mem_limit': 'How much memory chunks of an earlier run may take.',
  'storage.backlog.flush_on_shutdown': 'Whether these are sent when it ends.',
  'storage.delete_irrecoverable_chunks': 'Whether chunks that cannot be read are removed.',
  'storage.trim_files': 'Whether files of chunks lose what they do not use.',
  'storage.keep.rejected': 'Whether chunks that an output rejects are kept.',
  'storage.rejected.path': 'A directory for these.',
  'scheduler.base': 'The least seconds before a retry.',
  'scheduler.cap': 'The most seconds before a retry.',
  'json.escape_unicode': 'Whether JSON is written in ASCII.',
  'json.convert_nan_to_null': 'Whether NaN becomes null in JSON.',
  'sp.convert_from_str_to_num': 'Whether stream queries take texts of digits for numbers.',
  coro_stack_size: 'Bytes of the stack of a coroutine.',
  multiline_buffer_limit: 'How much memory the lines of one multiline record may take.',
  enable_chunk_trace: 'Whether chunks can be traced by the HTTP server.',
  'windows.maxstdio': 'How many files may be open on Windows.',
  telemetry: 'What Fluent Bit tells about itself: a map.',
};

const parser: Words = {
  name: 'The name by which inputs and filters refer to it.',
  format: 'What it parses.',
  regex: 'The regular expression of the format `regex`; named groups become keys.',
  time_key: 'The key that holds the time.',
  time_format: 'How the time is written.',
  time_offset: 'The time zone of times without one, such as `+0200`.',
  time_keep: 'Whether the key of the time stays in the record.',
  time_strict: 'Whether the time must be all as its format says.',
  time_system_timezone: "Whether times without a zone are in the machine's.",
  skip_empty_values: 'Whether keys without a value are left out.',
  logfmt_no_bare_keys: 'Whether a key without a value is an error in logfmt.',
  types: 'The types of keys, as `key:type`.',
  decode_field: 'A key to decode, and how; what is decoded becomes keys of the record.',
  decode_field_as: 'A key to decode, and how; what is decoded becomes its value.',
};

const multilineParser: Words = {
  name: 'The name by which inputs and filters refer to it.',
  type: 'How lines are compared: `regex`, `endswith` or `equal`.',
  match_string: 'The text to compare with, if it is not `regex`.',
  negate: 'Whether a line that does not match goes on.',
  parser: 'A parser that each line goes through first.',
  key_content: 'The key that holds the line.',
  key_pattern: 'The key to compare.',
  key_group: 'The key by which lines of several streams are told apart.',
  flush_timeout: 'Milliseconds after which a record is complete.',
  rule: 'A state, a regular expression, and the next state.',
  rules: 'The states: each with a regular expression and the next state.',
};

/** The keys of a multiline rule. */
export const ruleWords: Words = {
  state: 'The name of the state; the first one is `start_state`.',
  regex: 'What a line must match in this state.',
  next_state: 'The state of the line that follows.',
};

const upstream: Words = { name: 'The name of the upstream.', nodes: 'Where records go to, in turn.' };

const streamTask: Words = { name: 'The name of the task.', exec: 'A query that makes a stream of another one, or of tags.' };

const node: Words = {
  ...tls,
  name: 'The name of the node.',
  host: 'The host to connect to.',
  port: 'The port to connect to.',
  shared_key: 'The secret that both sides know (forward).',
  empty_shared_key: 'Whether the shared key is empty (forward).',
  username: 'The name of the user (forward).',
  password: "The user's password (forward).",
  self_hostname: 'The own name, by which the other side knows it (forward).',
  tag: 'A tag in place of that of the records (forward).',
  compress: 'How what is sent is compressed.',
  time_as_integer: 'Whether times have seconds only, for old versions of Fluentd (forward).',
  send_options: 'Whether options are sent along (forward).',
  require_ack_response: 'Whether the other side must confirm each chunk (forward).',
  retain_metadata_in_forward_mode: 'Whether metadata of records is sent (forward).',
};

/** The keys of sections that are not plugins. */
export const keyWords: Readonly<Partial<Record<SectionKind, Words>>> = {
  service,
  parser,
  multiline_parser: multilineParser,
  upstream,
  node,
  stream_task: streamTask,
};

/** What a section is for. */
export const sectionWords: Readonly<Record<SectionKind, string>> = {
  service: 'Settings of Fluent Bit itself.',
  custom: 'A plugin that runs beside the pipeline.',
  input: 'Where records come from.',
  filter: 'What is done to records on their way.',
  output: 'Where records go to.',
  parser: 'How a text becomes keys and values.',
  multiline_parser: 'How several lines become one record.',
  stream_task: 'A query that makes a stream of records.',
  plugins: 'Plugins to load: paths of shared libraries.',
  upstream: 'Several nodes that an output sends to in turn.',
  node: 'A node of an upstream.',
  env: 'Variables, which values take by `${NAME}`.',
  include: 'Files that are read in this place.',
  extensions: 'Anything: Fluent Bit ignores it.',
  group: 'A group of keys within a section.',
  command: 'A command of the classic format.',
  other: 'A section that Fluent Bit ignores.',
};

/** What stands below these keys in YAML besides sections. */
export const placeWords = {
  pipeline: 'The way of records: inputs, filters and outputs.',
  processors: 'What is done to records of an input before filters, or of an output before they are sent.',
  logs: 'Processors for logs.',
  metrics: 'Processors for metrics.',
  traces: 'Processors for traces.',
} as const;

/** Commands of classic. */
export const commandWords: Words = {
  '@INCLUDE': 'Reads another file in this place.',
  '@SET': 'Sets a variable: `@SET NAME=value`.',
};

/** Words to choose from, where the tables of types have none. */
export const keyChoices: Readonly<Partial<Record<SectionKind, Readonly<Record<string, readonly string[]>>>>> = {
  multiline_parser: { type: ['regex', 'endswith', 'equal'] },
};
