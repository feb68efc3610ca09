import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import { checkRepeatedKeys } from './repeated-keys.js';
import type { Rule } from './rule.js';
import { checkSharedKey } from './shared-key.js';
import { checkTlsIsOn, checkTlsSpelling } from './tls.js';
import { checkKeyLength, checkUnknownKeys, checkUpstreamKeys } from './unknown-keys.js';
import { checkUpstreams } from './upstreams.js';
import { checkBooleans, checkPorts } from './values.js';
import { checkEnv, checkNameVariable, checkNodeVariables } from './variables.js';

const rules: readonly Rule[] = [
  checkUpstreamKeys,
  checkRepeatedKeys,
  checkBooleans,
  checkPorts,
  checkTlsSpelling,
  checkTlsIsOn,
  checkSharedKey,
  checkUnknownKeys,
  checkKeyLength,
  checkNodeVariables,
  checkNameVariable,
  checkEnv,
];

/** Rules about what is missing: only a file that could be read whole can be blamed for that. */
const rulesOfWholeFiles: readonly Rule[] = [checkUpstreams, ...rules];

/** What Fluent Bit makes of a configuration: every trap that the rules know. */
export function checkConfig(config: Config, { isWhole = true } = {}): Diagnostic[] {
  return (isWhole ? rulesOfWholeFiles : rules).flatMap((rule) => rule(config));
}
