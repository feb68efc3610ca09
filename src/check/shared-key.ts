import { define } from '../diagnostics/define.js';
import { keySpan } from '../model/config.js';
import { booleanOf } from '../model/text.js';
import type { PropertyRule } from './rule.js';

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
