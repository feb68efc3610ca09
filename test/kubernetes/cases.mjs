const input = '[INPUT]\n    Name dummy\n';
const output = (name) => `[OUTPUT]\n    Name  ${name}\n    Match *\n`;
const parser = '[PARSER]\n    Name   p\n    Format json\n';
const main = `[SERVICE]\n    Parsers_File parsers.conf\n\n${input}\n@INCLUDE output.conf\n`;

const workload = (
  source,
  mounts = '[{name: c, mountPath: /fluent-bit/etc/conf}]',
  args = '[--config=/fluent-bit/etc/conf/fluent-bit.conf]',
) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: fb}
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      containers:
        - name: fb
          image: fluent/fluent-bit:5.1.1
          args: ${args}
          volumeMounts: ${mounts}
      volumes: [{name: c, ${source}}]
`;

const literal = (text) => `|\n${text.replace(/^(?=.)/gm, '    ')}`;
const configMap = (texts) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fb}\ndata:\n${Object.entries(texts)
    .map(([key, text]) => `  ${key}: ${literal(text)}`)
    .join('')}`;

/** Trees of kustomizations, and the directories that are built. A string is a directory of the project. */
export const overlays = {
  generators: { files: 'golden/migrate/kustomize/input', build: ['prod'] },
  overlays: {
    files: {
      'base/kustomization.yaml':
        'resources: [ds.yaml]\nnamePrefix: x-\nconfigMapGenerator:\n- name: fb\n  files:\n  - fluent-bit.conf\n  - parsers.conf=conf/p.conf\n',
      'base/ds.yaml': workload('configMap: {name: fb}'),
      'base/fluent-bit.conf': main,
      'base/conf/p.conf': parser,
      'dev/kustomization.yaml': `resources: [../base]\nconfigMapGenerator:\n- name: fb\n  behavior: merge\n  literals:\n  - "output.conf=[OUTPUT]\\n    Name stdout\\n    Match *\\n"\n`,
      'prod/kustomization.yaml':
        'resources: [../base]\nnameSuffix: -prod\nconfigMapGenerator:\n- name: fb\n  behavior: merge\n  files: [output.conf]\n',
      'prod/output.conf': output('null'),
    },
    build: ['dev', 'prod'],
  },
  patches: {
    files: {
      'base/kustomization.yaml': 'resources: [ds.yaml, cm.yaml]\n',
      'base/ds.yaml': workload('configMap: {name: fb}'),
      'base/cm.yaml': configMap({ 'fluent-bit.conf': main, 'parsers.conf': parser, 'output.conf': output('stdout') }),
      'strategic/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
      'strategic/p.yaml': configMap({ 'output.conf': output('null') }),
      'json/kustomization.yaml': 'resources: [../base]\npatches: [{path: j.yaml, target: {kind: ConfigMap, name: fb}}]\n',
      'json/j.yaml': `- op: replace\n  path: /data/output.conf\n  value: ${literal(output('null'))}`,
    },
    build: ['base', 'strategic', 'json'],
  },
  secrets: {
    files: {
      'kustomization.yaml': 'resources: [ds.yaml]\nsecretGenerator:\n- name: fb\n  files: [fluent-bit.conf]\n',
      'ds.yaml': workload('secret: {secretName: fb}'),
      'fluent-bit.conf': `${input}${output('stdout')}`,
    },
    build: ['.'],
  },
  items: {
    files: {
      'kustomization.yaml': 'resources: [ds.yaml, cm.yaml]\n',
      'ds.yaml': workload('configMap: {name: fb, items: [{key: main, path: fluent-bit.conf}]}'),
      'cm.yaml': configMap({ main: `${input}${output('stdout')}` }),
    },
    build: ['.'],
  },
  'a mount of one file': {
    files: {
      'kustomization.yaml': 'resources: [ds.yaml, cm.yaml]\n',
      'ds.yaml': workload(
        'configMap: {name: fb}',
        '[{name: c, mountPath: /etc/fb/fluent-bit.conf, subPath: fluent-bit.conf}]',
        '[-c, /etc/fb/fluent-bit.conf]',
      ),
      'cm.yaml': configMap({ 'fluent-bit.conf': `${input}${output('stdout')}` }),
    },
    build: ['.'],
  },
};
