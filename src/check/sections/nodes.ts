import { define } from '../../diagnostics/define.js';
import { closest, didYouMean } from '../../diagnostics/words.js';
import { forwardNodeKeys, knownNodeKeys, nodeKeys } from '../../engine/section-keys.js';
import { firstValue, keySpan, sectionSpan } from '../../model/config.js';
import { kinds } from '../../model/kinds.js';
import { checkRepeatedKeys } from '../repeated-keys.js';
import { checkLogin } from '../required-keys.js';
import type { Key, PropertyRule, SectionRule, Vocabulary } from '../rule.js';
import { checkTlsIsOn, meantTlsKey, misspeltTlsRule } from '../tls.js';
import { booleanRule, checkPort } from '../values.js';

export const nodeWithoutKey = define({
  code: 'FLB202',
  name: 'node-without-key',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['U-4'],
  why: 'Fluent Bit connects to each node by its host and port, and tells nodes apart by name.',
  example: {
    classic: '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    port 1\n[NODE]\n    host h\n    port 1\n[NODE]\n    name m\n    host h\n',
  },
  says: ({ key, node }: { key: 'name' | 'host' | 'port'; node: string }) => ({
    text: `${node} has no ${key}: Fluent Bit stops with "no '${key}' has been set"`,
    help: `add its ${key}`,
  }),
});

export const unknownKey = define({
  code: 'FLB211',
  name: 'unknown-key',
  severity: 'warning',
  facts: ['U-18'],
  why: 'Only the outputs `forward` and `es` use upstreams. A key of a node that neither of them reads has no effect, and Fluent Bit does not report it.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    shared_kye secret\n    weight 3\n    hots h\n',
  },
  says: ({ key, suggestion }: { key: string; suggestion?: string }) => ({
    text: `neither forward nor es reads '${key}' from a node: it is ignored`,
    ...didYouMean(suggestion),
  }),
});

export const keyTooLong = define({
  code: 'FLB214',
  name: 'key-too-long',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['U-11'],
  why: 'Fluent Bit copies the key into a buffer of 32 bytes. A longer one overflows it and may crash Fluent Bit, so there is no example.',
  sample: { key: 'net.connect_timeout_log_error_too', bytes: 33 },
  says: ({ key, bytes }: { key: string; bytes: number }) => ({
    text: `'${key}' has ${bytes} bytes: a node's key of 32 or more overflows a buffer in Fluent Bit, which may crash`,
    help: 'use a key of at most 31 bytes',
  }),
});

/** The keys that the loader requires of each node (U-4). */
const checkRequiredKeys: SectionRule = (facts, report) => {
  if (!facts.isWhole) return;
  for (const key of kinds.node.requires) {
    if (facts.has(key)) continue;
    const { section, number } = facts;
    const name = firstValue(section, 'name');
    report(nodeWithoutKey, sectionSpan(section), { key, node: name === undefined ? `node ${number}` : `node '${name}'` });
  }
};

const neverExpanded = new Set(['tls', 'tls.verify', 'tls.verify_hostname', 'tls.debug']);

/** The loader itself takes the first of repeated keys, a plugin the last (U-6). */
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

/** Keys that neither the loader nor a plugin reads are ignored without a message (U-18). */
function rulesOfUnknown(name: string): PropertyRule[] {
  // The reader has reported an indented command.
  if (knownNodeKeys.has(name) || /^@(?:set|include)/.test(name)) return [];
  const meant = meantTlsKey(name);
  if (meant !== undefined) return [misspeltTlsRule(meant)];
  const suggestion = closest(name, knownNodeKeys.keys());
  return [
    (property, _facts, report) => {
      const { key } = property;
      report(unknownKey, keySpan(property), suggestion === undefined ? { key } : { key, suggestion });
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
      report(keyTooLong, keySpan(property), { key: property.key, bytes });
    },
  ];
}

/** A node of an upstream (U-7, U-18). */
export const nodeVocabulary: Vocabulary = {
  what: kinds.node.what,
  keyNamed,
  rules: [checkRequiredKeys, checkRepeatedKeys],
};
