import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../../src/diagnostics/diagnostic.js';
import { type Conversion, type ConvertOptions, configDifference, convert, readConfig } from '../../src/index.js';
import { decodeUtf8 } from '../../src/source/decode.js';
import { mutated, pieces } from '../arbitraries/mutations.js';
import { oddClassic, oddJson, oddYaml } from '../arbitraries/odd-texts.js';
import { patience, runs } from '../arbitraries/runs.js';
import { classicSamples, jsonSamples, yamlSamples } from '../arbitraries/samples.js';
import { formats } from '../support/fits.js';
import { withoutSuffixes } from '../support/include-names.js';

const cases = join(import.meta.dirname, '..', 'engine', 'cases');

/** The texts of the engine's cases with one of these endings. */
function engineCases(ending: RegExp): string[] {
  const names = readdirSync(cases).filter((name) => ending.test(name));
  return names.map((name) => readFileSync(join(cases, name), 'utf8')).filter((text) => text.length < 5000);
}

const samples = {
  classic: [...classicSamples, ...engineCases(/^[cu]-.*\.conf$/)],
  yaml: [...yamlSamples, ...jsonSamples, ...engineCases(/\.ya?ml$/)],
  json: jsonSamples,
};

const oddTexts = { classic: oddClassic, yaml: oddYaml, json: oddJson };

const format = fc.constantFrom(...formats);

/** Converts, and holds every promise that needs no knowledge of the text. */
async function expectPromises(text: string, options: ConvertOptions): Promise<void> {
  const conversion = await convert(text, options);
  expectSpansWithin(conversion);
  const errors = conversion.diagnostics.filter(isError);
  // The verification is the last net: what it catches is a fault of a reader or a writer.
  expect(errors.map(({ code }) => code)).not.toContain('FLB403');
  if (errors.length > 0) expect(conversion.outputs).toEqual([]);
  else await expectSameMeaning(text, options, conversion);
}

function expectSpansWithin({ source, diagnostics }: Conversion): void {
  for (const { code, span, related = [], fix } of diagnostics) {
    for (const { start, end } of [span, ...related, ...(fix === undefined ? [] : [fix.span])]) {
      expect(start, code).toBeGreaterThanOrEqual(0);
      expect(end, code).toBeGreaterThanOrEqual(start);
      expect(source.text.length, code).toBeGreaterThanOrEqual(end);
    }
  }
}

async function expectSameMeaning(text: string, options: ConvertOptions, { to, outputs }: Conversion): Promise<void> {
  expect(outputs).toHaveLength(1);
  const [before, after] = await Promise.all([readConfig(text, options), readConfig(outputs[0]?.text ?? '', { from: to.name })]);
  expect(after.diagnostics.filter(isError)).toEqual([]);
  expect(configDifference(withoutSuffixes(before.config), withoutSuffixes(after.config), { comments: to.comments })).toBeUndefined();
}

describe('no text makes a conversion throw, hang or change a meaning', patience, () => {
  it.each(formats)('mutated %s files', async (from) => {
    const texts = mutated(samples[from], pieces);
    await fc.assert(
      fc.asyncProperty(texts, format, (text, to) => expectPromises(text, { from, to })),
      runs(400, 4000),
    );
  });

  it.each(formats)('%s files with their aliases written out, their groups merged, their losses forbidden', async (from) => {
    const texts = mutated(samples[from], pieces);
    const options = fc.record({ expandAliases: fc.boolean(), strict: fc.boolean(), to: format });
    await fc.assert(
      fc.asyncProperty(texts, options, async (text, more) => {
        const conversion = await convert(text, { from, upstreams: 'merge', ...more });
        expectSpansWithin(conversion);
        expect(conversion.diagnostics.map(({ code }) => code)).not.toContain('FLB403');
      }),
      runs(250, 2500),
    );
  });

  it.each(formats)('%s files of odd sections, keys and values', async (from) => {
    const options = fc.record({ to: format, separate: fc.boolean(), strict: fc.boolean() });
    const ways = fc.constantFrom<Pick<ConvertOptions, 'upstreams'>>({}, { upstreams: 'split' }, { upstreams: 'merge' });
    await fc.assert(
      fc.asyncProperty(oddTexts[from], options, ways, async (text, more, upstreams) => {
        await expectPromises(text, { from, to: more.to });
        const conversion = await convert(text, { from, ...more, ...upstreams });
        expectSpansWithin(conversion);
        expect(conversion.diagnostics.map(({ code }) => code)).not.toContain('FLB403');
      }),
      runs(100, 1000),
    );
  });

  it.each(formats)('truncated %s files', async (from) => {
    const cut = fc.tuple(fc.constantFrom(...samples[from]), fc.double({ min: 0, max: 1, noNaN: true }));
    const texts = cut.map(([sample, part]) => sample.slice(0, Math.round(sample.length * part)));
    await fc.assert(
      fc.asyncProperty(texts, format, (text, to) => expectPromises(text, { from, to })),
      runs(250, 2500),
    );
  });

  it('random characters, whose format is to be found', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, format, fc.option(format, { nil: undefined }), (text, to, from) =>
        expectPromises(text, from === undefined ? { to } : { to, from }),
      ),
      runs(500, 5000),
    );
  });

  it('random bytes, which are text or are refused at the first byte that is not', () => {
    const lead = fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.array(fc.oneof(lead, fc.nat(255))).map((list) => Uint8Array.from(list)),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        const decoded = decodeUtf8(given);
        if ('text' in decoded) expect(new TextEncoder().encode(decoded.text)).toEqual(given);
        else expect(isUtf8(given.subarray(0, decoded.invalidAt)) && !isUtf8(given.subarray(0, decoded.invalidAt + 4))).toBe(true);
      }),
      runs(2000),
    );
  });
});

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
