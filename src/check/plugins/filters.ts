import { define } from '../../diagnostics/define.js';
import { quotedWords } from '../../engine/quoted-words.js';
import { firstValue, keySpan, sectionSpan, sectionsOf, valueSpan } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import type { ConfigRule, PropertyRule, SectionRule } from '../rule.js';
import { wordsOf } from '../values.js';

export const recordDropped = define({
  code: 'FLB229',
  name: 'record-dropped',
  severity: 'warning',
  facts: ['D-10', 'Q-19'],
  why: 'The filter splits a record at its spaces into a key and a value. One with more words is dropped with a line in the log.',
  example: { classic: '[FILTER]\n    name   record_modifier\n    match  *\n    record host my host\n    record host "my host"\n' },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' is a key and a value: Fluent Bit drops one of more than two words`,
    help: 'put the value into double quotes',
  }),
});

export const regexAndExclude = define({
  code: 'FLB241',
  name: 'regex-and-exclude',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['D-6'],
  why: 'With `logical_op` the filter combines conditions of one kind only.',
  example: { classic: '[FILTER]\n    name       grep\n    match      *\n    logical_op and\n    regex      log a\n    exclude    log b\n' },
  says: () => ({
    text: "grep with 'logical_op' takes either regex or exclude: Fluent Bit stops with \"Both 'regex' and 'exclude' are set.\"",
    help: 'use two filters',
  }),
});

export const openQuote = define({
  code: 'FLB242',
  name: 'open-quote',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['D-10', 'Q-26'],
  why: 'The filter splits its values at spaces outside of quotes. A quote that does not end aborts Fluent Bit, so there is no example.',
  sample: { key: 'add' },
  says: ({ key }: { key: string }) => ({
    text: `a quote in '${key}' does not end: Fluent Bit stops with "Parsing failed"`,
    help: 'close the quote, or write a backslash before it',
  }),
});

export const filterWithoutMatch = define({
  code: 'FLB253',
  name: 'filter-without-match',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-10'],
  why: 'A filter works on the records whose tags it matches. Fluent Bit does not start one that matches none.',
  example: { classic: '[FILTER]\n    name   record_modifier\n    record host web-1\n' },
  says: () => ({
    text: 'a filter without match and match_regex: Fluent Bit stops with "NO match rule"',
    help: "add 'match *', or the tags that it is for",
  }),
});

export const conditionIgnored = define({
  code: 'FLB254',
  name: 'condition-ignored',
  severity: 'warning',
  facts: ['I-11'],
  why: 'The filter `parser` works on all records that it matches, whatever its condition says.',
  example: {
    classic: '[FILTER]\n    name      parser\n    match     *\n    key_name  log\n    parser    docker\n    condition key_exists log\n',
  },
  says: () => ({ text: 'the filter parser ignores its condition', help: 'remove it' }),
});

/** Each filter in a file that was read without errors matches something. Processors match all. */
export const checkFilters: ConfigRule = (config, report) => {
  for (const section of sectionsOf(config, 'filter')) {
    // With a colon, that is said at the key.
    if (!['match', 'match_regex', 'match:', 'match_regex:'].some((key) => firstValue(section, key)))
      report(filterWithoutMatch, sectionSpan(section), {});
  }
};

/** A condition of the filter `parser` (I-11). */
export const checkCondition: SectionRule = (facts, report) => {
  const condition = facts.first('condition');
  if (condition !== undefined) report(conditionIgnored, keySpan(condition), {});
};

/** The filter `grep` takes `regex` or `exclude`, not both, if it is told how to join them (D-6). */
export const checkGrep: SectionRule = (facts, report) => {
  const join = facts.first('logical_op');
  const regex = facts.first('regex');
  const exclude = facts.first('exclude');
  if (join === undefined || regex === undefined || exclude === undefined) return;
  const operator = lowerCase(join.value);
  if (operator !== 'and' && operator !== 'or') return;
  report(regexAndExclude, keySpan(exclude), {}, { related: [keySpan(regex), keySpan(join)] });
};

/** A record of the filter `record_modifier` is a key and a value: with more words it is dropped (D-10, Q-19). */
export const checkRecord: PropertyRule = (property, _facts, report) => {
  if (wordsOf(property.value) > 2) report(recordDropped, valueSpan(property), { key: property.key });
};

/** A quote that does not end, in a value of the filter `modify`, aborts Fluent Bit (D-10, Q-26). */
export const checkQuotes: PropertyRule = (property, _facts, report) => {
  if (quotedWords(property.value) === undefined) report(openQuote, valueSpan(property), { key: property.key });
};
