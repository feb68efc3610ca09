import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from '../../../support/run-in.js';
import { filesIn, tempDir } from '../../../support/temp-dir.js';

const classic = '[INPUT]\n    name cpu\n\n[OUTPUT]\n    name stdout\n    match *\n';

describe('migrate --check in the forms of check', () => {
  it.each([
    ['json', '"code": "FLB542"'],
    ['github', '::error file=a.conf,line=1,col=1,endLine=1,endColumn=1,title=FLB542 left-to-migrate::'],
    ['sarif', '"ruleId": "FLB542"'],
    ['junit', '<failure type="FLB542" message="the migration to yaml is not done: this file is to be converted">'],
  ])('says in %s what is left, and nothing once all is done', async (form, words) => {
    const dir = tempDir({ 'a.conf': classic });
    const argv = ['migrate', '--check', '--format', form, '.'];
    const before = await runIn(dir, argv);
    expect(before).toMatchObject({ code: 1, stderr: '' });
    expect(before.stdout).toContain(words);
    expect(filesIn(dir)).toEqual({ 'a.conf': classic });
    await runIn(dir, ['migrate', '--write', '.']);
    const after = await runIn(dir, argv);
    expect(after.code).toBe(0);
    expect(after.stdout).not.toContain('FLB542');
  });

  it('goes with --check only', async () => {
    const { code, stderr } = await runIn(tempDir({ 'a.conf': classic }), ['migrate', '--format', 'json', '.']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: --format goes with --check: --report has the forms of a plan\n' });
  });
});

it('reports hold all mentions of old names, of which the terminal lists the first 200', async () => {
  const dir = tempDir({ 'a.conf': classic, 'run.sh': 'fluent-bit -c a.conf\n'.repeat(250) });
  await runIn(dir, ['migrate', '.', '--report', 'r.json']);
  const { mentions } = JSON.parse(readFileSync(join(dir, 'r.json'), 'utf8')) as { mentions: object[] };
  expect(mentions).toHaveLength(250);
  expect(mentions[249]).toEqual({ file: 'run.sh', line: 250, level: 'mentions', of: 'a.conf' });
  await runIn(dir, ['migrate', '.', '--report', 'r.md']);
  expect(readFileSync(join(dir, 'r.md'), 'utf8')).toContain('| run.sh | 250 | mentions | a.conf |\n');
});
