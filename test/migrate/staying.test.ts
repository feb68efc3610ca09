import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { heldIn } from '../../src/migrate/read/held.js';
import { includedByAws } from '../../src/migrate/read/included-by-aws.js';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

const input = '[INPUT]\n    name cpu\n';
const options = '{ "options": { "config-file-type": "file", "config-file-value": "/fluent-bit/etc/extra.conf" } }';

describe('files that AWS includes in a classic configuration', () => {
  it.each([
    ['the option of FireLens', options, ['extra.conf']],
    ['in a bucket', '"config-file-value": "arn:aws:s3:::bucket/a/extra.conf"', ['extra.conf']],
    ['in YAML', 'options:\n  config-file-value: arn:aws:s3:::extra.conf\n', ['extra.conf']],
    ['a variable of the init images', '{ "name": "aws_fluent_bit_init_file_1", "value": "/ecs/a.conf" }', ['a.conf']],
    ['with its value first', '{\n  "value": "/ecs/a.conf",\n  "name": "aws_fluent_bit_init_s3_1"\n}', ['a.conf']],
    ['of CloudFormation', '- Name: aws_fluent_bit_init_s3_1\n  Value: arn:aws:s3:::b/a.conf\n', ['a.conf']],
    ['of a compose file', 'environment:\n  aws_fluent_bit_init_file_1: /ecs/a.conf\n', ['a.conf']],
    ['within a text of JSON', '"container_definitions": "[{\\"options\\":{\\"config-file-value\\":\\"/a.conf\\"}}]"', ['a.conf']],
    ['of Terraform', 'options = {\n  "config-file-value" = "/fluent-bit/a.conf"\n}\n', ['a.conf']],
    ['a variable in Terraform', 'name  = "aws_fluent_bit_init_s3_1"\nvalue = "arn:aws:s3:::b/a.conf"\n', ['a.conf']],
    ['of a CDK program', "options: { configFileValue: '/fluent-bit/etc/a.conf' }", ['a.conf']],
    ['of a CDK program in Python', "FirelensOptions(config_file_value='/a.conf')", ['a.conf']],
    ['put together by CloudFormation', '- Name: aws_fluent_bit_init_s3_1\n  Value: !Sub arn:aws:s3:::${Bucket}/a.conf\n', ['a.conf']],
    ['put together in JSON', '{"Value": {"Fn::Sub": "arn:aws:s3:::${B}/a.conf"}, "Name": "aws_fluent_bit_init_s3_1"}', ['a.conf']],
    ['of a list of variables', '- aws_fluent_bit_init_file_1=/ecs/a.conf\n', ['a.conf']],
    ['another variable', '{ "name": "other", "value": "/ecs/a.conf" }', []],
  ])('%s', (_, text, expected) => {
    expect(includedByAws(text)).toEqual(expected);
  });

  it.each([
    ['ecs.tf', '"config-file-value" = "/a.conf"\n'],
    ['stack.ts', "configFileValue: '/a.conf',\n"],
  ])('are named by %s as well', async (name, text) => {
    const { stdout } = await runIn(tempDir({ [name]: text, 'a.conf': input }), ['migrate', '.']);
    expect(stdout).toContain(`left alone: AWS includes it in a classic configuration (${name})`);
  });

  const files = {
    'task.json': options,
    'extra.conf': `[SERVICE]\n    parsers_file parsers.conf\n@INCLUDE part.conf\n`,
    'part.conf': input,
    'parsers.conf': '[PARSER]\n    name a\n    format json\n',
    'other.conf': '@INCLUDE part.conf\n',
    'alone.conf': input,
  };

  it('stay, with all of their trees', async () => {
    const dir = tempDir(files);
    const { code, stdout } = await runIn(dir, ['migrate', '.', '--write']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^extra\.conf +main +left alone: AWS includes it in a classic configuration \(task\.json\)$/m);
    for (const name of ['part', 'parsers', 'other']) {
      expect(stdout).toMatch(new RegExp(`^${name}\\.conf +\\w+ +left alone: it goes with extra\\.conf, which stays$`, 'm'));
    }
    expect(stdout).toMatch(/^alone\.conf +main +written +alone\.yaml|^alone\.conf .*alone\.yaml$/m);
    expect(() => readFileSync(`${dir}/extra.yaml`)).toThrow();
  });

  it('are copied into a tree elsewhere', async () => {
    const dir = tempDir(Object.fromEntries(Object.entries(files).map(([name, text]) => [`old/${name}`, text])));
    expect((await runIn(dir, ['migrate', 'old', '-d', 'new'])).code).toBe(0);
    expect(readFileSync(`${dir}/new/extra.conf`, 'utf8')).toBe(files['extra.conf']);
  });

  it('are converted if they are named by themselves, and stay what they are towards classic', async () => {
    const dir = tempDir(files);
    const { stdout } = await runIn(dir, ['migrate', 'extra.conf', 'task.json']);
    expect(stdout).toMatch(/^extra\.conf .*-> extra\.yaml$/m);
    expect((await runIn(dir, ['migrate', '.', '--to', 'classic'])).stdout).toMatch(/^extra\.conf .*: classic already$/m);
  });

  it('are not what is left in the ConfigMap of EKS Fargate', async () => {
    const map = 'kind: ConfigMap\nmetadata:\n  name: aws-logging\ndata:\n  output.conf: |\n    [OUTPUT]\n        Name stdout\n';
    expect(heldIn(map)).toEqual([]);
    expect(heldIn(`${map}---\n${map.replace('aws-logging', 'other')}`).map(({ name }) => name)).toEqual(['output.conf']);
    const { code, stdout } = await runIn(tempDir({ 'cm.yaml': map }), ['migrate', '.', '--check']);
    expect(stdout).toMatch(/^cm\.yaml: output\.conf +part +left alone: EKS Fargate reads it as classic only$/m);
    expect(code).toBe(0);
  });
});

describe('templates in a directory', () => {
  it.each([
    ['Helm', '    {{- if .a }}\n    tag x\n    {{- end }}\n'],
    ['Jinja', '    {% if a %}\n    tag x\n    {% endif %}\n'],
    ['ERB', '<% if a %>\n    tag x\n<% end %>\n'],
  ])('of %s are left alone, and block nothing', async (_, lines) => {
    const dir = tempDir({
      'a.conf': input,
      't.conf': `@INCLUDE p.conf\n${input}${lines}`,
      'p.conf': '[FILTER]\n    name grep\n    match *\n',
    });
    const { code, stdout } = await runIn(dir, ['migrate', '.', '--write']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^t\.conf +main +left alone: it holds configuration, which is not converted: a template$/m);
    expect(stdout).toMatch(/^p\.conf +part +left alone: it goes with t\.conf, which stays$/m);
    expect(readFileSync(`${dir}/a.yaml`, 'utf8')).toContain('cpu');
    expect((await runIn(dir, ['migrate', 't.conf'])).stdout).toContain('error FLB130');
  });

  it('are told by a control line of ERB at their beginning', async () => {
    const { stdout, stderr } = await runIn(tempDir({ 'a.conf': `<% if a %>\n${input}<% end %>\n` }), ['convert', 'a.conf', '--to', 'yaml']);
    expect(stdout + stderr).toContain('FLB130');
    expect(stdout + stderr).not.toContain('FLB104');
  });

  it.each([
    ['t.conf', `@INCLUDE {{ .dir }}/x.conf\n${input}{{- if .a }}\n    log_level loud\n{{- end }}\n`],
    ['t.yaml', 'pipeline:\n  inputs:\n    {{- range .inputs }}\n    - name: cpu\n    {{- end }}\n'],
  ])('are named for what they are, and nothing else is said of them: %s', async (name, text) => {
    const dir = tempDir({ 'a.conf': input, [name]: text });
    const { stdout, stderr } = await runIn(dir, ['migrate', '.']);
    expect(stdout).toMatch(/^t\.\w+ .*left alone: .*a template$/m);
    expect(stdout + stderr).not.toContain('FLB');
    const check = await runIn(dir, ['check', '.']);
    expect((check.stdout + check.stderr).match(/FLB\d+/g)).toEqual(['FLB130']);
  });

  it('are named in YAML, too', async () => {
    const yaml = 'pipeline:\n  inputs:\n{{ if .a }}\n    - name: cpu\n{{ end }}\n';
    const { code, stdout } = await runIn(tempDir({ 'a.yaml': yaml, 'b.conf': input }), ['migrate', '.', '--to', 'classic']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a\.yaml .*left alone: .*a template$/m);
  });
});
