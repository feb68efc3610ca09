import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type JudgeRegex, loadJudge } from '../../src/regex/onigmo.js';

/** Regular expressions of our own with the verdict of Fluent Bit's compiler: `ok` or `refused`. */
const measured = readFileSync(new URL('../engine/verdicts/regex.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => ({ verdict: row.slice(0, row.indexOf('\t')), regex: row.slice(row.indexOf('\t') + 1) }));

let judge: JudgeRegex;

beforeAll(async () => {
  judge = await loadJudge();
});

describe('the judge of regular expressions', () => {
  it('agrees with the compiler of Fluent Bit on each measured one', () => {
    const others = measured.filter(({ regex, verdict }) => (judge(regex) === undefined ? 'ok' : 'refused') !== verdict);
    expect(measured.length).toBeGreaterThan(1000);
    expect(others).toEqual([]);
  });

  it.each([
    ['(?P<time>x)', "write '(?<' in place of '(?P<'"],
    ['(?s).*', "write '(?m)', which lets '.' match a newline here"],
    ['(?<log-level>x)', "write '(?<log_level>'"],
    ['(?<a.b>x)', "write '(?<a_b>'"],
    ['(?<a>x)(y)\\1', "refer to them by '\\k<name>'"],
  ])('says what to write in place of %s', (regex, help) => {
    expect(judge(regex)?.help).toBe(help);
  });

  it.each([
    ['abc[def', 3],
    ['/abc[def/', 4],
    ['ab{3,1}', 2],
    ['x(?<a-b>y)', 1],
    ['/x(?P<a>y)/', 2],
    ['ab(?#c', 2],
    ['a\\p{b(c', 1],
  ])('tells the place of the fault in %s', (regex, at) => {
    expect(judge(regex)?.at).toBe(at);
  });

  it.each(['(?<=a+)b', '(?<=(?:a|bc)d)e', '\\p{Foo}', '(x)\\g<0>', '(?(1)a|b|c)(x)', 'a)', '(a', '*a'])('refuses %s in words', (regex) => {
    expect(judge(regex)?.text).toMatch(/\w/);
  });

  it('has no verdict on what is nested deeper than it can follow, and does not throw', () => {
    expect(judge(`${'(?:'.repeat(20_000)}x${')'.repeat(20_000)}`)).toBeUndefined();
  });
});
