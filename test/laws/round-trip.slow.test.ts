import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../../src/diagnostics/diagnostic.js';
import { type Config, configDifference, readConfig, writeConfig } from '../../src/index.js';
import { anyConfig, configOf, configOfAnyTexts } from '../arbitraries/configs.js';
import { onceWrong } from '../arbitraries/once-wrong.js';
import { patience, runs } from '../arbitraries/runs.js';
import { commentsOf, type FormatName, fitsConfig, formats } from '../support/fits.js';
import { inOrderOfKinds } from '../support/order-of-kinds.js';

async function read(text: string, from: FormatName): Promise<Config> {
  const { config, diagnostics } = await readConfig(text, { from });
  expect(diagnostics.filter(isError), text).toEqual([]);
  return config;
}

/** The text, or undefined if the writer refuses. */
function written(config: Config, to: FormatName): string | undefined {
  const { text, diagnostics } = writeConfig(config, { to });
  return diagnostics.some(isError) ? undefined : text;
}

const examples = onceWrong.map((config): [Config] => [config]);

describe.each(formats)('%s', patience, (format) => {
  const configs = fc.oneof(anyConfig, configOf(format));

  it('holds what its writer takes: read again, the configuration is the same, comments included', async () => {
    const check = async (config: Config) => {
      const text = written(config, format);
      if (text === undefined) return;
      const again = await read(text, format);
      expect(configDifference(config, again, { comments: format !== 'json' }), text).toBeUndefined();
    };
    await fc.assert(fc.asyncProperty(configs, check), { ...runs(200, 1500), examples });
  });

  it('is refused by its writer for just those texts that it cannot hold', () => {
    const check = (config: Config) => {
      const errors = writeConfig(config, { to: format }).diagnostics.filter(isError);
      expect(errors.length === 0).toBe(fitsConfig(format, config));
      expect(['FLB301', 'FLB302', 'FLB307', 'FLB309', 'FLB310']).toEqual(expect.arrayContaining(errors.map(({ code }) => code)));
    };
    fc.assert(fc.property(configOfAnyTexts(format), check), { ...runs(250, 2000), examples });
  });

  it('is written the same the second time', async () => {
    const check = async (config: Config) => {
      const text = written(config, format);
      if (text === undefined) return;
      expect(written(await read(text, format), format)).toBe(text);
    };
    await fc.assert(fc.asyncProperty(configs, check), { ...runs(200, 1500), examples });
  });

  it('means the same with CRLF line ends, and without the last one', async () => {
    const check = async (config: Config) => {
      const text = written(config, format);
      if (text === undefined) return;
      const meant = await read(text, format);
      // A block of lines that keeps its last line end needs one (Y-14).
      const endsInBlock = /[-:] \|$/m.test(text);
      for (const variant of [text.replaceAll('\n', '\r\n'), endsInBlock ? text : text.replace(/\n$/, '')]) {
        expect(configDifference(meant, await read(variant, format)), JSON.stringify(variant)).toBeUndefined();
      }
    };
    await fc.assert(fc.asyncProperty(configs, check), { ...runs(150, 1200), examples });
  });
});

describe('chains of formats', patience, () => {
  const chain = fc.array(fc.constantFrom(...formats), { minLength: 2, maxLength: 6 });

  it('keep every value and key, and without JSON every comment', async () => {
    const check = async (config: Config, stops: FormatName[]) => {
      let current = config;
      for (const format of stops) {
        const text = written(current, format);
        if (text === undefined) throw new Error(`${format} refused`);
        current = await read(text, format);
      }
      expect(configDifference(config, current, { comments: !stops.includes('json') })).toBeUndefined();
    };
    await fc.assert(fc.asyncProperty(configOf(...formats), chain, check), runs(200, 1500));
  });

  it('bring classic text back byte for byte that came out of YAML', async () => {
    const check = async (config: Config) => {
      const first = written(config, 'yaml') as string;
      const classic = written(await read(first, 'yaml'), 'classic') as string;
      const second = written(await read(classic, 'classic'), 'yaml') as string;
      expect(written(await read(second, 'yaml'), 'classic')).toBe(classic);
    };
    await fc.assert(fc.asyncProperty(configOf(...formats), check), runs(200, 1500));
  });

  it('bring classic text back byte for byte whose kinds of sections are not mixed, nor its keys where their order does not act', async () => {
    const check = async (config: Config) => {
      const classic = written(inOrderOfKinds(config), 'classic') as string;
      const yaml = written(await read(classic, 'classic'), 'yaml') as string;
      expect(written(await read(yaml, 'yaml'), 'classic')).toBe(classic);
    };
    await fc.assert(fc.asyncProperty(configOf(...formats), check), runs(200, 1500));
  });
});

describe('comments in JSON', patience, () => {
  it('are counted when they are dropped', () => {
    const check = (config: Config) => {
      const { diagnostics } = writeConfig(config, { to: 'json' });
      const dropped = diagnostics.flatMap((one) => (one.code === 'FLB303' ? [one.args.lines] : []));
      const lines = commentsOf(config).filter((line) => line !== '').length;
      expect(dropped).toEqual(lines === 0 ? [] : [lines]);
    };
    fc.assert(fc.property(configOf(...formats), check), runs(250, 2000));
  });
});
