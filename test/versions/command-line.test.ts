import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convert } from '../../src/index.js';
import { runCli } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';

const main = '[SERVICE]\n    parsers_file parsers.conf\n\n[OUTPUT]\n    name     forward\n    match    *\n    upstream up.conf\n';
const parsers = '[PARSER]\n    name   p\n    format json\n';
const upstream = '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n';
const repeated = '[FILTER]\n    name   modify\n    match  *\n    add    a 1\n    add    b 2\n    rename a c\n    add    d 3\n';

function tree(files: Record<string, string>): string {
  const dir = tempDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

const codesIn = (text: string) => [...text.matchAll(/(?:error|warning|info) (FLB\d+)/g)].map(([, code]) => code);

describe('--fluent-bit', () => {
  it.each([
    ['6.0', 'flb-convert: Fluent Bit 6.0 is newer than 5.1, the newest that is known: taken as 5.1\n', 0],
    ['5.2', 'flb-convert: Fluent Bit 5.2 is newer than 5.1, the newest that is known: taken as 5.1\n', 0],
    ['5.1.7', 'flb-convert: Fluent Bit 5.1.7 is newer than 5.1.1, the newest of its line that is known: taken as 5.1.1\n', 0],
    ['1.8', 'flb-convert: Fluent Bit 1.8 is older than 1.9, the oldest that is known: taken as 1.9\n', 0],
    ['3.1.99', 'flb-convert: Fluent Bit 3.1.99 is newer than 3.1.10, the newest of its line that is known: taken as 3.1.10\n', 0],
    ['3.3', 'flb-convert: Fluent Bit 3.3 is not a version that is known: taken as 3.2\n', 0],
    ['3', "flb-convert: --fluent-bit 3: '3' is more than one version: write 3.0, 3.1 or 3.2\n", 2],
    ['banana', "flb-convert: --fluent-bit banana: 'banana' is not a version: write x.y as in 5.1, x.y.z as in 5.1.1, or latest\n", 2],
    ['', "flb-convert: --fluent-bit : '' is not a version: write x.y as in 5.1, x.y.z as in 5.1.1, or latest\n", 2],
    ['latest', '', 0],
    ['v3.2.1', '', 0],
  ])('%s has a rule or a clear error, in each command', async (version, said, code) => {
    const dir = tree({ 'in.conf': '[INPUT]\n    name cpu\n' });
    const file = join(dir, 'in.conf');
    for (const argv of [
      ['convert', '-t', 'classic', '-q', '-f', 'classic', file],
      ['check', file],
      ['migrate', '-t', 'classic', dir],
    ]) {
      const outcome = await runCli([...argv, '--fluent-bit', version]);
      expect(outcome.stderr, argv[0]).toBe(said);
      expect(outcome.code, argv[0]).toBe(code);
    }
  });

  it('spells a repeated key without lists for 2.1, of which some releases lose them', async () => {
    const file = join(tree({ 'in.conf': repeated }), 'in.conf');
    const { code, stdout } = await runCli([file, '--fluent-bit', '2.1']);
    expect(code).toBe(0);
    expect(stdout).toContain('add: a 1\n      Add: b 2\n      rename: a c\n      ADD: d 3\n');
    expect((await runCli([file, '--fluent-bit', '2.1.9'])).stdout).toContain('add:\n        - a 1\n        - b 2\n');
  });

  it('has an error with its place, the first version and the way out', async () => {
    const file = join(tree({ 'up.conf': upstream }), 'up.conf');
    const { code, stdout, stderr } = await runCli([file, '--fluent-bit', '3.1.4']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      ":1:1: error FLB701: Fluent Bit 3.1.4 does not read 'upstream_servers' in YAML: it refuses the file; 3.2.0 reads it",
    );
    expect(stderr).toContain('= keep a classic upstream file');
  });

  it('names the release of a line that does not read it, if another one does', async () => {
    const text = upstream.replace('host h', `host \${H}`);
    const { diagnostics } = await convert(text, { from: 'classic', to: 'classic', target: '3.1' });
    expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
      ['FLB701', expect.objectContaining({ version: '3.1.0', since: '3.1.7' })],
    ]);
    expect((await convert(text, { from: 'classic', to: 'classic', target: '3.1.7' })).diagnostics).toEqual([]);
  });

  it('knows keys and plugins of each version in check', async () => {
    const file = join(
      tree({ 'in.conf': '[INPUT]\n    name gpu_metrics\n\n[OUTPUT]\n    name es\n    match *\n    upstream u.conf\n', 'u.conf': upstream }),
      'in.conf',
    );
    const { code, stdout } = await runCli(['check', file, '--fluent-bit', '3.2']);
    expect(code).toBe(1);
    expect(codesIn(stdout)).toEqual(['FLB703', 'FLB704']);
    expect((await runCli(['check', file, '--fluent-bit', '5.1'])).code).toBe(0);
  });

  it('accepts a key that only the older version knows', async () => {
    const file = join(tree({ 'in.conf': '[INPUT]\n    name exec_wasi\n    wasi_path p\n    bool on\n' }), 'in.conf');
    expect((await runCli(['check', file, '--fluent-bit', '4.0'])).code).toBe(0);
    expect((await runCli(['check', file, '--fluent-bit', '4.2.0'])).code).toBe(0);
    const { code, stdout } = await runCli(['check', file, '--fluent-bit', '4.2.1']);
    expect(code).toBe(1);
    expect(stdout).toContain('write oneshot');
  });
});

describe('--ignore', () => {
  it('of a code about versions is called useless only where a version is asked for', async () => {
    const file = join(tree({ 'in.conf': '[INPUT]\n    name cpu\n' }), 'in.conf');
    expect((await runCli(['check', file, '--ignore', 'FLB704'])).stderr).toBe('');
    expect((await runCli(['check', file, '--ignore', 'FLB704', '--fluent-bit', '3.1'])).stderr).toContain('FLB704 ignores nothing');
  });
});

describe('--upgrade-from', () => {
  it('tells defaults, types and forms that change, and leaves out what is set', async () => {
    const yaml = `service:\n  logLevel: debug\npipeline:\n  outputs:\n    - name: http\n      match: '*'\n    - name: loki\n      match: '*'\n      drop_single_key: on\n`;
    const file = join(tree({ 'in.yaml': yaml }), 'in.yaml');
    const { code, stdout } = await runCli(['check', file, '--upgrade-from', '2.2', '--fluent-bit', '4.2']);
    expect(code).toBe(0);
    expect(stdout).toContain("without 'format', http takes 'json' since 3.0, and nothing before");
    expect(stdout).toContain("'drop_single_key' of loki is of the type string in Fluent Bit 4.2, boolean in 2.2");
    expect(stdout).toContain('Fluent Bit 4.2 reads a key in camelCase; in 2.2,');
    writeFileSync(file, yaml.replace('- name: http', '- name: http\n      format: json'));
    expect((await runCli(['check', file, '--upgrade-from', '2.2', '--fluent-bit', '4.2'])).stdout).not.toContain('FLB707');
  });

  it('goes to the newest version by default, and finds nothing between equal ones', async () => {
    const file = join(tree({ 'in.conf': '[OUTPUT]\n    name forward\n    match *\n' }), 'in.conf');
    const from = async (version: string) => codesIn((await runCli(['check', file, '--upgrade-from', version])).stdout);
    expect(await from('5.0.4')).toEqual(['FLB707']);
    expect(await from('5.0.5')).toEqual([]);
    expect(await from('5.1')).toEqual([]);
  });
});

describe('migrate for a version', () => {
  const files = { 'fluent-bit.conf': main, 'parsers.conf': parsers, 'up.conf': upstream };

  it('leaves files that are referred to in classic below 3.2, and their names in the main file', async () => {
    const dir = tree(files);
    const { code, stdout } = await runCli(['migrate', dir, '--write', '--fluent-bit', '3.1', '--delete-source']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('left alone: Fluent Bit 3.1 reads such a file in classic only')]);
    expect(readFileSync(join(dir, 'fluent-bit.yaml'), 'utf8')).toContain('parsers_file: parsers.conf');
    for (const name of ['parsers.conf', 'up.conf']) expect(existsSync(join(dir, name)), name).toBe(true);
    for (const name of ['parsers.yaml', 'up.yaml', 'fluent-bit.conf']) expect(existsSync(join(dir, name)), name).toBe(false);
  });

  it('says what the new files need, in the plan and in reports', async () => {
    const dir = tree(files);
    const report = join(dir, 'report.json');
    const { stdout } = await runCli(['migrate', dir, '--report', report]);
    expect(stdout).toContain("the new files need Fluent Bit 3.2.0 or later: 'parsers' and 'multiline_parsers' in YAML\n");
    expect(JSON.parse(readFileSync(report, 'utf8')).needs).toEqual({
      version: '3.2.0',
      reason: "'parsers' and 'multiline_parsers' in YAML",
    });
  });

  it('says it of what is in a manifest as well', async () => {
    const text = (name: string, content: string) => `  ${name}: |\n${content.replace(/^(?=.)/gm, '    ')}`;
    const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n';
    const dir = tree({ 'c.yaml': `${head}${text('fluent-bit.conf', main)}${text('parsers.conf', parsers)}${text('up.conf', upstream)}` });
    const report = join(dir, 'report.json');
    const { stdout } = await runCli(['migrate', dir, '--report', report]);
    expect(stdout).toContain("the new files need Fluent Bit 3.2.0 or later: 'parsers' and 'multiline_parsers' in YAML\n");
    const { needs, files: planned } = JSON.parse(readFileSync(report, 'utf8'));
    expect(needs.version).toBe('3.2.0');
    expect(planned[0].outputs[0].needs).toEqual(needs);
  });

  it.each([
    ["echo 'Fluent Bit v3.1.4'", 'parsers.conf', ''],
    ["echo 'Fluent Bit v5.1.1'", 'parsers.yaml', ''],
    ['echo hello', 'parsers.yaml', 'prints no version: taken as 5.1'],
  ])('takes it from the program that is to verify: %s', async (script, named, said) => {
    const dir = tree(files);
    const program = join(tempDir(), 'fluent-bit');
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o755);
    const { code, stderr } = await runCli(['migrate', dir, '--write', '--verify-with', program]);
    expect(code).toBe(0);
    expect(stderr).toContain(said);
    expect(readFileSync(join(dir, 'fluent-bit.yaml'), 'utf8')).toContain(`parsers_file: ${named}`);
  });
});

describe('what an output needs', () => {
  it.each([
    ['[INPUT]\n    name cpu\n', 'yaml', '2.0.0'],
    ['[INPUT]\n    name cpu\n', 'classic', undefined],
    [parsers, 'json', '3.2.0'],
    [repeated, 'yaml', '2.1.9'],
    ['@SET A=file:///x\n[INPUT]\n    name cpu\n', 'classic', '4.0.0'],
    [`[INPUT]\n    name cpu\n    tag \${A:-b}\n`, 'yaml', '5.0.6'],
    [upstream.replace('port 1', 'port 1\n    shared_key x'), 'classic', undefined],
  ])('%j in %s', async (text, to, version) => {
    const { outputs } = await convert(text, { from: 'classic', to });
    expect(outputs[0]?.needs?.version).toBe(version);
  });

  it('is not said with --quiet', async () => {
    const file = join(tree({ 'p.conf': parsers }), 'p.conf');
    expect((await runCli([file])).stderr).toBe("needs Fluent Bit 3.2.0 or later: 'parsers' and 'multiline_parsers' in YAML\n");
    expect((await runCli([file, '-q'])).stderr).toBe('');
  });
});

describe('the library', () => {
  it('throws at a target that is no version, and says what it takes for one that is not known', async () => {
    await expect(convert(parsers, { target: 'banana' })).rejects.toThrow(RangeError);
    const { diagnostics } = await convert('[INPUT]\n    name cpu\n', { to: 'classic', from: 'classic', target: '6.0' });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['FLB710', 'warning']]);
  });
});
