import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan, type Property } from '../model/config.js';
import { nodeKeys } from '../model/keys.js';
import { hasRepeats } from '../model/repeats.js';
import type { NodeRule } from './rule.js';

/** A key given twice: of the loader's own keys the first counts, of the plugin's the last (U-6). */
export const checkRepeatedKeys: NodeRule = (properties, report) => {
  if (!hasRepeats(properties.map(({ key }) => key))) return;
  const seen = new Map<string, Property>();
  for (const { key, property } of properties) {
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, property);
      continue;
    }
    const wins = nodeKeys.has(key) ? 'first' : 'last';
    report(diagnostic('FLB206', keySpan(property), { key: property.key, wins }, { related: [keySpan(first)] }));
  }
};
