import { describe, expect, it } from 'vitest';
import { checkConfig, isError, readConfig } from '../../src/index.js';
import { classicOf, type Probe, probes, yamlOf } from '../support/verdicts.js';

// What Fluent Bit said of single properties, and what `check` says of them.

async function verdictOn(text: string, from: 'classic' | 'yaml'): Promise<'ok' | 'refused'> {
  const { config, diagnostics } = await readConfig(text, { from });
  return [...diagnostics, ...checkConfig(config)].some(isError) ? 'refused' : 'ok';
}

describe.each([
  ['classic', classicOf],
  ['yaml', yamlOf],
] as const)('measured properties, in %s', (from, textOf) => {
  it('are refused if Fluent Bit refuses them, 98 % at least, and no other', async () => {
    const wrong: Probe[] = [];
    for (const probe of probes) if ((await verdictOn(textOf(probe), from)) !== probe.verdict) wrong.push(probe);
    const missed = wrong.filter(({ verdict }) => verdict === 'refused');
    const refused = probes.filter(({ verdict }) => verdict === 'refused');
    expect(wrong.filter(({ verdict }) => verdict === 'ok')).toEqual([]);
    expect(missed.length / refused.length).toBeLessThanOrEqual(0.02);
  });
});
