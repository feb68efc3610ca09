/** Error: no output. Warning: the output is right, but look. Info: a choice was made. */
export type Severity = 'error' | 'warning' | 'info';

/** What each code is called and how much it weighs. The README's table and `golden/errors` have an entry for every one. */
export const catalogue = {
  // Reading any text
  FLB101: { name: 'invalid-utf8', severity: 'error' },
  FLB102: { name: 'not-well-formed-text', severity: 'error' },

  // Reading classic
  FLB103: { name: 'byte-order-mark', severity: 'error' },
  FLB104: { name: 'unindented-key', severity: 'error' },
  FLB105: { name: 'indentation-too-low', severity: 'error' },
  FLB106: { name: 'indentation-too-deep', severity: 'error' },
  FLB107: { name: 'indentation-mixed', severity: 'error' },
  FLB108: { name: 'key-without-value', severity: 'error' },
  FLB109: { name: 'tab-separator', severity: 'error' },
  FLB110: { name: 'key-outside-section', severity: 'error' },
  FLB111: { name: 'bad-header', severity: 'error' },
  FLB112: { name: 'indented-header', severity: 'error' },
  FLB113: { name: 'text-after-header', severity: 'warning' },
  FLB114: { name: 'command-without-value', severity: 'error' },
  FLB115: { name: 'ignored-command', severity: 'warning' },
  FLB116: { name: 'indented-command', severity: 'warning' },
  FLB117: { name: 'lone-carriage-return', severity: 'warning' },
  FLB118: { name: 'nul-character', severity: 'error' },
  FLB119: { name: 'lost-last-line', severity: 'error' },
  FLB120: { name: 'line-too-long', severity: 'error' },
  FLB121: { name: 'bad-group', severity: 'error' },
  FLB122: { name: 'tab-in-key', severity: 'warning' },
  FLB123: { name: 'comment-in-value', severity: 'warning' },
  FLB124: { name: 'empty-variable', severity: 'warning' },

  FLB125: { name: 'carriage-return-in-header', severity: 'error' },

  // Reading YAML and JSON
  FLB131: { name: 'syntax', severity: 'error' },
  FLB132: { name: 'yaml-alias', severity: 'error' },
  FLB133: { name: 'control-character', severity: 'error' },
  FLB134: { name: 'yaml-tab', severity: 'error' },
  FLB135: { name: 'empty-document', severity: 'error' },
  FLB136: { name: 'null-text', severity: 'warning' },
  FLB137: { name: 'wrong-shape', severity: 'error' },
  FLB138: { name: 'nodes-misspelt', severity: 'error' },
  FLB139: { name: 'blank-value', severity: 'error' },
  FLB140: { name: 'text-after-nul', severity: 'warning' },
  FLB141: { name: 'line-separator', severity: 'error' },
  FLB142: { name: 'nested-too-deep', severity: 'error' },
  FLB143: { name: 'variable-without-name', severity: 'warning' },
  FLB151: { name: 'json-syntax', severity: 'error' },
  FLB191: { name: 'section-not-converted-yet', severity: 'error' },

  // What Fluent Bit makes of it
  FLB201: { name: 'upstream-without-name', severity: 'error' },
  FLB202: { name: 'node-without-key', severity: 'error' },
  FLB203: { name: 'upstream-without-nodes', severity: 'error' },
  FLB204: { name: 'no-upstream', severity: 'error' },
  FLB205: { name: 'several-upstreams', severity: 'error' },
  FLB206: { name: 'repeated-key', severity: 'warning' },
  FLB207: { name: 'not-a-boolean', severity: 'warning' },
  FLB208: { name: 'not-a-port', severity: 'warning' },
  FLB209: { name: 'tls-keys-without-tls', severity: 'warning' },
  FLB210: { name: 'login-without-shared-key', severity: 'error' },
  FLB211: { name: 'unknown-key', severity: 'warning' },
  FLB213: { name: 'tls-key-misspelt', severity: 'warning' },
  FLB214: { name: 'key-too-long', severity: 'error' },
  FLB215: { name: 'variable-not-expanded', severity: 'warning' },
  FLB216: { name: 'env-ignored', severity: 'warning' },
  FLB217: { name: 'upstream-key-ignored', severity: 'warning' },
  FLB218: { name: 'group-ignored', severity: 'warning' },

  // Writing
  FLB301: { name: 'value-not-writable', severity: 'error' },
  FLB302: { name: 'key-not-writable', severity: 'error' },
  FLB303: { name: 'comments-dropped', severity: 'warning' },
  FLB304: { name: 'upstreams-not-writable', severity: 'error' },
  FLB305: { name: 'upstreams-in-one-file', severity: 'warning' },
  FLB306: { name: 'upstreams-merged', severity: 'info' },
  FLB307: { name: 'section-not-writable', severity: 'error' },
  FLB308: { name: 'key-spelt-anew', severity: 'info' },
  FLB309: { name: 'comment-not-writable', severity: 'error' },

  // The way from one format to another
  FLB401: { name: 'format-contradiction', severity: 'error' },
  FLB402: { name: 'format-unknown', severity: 'error' },
  FLB403: { name: 'verification-failed', severity: 'error' },
} as const satisfies Record<string, { name: string; severity: Severity }>;

export type Code = keyof typeof catalogue;
