import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { executable, type Outcome, requireBuild, spawnCli } from '../../../support/run-cli.js';
import { filesIn, tempDir } from '../../../support/temp-dir.js';
import { tries } from '../../../support/tries.js';

/** Sends its process a signal before the removal of an old file: `SIGNAL_AT` says before which one. */
const signaller = `
const fs = require('node:fs');
const { rmSync } = fs;
let count = 0;
fs.rmSync = (path, ...rest) => {
  if (path.endsWith('.conf') && ++count === Number(process.env.SIGNAL_AT)) process.kill(process.pid, process.env.SIGNAL);
  return rmSync(path, ...rest);
};
`;

const input = '[INPUT]\n    name dummy\n';
const parser = '[PARSER]\n    name p\n    format json\n';
const parts = ['etc/conf.d/a.conf', 'etc/conf.d/b.conf', 'etc/conf.d/c.conf', 'etc/nested.conf'];

/** The main file comes in the middle by its name, and there are links to it and to what it refers to. */
function makeTree(): string {
  const dir = tempDir({
    'etc/main.conf': '[SERVICE]\n    parsers_file a-parsers.conf\n\n@INCLUDE conf.d/*.conf\n@INCLUDE nested.conf\n',
    'etc/conf.d/a.conf': input,
    'etc/conf.d/b.conf': input,
    'etc/conf.d/c.conf': input,
    'etc/nested.conf': '@INCLUDE z.conf\n',
    'etc/z.conf': input,
    'etc/parsers.conf': parser,
  });
  symlinkSync('parsers.conf', join(dir, 'etc/a-parsers.conf'));
  symlinkSync('main.conf', join(dir, 'etc/current.conf'));
  return dir;
}

/** What each old file needs, so that Fluent Bit starts and misses nothing. */
const needs: Record<string, readonly string[]> = {
  'etc/current.conf': ['etc/main.conf'],
  'etc/main.conf': [...parts, 'etc/a-parsers.conf'],
  'etc/nested.conf': ['etc/z.conf'],
  'etc/a-parsers.conf': ['etc/parsers.conf'],
};
const oldFiles = 9;

function expectWhole(dir: string): void {
  for (const [name, needed] of Object.entries(needs)) {
    const missing = needed.filter((one) => !existsSync(join(dir, one)));
    if (existsSync(join(dir, name))) expect(missing, `what ${name} needs`).toEqual([]);
  }
}

function migrate(dir: string, argv: readonly string[], [signal, at]: readonly [NodeJS.Signals, number]): Outcome {
  requireBuild();
  const preload = join(tempDir({ 'signaller.cjs': signaller }), 'signaller.cjs');
  const args = ['--require', preload, executable, 'migrate', ...argv];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const options = { cwd: dir, env: { ...env, SIGNAL: signal, SIGNAL_AT: String(at) }, encoding: 'utf8', timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { code: status, stdout, stderr };
}

/** What is removed first is what nothing else needs. */
describe('the removal of old files', () => {
  const remove = ['.', '--write', '--delete-source'];

  it.each(['at once', 'after a run that wrote'])('killed before any step, %s: an old main file has all its parts', (when) => {
    for (let at = 1; at <= oldFiles; at += tries(2, 1)) {
      const dir = makeTree();
      if (when !== 'at once') expect(spawnCli(['migrate', '.', '--write'], { cwd: dir }).code).toBe(0);
      expect(migrate(dir, remove, ['SIGKILL', at]).code).toBe(null);
      expectWhole(dir);
      expect(existsSync(join(dir, 'etc/main.conf'))).toBe(at <= 2);
      expect(spawnCli(['migrate', ...remove], { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
      expect(Object.keys(filesIn(dir)).filter((name) => !name.endsWith('.yaml'))).toEqual([]);
    }
  });

  // A link that is not named stays, and so does what it leads to.
  it.each([
    ['files that are named', ['etc/main.conf', 'etc/current.conf', '--write', '--delete-source'], ['etc/parsers.conf']],
    ['a tree that is built anew', ['etc', '-d', 'new', '--delete-source'], []],
    ['files of it by their names', ['etc/main.conf', 'etc/current.conf', '-d', 'new', '--delete-source'], ['etc/parsers.conf']],
  ])('killed at any step, %s: the same command is said to finish it, and does', (_, argv, left) => {
    for (const at of [1, 2, 3, 7].slice(0, tries(2, 4))) {
      const dir = makeTree();
      expect(migrate(dir, argv, ['SIGKILL', at]).code).toBe(null);
      expect(spawnCli(['migrate', 'etc'], { cwd: dir }).stderr).toMatch(/old files \(\d left\): the same command again removes them, /);
      expect(spawnCli(['migrate', ...argv], { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
      const old = Object.keys(filesIn(dir)).filter((name) => !name.endsWith('.yaml'));
      expect(old, `killed at ${at}`).toEqual(left);
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('stops between two files at %s, and says how it is finished', (signal) => {
    const dir = makeTree();
    const { code, stderr } = migrate(dir, remove, [signal, 3]);
    expect(stderr).toBe('flb-convert: interrupted, 3 of 9 old files are removed: the same command again removes the rest\n');
    expect(code).toBe(130);
    expectWhole(dir);
    const { stdout } = spawnCli(['migrate', ...remove], { cwd: dir });
    expect(stdout).toContain('6 old files removed');
    expect(Object.keys(filesIn(dir)).filter((name) => !name.endsWith('.yaml'))).toEqual([]);
  });
});
