import { define } from '../diagnostics/define.js';
import { keySpan, sectionSpan } from '../model/config.js';
import type { Kind } from '../model/kinds.js';
import { booleanOf } from '../model/text.js';
import type { PropertyRule, SectionRule } from './rule.js';

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

/**
 * Asks for keys without which Fluent Bit does not start the section. An empty value does not count (Y-38). Some keys may have
 * another in their place: `instead`.
 */
export function requires(
  { what, requires: keys = [] }: Pick<Kind, 'what' | 'requires'>,
  instead: Readonly<Record<string, string>> = {},
): SectionRule {
  return (facts, report) => {
    if (!facts.isWhole) return;
    for (const key of keys) {
      // With a colon, that is said at the key.
      const property = facts.first(key) ?? facts.first(`${key}:`) ?? facts.first(instead[key] ?? key);
      if (property === undefined || property.value === '') report(sectionWithoutKey, sectionSpan(facts.section), { what, key });
    }
  };
}

export const loginWithoutSharedKey = define({
  code: 'FLB210',
  name: 'login-without-shared-key',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['U-18'],
  why: 'The forward protocol sends a user name and password only together with a shared key, and Fluent Bit does not start without one.',
  example: {
    classic: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    username me\n    password hunter2\n',
  },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' without shared_key: Fluent Bit's forward output refuses to start`,
    help: "add shared_key, or 'empty_shared_key on'",
  }),
});

/** The forward output wants a shared key beside a user's name or password (U-18). Looks at the first of the two. */
export const checkLogin: PropertyRule = (property, facts, report) => {
  if (property !== (facts.first('username') ?? facts.first('password')) || facts.has('shared_key')) return;
  // The nodes of an output's upstream have logins of their own.
  if (facts.section.kind === 'output' && facts.has('upstream')) return;
  const empty = facts.first('empty_shared_key');
  if (empty === undefined || booleanOf(empty.value) === false) report(loginWithoutSharedKey, keySpan(property), { key: property.key });
};
