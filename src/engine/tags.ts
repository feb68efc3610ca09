/** Inputs that give all their records one tag: the section's, or else the plugin's name and its number (I-28). */
export const inputsOfOneTag: ReadonlySet<string> = new Set([
  'collectd',
  'cpu',
  'disk',
  'docker',
  'docker_events',
  'dummy',
  'exec',
  'fluentbit_metrics',
  'head',
  'health',
  'kafka',
  'kmsg',
  'kubernetes_events',
  'mem',
  'netif',
  'nginx_metrics',
  'node_exporter_metrics',
  'podman_metrics',
  'proc',
  'process_exporter_metrics',
  'prometheus_scrape',
  'prometheus_textfile',
  'random',
  'serial',
  'statsd',
  'stdin',
  'syslog',
  'tcp',
  'thermal',
  'udp',
]);

/** Inputs that put the name of what they read into the tag, where its first `*` stands (I-28). */
export const inputsThatFillTags: ReadonlySet<string> = new Set(['systemd', 'tail']);

/** What the tags of Amazon's FireLens hold: it includes a configuration in one of its own, whose inputs they come from (I-28). */
export const firelensMark = '-firelens';
