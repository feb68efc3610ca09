import { describe, expect, it } from 'vitest';
import { checkConfig, convert, formatPretty, isError, readConfig } from '../src/index.js';
import { formatGithub, formatJson } from '../src/report/machine.js';
import { formatSarif } from '../src/report/sarif.js';
import { type FormatName, formats } from './support/fits.js';

/** A value within this many lists and maps, below `extensions` of a file. */
const nestings: Record<string, { from: FormatName; text: (levels: number) => string }> = {
  'lists in JSON': { from: 'json', text: (levels) => `{"extensions": {"x": ${'['.repeat(levels - 2)}1${']'.repeat(levels - 2)}}}` },
  'maps in JSON': { from: 'json', text: (levels) => `{"extensions": ${'{"x": '.repeat(levels - 1)}1${'}'.repeat(levels)}` },
  'lists in flow style': { from: 'yaml', text: (levels) => `extensions: {x: ${'['.repeat(levels - 2)}1${']'.repeat(levels - 2)}}\n` },
  'pairs in flow style': {
    from: 'yaml',
    text: (levels) => `extensions: {x: ${'[a: '.repeat((levels - 2) / 2)}1${']'.repeat((levels - 2) / 2)}}\n`,
  },
  'lists in block style': { from: 'yaml', text: (levels) => `extensions:\n  x:\n    ${'- '.repeat(levels - 2)}1\n` },
  'maps in block style': {
    from: 'yaml',
    text: (levels) =>
      Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}${i === 0 ? 'extensions' : 'x'}:`)
        .join('\n')
        .concat(' 1\n'),
  },
};

describe('what is nested', () => {
  it.each(Object.entries(nestings))('has at most 200 levels in every format: %s', async (_, { from, text }) => {
    for (const to of ['yaml', 'json'] as const) {
      const { outputs, diagnostics } = await convert(text(200), { from, to });
      expect(diagnostics.filter(isError)).toEqual([]);
      expect(outputs).toHaveLength(1);
    }
    for (const levels of [202, 400, 900]) {
      for (const to of formats) {
        const { source, diagnostics } = await convert(text(levels), { from, to });
        expect(
          diagnostics.filter(isError).map(({ code }) => code),
          `${levels} levels to ${to}`,
        ).toEqual(['FLB142']);
        expect(source.positionAt(diagnostics[0]?.span.start ?? 0)).not.toEqual({ line: 1, column: 1 });
      }
    }
  });

  it('is refused however deep it is', async () => {
    for (const [name, { from, text }] of Object.entries(nestings)) {
      const levels = name === 'maps in block style' ? 3000 : 100_000;
      const { diagnostics } = await convert(text(levels), { from });
      expect(
        diagnostics.map(({ code }) => code),
        name,
      ).toEqual(['FLB142']);
    }
  });

  it('counts what aliases stand for', async () => {
    const deep = `${'['.repeat(150)}1${']'.repeat(150)}`;
    const text = `extensions: {a: &a ${deep}, b: [${'['.repeat(100)}*a${']'.repeat(100)}]}\n`;
    const { diagnostics } = await convert(text, { from: 'yaml', to: 'json', expandAliases: true });
    expect(diagnostics.map(({ code }) => code)).toEqual(['FLB142']);
  });
});

describe('a message', () => {
  const long = 'k'.repeat(1 << 20);
  const texts: [from: FormatName, text: string][] = [
    ['classic', `[INPUT]\n    ${long}\n`],
    ['classic', `[INPUT]\n    name ${long}\n`],
    ['classic', `[INPUT]\n    name cpu\n    ${long}\tv\n`],
    ['classic', `[INPUT]\n [${long}]\n`],
    ['classic', `@${long} x\n@INCLUDE "${long}"\n@SET ${long}=\n`],
    ['classic', `[SERVICE]\n    flush ${long}\n`],
    ['yaml', `%${long} x\n---\na: !x!${long} b\n`],
    ['yaml', `service:\n  a: |${long}\n`],
    ['yaml', `service:\n  flush: *${long}\n? ${long}\n`],
    ['yaml', `service:\n  password${long}: [${long}]\n`],
    ['json', `{"${long}": 1, "service": {"${long}": []}}`],
    ['json', `{${long}}`],
    ['json', `{"a": "${long}`],
    ['classic', Array.from({ length: 2000 }, (_, i) => `[UPSTREAM]\n    name u${i}\n`).join('')],
  ];

  it.each(texts)('shows a window of a long text: %s, %#', async (from, text) => {
    const { source, config, diagnostics } = await readConfig(text, { from });
    const converted = await convert(text, { from, to: from === 'json' ? 'yaml' : 'json' });
    const files = [{ source, diagnostics: [...diagnostics, ...checkConfig(config), ...converted.diagnostics] }];
    expect(files[0]?.diagnostics).not.toEqual([]);
    for (const report of [formatPretty(files), formatJson(files), formatGithub(files), formatSarif(files, { version: '1' })]) {
      expect(Math.max(...report.split('\n', 1000).map((line) => line.length))).toBeLessThan(600);
    }
  });

  it('keeps both ends of a path', async () => {
    const path = `/${'d'.repeat(300)}/name.conf`;
    const { diagnostics } = await convert(`@INCLUDE ${path}\n`, { from: 'classic' });
    expect(diagnostics.map(({ args }) => args)).toEqual([
      { path: expect.stringMatching(/^\/d{138}…d{50}\/name\.conf$/), renamed: expect.stringMatching(/^\/d+…d+\/name\.yaml$/) },
    ]);
  });
});
