import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { applyChanges, type Change } from '../../src/host/write/apply-changes.js';
import { isTemporaryName, stagedPathOf } from '../../src/host/write/temporary-files.js';
import { executable, requireBuild, spawnCli } from '../support/run-cli.js';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';
import { tries } from '../support/tries.js';

const isRoot = process.getuid?.() === 0;
const input = '[INPUT]\n    name cpu\n';
/** One whose fault `check --fix` fixes. */
const faulty = '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls on\n    tls_vhost v\n';
const jobs = [
  ['convert -o', ['a.conf', '-o', 'x.yaml', '--force'], 'x.yaml'],
  ['convert -d', ['a.conf', '-d', 'out', '--force'], 'out/a.yaml'],
  ['check --fix', ['check', '--fix', 'up.conf'], 'up.conf'],
  ['fmt', ['fmt', 'up.conf'], 'up.conf'],
  ['--report', ['migrate', 'a.conf', '--report', 'report.md', '--force'], 'report.md'],
] as const;

function tree(): string {
  return tempDir({ 'a.conf': input, 'x.yaml': 'old\n', 'out/a.yaml': 'old\n', 'up.conf': faulty, 'report.md': 'old\n' });
}

describe.each(jobs)('%s', (_, argv, target) => {
  it.runIf(isRoot)('keeps owner, group and mode of the file that it replaces', async () => {
    const dir = tree();
    chmodSync(join(dir, target), 0o640);
    chownSync(join(dir, target), 1234, 2345);
    const before = readFileSync(join(dir, target), 'utf8');
    expect((await runIn(dir, argv)).code).toBe(0);
    expect(readFileSync(join(dir, target), 'utf8')).not.toBe(before);
    const { mode, uid, gid } = statSync(join(dir, target));
    expect([mode & 0o7777, uid, gid]).toEqual([0o640, 1234, 2345]);
  });

  it('killed at any step: the file is old or new, and another run leaves nothing behind', () => {
    const first = tree();
    const before = readFileSync(join(first, target), 'utf8');
    expect(killedAt(first, argv, Number.POSITIVE_INFINITY).status).toBe(0);
    const after = filesIn(first);
    let killed = 0;
    for (let step = 1; ; step += tries(4, 1)) {
      const dir = tree();
      if (killedAt(dir, argv, step).status !== null) break;
      killed++;
      expect([before, after[target]], `step ${step}`).toContain(readFileSync(join(dir, target), 'utf8'));
      writeFileSync(join(dir, target), before);
      expect(spawnCli(argv, { cwd: dir }).code).toBe(0);
      expect(filesIn(dir), `step ${step}`).toEqual(after);
    }
    expect(killed).toBeGreaterThan(tries(1, 4));
  });

  it('writes through a link, which stays one', async () => {
    const dir = tree();
    const path = join(dir, target);
    mkdirSync(join(dir, 'out/real'));
    writeFileSync(join(dir, 'out/real/file'), readFileSync(path));
    spawnSync('rm', [path]);
    symlinkSync(join(dir, 'out/real/file'), path);
    const before = readFileSync(path, 'utf8');
    expect((await runIn(dir, argv)).code).toBe(0);
    expect(readlinkSync(path)).toBe(join(dir, 'out/real/file'));
    expect(readFileSync(path, 'utf8')).not.toBe(before);
  });
});

/** Kills the process before the step of that number that changes the file system. */
const killer = `
const fs = require('node:fs');
let step = 0;
for (const name of ['fchmodSync', 'fchownSync', 'fsync', 'linkSync', 'renameSync', 'rmSync', 'mkdirSync', 'writeSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (typeof args[0] !== 'number' || args[0] > 2) {
      if (++step === Number(process.env.KILL_AT)) process.kill(process.pid, 'SIGKILL');
    }
    return original(...args);
  };
}
`;

function killedAt(dir: string, argv: readonly string[], step: number) {
  requireBuild();
  const preload = join(tempDir({ 'killer.cjs': killer }), 'killer.cjs');
  const { NODE_OPTIONS: _, ...env } = process.env;
  return spawnSync(process.execPath, ['--require', preload, executable, ...argv], { cwd: dir, env: { ...env, KILL_AT: String(step) } });
}

describe('a link that leads out of the directory that is written', () => {
  async function expectRefused(dir: string, argv: readonly string[]): Promise<void> {
    const before = filesIn(dir);
    const { code, stderr } = await runIn(dir, argv);
    expect(stderr).toContain('a symbolic link leads from there to');
    expect(stderr).toContain('nothing was changed');
    expect(code).toBe(2);
    expect(filesIn(dir)).toEqual(before);
  }

  it.each([undefined, 'theirs\n'])('is not written through by convert -d (there: %j)', async (content) => {
    const dir = tempDir({ 'a.conf': input, 'out/keep': '', 'elsewhere/keep': '', ...(content && { 'elsewhere/a.yaml': content }) });
    symlinkSync('../elsewhere/a.yaml', join(dir, 'out/a.yaml'));
    await expectRefused(dir, ['a.conf', '-d', 'out', '--force']);
  });

  it.each([
    ['a file', 'out/sub/a.yaml', '../../elsewhere/a.yaml'],
    ['a directory', 'out/sub', '../elsewhere'],
  ])('is not written through by migrate -d: one to %s', async (_, path, target) => {
    const dir = tempDir({ 'in/sub/a.conf': input, 'in/b.conf': input, 'out/keep': '', 'elsewhere/keep': '' });
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    symlinkSync(target, join(dir, path));
    await expectRefused(dir, ['migrate', 'in', '-d', 'out', '--force']);
  });

  it('is not written through by migrate --write', async () => {
    const dir = tempDir({ 'in/a.conf': input, 'elsewhere/a.yaml': 'theirs\n' });
    symlinkSync('../elsewhere/a.yaml', join(dir, 'in/a.yaml'));
    await expectRefused(dir, ['migrate', 'in', '--write', '--force']);
  });

  it('is followed within', async () => {
    const dir = tempDir({ 'a.conf': input, 'out/real/keep': '' });
    symlinkSync('real/x.yaml', join(dir, 'out/a.yaml'));
    symlinkSync('out', join(dir, 'short'));
    expect((await runIn(dir, ['a.conf', '-d', 'short'])).code).toBe(0);
    expect(readlinkSync(join(dir, 'out/a.yaml'))).toBe('real/x.yaml');
    expect(Object.keys(filesIn(join(dir, 'out')))).toEqual(['real/keep', 'real/x.yaml']);
  });
});

/** A process that is there until the test is over, and the name of a file that it would be writing. */
function otherProcess(path: string): string {
  const child: ChildProcess = spawn('sleep', ['60']);
  onTestFinished(() => void child.kill());
  return stagedPathOf(path).replace(String(process.pid), String(child.pid));
}

describe('another run at the same moment', () => {
  const change = (dir: string, name: string): Change => ({ path: join(dir, name), content: { text: () => 'new' }, replaces: true });

  it('writes the same file: one of them stops, and leaves what is the other one’s', async () => {
    const dir = tempDir({ 'x.yaml': 'old' });
    const staged = otherProcess(join(dir, 'x.yaml'));
    writeFileSync(staged, 'theirs');
    const before = filesIn(dir);
    await expect(applyChanges([change(dir, 'x.yaml')])).rejects.toThrow(
      /^process \d+ is writing the same files in .*; nothing was changed$/,
    );
    expect(filesIn(dir)).toEqual(before);
  });

  it('writes another file in the same directory: both go on', async () => {
    const dir = tempDir({ 'x.yaml': 'old' });
    const staged = otherProcess(join(dir, 'x.yaml.1'));
    writeFileSync(staged, 'theirs');
    await applyChanges([change(dir, 'x.yaml')]);
    expect(readdirSync(dir).filter(isTemporaryName).length).toBe(1);
    expect(readFileSync(join(dir, 'x.yaml'), 'utf8')).toBe('new');
  });

  it('of conversions into one directory: all of them are done', async () => {
    const dir = tempDir(Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`in/${at}.conf`, input])));
    requireBuild();
    const children = readdirSync(join(dir, 'in')).map((name) =>
      spawn(process.execPath, [executable, `in/${name}`, '-d', 'out'], { cwd: dir, stdio: 'ignore' }),
    );
    const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.on('exit', resolve))));
    expect(codes).toEqual(children.map(() => 0));
    expect(Object.keys(filesIn(join(dir, 'out'))).length).toBe(8);
  });

  it('of migrations of one tree: one of them at least is done, and nothing is lost', async () => {
    const dir = tempDir({ 'etc/main.conf': '@INCLUDE in-*.conf\n' });
    for (let at = 0; at < 60; at++) writeFileSync(join(dir, `etc/in-${at}.conf`), input);
    requireBuild();
    const argv = ['migrate', 'etc', '--write', '--delete-source', '--backup'];
    const children = Array.from({ length: 4 }, () => spawn(process.execPath, [executable, ...argv], { cwd: dir, stdio: 'ignore' }));
    await Promise.all(children.map((child) => new Promise((resolve) => child.on('exit', resolve))));
    expect(spawnCli(argv, { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
    const names = Object.keys(filesIn(join(dir, 'etc'))).filter((name) => !name.startsWith('.flb-convert-backup/'));
    expect(names.length).toBe(61);
    expect(names.every((name) => name.endsWith('.yaml'))).toBe(true);
  });
});
