import { diagnostic } from '../diagnostics/diagnostic.js';
import { sectionSpan } from '../model/config.js';
import type { SectionRule } from './rule.js';

/** Asks for keys without which Fluent Bit does not start the section. An empty value is none (Y-38). */
export function requires(what: string, keys: readonly string[]): SectionRule {
  return (facts, report) => {
    if (!facts.isWhole) return;
    for (const key of keys) {
      const property = facts.first(key);
      if (property === undefined || property.value === '') report(diagnostic('FLB219', sectionSpan(facts.section), { what, key }));
    }
  };
}
