import { define } from '../diagnostics/define.js';
import { sectionSpan } from '../model/config.js';
import type { Kind } from '../model/kinds.js';
import type { SectionRule } from './rule.js';

export const sectionWithoutKey = define({
  code: 'FLB219',
  name: 'section-without-key',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['C-23', 'M-5b', 'Y-26'],
  why: 'Fluent Bit cannot load a section of this kind without this key.',
  example: {
    yaml: "pipeline:\n  inputs:\n    - tag: app\n  outputs:\n    - name: stdout\n      match: '*'\nparsers:\n  - name: docker\n    time_key: time\n",
  },
  says: ({ what, key }: { what: string; key: string }) => ({
    text: `${what} without '${key}': Fluent Bit does not load it`,
    help: `add '${key}' with a value`,
  }),
});

/** Asks for keys without which Fluent Bit does not start the section. An empty value does not count (Y-38). */
export function requires({ what, requires: keys = [] }: Pick<Kind, 'what' | 'requires'>): SectionRule {
  return (facts, report) => {
    if (!facts.isWhole) return;
    for (const key of keys) {
      // With a colon, that is said at the key.
      const property = facts.first(key) ?? facts.first(`${key}:`);
      if (property === undefined || property.value === '') report(sectionWithoutKey, sectionSpan(facts.section), { what, key });
    }
  };
}
