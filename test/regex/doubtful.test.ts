import { describe, expect, it } from 'vitest';
import { doubtfulParts } from '../../src/regex/doubtful.js';

describe('doubtful parts of regular expressions', () => {
  it.each([
    ['\\Qa.b\\E', ['\\Q', '\\E']],
    ['\\<word\\>', ['\\<', '\\>']],
    ['^\\<(?<pri>[0-9]+)\\>(?<time>[^ ]+)', []],
    ['\\<\\w+\\>', ['\\<']],
    ['\\yword', ['\\y']],
    ['a\\p{Foo', ['\\p{']],
    ['%{IP:client} %{WORD}', ['%{IP:client}', '%{WORD}']],
    ['^(?<time>[^ ]*) \\\\Q [\\Q] \\bword\\b\\p{L}', []],
    ['%{not_grok} 100%{', []],
  ])('are found in %s', (pattern, parts) => {
    expect(doubtfulParts(pattern).map(({ part }) => part)).toEqual(parts);
  });

  it('stand where they are said to stand', () => {
    for (const { at, part } of doubtfulParts('x\\Qy\\E %{IP}'))
      expect('x\\Qy\\E %{IP}'.slice(at)).toMatch(part.startsWith('%') ? /^%/ : /^\\/);
  });
});
