import { define } from '../../diagnostics/define.js';

export const syntax = define({
  code: 'FLB131',
  name: 'syntax',
  severity: 'error',
  facts: ['Y-48'],
  why: 'The text breaks a rule of YAML, so Fluent Bit refuses the whole file.',
  example: { yaml: 'upstream_servers:\n  - name: a: b\n    nodes: []\n' },
  says: ({ format, problem, header }: { format: string; problem: string; header?: string }) => ({
    text: header === undefined ? `not valid ${format}: ${problem}` : `'${header}' is a header of the classic format, and not ${format}`,
    ...(header === undefined ? {} : { help: "write 'service:', or 'pipeline:' with inputs, filters and outputs below it" }),
  }),
});

export const yamlAlias = define({
  code: 'FLB132',
  name: 'yaml-alias',
  severity: 'error',
  facts: ['Y-8'],
  why: 'Fluent Bit stops at an alias or a merge key. An anchor that nothing refers to does no harm.',
  example: {
    yaml: 'upstream_servers:\n  - name: &u aliased\n    nodes:\n      - &base\n        name: n-1\n        host: 127.0.0.1\n        port: 24224\n        tls: on\n      - <<: *base\n        name: n-2\n        port: 24225\n      - name: *u\n        host: 127.0.0.3\n        port: 24226\n',
  },
  says: () => ({
    text: `Fluent Bit does not read aliases: it stops with "unexpected event 'alias-event'"`,
    help: 'write the value out, or convert with --expand-aliases',
  }),
});

export const controlCharacter = define({
  code: 'FLB133',
  name: 'control-character',
  severity: 'error',
  facts: ['Y-12'],
  why: 'YAML allows most control characters only as an escape in double quotes.',
  example: {
    yaml: 'upstream_servers:\n  - name: "a\u007fb"\n    nodes:\n      - name: n\n        host: h\n        port: 1\n        tag: x\u0001\n',
  },
  says: ({ character }: { character: string }) => ({
    text: `a raw control character (${character}): Fluent Bit stops with "control characters are not allowed"`,
    help: `write "${character.replace('U+', '\\u')}" in double quotes`,
  }),
});

export const yamlTab = define({
  code: 'FLB134',
  name: 'yaml-tab',
  severity: 'error',
  facts: ['Y-47'],
  why: 'YAML is indented with spaces. Fluent Bit refuses a file with a tab in that place, even on an otherwise empty line.',
  example: { yaml: 'upstream_servers:\n\t- name: u\n' },
  says: () => ({ text: 'a tab where YAML needs spaces: Fluent Bit refuses the file', help: 'indent with spaces' }),
});

export const emptyDocument = define({
  code: 'FLB135',
  name: 'empty-document',
  severity: 'error',
  facts: ['Y-6'],
  why: "Each document of a file must be a map. A '---' at the end of the file begins an empty document.",
  example: { yaml: 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n---\n' },
  says: () => ({
    text: 'an empty document: Fluent Bit refuses the file ("unexpected event \'scalar-event\'")',
    help: "remove it, and a '---' before it; a file without sections holds {}",
  }),
});

export const lineSeparator = define({
  code: 'FLB141',
  name: 'line-separator',
  severity: 'error',
  facts: ['Y-12'],
  why: 'YAML 1.1, which Fluent Bit reads, takes these characters for line ends. The text changes, or the file is refused.',
  example: {
    yaml: 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n        tag: a\u2028b\n',
  },
  says: ({ character }: { character: string }) => ({
    text: `a raw ${character} outside of quotes or beside a space, which Fluent Bit does not read as a character`,
    help: `write "${character.replace('U+', '\\u')}" in double quotes`,
  }),
});
