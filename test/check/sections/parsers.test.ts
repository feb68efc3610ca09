import { describe, expect, it } from 'vitest';
import { said } from '../../support/checked.js';

function parser(...lines: string[]): string {
  return `[PARSER]\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

function multiline(...lines: string[]): string {
  return `[MULTILINE_PARSER]\n    name m\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('a parser', () => {
  it('has a name and a format, which are not empty (M-5b)', async () => {
    expect(await said("parsers:\n  - {name: '', regex: a}\n")).toEqual(['FLB219 error a parser name', 'FLB219 error a parser format']);
  });

  it('has a name that no other one has (Q-25)', async () => {
    const both = parser('name a', 'format json') + parser('name b', 'format json') + parser('name a', 'format logfmt');
    expect(await said(both)).toEqual(['FLB235 error a']);
    expect(await said(parser(`name \${A}`, 'format json') + parser(`name \${A}`, 'format json'))).toEqual([]);
  });

  it('takes the first of repeated keys, and all decoders (M-5b)', async () => {
    const decoders = ['decode_field_as json log', 'decode_field json a', 'decode_field_as escaped log'];
    expect(await said(parser('name a', 'format json', ...decoders, 'time_key a', 'time_key b'))).toEqual(['FLB206 warning time_key first']);
  });

  it('ignores what it does not know, so that only a key like another is spoken of (M-5b)', async () => {
    expect(await said(parser('name a', 'format json', 'time_fromat x', 'mine y'))).toEqual([
      'FLB224 warning time_fromat a parser time_format',
    ]);
  });

  it('takes what is neither on nor off for on (E-7)', async () => {
    expect(await said(parser('name a', 'format json', 'time_keep 1'))).toEqual(['FLB207 warning time_keep 1 it counts as on']);
  });
});

describe('a multiline parser', () => {
  const rules = ['rule "start_state" "/^a/" "cont"', 'rule "cont" "/^b/" "cont"'];

  it.each([
    ['has a type (M-6b)', [], ['FLB219 error a multiline parser type']],
    ['has one of the types (M-6b)', ['type regexp'], ['FLB237 error regexp']],
    ['counts milliseconds (Q-24)', ['type equal', 'flush_timeout 4s'], ['FLB236 warning 4s 4']],
    ['falls back to its own timeout (M-6b)', ['type equal', 'flush_timeout soon'], ['FLB236 warning soon 4000']],
    ['takes what is neither on nor off for on (M-6b)', ['type equal', 'negate 1'], ['FLB207 warning negate 1 it counts as on']],
    ['takes the first of repeated keys (M-6b)', ['type equal', 'type eq'], ['FLB206 warning type first']],
    ['starts with start_state (M-7)', ['type regex', 'rule "Start_State" "/a/" "Start_State"'], ['FLB238 error']],
    ['goes on to states that it has (M-7)', ['type regex', 'rule "start_state" "/a/" "cont"'], ['FLB239 error cont']],
    ['goes on to a state with a name (M-7)', ['type regex', 'rule "start_state" "/a/" ""'], ['FLB239 error ']],
    ['reads three texts of a rule (M-7)', ['type regex', 'rule "start_state" "/a/" "start_state" # b'], ['FLB240 warning']],
    ['expands no rule (E-6)', ['type regex', `rule "start_state" "/\${A}/"`], ['FLB215 warning rule a multiline parser']],
  ])('%s', async (_, lines, expected) => {
    expect(await said(multiline(...lines))).toEqual(expected);
  });

  it.each([
    ['rules', ['type regex', 'flush_timeout 1000', ...rules]],
    ['several states of a rule', ['type Regex', 'rule "start_state, cont" "/a/" "cont"']],
    ['no next state', ['type regex', 'rule "start_state" "/a/"']],
    ['no rules', ['type endswith', 'match_string x', 'negate true']],
  ])('may have %s (M-7)', async (_, lines) => {
    expect(await said(multiline(...lines))).toEqual([]);
  });
});
