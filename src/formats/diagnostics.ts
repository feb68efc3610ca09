import { define } from '../diagnostics/define.js';
import { count } from '../diagnostics/words.js';

export const templateLine = define({
  code: 'FLB130',
  name: 'template-line',
  severity: 'error',
  facts: [],
  why: 'A line of Helm, Jinja or the like is not configuration: which sections there are is decided when the template is filled in.',
  example: { classic: '[SERVICE]\n    flush 1\n    {{ if .Values.debug }}\n    log_level debug\n    {{ end }}\n' },
  says: () => ({
    text: 'a line of a template: only what the template results in is a configuration',
    help: "convert what it results in ('helm template', for a chart), or change the template by hand",
  }),
});

export const notFluentBits = define({
  code: 'FLB153',
  name: 'not-fluent-bits',
  severity: 'error',
  facts: ['Y-2'],
  why: 'Fluent Bit ignores or refuses sections that it does not know. A file with no others is most likely something else.',
  example: {
    yaml: '# the values of a chart\nimage:\n  repository: cr.fluentbit.io/fluent/fluent-bit\n  tag: 5.1.1\ncustomParsers:\n  a: b\n',
  },
  says: ({ what }: { what: string }) => ({
    text: `no section of Fluent Bit stands at the top of this file: it looks like ${what}`,
    help: 'convert the configuration within, as a file of its own',
  }),
});

export const notWellFormedText = define({
  code: 'FLB102',
  name: 'not-well-formed-text',
  severity: 'error',
  facts: ['Y-12'],
  why: 'A surrogate is half of a character in UTF-16. Alone it has no form in UTF-8, so no file can hold it.',
  example: { json: '{"upstream_servers": [{"name": "\\ud83d half", "nodes": []}]}\n' },
  says: () => ({ text: 'half of a surrogate pair, which no UTF-8 file can hold', help: 'remove it, or write the whole character' }),
});

export const abbreviatedSection = define({
  code: 'FLB126',
  name: 'abbreviated-section',
  severity: 'warning',
  facts: ['C-21', 'Y-3', 'I-18'],
  why: "Fluent Bit accepts the beginning of a section's name, so `[IN]` is an input. Readers of the file may not know that; the output has the full name.",
  example: { classic: '[SERV]\n    flush 1\n\n[IN]\n    name dummy\n\n[P]\n    name p\n    format json\n' },
  says: ({ name, kind }: { name: string; kind: string }) => ({
    text: `Fluent Bit reads '${name}' as '${kind}', and the output says '${kind}'`,
    help: `write '${kind}'`,
  }),
});

export const sectionNotForMainFile = define({
  code: 'FLB128',
  name: 'section-not-for-main-file',
  severity: 'warning',
  facts: ['M-5', 'M-8', 'M-13', 'I-5'],
  why: 'In classic, parsers, plugins and stream tasks belong in files of their own, to which the service refers.',
  example: {
    classic:
      '[INPUT]\n    name dummy\n\n[PARSER]\n    name p\n    format json\n\n[STREAM_TASK]\n    name q\n    exec SELECT * FROM STREAM:dummy;\n\n[PLUGINS]\n    path /usr/lib/fluent-bit/out_x.so\n',
  },
  says: ({ section }: { section: string }) => ({
    text:
      section === 'STREAM_TASK'
        ? 'Fluent Bit ignores [STREAM_TASK] in a main file, and so does the output'
        : `Fluent Bit does not start from a main file with [${section}] in it`,
    help:
      section === 'STREAM_TASK'
        ? 'write [STREAM_PROCESSOR], or move it to a Streams_File'
        : `move it to a ${section === 'PLUGINS' ? 'Plugins_File' : 'Parsers_File'}, or convert the file to YAML`,
  }),
});

export const serviceTwice = define({
  code: 'FLB144',
  name: 'service-twice',
  severity: 'error',
  facts: ['Y-4', 'Y-35'],
  why: 'Fluent Bit accepts one `service` in all files of a YAML configuration.',
  example: { yaml: 'service:\n  flush: 1\n---\nservice:\n  flush: 2\n' },
  says: () => ({
    text: "a second 'service': Fluent Bit stops with \"duplicated definition of 'service'\"",
    help: 'put all settings into the first one',
  }),
});

/** Why a format cannot hold a value. */
export type UnwritableReason = 'empty' | 'spaces around' | 'newline' | 'nul' | 'too long' | 'surrogate' | 'refreshed' | 'uri' | 'number';

export const valueNotWritable = define({
  code: 'FLB301',
  name: 'value-not-writable',
  severity: 'error',
  facts: ['C-16', 'C-18', 'M-12', 'Y-12'],
  why: 'The format has no way to write the value so that Fluent Bit reads the same one.',
  example: {
    yaml: 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n        shared_key: "line one\\nline two"\n',
  },
  says: ({ key, format, reason }: { key: string; format: string; reason: UnwritableReason }) => ({
    text: `the value of '${key}' cannot be written in ${format}: ${reasonText(reason)}`,
    help: 'change the value, or choose another format',
  }),
});

export const keyNotWritable = define({
  code: 'FLB302',
  name: 'key-not-writable',
  severity: 'error',
  facts: ['C-14', 'C-17', 'C-20', 'Y-23'],
  why: 'The format has no way to write the key so that Fluent Bit reads the same one.',
  example: {
    yaml: "upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n        my key: x\n        '#hash': x\n        '[bracket': x\n",
  },
  says: ({ key, format }: { key: string; format: string }) => ({
    text: `the key '${key}' cannot be written in ${format}`,
    help: 'rename it, or choose another format',
  }),
});

export const commentsDropped = define({
  code: 'FLB303',
  name: 'comments-dropped',
  severity: 'warning',
  severityIn: { strict: 'error' },
  facts: ['Y-11'],
  why: 'JSON has no comments. With `--strict` their loss is an error.',
  example: { classic: '# one\n[UPSTREAM]\n    # two\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n    # three\n\n# four\n' },
  says: ({ lines, format }: { lines: number; format: string }) => ({
    text: `${count(lines, 'line')} of comments dropped: ${format} has no comments`,
  }),
});

export const upstreamsNotWritable = define({
  code: 'FLB304',
  name: 'upstreams-not-writable',
  severity: 'error',
  facts: ['U-2', 'U-3'],
  why: 'A file with several upstreams means something else in each format, and what was meant is not known.',
  example: {
    classic:
      '# The two halves of the world.\n@SET KEY=value\n\n# Europe.\n[UPSTREAM]\n    name eu\n\n[NODE]\n    name eu-1\n    host eu-1.example.com\n    port 24224\n\n# America.\n[UPSTREAM]\n    # Not "us".\n    name ../../us\n\n# Its only node.\n[NODE]\n    name us-1\n    host us-1.example.com\n    port 24224\n\n# The end.\n',
  },
  says: ({ upstreams }: { upstreams: string; format: string }) => ({
    text: `several upstreams in one file (${upstreams}): Fluent Bit puts all nodes of a classic file under the first name and keeps only the last upstream of a YAML file`,
    help: "'--upstreams split -d DIR' writes a file for each, '--upstreams merge' writes one group, as a classic file runs today",
  }),
});

export const sectionNotWritable = define({
  code: 'FLB307',
  name: 'section-not-writable',
  severity: 'error',
  facts: ['C-25', 'C-29', 'Y-2', 'Y-42'],
  why: 'The format has no place for a section or command of this kind.',
  example: { classic: '@FOO bar\n[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n' },
  says: ({ section, format }: { section: string; format: string }) => ({
    text: `${section} cannot be written in ${format}`,
    help: 'remove it, or choose another format',
  }),
});

export const commentNotWritable = define({
  code: 'FLB309',
  name: 'comment-not-writable',
  severity: 'error',
  facts: ['Y-12'],
  why: 'YAML forbids control characters in comments, and a line separator would end the comment.',
  example: { classic: '[UPSTREAM]\n    name eu\n\n# a bell: \u0007\n[NODE]\n    name n-1\n    host 127.0.0.1\n    port 24224\n' },
  says: ({ format }: { format: string }) => ({
    text: `a comment here cannot be written in ${format}: it holds a control character or a line separator`,
    help: 'remove the character',
  }),
});

export const sectionNeedsAFile = define({
  code: 'FLB312',
  name: 'section-needs-a-file',
  severity: 'error',
  facts: ['M-5', 'M-11', 'M-13'],
  why: 'YAML holds all sections in one file. In classic, parsers, plugins and upstreams belong in files of their own.',
  example: { yaml: 'parsers:\n  - name: p\n    format: json\n\npipeline:\n  inputs:\n    - name: tail\n      path: /a\n      parser: p\n' },
  says: ({ sections, format }: { sections: string; format: string }) => ({
    text: `${sections} cannot stand in the main file in ${format}`,
    help: "'-d DIR' writes a file of their own and refers to it",
  }),
});

function reasonText(reason: UnwritableReason): string {
  switch (reason) {
    case 'empty':
      return 'it is empty';
    case 'spaces around':
      return 'Fluent Bit would trim the spaces at its ends';
    case 'newline':
      return 'it has more than one line';
    case 'nul':
      return 'it holds a NUL character';
    case 'too long':
      return 'Fluent Bit reads lines of at most 32 MiB';
    case 'refreshed':
      return 'Fluent Bit reads its file repeatedly, which only YAML can ask for';
    case 'uri':
      return 'it is the place of a text, which only file:// says there';
    case 'surrogate':
      return 'it holds half of a surrogate pair';
    case 'number':
      return 'it is a number in a spelling that only YAML has';
  }
}
