import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan, sectionsOf, valueSpan } from '../model/config.js';
import { hasKey } from '../model/property.js';
import type { NodeRule, Rule } from './rule.js';
import { hasVariable } from './values.js';

const neverExpanded = new Set(['tls', 'tls.verify', 'tls.verify_hostname', 'tls.debug']);

/** Keys of nodes in which `${VAR}` stays as it is (U-12). */
export const checkNodeVariables: NodeRule = (properties, report) => {
  for (const { key, property } of properties) {
    if (neverExpanded.has(key) && hasVariable(property.value)) report(diagnostic('FLB215', valueSpan(property), { key }));
  }
};

/** The upstream's name is not expanded either (U-12). */
export const checkNameVariable: Rule = (config, report) => {
  for (const { properties } of sectionsOf(config, 'upstream')) {
    for (const property of properties) {
      if (hasKey(property, 'name') && hasVariable(property.value)) report(diagnostic('FLB215', valueSpan(property), { key: 'name' }));
    }
  }
};

/** Variables set in an upstream file have no effect (U-12). */
export const checkEnv: Rule = (config, report) => {
  if (sectionsOf(config, 'upstream').length === 0) return;
  for (const { properties } of sectionsOf(config, 'env')) {
    for (const variable of properties) report(diagnostic('FLB216', keySpan(variable), { variable: variable.key }));
  }
};
