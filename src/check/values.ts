import { define } from '../diagnostics/define.js';
import type { KeyType } from '../engine/key-types.js';
import { valueSpan } from '../model/config.js';
import { ruleTokens } from '../model/rule-text.js';
import { booleanOf } from '../model/text.js';
import type { PropertyRule } from './rule.js';

export const notABoolean = define({
  code: 'FLB207',
  name: 'not-a-boolean',
  severity: 'warning',
  facts: ['U-9', 'E-7'],
  why: 'Fluent Bit knows true, on, yes, false, off and no. It takes any other word, numbers included, for neither.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls 1\n    tls.verify 0\n    tls.verify_hostname maybe\n    require_ack_response enabled\n    logstash_format 1\n',
  },
  says: ({ key, value, effect }: { key: string; value: string; effect: string }) => ({
    text: `'${key} ${value}' is neither on nor off to Fluent Bit: ${effect}`,
    help: 'write on or off',
  }),
});

export const notAPort = define({
  code: 'FLB208',
  name: 'not-a-port',
  severity: 'warning',
  facts: ['U-10'],
  why: 'Fluent Bit reads the digits at the beginning and does not check the range, so that `80x` is port 80.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 80x\n[NODE]\n    name n\n    host h\n    port abc\n[NODE]\n    name n\n    host h\n    port 0\n[NODE]\n    name n\n    host h\n    port 65536\n[NODE]\n    name n\n    host h\n    port 024224\n[NODE]\n    name n\n    host h\n    port -1\n[NODE]\n    name n\n    host h\n    port ${PORT}\n[NODE]\n    name n\n    host h\n    port 99999999999999999999\n[NODE]\n    name n\n    host h\n    port 1e3\n',
  },
  says: ({ value, reading }: { value: string; reading?: number }) => ({
    text: `'${value}' is not a port${reading === undefined ? '' : `: Fluent Bit reads ${reading}`}`,
    help: 'write a number from 1 to 65535',
  }),
});

export const invalidBoolean = define({
  code: 'FLB226',
  name: 'invalid-boolean',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['E-7'],
  why: 'For the keys of a plugin Fluent Bit accepts true, on, yes, false, off and no, and does not start with any other word.',
  example: { classic: '[INPUT]\n    name            tail\n    path            /var/log/*.log\n    skip_long_lines 1\n' },
  says: ({ key, value }: { key: string; value: string }) => ({
    text: `'${key} ${value}' is neither on nor off: Fluent Bit stops with "invalid value for boolean property"`,
    help: 'write on or off',
  }),
});

export const notANumber = define({
  code: 'FLB227',
  name: 'not-a-number',
  severity: 'warning',
  facts: ['I-8', 'M-6b'],
  why: 'Fluent Bit reads as much of the text as looks like a number, or does not start; it depends on the key.',
  example: {
    classic:
      '[SERVICE]\n    flush half\n\n[INPUT]\n    name            tail\n    path            /var/log/*.log\n    buffer_max_size much\n    rotate_wait     soon\n',
  },
  says: ({ key, value, expected }: { key: string; value: string; expected: string }) => ({
    text: `the value '${value}' of '${key}' is not ${expected}`,
    help: `write ${expected}`,
  }),
});

export const tooFewWords = define({
  code: 'FLB228',
  name: 'too-few-words',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['D-10'],
  why: 'The plugin splits the value into words at spaces and needs at least this many.',
  example: { classic: '[FILTER]\n    name  rewrite_tag\n    match *\n    rule  $log ^error errors\n' },
  says: ({ key, least }: { key: string; least: number }) => ({
    text: `'${key}' needs at least ${least} words, separated by spaces`,
    help: 'add what is missing; a word with spaces stands in double quotes',
  }),
});

/** Whether a value holds a `${VAR}` or an expression of a template, so that only whoever fills it in knows its text. */
export function hasVariable(value: string): boolean {
  return value.includes('{') && (value.includes('${') || value.includes('{{'));
}

/** A text that is neither on nor off, where the engine holds −1 then (U-9, E-7); `effect` says what that results in. */
export function booleanRule(effect: string): PropertyRule {
  return (property, _facts, report) => {
    const { key, value } = property;
    if (!isOddBoolean(value)) return;
    report(notABoolean, valueSpan(property), { key, value, effect });
  };
}

/** The same where a plugin does not start then (E-7). */
export const checkOwnBoolean: PropertyRule = (property, _facts, report) => {
  const { key, value } = property;
  if (isOddBoolean(value)) report(invalidBoolean, valueSpan(property), { key, value });
};

function isOddBoolean(value: string): boolean {
  return booleanOf(value) === undefined && isKnown(value);
}

/** Most plugins treat an empty value as none (M-12). */
function isKnown(value: string): boolean {
  return value !== '' && !hasVariable(value);
}

/** Ports are read by atoi, without a check of their range (U-10). */
export const checkPort: PropertyRule = (property, _facts, report) => {
  const { value } = property;
  const reading = Number.parseInt(value, 10) || 0;
  if ((/^\d+$/.test(value) && reading >= 1 && reading <= 65535) || !isKnown(value)) return;
  // What Fluent Bit does with a number that is not a port is not known.
  const isKnownReading = reading >= 0 && reading <= 65535;
  report(notAPort, valueSpan(property), isKnownReading ? { value, reading } : { value });
};

/** A rule for values that must match a pattern. `expected`: what that is, in words. */
function patternRule(pattern: RegExp, expected: string): PropertyRule {
  return (property, _facts, report) => {
    const { key, value } = property;
    if (pattern.test(value) || !isKnown(value)) return;
    report(notANumber, valueSpan(property), { key, value, expected });
  };
}

/** A rule for values that the engine splits into words: there must be at least this many. */
function wordsRule(least: number): PropertyRule {
  return (property, _facts, report) => {
    const { key, value } = property;
    if (value.length >= least && wordsOf(value) >= least) return;
    if (isKnown(value)) report(tooFewWords, valueSpan(property), { key, least });
  };
}

/** How many words a value has; those behind the third count as one (D-10). */
export function wordsOf(value: string): number {
  const space = value.indexOf(' ');
  if (space === -1) return value === '' ? 0 : 1;
  // Most values are a key and a word.
  if (space > 0 && !value.startsWith('"') && space + 1 < value.length && value.indexOf(' ', space + 1) === -1) return 2;
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
