import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classicExample, jsonExample, yamlExample } from '../../support/examples.js';
import { runCli, spawnShell } from '../../support/run-cli.js';
import { runIn } from '../../support/run-in.js';
import { filesIn, tempDir } from '../../support/temp-dir.js';

const untidy = '# one\n[INPUT]\n  Name dummy\n  # two\n  tag   a\n[OUTPUT]\n  name stdout\n  match *\n';
const tidy = '# one\n[INPUT]\n    name dummy\n    # two\n    tag  a\n\n[OUTPUT]\n    name  stdout\n    match *\n';
const untidyYaml = '# one\npipeline: {inputs: [{name: "dummy", tag: "a"}]} # two\n';
const tidyYaml = '# one\npipeline:\n  inputs:\n    - name: dummy\n      # two\n      tag: a\n';
const broken = '[INPUT]\nname dummy\n';

describe('fmt', () => {
  it('writes each file in the style of its own format, in place, and says how many', async () => {
    const dir = tempDir({ 'a.conf': untidy, 'b.yaml': untidyYaml, 'c.json': '{"service": {"flush": "1"}}', 'd.conf': tidy });
    const { code, stdout, stderr } = await runIn(dir, ['fmt', 'a.conf', 'b.yaml', 'c.json', 'd.conf']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '4 files: 3 formatted\n' });
    expect(filesIn(dir)).toEqual({
      'a.conf': tidy,
      'b.yaml': tidyYaml,
      'c.json': '{\n  "service": {\n    "flush": "1"\n  }\n}\n',
      'd.conf': tidy,
    });
  });

  it('changes nothing the second time, not even the time of a file', async () => {
    const dir = tempDir({ 'a.conf': untidy });
    await runIn(dir, ['fmt', 'a.conf']);
    const { ino, mtimeMs } = statSync(join(dir, 'a.conf'));
    expect(await runIn(dir, ['fmt', 'a.conf'])).toEqual({ code: 0, stdout: '', stderr: '1 file: 0 formatted\n' });
    expect(statSync(join(dir, 'a.conf'))).toMatchObject({ ino, mtimeMs });
  });

  it.each([
    ['classic', untidy, tidy],
    ['YAML', untidyYaml, tidyYaml],
    ['JSON', jsonExample.replace(/\s+/g, ' '), jsonExample],
    ['the example in classic', classicExample, classicExample],
    ['the example in YAML', yamlExample, yamlExample],
  ])('puts standard input in style on standard output: %s', async (_, stdin, stdout) => {
    expect(await runCli(['fmt', '-'], { stdin })).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('takes a name and a format for standard input', async () => {
    const upstream = 'upstream_servers: []\n';
    expect((await runCli(['fmt', '-', '--stdin-filepath', 'a.conf'], { stdin: upstream })).stderr).toContain('a.conf:1:1: error FLB401');
    expect((await runCli(['fmt', '-', '--from', 'yml'], { stdin: '{"service": {"flush": 1}}' })).stdout).toBe('service:\n  flush: 1\n');
  });

  it('--check: names the files that are not in this style, and changes none', async () => {
    const files = { 'a.conf': untidy, 'b.conf': tidy };
    const dir = tempDir(files);
    const { code, stdout, stderr } = await runIn(dir, ['fmt', '--check', 'a.conf', 'b.conf']);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'a.conf: not in canonical style\n2 files checked: 1 to format\n',
    });
    expect(filesIn(dir)).toEqual(files);
    expect(await runIn(dir, ['fmt', '--check', 'b.conf'])).toEqual({ code: 0, stdout: '', stderr: '1 file checked: 0 to format\n' });
  });

  it('--diff: shows what would change without secrets, and changes nothing', async () => {
    const files = { 'a.conf': '[OUTPUT]\n    Name forward\n    match *\n    shared_key topsecret\n' };
    const dir = tempDir(files);
    const { code, stdout, stderr } = await runIn(dir, ['fmt', '--diff', 'a.conf']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('--- a.conf\n+++ a.conf\n@@ -1,4 +1,4 @@\n');
    expect(stdout).toContain('-    Name forward\n');
    expect(stdout).not.toContain('topsecret');
    expect(filesIn(dir)).toEqual(files);
    expect(await runCli(['fmt', '--diff', '-'], { stdin: tidy })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('shows line ends and a byte order mark as differences: they go', async () => {
    const text = `\ufeff${tidyYaml.replaceAll('\n', '\r\n')}`;
    expect((await runCli(['fmt', '--check', '-'], { stdin: text })).code).toBe(1);
    expect((await runCli(['fmt', '-'], { stdin: text })).stdout).toBe(tidyYaml);
  });

  it('writes no file at all if one has errors, and shows these alone', async () => {
    const files = { 'a.conf': untidy, 'b.conf': broken };
    const dir = tempDir(files);
    const { code, stdout, stderr } = await runIn(dir, ['fmt', 'a.conf', 'b.conf']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('b.conf:2:1: error FLB104');
    expect(filesIn(dir)).toEqual(files);
  });

  it('formats what Fluent Bit would not start with: that is for check to say', async () => {
    const stdin = '[INPUT]\n  name dummy\n  tga a\n';
    expect(await runCli(['fmt', '-'], { stdin })).toEqual({ code: 0, stdout: '[INPUT]\n    name dummy\n    tga  a\n', stderr: '' });
  });

  it('refuses what its format could not hold without a loss, as convert does', async () => {
    const stdin = '[UPSTREAM]\n    name a\n[NODE]\n    name n\n[UPSTREAM]\n    name b\n';
    const { code, stdout, stderr } = await runCli(['fmt', '-'], { stdin });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error FLB304');
  });

  it('writes a file once that is named twice, keeps its mode, and leaves a link a link', async () => {
    const dir = tempDir({ 'a.conf': untidy });
    symlinkSync('a.conf', join(dir, 'link.conf'));
    const { mode } = statSync(join(dir, 'a.conf'));
    expect((await runIn(dir, ['fmt', 'link.conf', './a.conf', 'a.conf'])).stderr).toBe('1 file: 1 formatted\n');
    expect(readFileSync(join(dir, 'link.conf'), 'utf8')).toBe(tidy);
    expect(statSync(join(dir, 'a.conf')).mode).toBe(mode);
  });

  it.each([
    ['a file that is not there', 'nothing.conf', 'cannot read nothing.conf: no such file or directory'],
    ['a directory', 'sub', 'sub is a directory: name the files in it'],
  ])('%s: exit code 2, and nothing is written', async (_, path, message) => {
    const dir = tempDir({ 'a.conf': untidy });
    mkdirSync(join(dir, 'sub'));
    expect(await runIn(dir, ['fmt', 'a.conf', path])).toEqual({ code: 2, stdout: '', stderr: `flb-convert: ${message}\n` });
    expect(readFileSync(join(dir, 'a.conf'), 'utf8')).toBe(untidy);
  });

  it('leaves a file alone that somebody changes meanwhile', async () => {
    const dir = tempDir({ 'a.conf': untidy });
    // Read after a.conf and before it is written: standard input.
    const meanwhile = async () => {
      writeFileSync(join(dir, 'a.conf'), broken);
      return Buffer.from(tidy);
    };
    const { code, stderr } = await runCli(['fmt', join(dir, 'a.conf'), '-'], { stdin: meanwhile });
    expect(code).toBe(2);
    expect(stderr).toBe(`flb-convert: ${join(dir, 'a.conf')} changed meanwhile; nothing was changed\n`);
    expect(readFileSync(join(dir, 'a.conf'), 'utf8')).toBe(broken);
  });

  it('works in a pipe of processes', () => {
    const { code, stdout } = spawnShell('cat a.conf | flb-convert fmt - | flb-convert fmt --check - && cat a.conf | flb-convert fmt -', {
      cwd: tempDir({ 'a.conf': untidy }),
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: tidy });
  });
});
