import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { executable, requireBuild, spawnCli, spawnShell } from '../support/run-cli.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const input = '[INPUT]\n    name cpu\n';
const files = { 'etc/a.conf': input, 'etc/b.conf': '[INPUT]\n    name\n' };
const noTrace = /^(?!.*\n\s+at )(?!.*node:internal)/s;

/** Runs the executable with a module that is loaded before it, which makes something fail. */
function runWith(preload: string, dir: string, argv: readonly string[], more: NodeJS.ProcessEnv = {}) {
  requireBuild();
  const path = join(tempDir({ 'preload.cjs': `const fs = require('node:fs');\n${preload}` }), 'preload.cjs');
  const { NODE_OPTIONS: _, ...env } = process.env;
  const args = ['--require', path, executable, ...argv];
  const { status: code, stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, env: { ...env, ...more }, encoding: 'utf8' });
  return { code, stdout, stderr };
}

/** Makes writes to a standard stream fail. */
function failingStream(file: number, code: string): string {
  return `const { writeSync } = fs;
fs.writeSync = (file, ...rest) => {
  if (file === ${file}) throw Object.assign(new Error('${code}: told so'), { code: '${code}', syscall: 'write' });
  return writeSync(file, ...rest);
};`;
}

const commands = [['etc/a.conf'], ['check', 'etc/a.conf'], ['check', 'etc/b.conf'], ['migrate', 'etc/a.conf'], ['--help'], ['--version']];

describe('standard output that takes nothing', () => {
  it.runIf(existsSync('/dev/full')).each(commands)('a full device: %s %s', (...argv) => {
    const dir = tempDir(files);
    const { code, stderr } = spawnShell(`flb-convert ${argv.join(' ')} > /dev/full`, { cwd: dir });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: cannot write standard output: no space left on the device\n' });
  });

  it.each(['EIO', 'EBADF', 'ENOSPC'])('fails with %s: one sentence and exit code 2', (code) => {
    for (const argv of commands) {
      const outcome = runWith(failingStream(1, code), tempDir(files), argv);
      expect(outcome.stderr).toMatch(/^flb-convert: cannot write standard output: .+\n$/);
      expect(outcome.code).toBe(2);
    }
  });

  it('after files were written: it does not say that nothing was changed, and removes nothing', () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const { code, stderr } = runWith(failingStream(1, 'ENOSPC'), dir, ['migrate', 'etc', '--write', '--delete-source']);
    expect(stderr).toBe('flb-convert: cannot write standard output: no space left on the device\n');
    expect(code).toBe(2);
    expect(Object.keys(filesIn(dir))).toEqual(['etc/a.conf', 'etc/a.yaml']);
  });
});

describe('standard error that takes nothing', () => {
  it.each(['EIO', 'EPIPE', 'ENOSPC'])('fails with %s: the exit code is as ever', (code) => {
    for (const argv of [['etc/b.conf'], ['etc/none.conf'], ['--none'], ['migrate', 'none']]) {
      const dir = tempDir(files);
      const expected = spawnCli(argv, { cwd: dir });
      const { code: actual, stderr } = runWith(failingStream(2, code), dir, argv);
      expect({ code: actual, stderr }).toEqual({ code: expected.code, stderr: '' });
    }
  });
});

describe('a working directory that is gone', () => {
  const gone = 'the working directory is gone: change to one that is there';

  it.each([
    [['check', 'DIR/a.conf'], 2, gone],
    [['migrate', 'DIR'], 2, gone],
    [['migrate', 'DIR', '--write', '--report', 'x.md'], 2, 'x.md'],
    [['undo', 'DIR'], 2, gone],
    [['a.conf'], 2, 'cannot read a.conf: '],
    [['DIR/a.conf', '-o', 'a.yaml'], 2, 'cannot write a.yaml: '],
    [['DIR/a.conf', '-d', 'out'], 2, gone],
    [['DIR/a.conf', '-o', 'DIR/a.yaml'], 0, ''],
    [['DIR/a.conf'], 0, ''],
  ])('%j', (argv, code, message) => {
    const dir = tempDir({ 'etc/a.conf': input });
    mkdirSync(join(dir, 'gone'));
    const words = argv.map((word) => word.replace('DIR', join(dir, 'etc'))).join(' ');
    const outcome = spawnShell(`cd gone && rmdir ../gone && flb-convert ${words}`, { cwd: dir });
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr.replace(/^needs .*\n/, '')).toMatch(/^(?:flb-convert: .+\n)?$/);
    expect(outcome.code).toBe(code);
  });
});

/** Makes the removal of files fail whose names a pattern matches. */
function failingRemoval(pattern: RegExp): string {
  return `const { rmSync } = fs;
fs.rmSync = (path, ...rest) => {
  if (${pattern}.test(path)) throw Object.assign(new Error('EPERM: told so'), { code: 'EPERM', path });
  return rmSync(path, ...rest);
};`;
}

describe('a file that cannot be removed', () => {
  it('once everything is in place: what is written stays, and the message names what is left', () => {
    const dir = tempDir({ 'a.conf': input, 'a.yaml': 'old\n' });
    const { code, stderr } = runWith(failingRemoval(/-old$/), dir, ['a.conf', '-o', 'a.yaml', '--force']);
    expect(stderr).toMatch(/^flb-convert: cannot remove \.a\.yaml\.\d+\.flb-convert-old: permission denied; all else is done\n$/);
    expect(code).toBe(2);
    expect(readFileSync(join(dir, 'a.yaml'), 'utf8')).toContain('name: cpu');
    expect(spawnCli(['a.conf', '-o', 'a.yaml', '--force'], { cwd: dir }).code).toBe(0);
  });

  it('keeps its backup, so that the run can be undone', () => {
    const dir = tempDir({ 'a.conf': input, 'a.yaml': 'old\n' });
    const argv = ['migrate', 'a.conf', '--write', '--force', '--backup'];
    expect(runWith(failingRemoval(/-old$/), dir, argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('all else is done') });
    expect(spawnCli(['undo', '.'], { cwd: dir }).code).toBe(0);
    expect(filesIn(dir)).toEqual({ 'a.conf': input, 'a.yaml': 'old\n' });
  });

  it('among the old files: it is named, with what is done and how to go on', () => {
    const dir = tempDir({ 'etc/a.conf': input, 'etc/b.conf': input });
    const argv = ['migrate', 'etc', '--write', '--delete-source'];
    const { code, stderr } = runWith(failingRemoval(/a\.conf$/), dir, argv);
    expect(stderr).toBe(
      `flb-convert: cannot remove ${dir}/etc/a.conf: permission denied; 1 of 2 old files are removed: the same command again removes the rest\n`,
    );
    expect(code).toBe(2);
    expect(spawnCli(argv, { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
    expect(Object.keys(filesIn(dir))).toEqual(['etc/a.yaml', 'etc/b.yaml']);
  });
});

it('a journal that cannot be written: it does not say that nothing was changed', () => {
  const dir = tempDir({ 'etc/a.conf': input });
  const preload = `const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (String(path).includes('removing')) throw Object.assign(new Error('ENOSPC: told so'), { code: 'ENOSPC' });
  return openSync(path, ...rest);
};`;
  const { code, stderr } = runWith(preload, dir, ['migrate', 'etc', '--write', '--delete-source']);
  expect(stderr).toContain('no space left on the device; the new files are written, no old one was removed\n');
  expect(code).toBe(2);
  expect(Object.keys(filesIn(dir))).toEqual(['etc/a.conf', 'etc/a.yaml']);
});

it('a report that cannot be written in the end: it does not say that nothing was changed', () => {
  const dir = tempDir({ 'etc/a.conf': input });
  const preload = `const { renameSync } = fs;
fs.renameSync = (from, to) => {
  if (to.endsWith('.md')) throw Object.assign(new Error('EIO: told so'), { code: 'EIO' });
  return renameSync(from, to);
};`;
  const { code, stderr } = runWith(preload, dir, ['migrate', 'etc', '--write', '--delete-source', '--report', 'x.md']);
  expect(stderr).toBe('flb-convert: cannot write x.md: EIO: told so; the new files are written, no old one was removed\n');
  expect(code).toBe(2);
  expect(Object.keys(filesIn(dir))).toEqual(['etc/a.conf', 'etc/a.yaml']);
});

describe('an exception that nobody expects', () => {
  const preload =
    "fs.openSync = new Proxy(fs.openSync, { apply(open, self, args) { if (args[0] === 'a.conf') throw null; return Reflect.apply(open, self, args); } });";
  const broken = `const { lstatSync } = fs;
fs.lstatSync = (path, ...rest) => {
  if (String(path).endsWith('a.yaml')) throw new TypeError('told so');
  return lstatSync(path, ...rest);
};
const { realpathSync } = fs;
const failing = (path) => { if (String(path).endsWith('etc')) throw new TypeError('told so'); return realpathSync(path); };
fs.realpathSync = Object.assign(failing, { native: realpathSync.native });`;

  it('is one sentence, without a stack unless that is asked for', () => {
    const dir = tempDir({ 'a.conf': input, 'etc/a.conf': input });
    for (const argv of [
      ['undo', 'etc'],
      ['migrate', 'etc'],
    ]) {
      const { code, stderr } = runWith(`${broken}\nprocess.cwd = () => { throw new TypeError('told so'); };`, dir, argv);
      expect(stderr).toBe('flb-convert: a bug of flb-convert: told so (FLB_CONVERT_DEBUG=1 shows where)\n');
      expect(stderr).toMatch(noTrace);
      expect(code).toBe(2);
    }
    const { code, stderr } = runWith("process.cwd = () => { throw new TypeError('told so'); };", dir, ['undo', 'etc'], {
      FLB_CONVERT_DEBUG: '1',
    });
    expect(stderr).toContain('TypeError: told so\n    at ');
    expect(code).toBe(2);
  });

  it('may be anything that can be thrown', () => {
    const { code, stderr } = runWith(preload, tempDir({ 'a.conf': input }), ['a.conf']);
    expect(stderr).toMatch(/^flb-convert: .+\n$/);
    expect(code).toBe(2);
  });
});

describe('a signal between writing and removal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s: it says what is done, and removes nothing', (signal) => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = join(dir, 'fluent-bit');
    writeFileSync(
      path,
      `#!/bin/sh\n[ "$1" = --version ] && echo 'Fluent Bit v5.1.1' && exit 0\ncase "$3" in *.yaml) kill -${signal.slice(3)} $PPID;; esac\nexit 0\n`,
    );
    chmodSync(path, 0o755);
    const { code, stderr } = spawnCli(['migrate', 'etc', '--write', '--delete-source', '--verify-with', path], { cwd: dir });
    // Where the machine is busy, the system wakes another thread for the signal, which is heard a moment later then.
    expect([
      'flb-convert: interrupted: the new files are written, no old one was removed\n',
      'flb-convert: interrupted, 0 of 1 old files are removed: the same command again removes the rest\n',
    ]).toContain(stderr);
    expect(code).toBe(130);
    expect(existsSync(join(dir, 'etc/a.conf')) && existsSync(join(dir, 'etc/a.yaml'))).toBe(true);
  });
});

it('a file system without second names for files: they are replaced all the same', () => {
  const dir = tempDir({ 'a.conf': input, 'a.yaml': 'old\n' });
  const preload = "fs.linkSync = () => { throw Object.assign(new Error('EPERM'), { code: 'EPERM' }); };";
  expect(runWith(preload, dir, ['a.conf', '-o', 'a.yaml', '--force']).code).toBe(0);
  expect(readFileSync(join(dir, 'a.yaml'), 'utf8')).toContain('name: cpu');
  expect(readdirSync(dir)).toEqual(['a.conf', 'a.yaml']);
});
