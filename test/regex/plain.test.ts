import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSlashes } from '../../src/regex/as-oniguruma.js';
import { loadJudge } from '../../src/regex/onigmo.js';
import { isPlain } from '../../src/regex/plain.js';
import { patience, runs } from '../arbitraries/runs.js';

const measured = readFileSync(new URL('../engine/verdicts/regex.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1);

describe('a plain regular expression', () => {
  it.each([
    '^(?<time>[^ ]*) (?<level>[A-Z]+) (?<log>.*)$',
    '^\\[(?<time>[^\\]]*)\\] "(?<method>\\S+)(?: +(?<path>[^\\"]*?)(?: +\\S*)?)?" (?<code>[0-9]{3})$',
    '\\d{2}:\\d{2,3}|a+?b',
    '[a-z_-]+',
  ])('needs no parser: %s', (pattern) => {
    expect(isPlain(pattern)).toBe(true);
  });

  it.each([
    '(?<a-b>x)',
    '(?P<a>x)',
    'a{3,1}',
    '[z-a]',
    '(?<=a)b',
    'a**',
    '*a',
    '(a',
    'a)',
    '[a',
    '\\1',
    '\\p{L}',
    '[[:alpha:]]',
    'a{',
    '[a&&b]',
  ])('is not %s', (pattern) => {
    expect(isPlain(pattern)).toBe(false);
  });

  it('is taken by the compiler of Fluent Bit', () => {
    expect(measured.filter((row) => row.startsWith('refused\t') && isPlain(withoutSlashes(row.slice('refused\t'.length)).pattern))).toEqual(
      [],
    );
    expect(measured.filter((row) => row.startsWith('ok\t') && isPlain(row.slice('ok\t'.length))).length).toBeGreaterThan(50);
  });

  it('compiles in JavaScript as well, whatever it is made of', patience, () => {
    const piece = fc.constantFrom(
      'a',
      'Z',
      '0',
      ' ',
      '.',
      '(',
      ')',
      '(?:',
      '(?<n>',
      '[',
      ']',
      '^',
      '-',
      'a-z',
      '\\d',
      '\\.',
      '*',
      '+',
      '?',
      '{2}',
      '{3,1}',
      '|',
      '$',
      '\\',
      '&',
      '"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const pattern = pieces.join('');
        if (isPlain(pattern)) expect(() => new RegExp(pattern.replace(/\?<n>/g, '?:'))).not.toThrow();
      }),
      runs(2000, 20_000),
    );
  });

  it('is what the parser would take, too', async () => {
    const judge = await loadJudge();
    expect(judge('^(?<a>x) [0-9]+$')).toBeUndefined();
  });
});
