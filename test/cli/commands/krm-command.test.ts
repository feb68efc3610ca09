import Ajv from 'ajv';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/run-cli.js';
import { runIn } from '../../support/run-in.js';
import { tempDir } from '../../support/temp-dir.js';

/** A ResourceList and its results as the specification of KRM functions has them (config.kubernetes.io/v1). */
const isResourceList = new Ajv({ strict: true, allowUnionTypes: true }).compile({
  type: 'object',
  required: ['apiVersion', 'kind', 'items'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: 'config.kubernetes.io/v1' },
    kind: { const: 'ResourceList' },
    functionConfig: { type: 'object' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['apiVersion', 'kind', 'metadata'],
        properties: { apiVersion: {}, kind: {}, metadata: { type: 'object' } },
      },
    },
    results: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        additionalProperties: false,
        properties: {
          message: { type: 'string', minLength: 1 },
          severity: { enum: ['error', 'warning', 'info'] },
          resourceRef: {
            type: 'object',
            required: ['apiVersion', 'kind', 'name'],
            additionalProperties: false,
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              name: { type: 'string' },
              namespace: { type: 'string' },
            },
          },
          field: {
            type: 'object',
            required: ['path'],
            additionalProperties: false,
            properties: { path: { type: 'string' }, currentValue: {}, proposedValue: {} },
          },
          file: {
            type: 'object',
            required: ['path'],
            additionalProperties: false,
            properties: { path: { type: 'string' }, index: { type: 'number' } },
          },
          tags: { type: 'object' },
        },
      },
    },
  },
});

interface Result {
  message: string;
  severity: string;
  resourceRef: { kind: string; name: string };
  field?: { path: string };
  file?: { path: string; index: number };
}

interface List {
  items: { kind: string; data?: Record<string, string> }[];
  results?: Result[];
}

/** Runs the function on a text, and holds what comes out against the specification. */
async function krm(stdin: string, ...argv: string[]) {
  const { code, stdout, stderr } = await runCli(['krm', ...argv], { stdin });
  const [list] = loadAll(stdout) as [List];
  expect(isResourceList(list), JSON.stringify(isResourceList.errors)).toBe(true);
  return { code, stdout, stderr, list };
}

const list = (items: string, more = '') => `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n${more}items:\n${items}`;

const configMap = (output = '[OUTPUT]\n        Name stdout\n        Match *') => `- apiVersion: v1   # ours
  kind: ConfigMap
  metadata:
    name: fb
    annotations:
      config.kubernetes.io/index: '1'
      config.kubernetes.io/path: base/cm.yaml
      internal.config.kubernetes.io/path: base/cm.yaml
  data:
    fluent-bit.conf: |
      [INPUT]
          Name dummy
      @INCLUDE out.conf
    out.conf: |
      ${output}
    x.lua: "-- x  \\n"
`;

const daemonSet = `- apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: fb, annotations: {config.kubernetes.io/path: base/ds.yaml}}
  spec:
    template:
      spec:
        containers:
        - name: fb
          image: fluent/fluent-bit:5.1.1
          args: [-c, /fluent-bit/etc/conf/fluent-bit.conf]   # as it starts
          volumeMounts: [{name: c, mountPath: /fluent-bit/etc/conf}]
        volumes: [{name: c, configMap: {name: fb}}]
`;

describe('krm', () => {
  it('converts what is in the objects of a list, and changes nothing else', async () => {
    const text = list(configMap() + daemonSet, '# top\nfunctionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: x}\n');
    const { code, stdout, stderr, list: out } = await krm(text);
    expect(
      stdout.startsWith(
        `${text
          .replace(
            / {4}fluent-bit\.conf[\s\S]*?(?= {4}x\.lua)/,
            `    fluent-bit.yaml: |
      pipeline:
        inputs:
          - name: dummy

      includes:
        - out.yaml
    out.yaml: |
      pipeline:
        outputs:
          - name: stdout
            match: '*'
`,
          )
          .replace('fluent-bit.conf]', 'fluent-bit.yaml]')}results:\n`,
      ),
    ).toBe(true);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(out.results?.[0]).toEqual({
      message: "'fluent-bit.conf' becomes 'fluent-bit.yaml'",
      severity: 'info',
      resourceRef: { apiVersion: 'v1', kind: 'ConfigMap', name: 'fb' },
      field: { path: 'data.fluent-bit.conf' },
      file: { path: 'base/cm.yaml', index: 1 },
    });
  });

  it('has nothing to do the second time, and with other objects', async () => {
    const { stdout } = await krm(list(configMap() + daemonSet));
    const again = stdout.slice(0, stdout.indexOf('results:'));
    expect((await krm(again)).stdout).toBe(again);
    const other = list('- apiVersion: v1\n  kind: Service\n  metadata: {name: x}   # kept\n');
    expect((await krm(other)).stdout).toBe(other);
    expect((await krm(list('').replace('items:', 'items: []'))).code).toBe(0);
  });

  it('says in results and on standard error what stands in the way, and changes nothing', async () => {
    const text = list(configMap('[OUTPUT]\n          Name') + daemonSet);
    const { code, stdout, stderr, list: out } = await krm(text);
    expect(code).toBe(1);
    expect(stdout.startsWith(text)).toBe(true);
    const [error] = out.results?.filter(({ severity }) => severity === 'error') ?? [];
    expect(error).toMatchObject({
      resourceRef: { kind: 'ConfigMap' },
      field: { path: 'data.out.conf' },
      file: { path: 'base/cm.yaml', index: 1 },
    });
    expect(stderr).toContain("ConfigMap 'fb', data.out.conf: error: FLB");
    expect(out.results?.some(({ message }) => message.includes('becomes'))).toBe(false);
  });

  it.each([
    ['a list in braces', (text: string) => JSON.stringify(loadAll(text)[0])],
    ['results that are there', (text: string) => text.replace('items:', 'results:\n- message: before\nitems:')],
    ['no results yet', (text: string) => text.replace('items:', 'results: []\nitems:')],
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['legacy and no annotations', (text: string) => text.replace(/ {4}annotations:\n( {6}.*\n)+/, '')],
  ])('takes %s', async (_, change) => {
    const { code, list: out, stdout } = await krm(change(list(configMap() + daemonSet)));
    expect(code).toBe(0);
    expect(Object.keys(out.items[0]?.data ?? {})).toEqual(['fluent-bit.yaml', 'out.yaml', 'x.lua']);
    expect(stdout).toContain('/fluent-bit/etc/conf/fluent-bit.yaml');
    expect(out.results?.map(({ message }) => message).filter((one) => one.includes('becomes'))).toHaveLength(2);
  });

  it('takes a List, which has no room for results', async () => {
    const text = list(configMap() + daemonSet)
      .replace('config.kubernetes.io/v1', 'v1')
      .replace('ResourceList', 'List');
    const { stdout, code } = await runCli(['krm'], { stdin: text });
    expect(code).toBe(0);
    expect(stdout).toContain('fluent-bit.yaml: |');
    expect(stdout).not.toContain('results');
  });

  it('keeps objects of one path together where names are the same', async () => {
    const twice = [configMap() + daemonSet, (configMap() + daemonSet).replaceAll('base/', 'prod/')].join('');
    const { code, list: out } = await krm(list(twice));
    expect(code).toBe(0);
    expect(out.items.map(({ data }) => Object.keys(data ?? {})[0])).toEqual(['fluent-bit.yaml', undefined, 'fluent-bit.yaml', undefined]);
  });

  it('shows no value of a Secret in results', async () => {
    const secret = configMap('[OUTPUT]\n          Name stdout\n          Match *\n          HTTP_Passwd hunter2 x')
      .replace('ConfigMap', 'Secret')
      .replace(/^ {2}data:/m, '  stringData:');
    const { list: out, stderr } = await krm(list(secret));
    expect(JSON.stringify(out.results) + stderr).not.toContain('hunter2');
  });

  it('says that a functionConfig with settings is not used', async () => {
    const { list: out } = await krm(
      list(daemonSet, 'functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: x}\n  data: {a: b}\n'),
    );
    expect(out.results?.[0]).toMatchObject({ severity: 'warning', resourceRef: { kind: 'ConfigMap', name: 'x' } });
  });

  it('takes a HelmRelease, and the defaults of its chart', async () => {
    const release = `- apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: fb}
  spec:
    chart: {spec: {chart: fluent-bit, version: 0.58.1}}
    values:
      config:
        outputs: |
          [OUTPUT]
              Name stdout
              Match *
`;
    const config = ['service', 'filters', 'customParsers'].map((key) => `  ${key}: ""\n`).join('');
    const defaults = `config:\n${config}  inputs: |\n    [INPUT]\n        Name dummy\n  outputs: ""\nargs: [--config=/fluent-bit/etc/conf/fluent-bit.conf]\n`;
    const { code, list: out } = await krm(list(release));
    expect(code).toBe(1);
    expect(out.results?.[0]).toMatchObject({ severity: 'error', field: { path: 'spec.values.config' } });
    const dir = tempDir({ 'chart.yaml': defaults, 'list.yaml': list(release) });
    const before = process.cwd();
    process.chdir(dir);
    try {
      const done = await krm(list(release), '--chart-values', 'chart.yaml');
      expect(done.code).toBe(0);
      expect(done.stdout).toContain('          inputs.yaml: |\n            pipeline:\n');
    } finally {
      process.chdir(before);
    }
  });

  it.each([
    ['nothing', ''],
    ['another object', 'apiVersion: v1\nkind: ConfigMap\n'],
    ['several documents', `${list(daemonSet)}---\na: b\n`],
    ['what is not YAML', 'kind: ResourceList\nitems: [\n'],
  ])('refuses %s', async (_, stdin) => {
    const { code, stdout, stderr } = await runCli(['krm'], { stdin });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('standard input is not a ResourceList');
  });

  it('takes no files', async () => {
    expect((await runIn(tempDir({}), ['krm', 'a.yaml'])).code).toBe(2);
  });
});
