import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLines } from '../../src/model/stream-query.js';
import { patience, runs } from '../arbitraries/runs.js';

const words = fc.constantFrom('SELECT', '*', 'a.b,', 'FROM', '(x', '\u00a0', 'é;');
const quotes = fc.constantFrom("'it'", '"a b"', "'say \"x'", '"it\'s"', "'  '");
const quotedLines = fc.constantFrom("'a\nb'", '"\n"', "'say \"\n'");
const gaps = fc.constantFrom(' ', '  ', '\t', '\n', '\r\n', ' \n\n\t', '\n \n');

/** A query and the same with a blank for each gap that goes over a line. */
function queryOf(parts: fc.Arbitrary<string>): fc.Arbitrary<{ query: string; joined: string }> {
  return fc.array(fc.tuple(parts, gaps), { minLength: 1, maxLength: 8 }).map((all) => {
    const put = (gapOf: (gap: string) => string) => all.map(([part, gap], i) => (i < all.length - 1 ? part + gapOf(gap) : part)).join('');
    return { query: put((gap) => gap), joined: put((gap) => (gap.includes('\n') ? ' ' : gap)) };
  });
}

describe('a query on one line', patience, () => {
  it('has the same words and texts, and a blank for each line end between them (M-8)', () => {
    const check = ({ query, joined }: { query: string; joined: string }) => {
      expect(joinLines(query)).toBe(joined);
    };
    fc.assert(fc.property(queryOf(fc.oneof(words, quotes)), check), runs(2000));
  });

  it('is the query itself where a text of it goes over several lines', () => {
    const withLines = fc.tuple(queryOf(fc.oneof(words, quotes)), quotedLines, gaps, queryOf(fc.oneof(words, quotes)));
    const queries = withLines.map(([before, text, gap, after]) => before.query + gap + text + gap + after.query);
    const check = (query: string) => {
      expect(joinLines(query)).toBe(query);
    };
    fc.assert(fc.property(queries, check), runs(1000));
  });

  it('does not change a second time', () => {
    const queries = fc.array(fc.oneof(words, quotes, quotedLines, gaps, fc.constantFrom("'", '"'))).map((parts) => parts.join(''));
    const check = (query: string) => {
      expect(joinLines(joinLines(query))).toBe(joinLines(query));
    };
    fc.assert(fc.property(queries, check), runs(2000));
  });
});
