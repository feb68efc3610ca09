import { diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { forwardNodeKeys, valueType } from '../model/keys.js';
import { booleanOf } from '../model/text.js';
import type { NodeRule } from './rule.js';

/** Boolean keys whose text is neither on nor off: the engine holds −1 then, and each key makes something else of it (U-9). */
export const checkBooleans: NodeRule = (properties) =>
  properties.flatMap(({ key, property }) => {
    const { value } = property;
    if (valueType('node', key) !== 'boolean' || booleanOf(value) !== undefined || hasVariable(value)) return [];
    return [diagnostic('FLB207', valueSpan(property), { key, value, effect: effectOf(key) })];
  });

function effectOf(key: string): string {
  if (key === 'tls') return 'TLS is off';
  if (key === 'tls.verify') return 'the certificate is checked, the host name is not';
  if (forwardNodeKeys.has(key)) return 'it counts as on';
  return 'what it does then is undefined';
}

/** Ports are read by atoi, without a check of their range (U-10). */
export const checkPorts: NodeRule = (properties) =>
  properties.flatMap(({ key, property }) => {
    const { value } = property;
    if (key !== 'port' || hasVariable(value)) return [];
    const reading = Number.parseInt(value, 10) || 0;
    if (/^[1-9]\d{0,4}$/.test(value) && reading <= 65535) return [];
    return [diagnostic('FLB208', valueSpan(property), { value, reading })];
  });

/** Whether a value holds a `${VAR}`, so that only Fluent Bit knows its text. */
export function hasVariable(value: string): boolean {
  return value.includes('${');
}
