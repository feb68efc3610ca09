import { define } from '../diagnostics/define.js';
import { nodeKeys } from '../engine/section-keys.js';
import { keySpan, type Property } from '../model/config.js';
import { booleanOf } from '../model/text.js';
import { squashed } from './ignored-keys.js';
import type { PropertyRule } from './rule.js';

export const tlsKeysWithoutTls = define({
  code: 'FLB209',
  name: 'tls-keys-without-tls',
  severity: 'warning',
  facts: ['U-7', 'U-9'],
  why: 'A node reads its `tls.*` keys only while TLS is on.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls.verify off\n    tls.ca_file /ca.pem\n[NODE]\n    name m\n    host h\n    port 1\n    tls off\n    tls.vhost v\n',
  },
  says: ({ key }: { key: string }) => ({ text: `'${key}' has no effect without 'tls on'`, help: "add 'tls on', or remove the key" }),
});

export const tlsKeyMisspelt = define({
  code: 'FLB213',
  name: 'tls-key-misspelt',
  severity: 'warning',
  facts: ['U-8', 'Y-24'],
  why: 'TLS keys are written with a dot. In any other spelling they have no effect, and Fluent Bit does not report it.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    tls on\n    tls_verify off\n    tls_ca_file /ca.pem\n    tls-verify-hostname on\n',
  },
  says: ({ key, suggestion, effect }: { key: string; suggestion: string; effect: string }) => ({
    text: `Fluent Bit does not read '${key}' here: ${effect}`,
    help: `did you mean '${suggestion}'?`,
  }),
});

/** The TLS keys by their letters alone, to find them in other spellings. */
const bySquashed = new Map([...nodeKeys.keys()].filter((key) => key.startsWith('tls.')).map((key) => [squashed(key), key]));

/** The TLS key that an unknown one means in another spelling: `tls_verify`, `tlsVerify`, `tls.Verify` are `tls.verify` (U-8, Y-24). */
export function meantTlsKey(key: string): string | undefined {
  return bySquashed.get(squashed(key));
}

/** A TLS key spelt in a way that Fluent Bit does not read: verification stays as it is (U-8, Y-24). */
export function misspeltTlsRule(suggestion: string): PropertyRule {
  return (property, facts, report) => {
    const span = keySpan(property);
    const args = { key: property.key, suggestion, effect: effectOf(suggestion) };
    const isSafe = !facts.has(suggestion) && !weakens(suggestion, property);
    report(tlsKeyMisspelt, span, args, isSafe ? { fix: { span, text: suggestion } } : {});
  };
}

/** Whether the right spelling would turn a check off that is on today. */
function weakens(key: string, { value }: Property): boolean {
  return key === 'tls.verify' && booleanOf(value) !== true;
}

function effectOf(key: string): string {
  if (key === 'tls.verify') return 'certificate checks stay on';
  if (key === 'tls.verify_hostname') return 'the host name is not checked';
  return 'it has no effect';
}

/** A `tls.*` key of a node whose TLS is off. */
export const checkTlsIsOn: PropertyRule = (property, facts, report) => {
  if (booleanOf(facts.first('tls')?.value ?? '') !== true) report(tlsKeysWithoutTls, keySpan(property), { key: property.key });
};
