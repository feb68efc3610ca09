import { chmodSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/index.js';
import { classicExample, classicUpstream, examples, yamlExample, yamlUpstreams } from '../support/examples.js';
import { runCli } from '../support/run-cli.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const head = '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n';
const forms = ['pretty', 'json', 'github', 'sarif', 'junit'] as const;

interface Report {
  files: number;
  errors: number;
  warnings: number;
  infos: number;
  diagnostics: { file: string; line: number; column: number; endLine: number; endColumn: number; severity: string; code: string }[];
}

async function checkJson(paths: readonly string[]): Promise<Report> {
  return JSON.parse((await runCli(['check', '--format', 'json', ...paths])).stdout) as Report;
}

describe('exit codes of check', () => {
  it.each(forms)('are the same in every form: %s', async (form) => {
    const dir = tempDir({ 'good.conf': classicExample, 'warned.conf': `${head}    prot 2\n`, 'bad.conf': '[UPSTREAM]\n    name u\n' });
    const codeOf = async (...files: string[]) => (await runCli(['check', '--format', form, ...files.map((file) => join(dir, file))])).code;
    expect(await codeOf('good.conf')).toBe(0);
    expect(await codeOf('warned.conf')).toBe(0);
    expect(await codeOf('bad.conf')).toBe(1);
    expect(await codeOf('good.conf', 'bad.conf', 'warned.conf')).toBe(1);
    expect(await codeOf('good.conf', 'missing.conf')).toBe(2);
  });

  it.each([
    ['several groups in classic', `${classicUpstream('a', 'n')}\n${classicUpstream('b', 'm')}`, 'FLB205'],
    ['several groups in YAML', yamlUpstreams('a', 'b'), 'FLB205'],
    ['no nodes', '[UPSTREAM]\n    name u\n', 'FLB203'],
    ['no name', '[UPSTREAM]\n[NODE]\n    name n\n    host h\n    port 1\n', 'FLB201'],
    ['no port', '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n', 'FLB202'],
  ])('are 1 for what Fluent Bit does not load: %s', async (_, text, code) => {
    const dir = tempDir({ [text.startsWith('upstream_servers') ? 'up.yaml' : 'up.conf']: text });
    const [file = ''] = Object.keys(filesIn(dir));
    const { code: exit, stdout, stderr } = await runCli(['check', join(dir, file)]);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    expect(stdout).toContain(`error ${code}`);
  });

  it.each(['classic', 'yaml', 'json'] as const)('are 0 for the example, from stdin too: %s', async (format) => {
    const { code, stdout, stderr } = await runCli(['check', '-'], { stdin: examples[format] });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '1 file checked: 0 errors, 0 warnings, 0 notes, 0 fixed\n', stderr: '' });
  });

  it('are 1 for what is not UTF-8', async () => {
    const dir = tempDir({ 'up.conf': Buffer.from('[UPSTREAM]\n    name caf\xe9\n', 'latin1') });
    const { code, stdout } = await runCli(['check', join(dir, 'up.conf')]);
    expect(code).toBe(1);
    expect(stdout).toContain('error FLB101: not UTF-8 at byte offset 23');
  });
});

describe('check --format', () => {
  const traps = `${head}    tls 1\n    tls_verify off\n    prt 2\n`;

  it('pretty shows place, code, words, line and help, then a summary', async () => {
    const { stdout } = await runCli(['check', '-', '--stdin-filepath', 'up.conf'], { stdin: traps });
    expect(stdout).toBe(`up.conf:8:9: warning FLB207: 'tls 1' is neither on nor off to Fluent Bit: TLS is off
  8 |     tls 1
    |         ^
  = write on or off
up.conf:9:5: warning FLB213: Fluent Bit does not read 'tls_verify' here: certificate checks stay on
  9 |     tls_verify off
    |     ^^^^^^^^^^
  = did you mean 'tls.verify'?
up.conf:10:5: warning FLB211: neither forward nor es reads 'prt' from a node: it is ignored
  10 |     prt 2
     |     ^^^
  = did you mean 'port'?
1 file checked: 0 errors, 3 warnings, 0 notes, 0 fixed
`);
  });

  it('json is one document that counts and places everything', async () => {
    const dir = tempDir({ 'b.conf': traps, 'a.conf': '[UPSTREAM]\n    name u\n', 'c.conf': classicExample });
    const report = await checkJson(['b.conf', 'c.conf', 'a.conf'].map((file) => join(dir, file)));
    expect(report).toMatchObject({ files: 3, errors: 1, warnings: 3, infos: 0 });
    expect(report.diagnostics.map(({ file, line, code }) => [file.slice(dir.length + 1), line, code])).toEqual([
      ['a.conf', 1, 'FLB203'],
      ['b.conf', 8, 'FLB207'],
      ['b.conf', 9, 'FLB213'],
      ['b.conf', 10, 'FLB211'],
    ]);
    expect(report.diagnostics[2]).toEqual({
      file: join(dir, 'b.conf'),
      line: 9,
      column: 5,
      endLine: 9,
      endColumn: 15,
      severity: 'warning',
      code: 'FLB213',
      name: catalogue.FLB213.name,
      message: "Fluent Bit does not read 'tls_verify' here: certificate checks stay on",
      help: "did you mean 'tls.verify'?",
      related: [],
      fixable: false,
    });
  });

  it('json and github are empty of words when there is nothing to say', async () => {
    expect((await runCli(['check', '-', '--format', 'github'], { stdin: classicExample })).stdout).toBe('');
    const { stdout } = await runCli(['check', '-', '--format', 'json'], { stdin: classicExample });
    expect(JSON.parse(stdout)).toEqual({ files: 1, errors: 0, warnings: 0, infos: 0, diagnostics: [] });
  });

  it('counts columns in characters', async () => {
    const dir = tempDir({ 'up.yaml': 'upstream_servers: [{name: "😀é", prot: 1}]\n' });
    const { diagnostics } = await checkJson([join(dir, 'up.yaml')]);
    expect(diagnostics.find(({ code }) => code === 'FLB217')).toMatchObject({ line: 1, column: 33, endLine: 1, endColumn: 37 });
  });

  it('github gives one workflow command a line', async () => {
    const { stdout } = await runCli(['check', '-', '--stdin-filepath', 'up.conf', '--format', 'github'], { stdin: traps });
    expect(stdout.split('\n')).toEqual([
      "::warning file=up.conf,line=8,col=9,endLine=8,endColumn=10,title=FLB207 not-a-boolean::'tls 1' is neither on nor off to Fluent Bit: TLS is off%0Awrite on or off",
      "::warning file=up.conf,line=9,col=5,endLine=9,endColumn=15,title=FLB213 tls-key-misspelt::Fluent Bit does not read 'tls_verify' here: certificate checks stay on%0Adid you mean 'tls.verify'?",
      "::warning file=up.conf,line=10,col=5,endLine=10,endColumn=8,title=FLB211 unknown-key::neither forward nor es reads 'prt' from a node: it is ignored%0Adid you mean 'port'?",
      '',
    ]);
  });

  it('github escapes what would end a property or a command', async () => {
    const name = 'a,b:c%0A\r\n::error::x/up.conf';
    const { stdout } = await runCli(['check', '-', '--stdin-filepath', name, '--format', 'github'], { stdin: `${head}    50%,:: x\n` });
    expect(stdout).toBe(
      '::warning file=a%2Cb%3Ac%250A%0D%0A%3A%3Aerror%3A%3Ax/up.conf,line=8,col=5,endLine=8,endColumn=11,title=FLB211 unknown-key::' +
        "neither forward nor es reads '50%25,::' from a node: it is ignored\n",
    );
  });

  it.each(forms)('%s never lets a name of the input begin a line of its own', async (form) => {
    const stdin = 'upstream_servers:\n  - name: "a\\n::error::forged"\n    nodes: []\n  - name: b\n    "x\\n::error::forged": 1\n';
    const { stdout } = await runCli(['check', '-', '--format', form], { stdin });
    expect(stdout).not.toMatch(/^::error::forged/m);
  });
});

describe('check --fix', () => {
  /** The text that --fix leaves in a file, and what it says. */
  async function fix(name: string, text: string): Promise<{ fixed: string; code: number | null; stdout: string }> {
    const dir = tempDir({ [name]: text });
    const { code, stdout } = await runCli(['check', '--fix', join(dir, name)]);
    return { fixed: readFileSync(join(dir, name), 'utf8'), code, stdout };
  }

  it.each([
    ['a TLS key with an underscore', 'up.conf', `${head}    tls on\n    tls_ca_file /ca\n`, `${head}    tls on\n    tls.ca_file /ca\n`],
    [
      'a TLS key that turns a check on',
      'up.conf',
      `${head}    tls on\n    tls_verify_hostname on\n`,
      `${head}    tls on\n    tls.verify_hostname on\n`,
    ],
    [
      'tls.verify that says what holds anyway',
      'up.conf',
      `${head}    tls on\n    tls_verify on\n`,
      `${head}    tls on\n    tls.verify on\n`,
    ],
    [
      'camelCase that Fluent Bit does not read (Y-24), and no other (Y-23)',
      'up.yaml',
      yamlExample.replace('tls.verify: off', 'tlsVhost: v\n        tls.verify: on\n        tls.caFile: /ca'),
      yamlExample.replace('tls.verify: off', 'tls.vhost: v\n        tls.verify: on\n        tls.caFile: /ca'),
    ],
    [
      'a quoted key, which stays quoted',
      'up.json',
      examples.json.replace('"tls.verify": "off"', '"tls_vhost": "v"'),
      examples.json.replace('"tls.verify": "off"', '"tls.vhost": "v"'),
    ],
    ['a byte order mark (C-2)', 'up.conf', `\ufeff${classicExample}`, classicExample],
    ['a tab as separator (C-14)', 'up.conf', `${head}    tls\ton\n`, `${head}    tls on\n`],
    ['several tabs as separator', 'up.conf', `${head}    tls\t\ton\n`, `${head}    tls on\n`],
    [
      'a last line that Fluent Bit loses (C-4)',
      'up.conf',
      `${head}    tag ${'x'.repeat(4095 - 8)}`,
      `${head}    tag ${'x'.repeat(4095 - 8)}\n`,
    ],
  ])('fixes %s', async (_, name, text, expected) => {
    const { fixed, code, stdout } = await fix(name, text);
    expect(fixed).toBe(expected);
    expect(stdout).toMatch(/, [1-9]\d* fixed\n$/);
    expect(code).toBe(0);
  });

  it.each([
    ['a spelling whose fix would turn verification off', `${head}    tls on\n    tls_verify off\n`],
    ['a spelling whose effect only the environment knows', `${head}    tls on\n    tls_verify \${VERIFY}\n`],
    ['a misspelt key beside the right one', `${head}    tls on\n    tls.vhost a\n    tls_vhost b\n`],
    ['unknown keys', `${head}    prot 2\n`],
    ['booleans that are none', `${head}    tls 1\n`],
    ['repeated keys', `${head}    port 2\n`],
    ['keys without indentation', '[UPSTREAM]\nname u\n'],
  ])('leaves %s', async (_, text) => {
    const { fixed, stdout } = await fix('up.conf', text);
    expect(fixed).toBe(text);
    expect(stdout).toMatch(/, 0 fixed\n$/);
  });

  it('keeps the byte order mark of YAML, which Fluent Bit reads (Y-47)', async () => {
    const { fixed } = await fix('up.yaml', `\ufeff${yamlExample.replace('tls.verify: off', 'tls_vhost: v')}`);
    expect(fixed).toBe(`\ufeff${yamlExample.replace('tls.verify: off', 'tls.vhost: v')}`);
  });

  it('fixes all that it can in one run, keeps everything else to the letter, and finds nothing more in a second one', async () => {
    const text = `# top\r\n${head.replaceAll('\n', '\r\n')}    tls\ton\r\n\r\n    # why\r\n    tls_vhost   ä  \r\n    tls_ca_file\t\${CA}\r\n    prot 2\r\n`;
    const dir = tempDir({ 'up.conf': text });
    const argv = ['check', '--fix', join(dir, 'up.conf')];
    const first = await runCli(argv);
    const fixed = text.replace('tls\ton', 'tls on').replace('tls_vhost', 'tls.vhost').replace('tls_ca_file\t', 'tls.ca_file ');
    expect(readFileSync(join(dir, 'up.conf'), 'utf8')).toBe(fixed);
    expect(first.stdout).toMatch(/, 4 fixed\n$/);
    expect((await runCli(argv)).stdout).toMatch(/, 0 fixed\n$/);
    expect(readFileSync(join(dir, 'up.conf'), 'utf8')).toBe(fixed);
  });

  it('reports what is left, and not what it has fixed', async () => {
    const dir = tempDir({ 'up.conf': `${head}    tls on\n    tls_vhost v\n    prot 2\n` });
    const { code, stdout } = await runCli(['check', '--fix', join(dir, 'up.conf')]);
    expect(code).toBe(0);
    expect(stdout).not.toContain('FLB213');
    expect(stdout).toContain('FLB211');
    expect(stdout).toMatch(/1 file checked: 0 errors, 1 warning, 0 notes, 1 fixed\n$/);
  });

  it.each(forms)('writes the same whatever the form of the report: %s', async (form) => {
    const dir = tempDir({ 'up.conf': `${head}    tls\ton\n` });
    expect((await runCli(['check', '--fix', '--format', form, join(dir, 'up.conf')])).code).toBe(0);
    expect(readFileSync(join(dir, 'up.conf'), 'utf8')).toBe(`${head}    tls on\n`);
  });

  it('keeps mode and symbolic link, and does not touch a file that needs nothing', async () => {
    const dir = tempDir({ 'real.conf': `${head}    tls\ton\n`, 'good.conf': classicExample });
    symlinkSync('real.conf', join(dir, 'link.conf'));
    chmodSync(join(dir, 'real.conf'), 0o600);
    const before = statSync(join(dir, 'good.conf'));
    await runCli(['check', '--fix', join(dir, 'link.conf'), join(dir, 'good.conf')]);
    expect(readlinkSync(join(dir, 'link.conf'))).toBe('real.conf');
    expect(readFileSync(join(dir, 'real.conf'), 'utf8')).toBe(`${head}    tls on\n`);
    expect(statSync(join(dir, 'real.conf')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'good.conf')).ino).toBe(before.ino);
  });

  it('writes nothing without --fix', async () => {
    const text = `${head}    tls\ton\n`;
    const dir = tempDir({ 'up.conf': text });
    expect((await runCli(['check', join(dir, 'up.conf')])).code).toBe(1);
    expect(filesIn(dir)).toEqual({ 'up.conf': text });
  });

  it('fixes standard input: the text goes to standard output, all else to standard error', async () => {
    const { code, stdout, stderr } = await runCli(['check', '--fix', '-'], { stdin: `\ufeff${head}    tls\ton\n` });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${head}    tls on\n` });
    expect(stderr).toContain('stdin:8:8: fixed FLB109: ');
    expect(stderr).toMatch(/1 file checked: 0 errors, 0 warnings, 0 notes, 2 fixed\n$/);
  });

  it('writes what comes in if there is nothing to fix, and nothing of what is not a text', async () => {
    expect((await runCli(['check', '--fix', '-'], { stdin: yamlExample })).stdout).toBe(yamlExample);
    const bytes = Buffer.from('[UPSTREAM]\n    name caf\xe9\n', 'latin1');
    expect(await runCli(['check', '--fix', '-'], { stdin: bytes })).toMatchObject({ code: 1, stdout: '' });
  });

  it('shows with --diff what it would change, and writes nothing', async () => {
    const text = `${head}    shared_key hunter2\n    tls\ton\n`;
    const dir = tempDir({ 'up.conf': text });
    const { code, stdout, stderr } = await runCli(['check', '--fix', '--diff', join(dir, 'up.conf')]);
    expect(code).toBe(1);
    expect(stdout).toContain('\n-    tls on\n+    tls on\n');
    expect(stdout + stderr).not.toContain('hunter2');
    expect(stderr).toContain(':9:8: to fix FLB109: ');
    expect(filesIn(dir)).toEqual({ 'up.conf': text });
    const good = await runCli(['check', '--diff', '-'], { stdin: classicExample });
    expect(good).toMatchObject({ code: 0, stdout: '' });
  });

  it('marks what it could fix in the pretty form', async () => {
    const { stdout } = await runCli(['check', '-'], { stdin: `${head}    tls\ton\n    prot 2\n` });
    expect(stdout.match(/ {2}= fixable with --fix\n/g)).toHaveLength(1);
  });
});
