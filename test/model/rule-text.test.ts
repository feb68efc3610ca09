import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rule, ruleOf, ruleText, ruleTokens, settledValue } from '../../src/model/rule-text.js';
import { ruleTextPart, writtenRule } from '../arbitraries/rules.js';
import { patience, runs } from '../arbitraries/runs.js';

const rules: fc.Arbitrary<Rule> = fc.record({ state: ruleTextPart, regex: ruleTextPart, nextState: ruleTextPart });

/** The grammar of M-7 as a pattern: a quote ends at the next one that no backslash stands before, a word at a blank. */
function tokensByPattern(value: string): { tokens: string[]; rest: string } {
  const token = /^ *(?:"(.*?)(?:(?<!\\)"|$)|([^ "][^ ]*) ?)/s;
  const tokens: string[] = [];
  let rest = value;
  for (let found = token.exec(rest); found !== null && tokens.length < 3; found = token.exec(rest)) {
    const [all, quoted, word] = found;
    rest = rest.slice(all.length);
    if (quoted === '' && !all.endsWith('""')) break;
    tokens.push(quoted?.replaceAll('\\"', '"') ?? word ?? '');
  }
  return { tokens, rest: rest.replace(/^ +/, '') };
}

describe('the texts of a rule', patience, () => {
  it('are what the grammar of the engine makes of any value (M-7)', () => {
    const check = (value: string) => {
      const { starts, ...texts } = ruleTokens(value);
      expect(texts).toEqual(tokensByPattern(value));
      const written = texts.tokens.map((token) => token.replaceAll('"', '\\"'));
      for (const [i, start] of starts.entries()) {
        expect([texts.tokens[i], written[i]].some((token = '') => value.startsWith(token, start)) || value.includes('\\"')).toBe(true);
      }
    };
    fc.assert(fc.property(writtenRule, check), runs(2000));
  });

  it('come back from its classic form, and nothing stands behind them', () => {
    const check = (rule: Rule) => {
      const text = ruleText(rule);
      if (text !== undefined) expect(ruleTokens(text)).toMatchObject({ tokens: [rule.state, rule.regex, rule.nextState], rest: '' });
    };
    fc.assert(fc.property(rules, check), runs(2000));
  });

  it('have a classic form unless one ends with a backslash and needs quotes: a quoted text never does', () => {
    const check = (rule: Rule) => {
      const hasNone = Object.values(rule).some((text: string) => text.endsWith('\\') && /^"| /.test(text));
      expect(ruleText(rule) === undefined).toBe(hasNone);
    };
    fc.assert(fc.property(rules, check), runs(2000));
  });

  it('are those of a rule for YAML only where it keeps them: whole, untrimmed, and no others', () => {
    const check = (value: string) => {
      const { tokens, rest } = ruleTokens(value);
      const rule = ruleOf(value);
      const isKept = tokens.length === 3 && rest === '' && tokens.every((token) => token !== '' && token.trim() === token);
      const [state = '', regex = '', nextState = ''] = tokens;
      expect(rule).toEqual(isKept && ruleText({ state, regex, nextState }) !== undefined ? { state, regex, nextState } : undefined);
    };
    fc.assert(fc.property(writtenRule, check), runs(2000));
  });
});

describe('a value as the model holds it', patience, () => {
  it('has the texts of the written one, and settles once', () => {
    const check = (written: string) => {
      const settled = settledValue('multiline_parser', 'Rule', written);
      const { tokens, rest } = ruleTokens(written);
      expect(ruleTokens(settled)).toMatchObject({ tokens, rest });
      expect(settledValue('multiline_parser', 'rule', settled)).toBe(settled);
    };
    fc.assert(fc.property(writtenRule, check), runs(2000));
  });

  it('is the same for all spellings of a rule', () => {
    const check = (texts: string[], gaps: string[]) => {
      const written = texts.map((text, i) => (gaps[i] ?? '') + (/^[^" ]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`));
      const canonical = texts.map((text) => `"${text.replaceAll('"', '\\"')}"`).join(' ');
      expect(settledValue('multiline_parser', 'rule', written.join(' '))).toBe(canonical);
    };
    const text = fc.stringMatching(/^[a-z/"(^]([a-z "/]{0,5}[a-z/"])?$/);
    fc.assert(fc.property(fc.tuple(text, text, text), fc.array(fc.constantFrom('', ' ', '   ')), check), runs(1000));
  });

  it.each([
    ['a rule of another kind of section', 'filter', 'rule'],
    ['another key', 'multiline_parser', 'regex'],
  ] as const)('stays as written in %s', (_, kind, key) => {
    expect(settledValue(kind, key, 'start_state /a/ cont')).toBe('start_state /a/ cont');
  });
});
