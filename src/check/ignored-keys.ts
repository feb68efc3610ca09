import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan } from '../model/config.js';
import type { PropertyRule } from './rule.js';

/** A key that is ignored without a word (M-2, M-5b). Only one that looks like another is worth a word. */
export function ignoredKeyRule(what: string, suggestion: string | undefined): PropertyRule[] {
  if (suggestion === undefined) return [];
  return [
    (property, _facts, report) => {
      report(diagnostic('FLB224', keySpan(property), { key: property.key, what, suggestion }));
    },
  ];
}
