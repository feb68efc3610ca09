import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan, type Property } from '../model/config.js';
import { areSpeltApart } from '../model/property.js';
import { hasRepeats } from '../model/repeats.js';
import type { Key, SectionRule } from './rule.js';

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
    if (isRefused) report(diagnostic('FLB225', span, { key: property.key }, related));
    else report(diagnostic('FLB206', span, { key: property.key, wins: key.repeats === 'first' ? 'first' : 'last' }, related));
  }
};
