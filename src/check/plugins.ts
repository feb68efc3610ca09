import { closest } from '../diagnostics/closest.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan, valueSpan } from '../model/config.js';
import { isElsewhere, type Plugin, type PluginKind, pluginNames } from '../model/plugins.js';
import { lowerCase } from '../model/text.js';
import { checkGrep } from './filters.js';
import { pluginKeys } from './plugin-keys.js';
import { checkRepeatedKeys } from './repeated-keys.js';
import { requires } from './required-keys.js';
import type { PropertyRule, SectionRule, Vocabulary } from './rule.js';
import { hasVariable } from './values.js';

/** A plugin's section. Without a plugin, one that the engine does not list: it may be the user's own. */
export function pluginVocabulary(kind: PluginKind, plugin: Plugin | undefined): Vocabulary {
  const what = kind === 'input' || kind === 'output' ? `an ${kind}` : `a ${kind}`;
  const rules = [requires(what, ['name']), checkRepeatedKeys];
  if (plugin === undefined) rules.push(unlistedRule(kind));
  if (plugin?.name === 'grep') rules.push(checkGrep);
  return { what, keyNamed: pluginKeys(kind, plugin), rules, nestedRule: checkNested };
}

/** Nothing is wrong with a name that the engine does not list: users load plugins of their own. */
function unlistedRule(kind: PluginKind): SectionRule {
  return (facts, report) => {
    const name = facts.first('name');
    if (name === undefined || name.value === '' || hasVariable(name.value) || isElsewhere(kind, name.value)) return;
    const suggestion = closest(lowerCase(name.value), pluginNames(kind));
    const more = suggestion === undefined ? {} : { suggestion };
    report(diagnostic('FLB220', valueSpan(name), { kind, plugin: name.value, ...more }));
  };
}

/** Maps that Fluent Bit reads, where it reads them (Y-43, Y-46). Any other stops it (Y-21). */
const checkNested: PropertyRule = (property, { section: { kind } }, report) => {
  const { key } = property;
  if (key === 'processors' && kind === 'filter') report(diagnostic('FLB232', keySpan(property), {}));
  else if (key !== 'processors' && key !== 'routes' && key !== 'telemetry') report(diagnostic('FLB230', keySpan(property), { key }));
};
