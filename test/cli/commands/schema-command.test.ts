import { describe, expect, it } from 'vitest';
import { makeSchema } from '../../../src/editors/schema/index.js';
import { runCli, spawnCli } from '../../support/run-cli.js';

describe('schema', () => {
  it('writes the schema on standard output', async () => {
    const { code, stdout, stderr } = await runCli(['schema']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(makeSchema());
    expect(stdout.endsWith('}\n')).toBe(true);
  });

  it('writes the same as the built package', async () => {
    expect(spawnCli(['schema'])).toEqual(await runCli(['schema']));
  });

  it('writes that of a version, and says if another one is taken for it', async () => {
    const [older, newer] = [await runCli(['schema', '--fluent-bit', '3.1']), await runCli(['schema', '--fluent-bit', '9.9'])];
    expect(older).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(older.stdout).description).toBe('The configuration of Fluent Bit 3.1 in YAML.');
    expect(newer.stderr).toBe('flb-convert: Fluent Bit 9.9 is newer than 5.1, the newest that is known: taken as 5.1\n');
    expect(newer.stdout).toBe((await runCli(['schema'])).stdout);
  });

  it.each([
    ['1.9', 'flb-convert: there is no schema for Fluent Bit 1.9: it reads this YAML since 2.0\n'],
    ['0.1', 'flb-convert: there is no schema for Fluent Bit 1.9: '],
    ['x', "flb-convert: --fluent-bit x: 'x' is not a version"],
    ['3', "flb-convert: --fluent-bit 3: '3' is more than one version"],
  ])('refuses %s', (version, says) => {
    const { code, stdout, stderr } = spawnCli(['schema', '--fluent-bit', version]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('takes no arguments', async () => {
    const { code, stderr } = await runCli(['schema', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain('flb-convert schema --help');
  });
});
