import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../src/diagnostics/diagnostic.js';
import { type Config, configDifference, type Diagnostic, type Property, readConfig, type Section, writeConfig } from '../src/index.js';
import { anyConfig, awkwardTexts, configOf, patience, runs } from './arbitraries.js';

const formats = ['classic', 'yaml', 'json'] as const;
type FormatName = (typeof formats)[number];

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

function errorCodes(diagnostics: readonly Diagnostic[]): string[] {
  return [...new Set(diagnostics.filter(isError).map(({ code }) => code))];
}

function properties(config: Config): { property: Property; section: Section }[] {
  const sections = config.sections.flatMap((section) => [section, ...(section.sections ?? [])]);
  return sections.flatMap((section) => section.properties.map((property) => ({ property, section })));
}

// What each format cannot hold, in the words of the fact sheet. C's white space is trimmed wherever a value is (C-15, Y-18).
const blankEdge = /^[ \t\n\v\f\r]|[ \t\n\v\f\r]$/;
const cutOrHalved = (text: string) => text.includes('\0') || !text.isWellFormed();

function fitsClassic({ key, value }: Property, { kind }: Section): boolean {
  if (value === '' || value.includes('\n') || cutOrHalved(value) || cutOrHalved(key)) return false;
  // `@SET` goes up to the first `=`; around it nothing is trimmed (C-26).
  if (kind === 'env') return key !== '' && !/[=\n]|^[ \t\v\f\r]/.test(key) && !/[ \t\v\f\r]$/.test(value);
  return !blankEdge.test(value);
}

function fitsYaml({ key, value }: Property, { kind }: Section): boolean {
  if (cutOrHalved(value) || cutOrHalved(key)) return false;
  return kind === 'env' || !blankEdge.test(value);
}

const fits: Record<FormatName, typeof fitsYaml> = { classic: fitsClassic, yaml: fitsYaml, json: fitsYaml };

/** Values and names that every format can hold. */
const anyFormat = fc
  .constantFrom(...awkwardTexts)
  .filter((text) => text !== '' && !/[=\n]/.test(text) && !blankEdge.test(text) && !cutOrHalved(text));

describe.each(formats)('%s', patience, (format) => {
  it('holds what its writer takes: read again, the configuration is the same, comments included', async () => {
    const check = async (config: Config) => {
      const text = written(config, format);
      if (text === undefined) return;
      const again = await read(text, format);
      expect(configDifference(config, again, { comments: format !== 'json' }), text).toBeUndefined();
    };
    await fc.assert(fc.asyncProperty(anyConfig, check), runs(500));
  });

  it('is refused by its writer for just those texts that it cannot hold', () => {
    const check = (config: Config) => {
      const all = properties(config);
      const { diagnostics } = writeConfig(config, { to: format });
      expect(diagnostics.some(isError)).toBe(!all.every(({ property, section }) => fits[format](property, section)));
      expect(['FLB301', 'FLB302']).toEqual(expect.arrayContaining(errorCodes(diagnostics)));
    };
    fc.assert(fc.property(anyConfig, check), runs(500));
  });

  it('is written the same the second time', async () => {
    const check = async (config: Config) => {
      const text = written(config, format);
      if (text === undefined) return;
      expect(written(await read(text, format), format)).toBe(text);
    };
    await fc.assert(fc.asyncProperty(anyConfig, check), runs(500));
  });

  it('means the same with CRLF line ends, and without the last one', async () => {
    const check = async (config: Config) => {
      const text = written(config, format);
      if (text === undefined) return;
      const meant = await read(text, format);
      for (const variant of [text.replaceAll('\n', '\r\n'), text.replace(/\n$/, '')]) {
        expect(configDifference(meant, await read(variant, format)), JSON.stringify(variant)).toBeUndefined();
      }
    };
    await fc.assert(fc.asyncProperty(anyConfig, check), runs(400));
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
    await fc.assert(fc.asyncProperty(configOf(anyFormat), chain, check), runs(400));
  });

  it('bring classic text in canonical style back byte for byte', async () => {
    const check = async (config: Config) => {
      const classic = written(config, 'classic') as string;
      const yaml = written(await read(classic, 'classic'), 'yaml') as string;
      expect(written(await read(yaml, 'yaml'), 'classic')).toBe(classic);
    };
    // Variables in several places come together in YAML.
    const inOnePlace = configOf(anyFormat).filter(({ sections }) => sections.filter(({ kind }) => kind === 'env').length < 2);
    await fc.assert(fc.asyncProperty(inOnePlace, check), runs(400));
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
    fc.assert(fc.property(configOf(anyFormat), check), runs(500));
  });
});

function commentsOf(config: Config): string[] {
  const sections = config.sections.flatMap((section) => [section, ...(section.sections ?? [])]);
  const parts = sections.flatMap((section) => [section, ...section.properties]);
  return [...parts.flatMap(({ comments }) => comments ?? []), ...[config, ...sections].flatMap(({ end }) => end ?? [])];
}
