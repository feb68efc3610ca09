import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { builtPage, runCli, spawnCli } from '../../support/run-cli.js';
import { tempDir } from '../../support/temp-dir.js';

const page = readFileSync(builtPage, 'utf8');

/** A directory with a program that notes what it is to open, and how that ends. */
function withOpener(exitCode: number) {
  const dir = tempDir({ 'bin/xdg-open': `#!/bin/sh\nprintf '%s' "$1" > "${'$'}{0%/*}/opened"\nexit ${exitCode}\n` });
  chmodSync(join(dir, 'bin/xdg-open'), 0o755);
  const opened = join(dir, 'bin/opened');
  const run = (...argv: string[]) => spawnCli(['page', ...argv], { cwd: dir, env: { PATH: `${join(dir, 'bin')}:/usr/bin:/bin` } });
  return { dir, run, opened: () => (existsSync(opened) ? readFileSync(opened, 'utf8') : undefined) };
}

describe('page', () => {
  it('is written to standard output, whole', async () => {
    expect(await runCli(['page'])).toEqual({ code: 0, stdout: page, stderr: '' });
    expect(spawnCli(['page']).stdout).toBe(page);
  });

  it('is written into a file, and over another one only by force', async () => {
    const dir = tempDir({});
    const file = join(dir, 'page.html');
    expect(await runCli(['page', '-o', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(page);
    writeFileSync(file, 'mine');
    const refused = await runCli(['page', '-o', file]);
    expect({ code: refused.code, stderr: refused.stderr }).toEqual({ code: 2, stderr: expect.stringContaining('use --force') });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await runCli(['page', '-o', file, '--force'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(page);
  });

  it.runIf(process.platform === 'linux')('is opened where it is installed, or where it is written', () => {
    const { dir, run, opened } = withOpener(0);
    expect(run('--open')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(opened()).toBe(builtPage);
    expect(run('--open', '-o', 'p.html').code).toBe(0);
    expect(opened()).toBe(join(dir, 'p.html'));
  });

  it.runIf(process.platform === 'linux')('says which file to open where no browser can be', () => {
    const { run } = withOpener(3);
    const { code, stderr } = run('--open');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `flb-convert: cannot open a browser (xdg-open ends with code 3): open ${builtPage} in one\n`,
    });
    expect(spawnCli(['page', '--open'], { env: { PATH: '/nowhere' } }).stderr).toContain('xdg-open: ');
  });
});

describe('the page', () => {
  it('is small, and one file', () => {
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(1.2e6);
    expect(gzipSync(page).length).toBeLessThanOrEqual(400e3);
    expect(page.match(/(?:src|href)="(?!data:)[^"]*"/g)).toBeNull();
  });

  it('lets nothing in or out', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy.split('; ').map((rule) => rule.replace(/'sha256-[^']+'/g, 'HASH'))).toEqual([
      "default-src 'none'",
      'script-src HASH',
      'style-src HASH',
      'worker-src blob:',
      'img-src blob: data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types worker',
    ]);
  });

  it('carries the licenses of what is in it', () => {
    const [, text = ''] = /<pre>([^<]*)<\/pre>/.exec(page.slice(page.indexOf('<footer>'))) ?? [];
    const licenses = text.split('\n');
    for (const name of ['@dagrejs/dagre', 'fflate', 'oniguruma-parser', 'yaml']) expect(licenses).toContain(name);
  });
});
