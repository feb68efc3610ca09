import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalOf } from '../../src/editors/canonical.js';
import { type Config, configDifference, convert, isError, readConfig, writeConfig } from '../../src/index.js';
import { configOf } from '../arbitraries/configs.js';
import { fileTexts } from '../arbitraries/file-texts.js';
import { patience, runs } from '../arbitraries/runs.js';
import { findCases, targets } from '../golden/cases.js';
import { formats } from '../support/fits.js';

const cases = findCases().filter(({ options }) => Object.keys(options).every((name) => name === 'from'));

describe.each(cases)('$name', ({ folder, input, inputName, options }) => {
  it('is in canonical style what the golden output of its own format is, or is refused as that is', async () => {
    const reading = await readConfig(input, { fileName: inputName, ...options });
    const { text } = await canonicalOf(reading);
    const own = join(folder, `output${targets[(reading.format?.name ?? 'yaml') as keyof typeof targets]}`);
    // JSON has no comments, and no style of its own for them.
    expect(text).toBe(reading.format !== undefined && existsSync(own) ? readFileSync(own, 'utf8') : undefined);
  });
});

/** A configuration with comments as text, in another style than ours. */
function untidy(config: Config, to: string): string {
  const { text, diagnostics } = writeConfig(config, { to });
  if (diagnostics.some(isError)) return '';
  return to === 'json' ? JSON.stringify(JSON.parse(text)) : text.replaceAll('\n', '\r\n');
}

describe('canonical style', patience, () => {
  it.each(formats)('%s: means the same, comments included, and is the same the second time', async (format) => {
    const check = async (text: string) => {
      const reading = await readConfig(text, { from: format });
      const { text: first } = await canonicalOf(reading);
      if (first === undefined) return;
      const again = await readConfig(first, { from: format });
      expect(configDifference(reading.config, again.config, { comments: format !== 'json' })).toBeUndefined();
      expect((await canonicalOf(again)).text).toBe(first);
    };
    const commented = configOf(format).map((config) => untidy(config, format));
    const texts = format === 'json' ? commented : fc.oneof(commented, fileTexts[format]);
    await fc.assert(fc.asyncProperty(texts, check), runs(200, 2000));
  });

  it('is refused if it would not read back the same: a format of a user that loses a key', async () => {
    const reading = await readConfig('[INPUT]\n    name dummy\n    tag a\n');
    const write = () => ({ text: '[INPUT]\n    name dummy\n', diagnostics: [] });
    if (reading.format === undefined) throw new Error('not read');
    const { text, diagnostics } = await canonicalOf({ ...reading, format: { ...reading.format, write } });
    expect(text).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toContain('FLB403');
  });

  it('is that of convert to the same format', async () => {
    const text = '[INPUT]\n  name dummy\n  # c\n  tag a';
    const { outputs } = await convert(text, { to: 'classic' });
    expect((await canonicalOf(await readConfig(text))).text).toBe(outputs[0]?.text);
  });
});
