import { describe, expect, it } from 'vitest';
import { makeSchema } from '../../src/editors/schema/index.js';
import { runCli, spawnCli } from '../support/run-cli.js';

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

  it('takes no arguments', async () => {
    const { code, stderr } = await runCli(['schema', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain('flb-convert schema --help');
  });
});
