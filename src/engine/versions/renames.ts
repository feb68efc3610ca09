/** What came in the place of keys and plugins that ended, as a person would write it. */
export const replacements = {
  keys: {
    'exec_wasi.bool': 'oneshot',
    'exec_wasi.oneshot': 'bool',
    'opentelemetry.uri': 'logs_uri, metrics_uri and traces_uri',
    'opentelemetry.logs_uri': 'uri',
    'opentelemetry.metrics_uri': 'uri',
    'opentelemetry.traces_uri': 'uri',
  },
  plugins: {
    'processors.attributes': 'content_modifier',
    'inputs.dummy_thread': 'dummy',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;
