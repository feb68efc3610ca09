import { describe, expect, it } from 'vitest';
import { examplesOf, exitCodesOf } from '../../src/cli/help.js';
import { processIo } from '../../src/cli/io.js';
import { wholeProgram } from '../../src/cli/run.js';
import { classicExample, classicUpstream, yamlExample } from '../support/examples.js';
import { runCli, spawnShell } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';

const program = wholeProgram(processIo((url) => import(url), '.'));
const commands = program.commands.map((command) => command.name());

/** The files that the examples name. */
const main = '[INPUT]\n    name cpu\n\n[OUTPUT]\n    name  stdout\n    match *\n';
const report = '{"files":1,"errors":0,"warnings":0,"infos":0,"diagnostics":[]}';
const files = {
  'upstream.conf': classicExample,
  'upstream.yaml': yamlExample,
  'fluent-bit.conf': main,
  'two.conf': classicUpstream('a', 'n') + classicUpstream('b', 'm'),
  'old.conf': main,
  'new.yaml': 'pipeline:\n  inputs:\n    - name: cpu\n  outputs:\n    - name: stdout\n      match: "*"\n',
  'etc/fluent-bit.conf': main,
  'list.yaml': 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n',
  'web-01.json': report,
  'web-02.json': report,
  'reports/web-01.json': report,
  'fetched/web-01/plan.json': report,
};

describe('the help of a command', () => {
  it.each(commands)('%s: has examples, and what its exit codes mean', async (name) => {
    const { code, stdout } = await runCli([name, '--help'], { columns: 200 });
    const [, shown = ''] = stdout.split('\nExamples:\n');
    expect(code).toBe(0);
    expect(examplesOf(name).length).toBeGreaterThan(0);
    for (const [command, does] of examplesOf(name)) expect(shown).toMatch(lineOf(`$ ${command}`, does));
    for (const [exit, meaning] of exitCodesOf(name)) expect(shown).toMatch(lineOf(exit, meaning));
    expect(exitCodesOf(name).map(([exit]) => exit)).toEqual(expect.arrayContaining(['0', '2', '130']));
  });

  it.each(commands)('%s: is not shown for an error of usage but by name', async (name) => {
    const { code, stderr } = await runCli([name, '--no-such-option']);
    expect(code).toBe(2);
    expect(stderr).not.toContain('Examples:');
    expect(stderr).toContain(`(flb-convert ${name} --help shows what there is)`);
  });

  it.each(commands)('%s: wraps at 60 columns what is not to be copied', async (name) => {
    const { stdout } = await runCli([name, '--help'], { columns: 60 });
    expect(stdout.split('\n').filter((line) => line.length > 60 && !line.startsWith('  $ '))).toEqual([]);
  });

  it.each(commands.flatMap((name) => examplesOf(name).map(([command]) => command)))('%s: can be copied', (command) => {
    const dir = tempDir(files);
    // Where nothing was migrated, there is nothing to take back.
    const before = command.startsWith('flb-convert undo') ? 'flb-convert migrate etc --write --backup; cp -r etc new; ' : '';
    const { code, stdout, stderr } = spawnShell(before + command.replaceAll('/etc/fluent-bit', 'etc'), { cwd: dir });
    expect(code, stdout + stderr).toBeLessThan(2);
  });
});

describe('the help of the program', () => {
  it('has the examples of convert, which is meant without a command, and the first one of each other command', async () => {
    const { stdout } = await runCli(['--help'], { columns: 200 });
    const first = commands.filter((name) => name !== 'convert').map((name) => examplesOf(name)[0]?.[0]);
    const shown = [...stdout.matchAll(/^ {2}\$ (.+?) {2,}/gm)].map(([, command]) => command);
    expect(shown).toEqual([...examplesOf('convert').map(([command]) => command), ...first]);
  });
});

function lineOf(term: string, text: string): RegExp {
  return new RegExp(`^  ${literally(term)} +${literally(text)}$`, 'm');
}

function literally(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
