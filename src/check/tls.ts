import { diagnostic } from '../diagnostics/diagnostic.js';
import { nodeKeys } from '../engine/section-keys.js';
import { keySpan, type Property } from '../model/config.js';
import { booleanOf } from '../model/text.js';
import { squashed } from './meant-key.js';
import type { PropertyRule } from './rule.js';

/** The TLS keys by their letters alone, to find them in other spellings. */
const bySquashed = new Map([...nodeKeys.keys()].filter((key) => key.startsWith('tls.')).map((key) => [squashed(key), key]));

/** The TLS key that an unknown one means in another spelling: `tls_verify`, `tlsVerify`, `tls.Verify` are `tls.verify` (U-8, Y-24). */
export function meantTlsKey(key: string): string | undefined {
  return bySquashed.get(squashed(key));
}

/** A TLS key spelt in a way that Fluent Bit does not read, so that verification stays as it is (U-8, Y-24). */
export function misspeltTlsRule(suggestion: string): PropertyRule {
  return (property, facts, report) => {
    const span = keySpan(property);
    const args = { key: property.key, suggestion, effect: effectOf(suggestion) };
    const isSafe = !facts.has(suggestion) && !weakens(suggestion, property);
    report(diagnostic('FLB213', span, args, isSafe ? { fix: { span, text: suggestion } } : {}));
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
  if (booleanOf(facts.first('tls')?.value ?? '') !== true) report(diagnostic('FLB209', keySpan(property), { key: property.key }));
};
