import { closest } from '../diagnostics/closest.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { forwardNodeKeys, knownNodeKeys, nodeKeys } from '../engine/section-keys.js';
import { keySpan, sectionSpan } from '../model/config.js';
import { firstValue } from '../model/property.js';
import { checkRepeatedKeys } from './repeated-keys.js';
import type { Key, PropertyRule, SectionRule, Vocabulary } from './rule.js';
import { checkLogin } from './shared-key.js';
import { checkTlsIsOn, meantTlsKey, misspeltTlsRule } from './tls.js';
import { booleanRule, checkPort } from './values.js';

/** What the loader asks of each node (U-4). */
const checkRequiredKeys: SectionRule = (facts, report) => {
  if (!facts.isWhole) return;
  for (const key of ['name', 'host', 'port'] as const) {
    if (facts.has(key)) continue;
    const { section, number } = facts;
    const name = firstValue(section, 'name');
    report(diagnostic('FLB202', sectionSpan(section), { key, node: name === undefined ? `node ${number}` : `node '${name}'` }));
  }
};

const neverExpanded = new Set(['tls', 'tls.verify', 'tls.verify_hostname', 'tls.debug']);

/** Of repeated keys the first counts to the loader itself, the last to a plugin (U-6). */
function keyNamed(name: string): Key {
  return {
    name,
    repeats: nodeKeys.has(name) ? 'first' : 'last',
    isExpanded: !neverExpanded.has(name),
    rules: [...rulesOfKnown(name), ...rulesOfUnknown(name), ...rulesOfLength(name)],
  };
}

function rulesOfKnown(name: string): PropertyRule[] {
  if (name === 'port') return [checkPort];
  if (name === 'username' || name === 'password') return [checkLogin];
  const rules = knownNodeKeys.get(name) === 'boolean' ? [booleanRule(effectOf(name))] : [];
  return name.startsWith('tls.') && nodeKeys.has(name) ? [...rules, checkTlsIsOn] : rules;
}

function effectOf(key: string): string {
  if (key === 'tls') return 'TLS is off';
  if (key === 'tls.verify') return 'the certificate is checked, the host name is not';
  if (forwardNodeKeys.has(key)) return 'it counts as on';
  return 'what it does then is undefined';
}

/** Keys that neither the loader nor a plugin reads are ignored without a word (U-18). */
function rulesOfUnknown(name: string): PropertyRule[] {
  // An indented command is spoken of where it was read.
  if (knownNodeKeys.has(name) || /^@(?:set|include)/.test(name)) return [];
  const meant = meantTlsKey(name);
  if (meant !== undefined) return [misspeltTlsRule(meant)];
  const suggestion = closest(name, knownNodeKeys.keys());
  return [
    (property, _facts, report) => {
      const { key } = property;
      report(diagnostic('FLB211', keySpan(property), suggestion === undefined ? { key } : { key, suggestion }));
    },
  ];
}

/** The buffer that a node's key is copied into (U-11). */
const longestKey = 32;

/** Keys of 32 bytes and more overflow a buffer (U-11). */
function rulesOfLength(name: string): PropertyRule[] {
  const bytes = nodeKeys.has(name) ? 0 : new TextEncoder().encode(name).length;
  if (bytes < longestKey) return [];
  return [
    (property, _facts, report) => {
      report(diagnostic('FLB214', keySpan(property), { key: property.key, bytes }));
    },
  ];
}

/** A node of an upstream (U-7, U-18). */
export const nodeVocabulary: Vocabulary = {
  what: 'a node',
  keyNamed,
  rules: [checkRequiredKeys, checkRepeatedKeys],
};
