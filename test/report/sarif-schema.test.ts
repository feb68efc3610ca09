import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import AjvDraft4 from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

/** The schema of SARIF 2.1.0 as a package of Microsoft's ships it. */
const packageDirectory = dirname(dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif')));
const schema = JSON.parse(readFileSync(join(packageDirectory, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
// The schema's own patterns are not all of the kind that Unicode's mode takes; its formats are not of ajv.
const validate = new AjvDraft4({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(schema);

function expectValid(text: string): void {
  validate(JSON.parse(text));
  expect(validate.errors ?? []).toEqual([]);
}

const files = {
  'a b%.conf': '[SERVICE]\n    flush 1\n    flush 2\n    colour\tred\n@INCLUDE gone.conf\n',
  'x.yaml': 'service:\n  flush: 1\n  flush: [2]\n',
  'good.conf': '[OUTPUT]\n    name stdout\n    match *\n',
};

describe('SARIF is what its schema asks for', () => {
  it('the schema refuses what is not SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });

  it.each([
    [['check', '--format', 'sarif', '.']],
    [['check', '--format', 'sarif', 'good.conf']],
    [['migrate', '--check', '--format', 'sarif', '.']],
  ])('from %j', async (argv) => {
    const { stdout, stderr } = await runIn(tempDir(files), argv);
    expect(stderr).toBe('');
    expectValid(stdout);
  });

  it('of many hosts, with the reports that could not be merged', async () => {
    const dir = tempDir({ ...files, 'reports/broken.json': '{' });
    await runIn(dir, ['migrate', '.', '--report', 'reports/a b.json']);
    const { stdout: checked } = await runIn(dir, ['check', '.', '--format', 'json']);
    writeFileSync(join(dir, 'reports/c.json'), checked);
    const { code, stdout } = await runIn(dir, ['report', 'reports', '--format', 'sarif']);
    expect(code).toBe(2);
    expectValid(stdout);
    expect(stdout).toContain('"uri":"a%20b/a%20b%25.conf"');
    expectValid((await runIn(dir, ['report', 'reports/c.json', '--format', 'sarif'])).stdout);
  });

  it('as a report of a migration', async () => {
    const dir = tempDir(files);
    await runIn(dir, ['migrate', '.', '--report', 'r.sarif']);
    expectValid(readFileSync(join(dir, 'r.sarif'), 'utf8'));
  });
});
