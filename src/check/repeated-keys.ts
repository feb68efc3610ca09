import { define } from '../diagnostics/define.js';
import { areSpeltApart, keySpan, type Property } from '../model/config.js';
import { hasRepeats } from '../model/grouping.js';
import type { Key, SectionRule } from './rule.js';

export const repeatedKey = define({
  code: 'FLB206',
  name: 'repeated-key',
  severity: 'warning',
  facts: ['D-8', 'D-9', 'U-6', 'M-3', 'M-5b'],
  why: 'Fluent Bit uses one of the values and does not report the others.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    host 10.0.0.1\n    shared_key a\n    Shared_Key b\n',
  },
  says: ({ key, wins }: { key: string; wins: 'first' | 'last' }) => ({
    text: `'${key}' is set again: the ${wins} one counts`,
    help: 'remove the others',
  }),
});

export const propertySetAgain = define({
  code: 'FLB225',
  name: 'property-set-again',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['D-7', 'D-8'],
  why: 'A plugin accepts most of its keys once. Fluent Bit does not start if one of them is set again.',
  example: { classic: '[INPUT]\n    name    dummy\n    samples 1\n    samples 2\n' },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' is set again: Fluent Bit accepts it only once and does not start`,
    help: 'keep one of them',
  }),
});

/** A key given again where not all of them act (U-6, D-8, D-9, M-3, M-5b). */
export const checkRepeatedKeys: SectionRule = ({ section, keys }, report) => {
  if (!hasRepeats(keys) || !hasRepeats(keys.filter(({ repeats }) => repeats !== 'all'))) return;
  const seen = new Map<Key, Property>();
  for (const [i, property] of section.properties.entries()) {
    const key = keys[i];
    if (key === undefined || key.repeats === 'all') continue;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, property);
      continue;
    }
    const span = keySpan(property);
    const related = { related: [keySpan(first)] };
    // Fluent Bit counts spellings apart, so that `Samples` beside `samples` passes (D-8).
    const isRefused = key.repeats === 'once' && !areSpeltApart(first, property);
    if (isRefused) report(propertySetAgain, span, { key: property.key }, related);
    else report(repeatedKey, span, { key: property.key, wins: key.repeats === 'first' ? 'first' : 'last' }, related);
  }
};
