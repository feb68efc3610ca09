import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan, type Section, sectionSpan, sectionsOf } from '../model/config.js';
import { knownNodeKeys, nodeKeys } from '../model/keys.js';
import { hasKey } from '../model/property.js';
import { closest } from './closest.js';
import type { NodeRule, Report, Rule } from './rule.js';
import { meantTlsKey } from './tls.js';

/** Keys of a node that neither the loader nor a plugin reads (U-18): ignored without a word. */
export const checkUnknownKeys: NodeRule = (properties, report) => {
  for (const { key, property, type } of properties) {
    // An indented command is spoken of where it was read.
    if (type !== undefined || /^@(?:set|include)/.test(key) || meantTlsKey(key) !== undefined) continue;
    const suggestion = closest(key, knownNodeKeys.keys());
    report(diagnostic('FLB211', keySpan(property), suggestion === undefined ? { key: property.key } : { key: property.key, suggestion }));
  }
};

/** The buffer that a node's key is copied into (U-11). */
const longestKey = 32;

/** Keys of 32 bytes and more overflow a buffer (U-11). */
export const checkKeyLength: NodeRule = (properties, report) => {
  for (const { key, property } of properties) {
    if (key.length * 3 < longestKey || nodeKeys.has(key)) continue;
    const bytes = new TextEncoder().encode(key).length;
    if (bytes >= longestKey) report(diagnostic('FLB214', keySpan(property), { key: property.key, bytes }));
  }
};

/** Of an upstream itself only the name is read; nodes inherit nothing from it (U-14). */
export const checkUpstreamKeys: Rule = (config, report) => {
  for (const { properties } of sectionsOf(config, 'upstream')) {
    for (const property of properties) {
      if (!hasKey(property, 'name')) report(diagnostic('FLB217', keySpan(property), { key: property.key }));
    }
  }
};

/** Groups of classic files, which no plugin reads (C-25). */
export const checkGroups: Rule = (config, report) => {
  for (const upstream of sectionsOf(config, 'upstream')) checkGroupsWithin(upstream, report);
};

function checkGroupsWithin({ sections = [] }: Section, report: Report): void {
  for (const section of sections) {
    if (section.kind === 'group') report(diagnostic('FLB218', sectionSpan(section), { group: section.name ?? '' }));
    else checkGroupsWithin(section, report);
  }
}
