import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classicExample, yamlExample } from '../support/examples.js';
import { executable, requireBuild, spawnShell } from '../support/run-cli.js';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

/** One byte more than an input may have. */
const tooMuch = (64 << 20) + 1;

describe('a source that may never end', () => {
  const commands = [[], ['check'], ['migrate']];

  it.each(commands)('is refused if it is a pipe or a device: %s', async (...command) => {
    const dir = tempDir();
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    for (const name of ['pipe', '/dev/zero', '/dev/null']) {
      const { code, stdout, stderr } = await runIn(dir, [...command, name]);
      expect(stdout + stderr, name).toContain('it is not a regular file');
      expect(code, name).toBe(command.includes('migrate') ? 1 : 2);
    }
  });

  it.each(commands)('is refused if it is too large: %s', async (...command) => {
    const dir = tempDir({ 'large.conf': '[SERVICE]\n' });
    truncateSync(join(dir, 'large.conf'), tooMuch);
    const { code, stdout, stderr } = await runIn(dir, [...command, 'large.conf']);
    expect(stdout + stderr).toContain('it is larger than 64 MiB');
    expect(code).toBe(command.includes('migrate') ? 1 : 2);
  });

  it('may have a path of any length, at which nothing is', async () => {
    const path = 'x/'.repeat(60_000);
    for (const argv of [[path], ['check', path], ['migrate', path]]) {
      const { code, stderr } = await runIn(tempDir(), argv);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^flb-convert: (?:cannot read|no such file or directory)/);
    }
  });

  it('is refused as a reference', async () => {
    const dir = tempDir({ 'main.conf': '[SERVICE]\n    Parsers_File pipe\n@INCLUDE large.conf\n', 'large.conf': '' });
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    truncateSync(join(dir, 'large.conf'), tooMuch);
    const { code, stdout } = await runIn(dir, ['check', 'main.conf']);
    expect(code).toBe(1);
    expect(stdout).toContain("error FLB503: 'pipe' cannot be read: it is not a regular file");
    expect(stdout).toContain("error FLB503: 'large.conf' cannot be read: it is larger than 64 MiB");
  });

  it('is read up to the limit where it is standard input', () => {
    const dir = tempDir();
    for (const command of ['flb-convert - < /dev/zero', 'head -c 70000000 /dev/zero | flb-convert check /dev/stdin']) {
      const { code, stdout, stderr } = spawnShell(command, { cwd: dir });
      expect({ code, stdout }, command).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^flb-convert: cannot read (?:standard input|\/dev\/stdin): it is larger than 64 MiB\n$/);
    }
  });
});

describe('a target that is a pipe or a device', () => {
  it.each(['pipe', '/dev/zero'])('is refused: %s', async (target) => {
    const dir = tempDir({ 'up.conf': classicExample });
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    const { code, stderr } = await runIn(dir, ['up.conf', '-o', target]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `flb-convert: cannot write ${target}: it is not a regular file\n` });
  });
});

describe('what is open already', () => {
  it('is read up to its end', () => {
    const dir = tempDir({ 'up.conf': classicExample });
    for (const source of [
      '<(cat up.conf)',
      '/dev/stdin < up.conf',
      '/dev/fd/0 < up.conf',
      '/dev/fd/7 7< up.conf',
      '- < <(sleep 0.3; cat up.conf)',
    ]) {
      const { code, stdout } = spawnShell(`flb-convert --from classic ${source}`, { cwd: dir });
      expect({ code, stdout }, source).toEqual({ code: 0, stdout: yamlExample });
    }
  });

  it('gives a new file the usual mode', () => {
    const dir = tempDir({ 'up.conf': classicExample });
    const { stdout } = spawnShell('umask 022; flb-convert --from classic <(cat up.conf) -o up.yaml; stat -c %a up.yaml', { cwd: dir });
    expect(stdout).toBe('644\n');
    expect(readFileSync(join(dir, 'up.yaml'), 'utf8')).toBe(yamlExample);
    expect(readdirSync(dir)).toEqual(['up.conf', 'up.yaml']);
  });

  it('may be without bytes for a while', () => {
    requireBuild();
    const dir = tempDir({ 'up.conf': classicExample });
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    // As a pipe that does not wait: its writer comes later.
    const script = `const fs = require('node:fs');
      const file = fs.openSync('pipe', fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
      const writer = require('node:child_process').spawn('sh', ['-c', 'exec > pipe; sleep 0.5; head -c 100 up.conf; sleep 0.2; tail -c +101 up.conf'], { stdio: 'ignore' });
      setTimeout(() => {
        const { stdout } = require('node:child_process').spawnSync(process.execPath, [${JSON.stringify(executable)}, '-', '--from', 'classic'], { stdio: [file, 'pipe', 'inherit'] });
        process.stdout.write(stdout);
      }, 200);`;
    expect(spawnSync(process.execPath, ['-e', script], { cwd: dir, encoding: 'utf8', timeout: 20_000 }).stdout).toBe(yamlExample);
  });
});
