import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/run-cli.js';
import { tempDir } from '../../support/temp-dir.js';

const classic = '[INPUT]\n    name cpu\n    tag a\n\n[OUTPUT]\n    name http\n    match *\n    host 127.0.0.1\n';
const yaml = (host = '127.0.0.1') =>
  `pipeline:\n  inputs:\n    - name: cpu\n      tag: a\n  outputs:\n    - match: '*'\n      name: http\n      host: ${host}\n`;

/** Runs `diff` on two of these files; paths in what it says are those within the directory. */
async function diff(files: Record<string, string>, before: string, after: string, ...flags: string[]) {
  const dir = tempDir(files);
  const { code, stdout, stderr } = await runCli(['diff', join(dir, before), join(dir, after), ...flags]);
  const short = (text: string) => text.replace(/(?:\/|(?:\.\.\/)+)\S*?\/own\/deep\/tree\//g, '');
  return { code, stdout: short(stdout), stderr: short(stderr) };
}

describe('diff', () => {
  it('finds that two formats mean the same', async () => {
    expect(await diff({ 'a.conf': classic, 'b.yaml': yaml() }, 'a.conf', 'b.yaml')).toEqual({
      code: 0,
      stdout: 'a.conf and b.yaml mean the same to Fluent Bit\n',
      stderr: '',
    });
  });

  it('shows each difference with both places and the values to the letter', async () => {
    const { code, stdout } = await diff({ 'a.conf': classic, 'b.yaml': yaml('1127.0.0.1') }, 'a.conf', 'b.yaml');
    expect(code).toBe(1);
    expect(stdout).toBe(
      "output 'http': host differs\n  - a.conf:8:5: '127.0.0.1'\n  + b.yaml:8:7: '1127.0.0.1'\n\na.conf and b.yaml: 1 difference\n",
    );
  });

  it('says what a difference does where a rule of check knows', async () => {
    const before = '[INPUT]\n    name cpu\n    tag a\n[OUTPUT]\n    name stdout\n    match a\n';
    const { stdout } = await diff({ 'a.conf': before, 'b.conf': before.replace('tag a', 'tag b') }, 'a.conf', 'b.conf');
    expect(stdout).toContain("input 'cpu': tag differs\n");
    expect(stdout).toMatch(/b\.conf:6:11: warning FLB258: /);
    const misspelt = await diff({ 'a.conf': before, 'b.conf': before.replace('tag a', 'tga a') }, 'a.conf', 'b.conf');
    expect(misspelt.stdout).toMatch(/\+ b\.conf:3:5: 'a'\n {2}= b\.conf:3:5: \w+ FLB\d+: /);
  });

  const nodes = (line: string) => `[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls on\n${line}`;
  const output = (lines: string) => `[INPUT]\n    name tail\n    path /a\n    tag a\n${lines}[OUTPUT]\n    name http\n    match a\n`;

  it.each([
    [
      'a key that is set to its default',
      output(''),
      `${output('')}    format json\n`,
      "changes nothing from Fluent Bit 3.0 on: 'json' counts without it, too",
    ],
    [
      'a key of a node that is set to its default',
      nodes(''),
      nodes('    tls.verify yes\n'),
      "changes nothing: 'on' counts without it, too",
    ],
    ['the same with the sides changed', nodes('    tls.debug 1\n'), nodes(''), "changes nothing: '1' counts without it, too"],
    [
      'two words for on',
      output('    read_from_head on\n'),
      output('    read_from_head true\n'),
      'changes nothing: Fluent Bit reads both as on',
    ],
    [
      'two ways to write a size',
      output('    mem_buf_limit 5M\n'),
      output('    mem_buf_limit 5000kb\n'),
      'changes nothing: Fluent Bit reads both as 5000000 bytes',
    ],
    [
      'two ways to write a time',
      output('    ignore_older 1m\n'),
      output('    ignore_older 60s\n'),
      'changes nothing: Fluent Bit reads both as 60 seconds',
    ],
    [
      'a number with and without 0',
      '[SERVICE]\n    flush 1\n',
      '[SERVICE]\n    flush 1.0\n',
      'changes nothing: Fluent Bit reads both as 1',
    ],
    [
      'another unit',
      output('    ignore_older 5\n'),
      output('    ignore_older 5m\n'),
      'Fluent Bit reads 5 seconds before and 300 seconds after',
    ],
    [
      'another unit of a size',
      output('    mem_buf_limit 5MB\n'),
      output('    mem_buf_limit 5G\n'),
      'Fluent Bit reads 5000000 bytes before and 5000000000 bytes after',
    ],
  ])('says what a difference does where a table knows: %s', async (_, before, after, effect) => {
    const files = { 'a.conf': before, 'b.conf': after };
    const { code, stdout } = await diff(files, 'a.conf', 'b.conf');
    expect(code).toBe(1);
    expect(stdout).toContain(`\n  = ${effect}\n`);
    expect(JSON.parse((await diff(files, 'a.conf', 'b.conf', '--format', 'json')).stdout).differences).toMatchObject([{ effect }]);
    expect((await diff(files, 'a.conf', 'b.conf', '--format', 'markdown')).stdout).toContain(`| ${effect} |`);
  });

  it.each([
    ['a default that is not known', output(''), output('    read_from_head off\n')],
    ['another value than the default', output(''), `${output('')}    format msgpack\n`],
    ['a variable', output('    mem_buf_limit ${A}\n'), output('    mem_buf_limit 5M\n')],
    ['texts', output('    path_key on\n'), output('    path_key true\n')],
    ['a key of a plugin of the user', '[OUTPUT]\n    name mine\n    x on\n', '[OUTPUT]\n    name mine\n    x true\n'],
    ['a number that is not all of one', output('    mem_buf_limit 5 M\n'), output('    mem_buf_limit 5M\n')],
    ['variables', '@SET A=on\n[INPUT]\n    name cpu\n', '@SET A=true\n[INPUT]\n    name cpu\n'],
    ['other numbers of one unit', output('    mem_buf_limit 5\n'), output('    mem_buf_limit 6\n')],
  ])('says nothing of what it does not know: %s', async (_, before, after) => {
    const { code, stdout } = await diff({ 'a.conf': before, 'b.conf': after }, 'a.conf', 'b.conf');
    expect(code).toBe(1);
    expect(stdout).not.toMatch(/ {2}= (?:changes|Fluent Bit reads)/);
  });

  it('takes nothing but references without a suffix, whatever stands before them', async () => {
    const main = (log: string, plugins: string) =>
      `[SERVICE]\n    parsers_file p.conf\n    log_file ${log}\n    # not here\n    plugins_file ${plugins}\n`;
    const files = { 'p.conf': '[PARSER]\n    name p\n    format json\n', 'a.conf': main('a.conf', 'x.conf') };
    const logs = await diff({ ...files, 'b.conf': main('a.yaml', 'x.yaml') }, 'a.conf', 'b.conf');
    expect(logs.stdout).toContain("service: log_file differs\n  - a.conf:3:5: 'a.conf'\n  + b.conf:3:5: 'a.yaml'\n");
    expect(logs.stdout).not.toContain('plugins_file differs');
  });

  it('shows no secret, and says so where nothing else differs', async () => {
    const text = (secret: string) =>
      `${classic}    http_passwd ${secret}\n    header Authorization Bearer ${secret}\n    uri /x?token=${secret}\n`;
    const files = { 'a.conf': text('s3cret-one'), 'b.conf': text('s3cret-two') };
    for (const form of ['pretty', 'json', 'markdown']) {
      const { code, stdout, stderr } = await diff(files, 'a.conf', 'b.conf', '--format', form);
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain('s3cret');
    }
    expect((await diff(files, 'a.conf', 'b.conf')).stdout).toContain('http_passwd differs where a secret is hidden');
  });

  it('shows no secret of a section without a name', async () => {
    const text = (port: number) =>
      `[OUTPUT]\n    http_passwd s3cret\n    port ${port}\n[OUTPUT]\n    name http\n    alias http://u:s3cret@h\n    port ${port}\n` +
      `[UPSTREAM]\n    name u\n[NODE]\n    shared_key s3cret\n    port ${port}\n`;
    const files = { 'a.conf': text(1), 'b.conf': text(2), 'c.conf': '[INPUT]\n    name cpu\n' };
    for (const form of ['pretty', 'json', 'markdown']) {
      for (const other of ['b.conf', 'c.conf']) {
        const { code, stdout, stderr } = await diff(files, 'a.conf', other, '--format', form);
        expect(code).toBe(1);
        expect(stdout + stderr).not.toContain('s3cret');
      }
    }
    const { stdout } = await diff(files, 'a.conf', 'b.conf');
    expect(stdout).toContain('output: port differs\n');
    expect(stdout).toContain("upstream 'u', node: port differs\n");
  });

  it('shows control characters as escapes, so that they tell values apart', async () => {
    const files = { 'a.conf': classic, 'b.conf': classic.replace('tag a', 'tag \x1b[31ma') };
    const { stdout } = await diff(files, 'a.conf', 'b.conf');
    expect(stdout).toContain("'\\u001b[31ma'");
    for (const form of ['pretty', 'json', 'markdown'])
      expect((await diff(files, 'a.conf', 'b.conf', '--format', form)).stdout).not.toContain('\x1b');
  });

  it('writes JSON and Markdown', async () => {
    const files = { 'a.conf': classic, 'b.yaml': yaml('h|x') };
    const record = JSON.parse((await diff(files, 'a.conf', 'b.yaml', '--format', 'json')).stdout);
    expect(record.same).toBe(false);
    expect(record.differences).toMatchObject([
      {
        what: 'value',
        label: "output 'http'",
        key: 'host',
        before: { line: 8, column: 5, values: ['127.0.0.1'] },
        after: { values: ['h|x'] },
      },
    ]);
    expect((await diff(files, 'a.conf', 'b.yaml', '--format', 'markdown')).stdout).toContain(
      "| host differs | a.conf:8:5: '127.0.0.1' | b.yaml:8:7: 'h&#124;x' |",
    );
    expect(JSON.parse((await diff({ 'a.conf': classic }, 'a.conf', 'a.conf', '--format', 'json')).stdout)).toMatchObject({
      same: true,
      differences: [],
    });
  });

  const tree = {
    'old/main.conf': `[SERVICE]\n    flush 1\n    parsers_file parsers.conf\n@INCLUDE inputs.conf\n[OUTPUT]\n    name http\n    match *\n    host 127.0.0.1\n`,
    'old/inputs.conf': '[INPUT]\n    name cpu\n    tag a\n',
    'old/parsers.conf': '[PARSER]\n    name p\n    format json\n',
    'new/main.yaml': `service:\n  flush: 1\nparsers:\n  - name: p\n    format: json\n${yaml()}`,
  };

  it.each([
    ['old/main.conf', 'new/main.yaml'],
    ['old', 'new'],
  ])('compares what Fluent Bit merges: %s and %s', async (before, after) => {
    expect(await diff(tree, before, after)).toMatchObject({ code: 0, stderr: '' });
    const other = { ...tree, 'old/inputs.conf': tree['old/inputs.conf'].replace('tag a', 'tag b') };
    const { code, stdout } = await diff(other, before, after);
    expect(code).toBe(1);
    expect(stdout).toContain("input 'cpu': tag differs\n  - old/inputs.conf:3:5: 'b'\n  + new/main.yaml:9:7: 'a'\n");
    const parser = { ...tree, 'old/parsers.conf': tree['old/parsers.conf'].replace('json', 'logfmt') };
    expect((await diff(parser, before, after)).stdout).toContain("parser 'p': format differs\n  - old/parsers.conf:3:5: 'logfmt'\n");
  });

  it('says which main file only one directory has', async () => {
    const { code, stdout } = await diff({ ...tree, 'new/more.yaml': yaml() }, 'old', 'new');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'more.yaml: added\n  + new/more.yaml:1:1\n\nold and new: 1 difference\n' });
  });

  it('says what could not be looked into, and compares the reference', async () => {
    const text = (file: string) => `${classic}@INCLUDE ${file}\n`;
    const same = await diff({ 'a.conf': text('gone.conf'), 'b.conf': text('gone.conf') }, 'a.conf', 'b.conf');
    expect(same.code).toBe(0);
    expect(same.stdout).toContain("a.conf:9:10: what 'gone.conf' holds was not compared: it cannot be read here\n");
    expect((await diff({ 'a.conf': text('gone.conf'), 'b.conf': text('other.conf') }, 'a.conf', 'b.conf')).code).toBe(1);
  });

  it.each<[string, Record<string, string>, string, string, RegExp]>([
    [
      'a broken file',
      { 'a.conf': classic, 'b.conf': '[INPUT\n    name cpu\n' },
      'a.conf',
      'b.conf',
      /^b\.conf:1:1: error FLB\d+: .*\n {2}1 \| \[INPUT\n[\s\S]*not compared: Fluent Bit does not read this\n$/,
    ],
    [
      'a broken file of a tree',
      { ...tree, 'old/inputs.conf': '[INPUT\n' },
      'old/main.conf',
      'new/main.yaml',
      /^old\/inputs\.conf:1:1: error /,
    ],
    ['a file and a directory', tree, 'old', 'new/main.yaml', /old is a directory and new\/main\.yaml is a file/],
    ['nothing of that name', { 'a.conf': classic }, 'a.conf', 'none', /cannot read none: no such file/],
    ['a directory without configurations', { ...tree, 'empty/x.txt': 'x' }, 'old', 'empty', /empty: none of the files is a configuration/],
  ])('cannot compare %s', async (_, files, before, after, message) => {
    const { code, stdout, stderr } = await diff(files, before, after);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('says where the nodes of an upstream stand', async () => {
    const text = (port: number) => `[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port ${port}\n`;
    const { stdout } = await diff({ 'a.conf': text(1), 'b.conf': text(2) }, 'a.conf', 'b.conf');
    expect(stdout).toContain("upstream 'u', node 'n': port differs\n  - a.conf:6:5: '1'\n  + b.conf:6:5: '2'\n");
  });

  it('takes one side from standard input', async () => {
    const dir = tempDir({ 'a.conf': classic });
    expect((await runCli(['diff', join(dir, 'a.conf'), '-'], { stdin: yaml() })).code).toBe(0);
    expect(await runCli(['diff', '-', '-'])).toMatchObject({ code: 2, stderr: 'flb-convert: only one side can be standard input\n' });
  });
});
