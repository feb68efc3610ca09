import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { expectedResult, findMigrations, runMigration } from './migrations.js';

const cases = findMigrations().map((one) => [one.name, one] as const);

describe('each directory is migrated as its golden files say', () => {
  it.each(cases)('%s', async (_, one) => {
    const { tree, report } = await runMigration(one);
    const expected = expectedResult(one);
    expect(report).toBe(expected.report);
    expect([...tree.keys()]).toEqual([...expected.tree.keys()]);
    for (const [path, bytes] of tree) {
      const golden = Buffer.from(expected.tree.get(path) ?? []);
      expect(Buffer.from(bytes).toString('utf8'), path).toBe(golden.toString('utf8'));
      expect(Buffer.from(bytes).equals(golden), `${path}, byte for byte`).toBe(true);
    }
  });

  it.each(cases)('and what check refuses of the result, no report calls sound: %s', async (_, { folder }) => {
    const { stdout } = await runIn(join(folder, 'output'), ['check', '.', '-v']);
    const { report } = expectedResult({ folder });
    const refused = new Set(Array.from(stdout.matchAll(/ error (FLB\d+)/g), ([, code]) => code));
    // What is left alone as a template is not called anything.
    if (report.includes(': a template')) refused.delete('FLB130');
    for (const code of refused) {
      expect(report, code).toMatch(new RegExp(` error ${code}| warning ${code}.*\n(?:  .*\n)+  = Fluent Bit will not start with this`));
    }
  });

  // The cases' secrets are all the same word, so that it can be looked for.
  it.each(cases)('and tells no secret: %s', (_, one) => expect(expectedResult(one).report).not.toContain('hunter2'));
});
