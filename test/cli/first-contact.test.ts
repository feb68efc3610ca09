import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showsLinks } from '../../src/cli/links.js';
import { classicExample, exampleNeeds, examples } from '../support/examples.js';
import { executable, runCli, spawnCli, spawnShell } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';

const broken = '[UPSTREAM]\nname u\n';

describe('a command line without arguments', () => {
  it('shows the help to a person', async () => {
    const { code, stdout, stderr } = await runCli([], { stdinIsTerminal: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe((await runCli(['--help'])).stdout);
  });

  it('is an error in a pipe, whose reader waits for a configuration', async () => {
    const { code, stdout, stderr } = await runCli([], { stdin: classicExample });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain("missing required argument 'file'");
    expect(stderr).toContain((await runCli(['--help'])).stdout);
  });
});

describe('the help', () => {
  it.each([50, 60, 80, 120])('is at most as wide as a terminal of %d columns, where words can be parted', async (columns) => {
    const { stdout } = await runCli(['check', '--help'], { columns });
    const tooWide = stdout.split('\n').filter((line) => line.length > columns);
    expect(tooWide).toEqual([]);
  });

  it.each(['convert', 'check', 'migrate'])('of %s says nothing of the empty list that a repeated option begins with', async (command) => {
    const { stdout } = await runCli([command, '--help'], { columns: 200 });
    expect(stdout).not.toContain('default: []');
    expect(stdout).toContain(command === 'migrate' ? 'default: "yaml"' : '(default: by suffix, else by content)');
  });

  it('has examples side by side with what they do, or above that on a narrow terminal', async () => {
    const wide = (await runCli(['--help'], { columns: 120 })).stdout;
    const narrow = (await runCli(['--help'], { columns: 60 })).stdout;
    expect(wide).toMatch(/^ {2}\$ flb-convert upstream.yaml --to classic {3,}and back$/m);
    expect(narrow).toMatch(/^ {2}\$ flb-convert upstream.yaml --to classic\n {6}and back$/m);
  });

  it('has the commands and the exit codes', async () => {
    const { stdout } = await runCli(['--help']);
    for (const name of ['convert', 'check', 'migrate', 'undo', 'explain', 'completion'])
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    for (const code of [0, 1, 2, 130]) expect(stdout).toMatch(new RegExp(`^  ${code} {2,}[a-z]`, 'm'));
  });
});

describe('a slip', () => {
  it.each([
    [['chek'], "there is no command and no file 'chek': did you mean 'check'?"],
    [['chek', 'a.conf'], "there is no command and no file 'chek': did you mean 'check'?"],
    [['migrat', '.', '--write'], "there is no command and no file 'migrat': did you mean 'migrate'?"],
    [['help', 'chek'], "there is no command 'chek': did you mean 'check'?"],
    [['help', 'xyz'], "there is no command 'xyz'"],
    [['explian', '206'], "there is no command and no file 'explian': did you mean 'explain'?"],
  ])('in the name of a command: %j', async (argv, message) => {
    expect(await runCli(argv)).toEqual({ code: 2, stdout: '', stderr: `flb-convert: ${message}\n` });
  });

  it('is none where a file has that name', () => {
    const dir = tempDir({ chek: classicExample });
    expect(spawnCli(['chek', '--to', 'json'], { cwd: dir })).toEqual({ code: 0, stdout: examples.json, stderr: exampleNeeds });
  });

  it.each([
    ['yml', 'yaml'],
    ['YAML', 'yaml'],
    ['Yml', 'yaml'],
    ['JSON', 'json'],
    ['conf', 'classic'],
    ['Classic', 'classic'],
  ] as const)('none is the format %s, which is %s', async (asked, format) => {
    const dir = tempDir({ 'a.conf': classicExample });
    const expected = { code: 0, stdout: examples[format], stderr: format === 'classic' ? '' : exampleNeeds };
    expect(await runCli([join(dir, 'a.conf'), '-t', asked])).toEqual(expected);
    expect(await runCli(['-', '--from', asked, '--to', format], { stdin: examples[format] })).toEqual(expected);
    expect((await runCli(['check', '-', '--from', asked], { stdin: examples[format] })).code).toBe(0);
    expect((await runCli(['migrate', dir, '--to', asked])).code).toBe(0);
  });

  it('a directory that is to be converted: the command for it, to copy', () => {
    const dir = tempDir({ 'my etc/a.conf': classicExample });
    const { code, stdout, stderr } = spawnCli(['my etc'], { cwd: dir });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [, command = ''] = / with (flb-convert migrate '.*')\n$/.exec(stderr) ?? [];
    expect(spawnShell(command, { cwd: dir })).toMatchObject({ code: 0, stdout: expect.stringContaining('a.yaml') });
  });

  it.each([
    ['convert', ['convert', '--none']],
    ['convert', ['a.conf', 'b.conf']],
    ['check', ['check']],
    ['migrate', ['migrate', '.', '--write', '--check']],
    ['undo', ['undo']],
    ['completion', ['completion', 'tcsh']],
  ])('an error of usage names the help of %s: %j', async (name, argv) => {
    const { code, stderr } = await runCli(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(`(flb-convert ${name} --help shows what there is)`);
  });
});

describe('Node.js', () => {
  it.each(['0.10.48', '8.17.0', '18.20.4'])('%s, which is too old, gets one sentence', (version) => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
    const dir = tempDir({ 'old.cjs': pretend });
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', join(dir, 'old.cjs'), executable, '--version'], {
      encoding: 'utf8',
    });
    const sentence = `flb-convert needs Node.js 20 or later: this is ${version}\n`;
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: sentence });
  });

  it('of any version can read the executable: it has no word that is younger than ES5', () => {
    const script = readFileSync(executable, 'utf8').replace(/^(?:#!|\/\/).*$/gm, '');
    expect(script).not.toMatch(/=>|`|\b(?:const|let|class|async|await|import|export|of)\b|\?\.|\?\?|\.\.\./);
  });
});

describe('colors', () => {
  it.each([
    [['--color', 'always'], {}, true],
    [['--color=always'], { NO_COLOR: '1' }, true],
    [['--color=always'], { TERM: 'dumb' }, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [['--color', 'auto'], { FORCE_COLOR: '1' }, true],
    [['--color', 'auto'], {}, false],
    [[], { TERM: 'dumb', FORCE_COLOR: '1' }, true],
  ])('%j with %j: %s', (option, env, colored) => {
    const dir = tempDir({ 'up.conf': broken });
    for (const argv of [['up.conf'], ['check', 'up.conf'], ['migrate', 'up.conf']]) {
      const { stdout, stderr } = spawnCli([...argv, ...option], { cwd: dir, env });
      expect((stdout + stderr).includes('\x1b['), argv.join(' ')).toBe(colored);
    }
  });
});

describe('links', () => {
  it.each([
    [{ TERM: 'xterm' }, false],
    [{ TERM: 'xterm', VTE_VERSION: '6003' }, true],
    [{ TERM: 'xterm', VTE_VERSION: '4999' }, false],
    [{ TERM_PROGRAM: 'iTerm.app' }, true],
    [{ WT_SESSION: 'x' }, true],
    [{ TERM: 'xterm-kitty' }, true],
    [{ TERM: 'dumb', TERM_PROGRAM: 'vscode' }, false],
    [{ CI: 'true', TERM: 'xterm-kitty' }, false],
    [{ FORCE_HYPERLINK: '1' }, true],
    [{ FORCE_HYPERLINK: '0', WT_SESSION: 'x' }, false],
  ])('%j: %s', (env, expected) => expect(showsLinks(env)).toBe(expected));

  it('lead from a code to its heading in docs/codes.md', async () => {
    const dir = tempDir({ 'up.conf': broken });
    const codesPage = 'file:///docs/codes.md';
    const link = '\x1b]8;;file:///docs/codes.md#flb104-unindented-key\x1b\\FLB104\x1b]8;;\x1b\\';
    const file = join(dir, 'up.conf');
    expect((await runCli([file], { codesPage })).stderr).toContain(`error ${link}: `);
    expect((await runCli(['check', file], { codesPage })).stdout).toContain(`error ${link}: `);
    for (const form of ['json', 'github'])
      expect((await runCli(['check', file, '--format', form], { codesPage })).stdout).not.toContain('\x1b');
  });
});
