import { diagnostic } from '../diagnostics/diagnostic.js';
import { multilineParserKeys } from '../engine/section-keys.js';
import { type Property, valueSpan } from '../model/config.js';
import { ruleTokens } from '../model/rule-text.js';
import { lowerCase, trimBlanks } from '../model/text.js';
import { ignoredKeyRule } from './ignored-keys.js';
import { meantKeys } from './meant-key.js';
import { checkParserBoolean } from './parsers.js';
import { checkRepeatedKeys } from './repeated-keys.js';
import { requires } from './required-keys.js';
import type { Key, PropertyRule, SectionRule, Vocabulary } from './rule.js';
import { hasVariable } from './values.js';

const what = 'a multiline parser';
const meant = meantKeys(() => [...multilineParserKeys.keys()]);

const types = new Set(['regex', 'endswith', 'equal', 'eq']);

/** The types that there are (M-6b). */
const checkType: PropertyRule = (property, _facts, report) => {
  const { value } = property;
  if (types.has(lowerCase(value)) || hasVariable(value)) return;
  report(diagnostic('FLB237', valueSpan(property), { type: value }));
};

/** Milliseconds by atoi, whatever unit stands behind them; without a number the default (M-6b, Q-24). */
const checkTimeout: PropertyRule = (property, _facts, report) => {
  const { value } = property;
  if (/^\d+$/.test(value) || value === '' || hasVariable(value)) return;
  const number = Number.parseInt(value, 10) || 0;
  report(diagnostic('FLB236', valueSpan(property), { value, milliseconds: number > 0 ? number : defaultTimeout }));
};

const defaultTimeout = 4000;

/** Only three texts of a rule are read (M-7). */
const checkRest: PropertyRule = (property, _facts, report) => {
  if (ruleTokens(property.value).rest !== '') report(diagnostic('FLB240', valueSpan(property), {}));
};

const rules: ReadonlyMap<string, readonly PropertyRule[]> = new Map([
  ['type', [checkType]],
  ['flush_timeout', [checkTimeout]],
  ['negate', [checkParserBoolean]],
  ['rule', [checkRest]],
]);

/** Rules all act; of other keys the first counts (M-6b). Rules are not expanded (E-6). */
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
  if (!first.states.includes('start_state')) report(diagnostic('FLB238', valueSpan(first.property), {}));
  const known = new Set(all.flatMap(({ states }) => states));
  for (const { property, next } of all) {
    if (next !== undefined && !known.has(next)) report(diagnostic('FLB239', valueSpan(property), { state: next }));
  }
};

function stepOf(property: Property): { property: Property; states: string[]; next: string | undefined } {
  const [states = '', , next] = ruleTokens(property.value).tokens;
  return { property, states: states.split(',').map(trimBlanks), next };
}

export const multilineParserVocabulary: Vocabulary = {
  what,
  keyNamed,
  rules: [requires(what, ['name', 'type']), checkRepeatedKeys, checkStates],
};
