import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { type Config, keySpan, sectionsOf } from '../model/config.js';
import { esNodeKeys, forwardNodeKeys, nodeKeys } from '../model/keys.js';
import { hasKey } from '../model/property.js';
import { closest } from './closest.js';
import type { NodeRule } from './rule.js';
import { meantTlsKey } from './tls.js';

const known = [...new Set([...nodeKeys.keys(), ...forwardNodeKeys.keys(), ...esNodeKeys.keys()])];
const knownSet = new Set(known);

/** Keys of a node that neither the loader nor a plugin reads (U-18): ignored without a word. */
export const checkUnknownKeys: NodeRule = (properties) =>
  properties.flatMap(({ key, property }) => {
    if (knownSet.has(key) || meantTlsKey(key) !== undefined) return [];
    const suggestion = closest(key, known);
    return [diagnostic('FLB211', keySpan(property), suggestion === undefined ? { key: property.key } : { key: property.key, suggestion })];
  });

/** The buffer that a node's key is copied into (U-11). */
const longestKey = 32;

/** Keys of 32 bytes and more overflow a buffer (U-11). */
export const checkKeyLength: NodeRule = (properties) =>
  properties.flatMap(({ key, property }): Diagnostic[] => {
    if (key.length * 3 < longestKey) return [];
    const bytes = new TextEncoder().encode(key).length;
    return bytes < longestKey || nodeKeys.has(key) ? [] : [diagnostic('FLB214', keySpan(property), { key: property.key, bytes })];
  });

/** Of an upstream itself only the name is read; nodes inherit nothing from it (U-14). */
export function checkUpstreamKeys(config: Config): Diagnostic[] {
  return sectionsOf(config, 'upstream')
    .flatMap(({ properties }) => properties)
    .filter((property) => !hasKey(property, 'name'))
    .map((property) => diagnostic('FLB217', keySpan(property), { key: property.key }));
}
