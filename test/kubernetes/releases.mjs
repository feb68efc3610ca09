const block = (text, indent) => `|\n${text.replace(/^(?=.)/gm, ' '.repeat(indent))}`;
const service = '[SERVICE]\n    Flush {{ .Values.flush }}\n    Parsers_File /fluent-bit/etc/conf/custom_parsers.conf\n';
const output = (name) => `[OUTPUT]\n    Name  ${name}\n    Match *\n`;
const filter = '[FILTER]\n    Name   modify\n    Match  *\n    Add    a 1\n    Rename a b\n    Add    a 2\n';
const parser = '[PARSER]\n    Name   json\n    Format json\n';

const whole = (more = '') => `flush: 5
tag: kube.*
n: 007
config:
  service: ${block(service, 4)}
  # what is read
  inputs: |-
    [INPUT]
        Name  tail
        Path  /var/log/*.log
        # on {{ .Values.tag }}
        Tag   {{ .Values.tag }}
        Alias "{{ .Values.n }}"

  filters: ""
  outputs: ${block(output('stdout'), 4)}
  customParsers: ${block(parser, 4)}
${more}`;

const onlyOutputs = `config:\n  outputs: ${block(output('stdout'), 4)}`;
const below = (key, text) => `${key}:\n${text.replace(/^(?=.)/gm, '  ')}`;

const upstream = '[UPSTREAM]\n    Name u\n[NODE]\n    Name a\n    Host 10.0.0.1\n    Port 24224\n';
const forward = '[OUTPUT]\n    Name     forward\n    Match    *\n    Upstream /fluent-bit/etc/conf/up.conf\n';

/** Values of releases by the names of their files, and which of these are given to Helm, in order, for each way to install. */
export const releases = {
  'all texts': { files: { 'values.yaml': whole() }, installs: [['values.yaml']] },
  'one text': { files: { 'values.yaml': onlyOutputs }, installs: [['values.yaml']], takesDefaults: true },
  'files beside': {
    files: {
      'values.yaml': whole(
        `  extraFiles:\n    up.conf: ${block(upstream, 6)}    a.lua: |\n      function f(tag, ts, r) return 1, ts, r end\n`,
      ).replace(block(output('stdout'), 4), block(forward, 4)),
    },
    installs: [['values.yaml']],
  },
  layers: {
    files: {
      'values.yaml': whole(),
      'values-prod.yaml': `config:\n  filters: ${block(filter, 4)}  outputs: ${block(output('null'), 4)}`,
      'values-quiet.yaml': 'flush: 9\nconfig:\n  inputs: ""\n  customParsers: ""\n',
    },
    installs: [['values.yaml'], ['values.yaml', 'values-prod.yaml'], ['values.yaml', 'values-quiet.yaml']],
  },
  'several documents': {
    files: { 'values.yaml': `${whole()}---\n${onlyOutputs.replace('stdout', 'null')}--- # the last one\nflush: 7\n` },
    installs: [['values.yaml']],
  },
  umbrella: {
    umbrella: 'agent',
    files: { 'values.yaml': `global: {}\n${below('agent', whole())}`, 'values-prod.yaml': below('agent', onlyOutputs) },
    installs: [['values.yaml'], ['values.yaml', 'values-prod.yaml']],
  },
  'arguments of their own': {
    files: { 'values.yaml': `${whole()}args: [-w, /fluent-bit/etc, -c, /fluent-bit/etc/conf/fluent-bit.conf, -v]\n` },
    installs: [['values.yaml']],
  },
};
