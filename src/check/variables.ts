import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { type Config, keySpan, sectionsOf, valueSpan } from '../model/config.js';
import { hasKey } from '../model/property.js';
import type { NodeRule } from './rule.js';
import { hasVariable } from './values.js';

const neverExpanded = new Set(['tls', 'tls.verify', 'tls.verify_hostname', 'tls.debug']);

/** Keys of nodes in which `${VAR}` stays as it is (U-12). */
export const checkNodeVariables: NodeRule = (properties) =>
  properties.flatMap(({ key, property }) =>
    neverExpanded.has(key) && hasVariable(property.value) ? [diagnostic('FLB215', valueSpan(property), { key })] : [],
  );

/** The upstream's name is not expanded either (U-12). */
export function checkNameVariable(config: Config): Diagnostic[] {
  return sectionsOf(config, 'upstream')
    .flatMap(({ properties }) => properties)
    .filter((property) => hasKey(property, 'name') && hasVariable(property.value))
    .map((property) => diagnostic('FLB215', valueSpan(property), { key: 'name' }));
}

/** Variables set in an upstream file have no effect (U-12). */
export function checkEnv(config: Config): Diagnostic[] {
  if (sectionsOf(config, 'upstream').length === 0) return [];
  return sectionsOf(config, 'env')
    .flatMap(({ properties }) => properties)
    .map((variable) => diagnostic('FLB216', keySpan(variable), { variable: variable.key }));
}
