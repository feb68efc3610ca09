import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TagIndex } from '../../src/check/matching/tag-index.js';
import { share, type Tags, tagsMatchedBy, tagsMatchedByRegex } from '../../src/check/matching/tags.js';
import { convert, readConfig } from '../../src/index.js';
import { checkAlone } from '../../src/project/check/check-alone.js';

/** Whether Fluent Bit takes a tag by a `match`, step by step as it goes through both (I-27). */
function takes(match: string, tag: string): boolean {
  if (match === '') return tag === '';
  if (match.startsWith('*'))
    return Array.from({ length: tag.length + 1 }, (_, i) => tag.slice(i)).some((rest) => takes(match.slice(1), rest));
  return tag !== '' && match[0] === tag[0] && takes(match.slice(1), tag.slice(1));
}

const letters = fc.constantFrom('a', 'b', '.');
const tag = fc.string({ unit: letters, maxLength: 6 });
const match = fc.string({ unit: fc.oneof(letters, fc.constant('*')), maxLength: 6 });
const tags: fc.Arbitrary<Tags> = match.map(tagsMatchedBy);

describe('what matches a tag (I-27)', () => {
  it('is what Fluent Bit takes', () => {
    fc.assert(
      fc.property(match, tag, (pattern, one) => {
        expect(share(tagsMatchedBy(pattern), [one])).toBe(takes(pattern, one));
      }),
    );
  });

  it('is found for two patterns if there is a tag for both, and only then', () => {
    const all = ['', ...texts(1), ...texts(2), ...texts(3), ...texts(4), ...texts(5)];
    const short = fc.string({ unit: fc.oneof(letters, fc.constant('*')), maxLength: 3 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(share(tagsMatchedBy(a), tagsMatchedBy(b))).toBe(all.some((one) => takes(a, one) && takes(b, one)));
      }),
    );
  });

  it('is found among many as it is found one by one', () => {
    fc.assert(
      fc.property(fc.array(tags, { maxLength: 60, size: 'max' }), tags, (many, one) => {
        expect(new TagIndex(many).meets(one)).toBe(many.some((other) => share(other, one)));
      }),
    );
  });

  it.each([
    ['^app', 'app.web', true],
    ['app', 'my.app', false],
    ['^app\\.web$', 'app.web', true],
    ['^app\\.web$', 'app.web.1', false],
    ['^(?:app|web)', 'db', true],
    ['app?', 'ap', true],
    ['app{0}', 'ap', true],
    ['app+', 'ap', false],
    ['app.*', 'apq', false],
    ['app|web', 'web', true],
    ['/^APP/i', 'app', true],
    ['a\\db', 'a1b', true],
  ])('of a regular expression is as much as can be told: %s and %s', (regex, one, may) => {
    expect(share(tagsMatchedByRegex(regex), [one])).toBe(may);
  });
});

/** All texts of a length of three letters. */
function texts(length: number): string[] {
  const one = ['a', 'b', '.'];
  return length === 1 ? one : texts(length - 1).flatMap((text) => one.map((letter) => text + letter));
}

describe('thousands of inputs and outputs', () => {
  const many = Array.from({ length: 3000 }, (_, i) => i);
  const section = (header: string, ...lines: string[]) => `[${header}]\n${lines.map((line) => `    ${line}\n`).join('')}`;

  /** How often each code is reported. */
  async function counts(tagOf: (i: number) => string, matchOf: (i: number) => string): Promise<Record<string, number>> {
    const inputs = many.map((i) => section('INPUT', 'name dummy', `tag ${tagOf(i)}`));
    const outputs = many.map((i) => section('OUTPUT', 'name null', `match ${matchOf(i)}`));
    const { diagnostics } = checkAlone(await readConfig(inputs.join('') + outputs.join(''), { from: 'classic' }));
    const found: Record<string, number> = {};
    for (const { code } of diagnostics) found[code] = (found[code] ?? 0) + 1;
    return found;
  }

  it('are told apart', async () => {
    expect(
      await counts(
        (i) => `app.${i}`,
        (i) => `app.${i + 1}`,
      ),
    ).toEqual({ FLB258: 1, FLB259: 1 });
  });

  it('that would take too long to compare are not claimed to miss each other', async () => {
    const { FLB258 = 0 } = await counts(
      (i) => `app.${i}`,
      (i) => `*.${i}.x`,
    );
    expect(FLB258).toBeGreaterThan(0);
    expect(FLB258).toBeLessThan(many.length);
  });
});

describe('a file that is checked by itself', () => {
  const text = '[INPUT]\n    name dummy\n    tag a\n[OUTPUT]\n    name stdout\n    match b\n';

  it.each([
    ['it is whole', text, ['FLB258', 'FLB259']],
    ['it includes others', `@INCLUDE x.conf\n${text}`, []],
    ['it was not read', `${text}oops\n`, ['FLB105']],
  ])('says what it knows if %s', async (_, one, codes) => {
    const { diagnostics } = checkAlone(await readConfig(one, { from: 'classic' }));
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('is converted whatever it matches', async () => {
    expect((await convert(text, { from: 'classic' })).diagnostics).toEqual([]);
  });
});
