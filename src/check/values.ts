import { diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import type { KeyType } from '../model/plugin-lists.js';
import { ruleTokens } from '../model/rule-text.js';
import { booleanOf } from '../model/text.js';
import type { PropertyRule } from './rule.js';

/** Whether a value holds a `${VAR}`, so that only Fluent Bit knows its text. */
export function hasVariable(value: string): boolean {
  return value.includes('${');
}

/** A text that is neither on nor off, where the engine holds −1 then (U-9, E-7); `effect` says what comes of it. */
export function booleanRule(effect: string): PropertyRule {
  return (property, _facts, report) => {
    const { key, value } = property;
    if (!isOddBoolean(value)) return;
    report(diagnostic('FLB207', valueSpan(property), { key, value, effect }));
  };
}

/** The same where a plugin does not start then (E-7). */
export const checkOwnBoolean: PropertyRule = (property, _facts, report) => {
  const { key, value } = property;
  if (isOddBoolean(value)) report(diagnostic('FLB226', valueSpan(property), { key, value }));
};

function isOddBoolean(value: string): boolean {
  return booleanOf(value) === undefined && isKnown(value);
}

/** An empty value is no value to most plugins (M-12). */
function isKnown(value: string): boolean {
  return value !== '' && !hasVariable(value);
}

/** Ports are read by atoi, without a check of their range (U-10). */
export const checkPort: PropertyRule = (property, _facts, report) => {
  const { value } = property;
  const reading = Number.parseInt(value, 10) || 0;
  if ((/^\d+$/.test(value) && reading >= 1 && reading <= 65535) || !isKnown(value)) return;
  // What becomes of a number that no port has is not known.
  const isKnownReading = reading >= 0 && reading <= 65535;
  report(diagnostic('FLB208', valueSpan(property), isKnownReading ? { value, reading } : { value }));
};

/** A value that must look so. */
function patternRule(pattern: RegExp, expected: string): PropertyRule {
  return (property, _facts, report) => {
    const { key, value } = property;
    if (pattern.test(value) || !isKnown(value)) return;
    report(diagnostic('FLB227', valueSpan(property), { key, value, expected }));
  };
}

/** The words that the engine splits the value into must be so many at least. */
function wordsRule(least: number): PropertyRule {
  return (property, _facts, report) => {
    const { key, value } = property;
    if (value.length >= least && wordsOf(value) >= least) return;
    if (isKnown(value)) report(diagnostic('FLB228', valueSpan(property), { key, least }));
  };
}

/** How many words a value has; those behind the third count as one (D-10). */
export function wordsOf(value: string): number {
  const blank = value.indexOf(' ');
  if (blank === -1) return value === '' ? 0 : 1;
  // Most values are a key and a word.
  if (blank > 0 && !value.startsWith('"') && blank + 1 < value.length && value.indexOf(' ', blank + 1) === -1) return 2;
  const { tokens, rest } = ruleTokens(value);
  return tokens.length + (rest === '' ? 0 : 1);
}

const time = /^[-+]?\d+(?:\.\d+)? ?[SsMmHhDd]?$/;

/** A time, or off: any word is 0 to it. */
export const checkIgnoreOlder = patternRule(new RegExp(`${time.source}|^(?:false|off|no)$`, 'i'), 'a time such as 30s or 5m');

const ruleOfType: ReadonlyMap<KeyType, PropertyRule> = new Map([
  ['boolean', checkOwnBoolean],
  ['integer', patternRule(/^[-+]?\d+$/, 'a whole number')],
  ['double', patternRule(/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d+)?$/, 'a number')],
  [
    'size',
    patternRule(
      /^[-+]?\d+(?:\.\d+)? ?(?:[KkMmGg][Bb]?|[Bb])?$|^(?:[Ff][Aa][Ll][Ss][Ee]|[Oo][Ff][Ff]|[Nn][Oo])$/,
      'a size such as 512K or 10M',
    ),
  ],
  ['time', patternRule(time, 'a time such as 30s or 5m')],
  ['slist_2', wordsRule(2)],
  ['slist_3', wordsRule(3)],
  ['slist_4', wordsRule(4)],
]);

/** What looks at a plugin's values of a type. */
export function rulesOfType(type: KeyType): readonly PropertyRule[] {
  const rule = ruleOfType.get(type);
  return rule === undefined ? [] : [rule];
}
