import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type Config, type Property, sectionsOf } from '../model/config.js';
import { valueType } from '../model/keys.js';
import { lowerCase } from '../model/text.js';
import { checkRepeatedKeys } from './repeated-keys.js';
import type { NodeProperty, NodeRule, Rule } from './rule.js';
import { checkSharedKey } from './shared-key.js';
import { checkTlsIsOn, checkTlsSpelling } from './tls.js';
import { checkGroups, checkKeyLength, checkUnknownKeys, checkUpstreamKeys } from './unknown-keys.js';
import { checkUpstreams } from './upstreams.js';
import { checkBooleans, checkPorts } from './values.js';
import { checkEnv, checkNameVariable, checkNodeVariables } from './variables.js';

const rules: readonly Rule[] = [checkUpstreamKeys, checkGroups, checkNameVariable, checkEnv];

const nodeRules: readonly NodeRule[] = [
  checkRepeatedKeys,
  checkBooleans,
  checkPorts,
  checkTlsSpelling,
  checkTlsIsOn,
  checkSharedKey,
  checkUnknownKeys,
  checkKeyLength,
  checkNodeVariables,
];

function nodeProperty(property: Property): NodeProperty {
  const key = lowerCase(property.key);
  return { key, property, type: valueType('node', key) };
}

/** What Fluent Bit makes of a configuration: every trap that the rules know. */
export function checkConfig(config: Config, { isWhole = true } = {}): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic) => {
    diagnostics.push(found);
  };
  // Only a file that could be read whole can be blamed for what is missing.
  if (isWhole) checkUpstreams(config, report);
  for (const rule of rules) rule(config, report);
  for (const upstream of sectionsOf(config, 'upstream')) {
    for (const node of upstream.sections ?? []) {
      if (node.kind !== 'node') continue;
      const properties = node.properties.map(nodeProperty);
      for (const rule of nodeRules) rule(properties, report);
    }
  }
  return diagnostics;
}
