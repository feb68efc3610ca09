import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { executable, project, requireBuild } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';
import { tries } from '../support/tries.js';

/** A small process in between: one starts with the peak of the one that started it. */
const peakMemory = join(project, 'test/bench/peak-memory.cjs');

const files = 100;

/** A report of as many files as there are, each with findings that no other host has in these places. */
function reportOf(host: number): string {
  const names = Array.from({ length: files }, (_, i) => `host-${host}/etc/fluent-bit/conf.d/part-${i}.conf`);
  const outputs = [{ file: 'part.yaml', state: 'new', content: 'text' }];
  const found = { line: 3, column: 5, endLine: 3, endColumn: 9, severity: 'warning', name: 'repeated-key', help: null, fixable: false };
  const diagnostics = names.flatMap((file) =>
    ['FLB206', 'FLB213'].map((code) => ({ ...found, file, code, message: `'tag' is set again in ${file}` })),
  );
  return JSON.stringify({ to: 'yaml', done: false, files: names.map((file) => ({ file, outcome: 'convert', outputs })), diagnostics });
}

it('the reports of as many hosts as there are take at most 300 MiB, and none of their findings is lost', { timeout: 300_000 }, () => {
  requireBuild();
  const hosts = tries(50, 1000);
  const names = Array.from({ length: hosts }, (_, host) => `h/host-${host}.json`);
  const dir = tempDir(Object.fromEntries(names.map((name, host) => [name, reportOf(host)])));
  const argv = [peakMemory, executable, 'report', 'h', '-o', 'left.json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: dir, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(Number(stdout)).toBeGreaterThan(0);
  expect(Number(stdout)).toBeLessThan(300 * 1024); // KiB
  const lines = readFileSync(join(dir, 'left.json'), 'utf8').split('\n');
  expect(lines.filter((line) => line.includes('{"file":'))).toHaveLength(hosts * files * 3);
});
