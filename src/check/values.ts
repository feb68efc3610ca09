import { diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { forwardNodeKeys } from '../model/keys.js';
import { booleanOf } from '../model/text.js';
import type { NodeRule } from './rule.js';

/** Boolean keys whose text is neither on nor off: the engine holds −1 then, and each key makes something else of it (U-9). */
export const checkBooleans: NodeRule = (properties, report) => {
  for (const { key, property, type } of properties) {
    const { value } = property;
    if (type !== 'boolean' || booleanOf(value) !== undefined || hasVariable(value)) continue;
    report(diagnostic('FLB207', valueSpan(property), { key, value, effect: effectOf(key) }));
  }
};

function effectOf(key: string): string {
  if (key === 'tls') return 'TLS is off';
  if (key === 'tls.verify') return 'the certificate is checked, the host name is not';
  if (forwardNodeKeys.has(key)) return 'it counts as on';
  return 'what it does then is undefined';
}

/** Ports are read by atoi, without a check of their range (U-10). */
export const checkPorts: NodeRule = (properties, report) => {
  for (const { key, property } of properties) {
    const { value } = property;
    if (key !== 'port' || hasVariable(value)) continue;
    const reading = Number.parseInt(value, 10) || 0;
    if (/^\d+$/.test(value) && reading >= 1 && reading <= 65535) continue;
    // What becomes of a number that no port has is not known.
    const isKnown = reading >= 0 && reading <= 65535;
    report(diagnostic('FLB208', valueSpan(property), isKnown ? { value, reading } : { value }));
  }
};

/** Whether a value holds a `${VAR}`, so that only Fluent Bit knows its text. */
export function hasVariable(value: string): boolean {
  return value.includes('${');
}
