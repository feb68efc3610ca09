import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan, valueSpan } from '../model/config.js';
import { lowerCase } from '../model/text.js';
import type { PropertyRule, SectionRule } from './rule.js';
import { wordsOf } from './values.js';

/** The filter `grep` takes `regex` or `exclude`, not both, if it is told how to join them (D-6). */
export const checkGrep: SectionRule = (facts, report) => {
  const join = facts.first('logical_op');
  const regex = facts.first('regex');
  const exclude = facts.first('exclude');
  if (join === undefined || regex === undefined || exclude === undefined) return;
  const operator = lowerCase(join.value);
  if (operator !== 'and' && operator !== 'or') return;
  report(diagnostic('FLB241', keySpan(exclude), {}, { related: [keySpan(regex), keySpan(join)] }));
};

/** A record of the filter `record_modifier` is a key and a value: with more words it is dropped (D-10, Q-19). */
export const checkRecord: PropertyRule = (property, _facts, report) => {
  if (wordsOf(property.value) > 2) report(diagnostic('FLB229', valueSpan(property), { key: property.key }));
};

/** Fluent Bit dies of a quote that does not end in a value of the filter `modify` (D-10, Q-26). */
export const checkQuotes: PropertyRule = (property, _facts, report) => {
  if (hasOpenQuote(property.value)) report(diagnostic('FLB242', valueSpan(property), { key: property.key }));
};

/** Whether one of the first three words, of which alone quotes are read, begins with a quote and goes on to the end. */
function hasOpenQuote(value: string): boolean {
  let at = 0;
  for (let words = 0; words < 3; words++) {
    while (value.charAt(at) === ' ') at++;
    const first = value.charAt(at);
    const isQuoted = first === '"' || first === "'";
    const end = isQuoted ? endOfQuoted(value, at + 1, first) : value.indexOf(' ', at);
    if (end === -1) return isQuoted;
    at = end + 1;
  }
  return false;
}

/** The quote that ends a word; what a backslash stands before does not. */
function endOfQuoted(value: string, start: number, quote: string): number {
  for (let at = start; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === quote) return at;
    if (character === '\\') at++;
  }
  return -1;
}
