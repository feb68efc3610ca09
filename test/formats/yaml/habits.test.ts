import { describe, expect, it } from 'vitest';
import { applyFixes, messageOf, readConfig } from '../../../src/index.js';

/** The codes of a text's diagnostics, and the text when they are fixed. */
async function fixed(text: string): Promise<{ codes: string[]; text: string }> {
  const { diagnostics } = await readConfig(text, { from: 'yaml' });
  return { codes: diagnostics.map(({ code }) => code), text: applyFixes(text, diagnostics).text };
}

describe('a list of files in the service (Y-22, D-9)', () => {
  it.each([
    ['in a block', 'service:\n  parsers_file:\n    - a.conf\n    - "b.conf"\n  flush: 1\n'],
    ['as far left as its key', 'service:\n  parsers_file:\n  - a.conf\n  - "b.conf"\n  flush: 1\n'],
    ['in brackets', 'service:\n  parsers_file: [a.conf, "b.conf"]\n  flush: 1\n'],
    ['in brackets over two lines', 'service:\n  parsers_file: [a.conf,\n    "b.conf"\n  ]\n  flush: 1\n'],
  ])('%s becomes one key in two spellings', async (_, text) => {
    const { codes, text: made } = await fixed(text);
    expect(codes).toEqual(['FLB154']);
    expect(made).toBe('service:\n  parsers_file: a.conf\n  Parsers_File: "b.conf"\n  flush: 1\n');
    expect((await fixed(made)).codes).toEqual([]);
  });

  it('of one becomes a text', async () => {
    expect((await fixed('service:\n  plugins_file: [a.conf]\n')).text).toBe('service:\n  plugins_file: a.conf\n');
  });

  it.each([
    ['with a comment', 'service:\n  parsers_file:\n    - a.conf # one\n    - b.conf\n'],
    ['within braces', 'service: {parsers_file: [a.conf, b.conf]}\n'],
    ['in JSON', '{"service": {"parsers_file": ["a.conf"]}}\n'],
  ])('%s is left to the reader', async (_, text) => {
    expect(await fixed(text)).toEqual({ codes: ['FLB154'], text });
  });

  it.each(['service:\n  flush: [1, 2]\n', 'service:\n  parsers_file: [{a: b}]\n'])(
    'of anything else is of the wrong shape: %j',
    async (text) => {
      expect((await fixed(text)).codes).toEqual(['FLB137']);
    },
  );
});

describe('a header of classic in YAML', () => {
  it.each([
    ['service:\n  flush: 1\n[Filter]\n  name: grep\n', '[Filter]'],
    ['pipeline:\n  inputs:\n    - name: cpu\n  [filters]:\n    - name: grep\n', '[filters]'],
  ])('is named, once: %j', async (text, header) => {
    const { diagnostics } = await readConfig(text, { from: 'yaml' });
    expect(diagnostics.map((one) => [one.code, text.slice(one.span.start, one.span.end), messageOf(one).text])).toEqual([
      ['FLB131', header, `'${header}' is a header of the classic format, and not YAML`],
    ]);
  });
});
