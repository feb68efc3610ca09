import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../src/diagnostics/diagnostic.js';
import { type Config, configDifference, readConfig, type Section, type SectionKind, writeConfig } from '../src/index.js';
import { commentsWithin } from '../src/model/nested.js';
import { anyConfig, configOf, configOfAnyTexts } from './arbitraries/configs.js';
import { orderActs } from './arbitraries/plugins.js';
import { patience, runs } from './arbitraries/runs.js';
import { type FormatName, fits, fitsBrackets, fitsComment, fitsName, formats } from './support/fits.js';

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

/**
 * The sections of a kind together, and one of those whose number does not matter (C-22, E-1); equal keys together where
 * their order does not act. No section crosses an include.
 */
function inOrderOfKinds({ sections, ...rest }: Config): Config {
  const stretches: Section[][] = [[]];
  for (const section of sections) {
    if (section.kind === 'include') stretches.push([section], []);
    else stretches.at(-1)?.push(section);
  }
  const firstService = sections.find(({ kind }) => kind === 'service');
  const ordered = stretches.flatMap((stretch) => {
    const places = stretch.map(({ kind }) => {
      const group = stretch.findIndex((one) => topLevelOf(one.kind) === topLevelOf(kind));
      return group * stretch.length + stretch.findIndex((one) => one.kind === kind);
    });
    const isOneOfMany = ({ kind }: Section, i: number) => places.indexOf(places[i] ?? 0) < i && (kind === 'env' || kind === 'plugins');
    const indexes = [...stretch.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    return indexes.filter((i) => !isOneOfMany(stretch[i] as Section, i)).map((i) => stretch[i] as Section);
  });
  const kept = ordered.filter((section) => section.kind !== 'service' || section === firstService);
  return { ...rest, sections: kept.map(withKeysTogether) };
}

function topLevelOf(kind: SectionKind): string {
  return kind === 'input' || kind === 'filter' || kind === 'output' ? 'pipeline' : kind;
}

function withKeysTogether(section: Section): Section {
  const { kind, properties } = section;
  if (
    orderActs(
      kind,
      properties.map(({ key, value }) => [key, value]),
    )
  )
    return section;
  const keys = properties.map(({ key }) => key.toLowerCase());
  return { ...section, properties: properties.toSorted((a, b) => keys.indexOf(a.key.toLowerCase()) - keys.indexOf(b.key.toLowerCase())) };
}

/** Whether a format can hold all texts of a configuration: of sections, properties and comments. */
function fitsWhole(format: FormatName, config: Config): boolean {
  const isMain = config.sections.some(({ kind }) => ['service', 'custom', 'input', 'filter', 'output'].includes(kind));
  const sections = allSections(config);
  return (
    commentsOf(config).every((line) => fitsComment(format, line)) &&
    sections.every(({ kind, name = '' }) => kind !== 'other' || fitsName(format, name, isMain)) &&
    sections.every(({ kind, name = '' }) => kind !== 'group' || fitsBrackets(name)) &&
    sections.every(({ kind, properties }) => properties.every((property) => fits(format, property, kind)))
  );
}

function allSections({ sections }: { sections?: Section[] }): Section[] {
  return (sections ?? []).flatMap((section) => [section, ...allSections(section)]);
}

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
      const errors = writeConfig(config, { to: format }).diagnostics.filter(isError);
      expect(errors.length === 0).toBe(fitsWhole(format, config));
      expect(['FLB301', 'FLB302', 'FLB307', 'FLB309']).toEqual(expect.arrayContaining(errors.map(({ code }) => code)));
    };
    fc.assert(fc.property(configOfAnyTexts(format), check), runs(500));
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
      // A block of lines that keeps its last line end needs one (Y-14).
      const endsInBlock = /[-:] \|$/m.test(text);
      for (const variant of [text.replaceAll('\n', '\r\n'), endsInBlock ? text : text.replace(/\n$/, '')]) {
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
    await fc.assert(fc.asyncProperty(configOf(...formats), chain, check), runs(400));
  });

  it('bring classic text back byte for byte that came out of YAML', async () => {
    const check = async (config: Config) => {
      const first = written(config, 'yaml') as string;
      const classic = written(await read(first, 'yaml'), 'classic') as string;
      const second = written(await read(classic, 'classic'), 'yaml') as string;
      expect(written(await read(second, 'yaml'), 'classic')).toBe(classic);
    };
    await fc.assert(fc.asyncProperty(configOf(...formats), check), runs(400));
  });

  it('bring classic text back byte for byte whose kinds of sections are not mixed, nor its keys where their order does not act', async () => {
    const check = async (config: Config) => {
      const classic = written(inOrderOfKinds(config), 'classic') as string;
      const yaml = written(await read(classic, 'classic'), 'yaml') as string;
      expect(written(await read(yaml, 'yaml'), 'classic')).toBe(classic);
    };
    await fc.assert(fc.asyncProperty(configOf(...formats), check), runs(400));
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
    fc.assert(fc.property(configOf(...formats), check), runs(500));
  });
});

function commentsOf(config: Config): string[] {
  const sections = allSections(config);
  const parts = sections.flatMap((section) => [section, ...section.properties]);
  const within = sections.flatMap(({ properties }) =>
    properties.flatMap(({ nested }) => (nested === undefined ? [] : commentsWithin(nested))),
  );
  return [...parts.flatMap(({ comments }) => comments ?? []), ...within, ...[config, ...sections].flatMap(({ end }) => end ?? [])];
}
