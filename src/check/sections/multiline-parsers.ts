import { define } from '../../diagnostics/define.js';
import { multilineParserKeys } from '../../engine/section-keys.js';
import { type Property, valueSpan } from '../../model/config.js';
import { kinds } from '../../model/kinds.js';
import { ruleTokens } from '../../model/rule-text.js';
import { lowerCase, trimSpaces } from '../../model/text.js';
import { ignoredKeyRule, meantKeys } from '../ignored-keys.js';
import { regexRule } from '../regexes.js';
import { checkRepeatedKeys } from '../repeated-keys.js';
import { requires } from '../required-keys.js';
import type { Key, PropertyRule, SectionRule, Vocabulary } from '../rule.js';
import { hasVariable } from '../values.js';
import { checkParserBoolean } from './parsers.js';

export const notMilliseconds = define({
  code: 'FLB236',
  name: 'not-milliseconds',
  severity: 'warning',
  facts: ['M-6b', 'Q-24'],
  why: 'Fluent Bit reads the digits at the beginning as milliseconds and ignores a unit: `4s` is 4 milliseconds.',
  example: {
    classic:
      '[MULTILINE_PARSER]\n    name          app\n    type          regex\n    flush_timeout 4s\n    rule          "start_state" "/^a/" "cont"\n    rule          "cont" "/^b/" "cont"\n',
  },
  says: ({ value, milliseconds }: { value: string; milliseconds: number }) => ({
    text: `'${value}' is not a number of milliseconds: Fluent Bit reads ${milliseconds}`,
    help: 'write milliseconds without a unit',
  }),
});

export const unknownMultilineType = define({
  code: 'FLB237',
  name: 'unknown-multiline-type',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['M-6b'],
  why: 'A multiline parser is of one of three types, and Fluent Bit does not start with another.',
  example: { classic: '[MULTILINE_PARSER]\n    name app\n    type regexp\n    rule "start_state" "/^a/" "start_state"\n' },
  says: ({ type }: { type: string }) => ({ text: `'${type}' is not a type of multiline parser`, help: 'write regex, endswith or equal' }),
});

export const noStartState = define({
  code: 'FLB238',
  name: 'no-start-state',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['M-7'],
  why: "Each multiline message begins in the state 'start_state', and Fluent Bit looks for it in the first rule.",
  example: { classic: '[MULTILINE_PARSER]\n    name app\n    type regex\n    rule "start" "/^a/" "start"\n' },
  says: () => ({
    text: "the first rule of a multiline parser must be for the state 'start_state'",
    help: 'write "start_state" as the rule\'s first text',
  }),
});

export const unknownState = define({
  code: 'FLB239',
  name: 'unknown-state',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['M-7'],
  why: 'A rule leads to the rules of its next state. Fluent Bit does not start if there are none.',
  example: {
    classic:
      '[MULTILINE_PARSER]\n    name app\n    type regex\n    rule "start_state" "/^a/" "cont"\n    rule "content" "/^b/" "content"\n',
  },
  says: ({ state }: { state: string }) => ({
    text: state === '' ? 'the next state of a rule is empty' : `no rule has the state '${state}' that this one leads to`,
    help: 'name a state that a rule of this parser has',
  }),
});

export const textAfterRule = define({
  code: 'FLB240',
  name: 'text-after-rule',
  severity: 'warning',
  facts: ['M-7'],
  why: 'A rule has up to three texts: states, pattern and next state. Fluent Bit ignores the rest of the line.',
  example: {
    classic:
      '[MULTILINE_PARSER]\n    name app\n    type regex\n    rule "start_state" "/^a/" "cont" twice\n    rule "cont" "/^b/" "cont"\n',
  },
  says: () => ({
    text: 'Fluent Bit ignores what follows the third text of a rule',
    help: 'remove it; a text with spaces stands in double quotes',
  }),
});

const { what } = kinds.multiline_parser;
const meant = meantKeys(() => [...multilineParserKeys.keys()]);

const types = new Set(['regex', 'endswith', 'equal', 'eq']);

/** The types that there are (M-6b). */
const checkType: PropertyRule = (property, _facts, report) => {
  const { value } = property;
  if (types.has(lowerCase(value)) || hasVariable(value)) return;
  report(unknownMultilineType, valueSpan(property), { type: value });
};

/** Milliseconds by atoi, whatever unit stands behind them; without a number the default (M-6b, Q-24). */
const checkTimeout: PropertyRule = (property, _facts, report) => {
  const { value } = property;
  if (/^\d+$/.test(value) || value === '' || hasVariable(value)) return;
  const number = Number.parseInt(value, 10) || 0;
  report(notMilliseconds, valueSpan(property), { value, milliseconds: number > 0 ? number : defaultTimeout });
};

const defaultTimeout = 4000;

/** Only three texts of a rule are read (M-7). */
const checkRest: PropertyRule = (property, _facts, report) => {
  if (ruleTokens(property.value).rest !== '') report(textAfterRule, valueSpan(property), {});
};

const checkPattern = regexRule({ place: [1], stops: true });

/** The patterns of the one type that has them (M-7). */
const checkRegex: PropertyRule = (property, facts, report) => {
  if (lowerCase(facts.first('type')?.value ?? '') === 'regex') checkPattern(property, facts, report);
};

const rules: ReadonlyMap<string, readonly PropertyRule[]> = new Map([
  ['type', [checkType]],
  ['flush_timeout', [checkTimeout]],
  ['negate', [checkParserBoolean]],
  ['rule', [checkRest, checkRegex]],
]);

/** All rules act, and the first of other repeated keys (M-6b). Rules are not expanded (E-6). */
function keyNamed(name: string): Key {
  const isRule = name === 'rule';
  const isKnown = multilineParserKeys.has(name);
  return {
    name,
    repeats: isRule ? 'all' : 'first',
    isExpanded: !isRule,
    rules: isKnown ? (rules.get(name) ?? []) : ignoredKeyRule(what, meant(name)),
  };
}

/** The first rule starts, and the next state of each is one that a rule has (M-7). */
const checkStates: SectionRule = ({ section, keys, isWhole }, report) => {
  const all = section.properties.filter((_, i) => keys[i]?.name === 'rule').map(stepOf);
  const [first] = all;
  if (!isWhole || first === undefined) return;
  if (!first.states.includes('start_state')) report(noStartState, valueSpan(first.property), {});
  const known = new Set(all.flatMap(({ states }) => states));
  for (const { property, next } of all) {
    if (next !== undefined && !known.has(next)) report(unknownState, valueSpan(property), { state: next });
  }
};

function stepOf(property: Property): { property: Property; states: string[]; next: string | undefined } {
  const [states = '', , next] = ruleTokens(property.value).tokens;
  return { property, states: states.split(',').map(trimSpaces), next };
}

export const multilineParserVocabulary: Vocabulary = {
  what,
  keyNamed,
  rules: [requires(kinds.multiline_parser), checkRepeatedKeys, checkStates],
};
