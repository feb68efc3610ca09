import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSuffixes } from '../../../../src/report/plan/plan-report.js';
import { runIn } from '../../../support/run-in.js';
import { tempDir } from '../../../support/temp-dir.js';
import { treeIn } from '../../../support/tree.js';

const files = { 'etc/a.conf': '[INPUT]\n    name cpu\n' };
const ways = [['etc'], ['etc', '--write'], ['etc', '-d', 'new'], ['etc', '--check'], ['etc', '--diff']];

/** A migration with this report is refused before anything is written. */
async function expectRefused(dir: string, argv: readonly string[], ...parts: string[]): Promise<void> {
  const before = treeIn(dir);
  const { code, stderr } = await runIn(dir, ['migrate', ...argv]);
  for (const part of parts) expect(stderr).toContain(part);
  expect(code, stderr).toBe(2);
  expect(treeIn(dir)).toEqual(before);
}

describe('a report', () => {
  it.each(reportSuffixes)('takes the place of one that flb-convert wrote: %s', async (suffix) => {
    const dir = tempDir(files);
    const path = `report${suffix}`;
    await runIn(dir, ['migrate', 'etc', '--report', path]);
    for (const way of [['etc'], ['etc', '--check'], ['etc', '--to', 'json'], ['etc', '--to', 'json', '--write'], ['etc', '--diff']]) {
      writeFileSync(join(dir, path), `${readFileSync(join(dir, path), 'utf8')}edited\n`);
      const { stderr } = await runIn(dir, ['migrate', ...way, '--report', path]);
      expect(stderr).toBe('');
      expect(readFileSync(join(dir, path), 'utf8')).not.toContain('edited');
    }
  });

  it.each([
    ['.md', '# Notes\n'],
    ['.md', '# Migration to yaml\n\nWhat we have to do by Friday.\n'],
    ['.md', ''],
    ['.json', '{}\n'],
    ['.json', '{\n  "to": "yaml",\n  "done": true\n}\n'],
    ['.sarif', '{ "$schema": "x", "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "another" } } }] }\n'],
  ])('takes the place of no other file, in any mode, unless it is forced to: %s %j', async (suffix, text) => {
    const dir = tempDir({ ...files, [`mine${suffix}`]: text });
    for (const way of ways) {
      await expectRefused(dir, [...way, '--report', `mine${suffix}`], 'which is not a report of flb-convert', '--force');
    }
    expect((await runIn(dir, ['migrate', 'etc', '--report', `mine${suffix}`, '--force'])).code).toBe(0);
    expect(readFileSync(join(dir, `mine${suffix}`), 'utf8')).not.toBe(text);
  });

  it('takes no report of one form for one of another', async () => {
    const dir = tempDir(files);
    await runIn(dir, ['migrate', 'etc', '--report', 'a.md']);
    writeFileSync(join(dir, 'a.json'), readFileSync(join(dir, 'a.md')));
    await expectRefused(dir, ['etc', '--report', 'a.json'], 'which is not a report');
  });

  it.each([[], ['--force']])('takes the place of no file of the migration, by whatever name (%j)', async (...more) => {
    const json = '{ "pipeline": { "inputs": [{ "name": "cpu" }] } }\n';
    const dir = tempDir({ ...files, 'etc/main.json': json });
    symlinkSync('main.json', join(dir, 'etc/link.json'));
    symlinkSync('etc', join(dir, 'short'));
    symlinkSync('etc/a.conf', join(dir, 'report.md'));
    linkSync(join(dir, 'etc/main.json'), join(dir, 'hard.json'));
    for (const path of ['etc/main.json', 'etc/link.json', 'short/main.json', 'report.md', 'hard.json']) {
      for (const way of ways) await expectRefused(dir, [...way, '--report', path, ...more], `--report ${path}: `);
    }
  });

  it('takes the place of no new file', async () => {
    const dir = tempDir({ ...files, 'etc/notes.md': 'mine\n' });
    await expectRefused(dir, ['etc', '-d', 'new', '--report', 'new/notes.md'], 'the migration writes another file there');
  });

  it('is not a directory, and goes where a link leads', async () => {
    const dir = tempDir(files);
    mkdirSync(join(dir, 'x.md'));
    await expectRefused(dir, ['etc', '--report', 'x.md'], 'it is a directory');
    mkdirSync(join(dir, 'reports'));
    symlinkSync('reports/y.md', join(dir, 'y.md'));
    expect((await runIn(dir, ['migrate', 'etc', '--report', 'y.md'])).code).toBe(0);
    expect(readFileSync(join(dir, 'reports/y.md'), 'utf8')).toContain('# Migration to yaml');
  });
});
