import { describe, expect, it } from 'vitest';
import { heldIn } from '../../../src/migrate/read/held.js';
import { runIn } from '../../support/run-in.js';
import { tempDir } from '../../support/temp-dir.js';

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: fb
data:
  fluent-bit.conf: |
    [SERVICE]
        Flush 1

    # what is read
    [INPUT]
        Name dummy
    {{- if .Values.a }}
    [OUTPUT]
        Name stdout
    {{- end }}
  parsers.conf: |-
    [PARSER]
        Name   one
        Format json
  notes.txt: |
    hello
`;

const yamlMap = 'kind: ConfigMap\ndata:\n  fluent-bit.yaml: |\n    service:\n      flush: 1\n    pipeline:\n      inputs: []\n';

describe('the configurations within files of others', () => {
  it.each([
    ['a ConfigMap', configMap, ['fluent-bit.conf classic', 'parsers.conf classic']],
    ['a ConfigMap with YAML', yamlMap, ['fluent-bit.yaml yaml']],
    ['values of a chart', 'service:\n  type: x\nconfig:\n  inputs: |\n    [INPUT]\n        Name cpu\n  filters: ""\n', ['inputs classic']],
    ['JSON', '{\n  "data": {\n    "a.conf": "[INPUT]\\n    Name cpu\\n"\n  }\n}\n', ['a.conf classic']],
    ['a template of a whole file', '[SERVICE]\n    Flush {{ flush }}\n', ['a template classic']],
    ['a unit of systemd', 'write_files:\n  a.service: |\n    [Unit]\n    After = x\n    [Service]\n    ExecStart=/bin/x\n', []],
    ['other manifests', 'kind: Deployment\nspec:\n  pipeline: a\n', []],
  ])('%s', (_, text, expected) => {
    expect(heldIn(text).map(({ name, family }) => `${name} ${family}`)).toEqual(expected);
  });
});

describe('a repository without a file that can be migrated', () => {
  it('names what holds configuration, and is not done', async () => {
    const dir = tempDir({
      'k8s/values.yaml': configMap.replace('kind: ConfigMap', ''),
      'k8s/app.yaml': 'kind: Deployment\n',
      'README.md': '',
    });
    const { code, stdout } = await runIn(dir, ['migrate', '.', '--check']);
    expect(code).toBe(1);
    expect(stdout).toBe(`k8s/values.yaml  other  left alone: it holds configuration, which is not converted: fluent-bit.conf, parsers.conf
2 other files left alone: not Fluent Bit's (-v lists them)

what is left is within files of other programs, which are not changed: it must be migrated by hand
3 files: 0 to convert, 0 to update, 0 up to date, 3 left alone, 0 refused; 0 errors, 0 warnings, 0 infos
`);
    expect((await runIn(dir, ['migrate', '.'])).code).toBe(0);
    expect((await runIn(dir, ['migrate', '.', '--check', '--to', 'classic'])).code).toBe(0);
  });

  it('is done where the configuration within is in the target’s format', async () => {
    const { code, stdout } = await runIn(tempDir({ 'cm.yaml': yamlMap }), ['migrate', '.', '--check']);
    expect(stdout).toContain('nothing is left to migrate\n');
    expect(code).toBe(0);
  });

  it.each([
    ['an empty directory', {}],
    ['files of others', { 'a.yaml': 'kind: Deployment\n', 'b.txt': '' }],
  ])('with nothing at all is no job: %s', async (_, files) => {
    const count = Object.keys(files).length;
    for (const flags of [[], ['--check'], ['--write']]) {
      const { code, stdout, stderr } = await runIn(tempDir(files), ['migrate', '.', ...flags]);
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: `flb-convert: no configuration of Fluent Bit in .: ${count} files looked at\n`,
      });
    }
  });
});

describe('a plan is for reading', () => {
  const parsers = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`p${i}.conf`, '[PARSER]\n    name a\n    format json\n']));
  const many = Array.from({ length: 5 }, (_, i) => `    parsers_file /nowhere/${i}.conf\n`).join('');
  const files = {
    ...parsers,
    'main.conf': `[SERVICE]\n${many}[INPUT]\n    name cpu\n`,
    'a.lua': '',
    'b.lua': '',
    'c.yaml': 'a: [\nparsers : x\n',
  };

  it('tells a reason once, and infos of one code once', async () => {
    const { stdout } = await runIn(tempDir(files), ['migrate', '.']);
    expect(stdout.match(/the old file stays.*/g)).toEqual([
      'the old file stays: no file refers to it, so the command line of Fluent Bit may (-R)',
      'the old file stays, as p0.conf does',
      'the old file stays, as p0.conf does',
    ]);
    expect(stdout.match(/info FLB602/g)).toHaveLength(1);
    expect(stdout).toContain('  = and 4 more of FLB602 (-v lists them)\n');
    expect(stdout).not.toContain('a.lua');
  });

  it('lists all of it with -v', async () => {
    const { stdout } = await runIn(tempDir(files), ['migrate', '.', '-v']);
    expect(stdout.match(/no file refers to it/g)).toHaveLength(3);
    expect(stdout.match(/info FLB602/g)).toHaveLength(5);
    expect(stdout).toMatch(/^a\.lua +other +left alone/);
  });

  it('shows errors and the summary with -q', async () => {
    const { stdout } = await runIn(tempDir({ ...files, 'bad.conf': '[INPUT]\n    name\n' }), ['migrate', '.', '--quiet']);
    expect(stdout).toMatch(/^bad\.conf +main +refused\n\nbad\.conf:2:5: error FLB108/);
    expect(stdout).not.toContain('info FLB');
    expect(stdout).not.toContain('p0.conf');
  });

  it('reports no errors of other programs’ YAML', async () => {
    const chart = '{{- if .Values.a }}\nkind: ConfigMap\ndata:\n  parsers: {{ .x }}\n{{- end }}\n';
    const { stdout } = await runIn(tempDir({ 'main.conf': '[INPUT]\n    name cpu\n', 'templates/a.yaml': chart }), ['migrate', '.']);
    expect(stdout).not.toContain('FLB131');
    expect(stdout).toContain('0 warnings');
  });
});

describe('a broken file that blocks a tree', () => {
  const files = { 'a.conf': '[INPUT]\n    name cpu\n', 'b c.conf': '[INPUT]\n    name\n' };

  it('is named in the exact option that leaves it out', async () => {
    const dir = tempDir(files);
    const { stdout } = await runIn(dir, ['migrate', '.']);
    expect(stdout).toContain("\nwithout that file, the others can be migrated: --exclude './b c.conf'\n");
    expect((await runIn(dir, ['migrate', '.', '--exclude', './b c.conf', '--write'])).code).toBe(0);
  });

  it('is not where another file includes it: both go together', async () => {
    const { stdout } = await runIn(tempDir({ ...files, 'main.conf': '@INCLUDE b c.conf\n' }), ['migrate', '.']);
    expect(stdout).not.toContain('--exclude');
  });
});
