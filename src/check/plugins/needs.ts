import { define } from '../../diagnostics/define.js';
import { keysInstead, type Need, neededKeys, pluginNeeds } from '../../engine/needs.js';
import { keySpan } from '../../model/config.js';
import type { Plugin, PluginKind } from '../../model/plugins.js';
import { booleanOf } from '../../model/text.js';
import { requires } from '../required-keys.js';
import type { SectionRule } from '../rule.js';

export const keyAlone = define({
  code: 'FLB248',
  name: 'key-alone',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-25'],
  why: 'Some settings only work together with others, and Fluent Bit does not start without those.',
  example: { classic: '[OUTPUT]\n    name     es\n    match    *\n    aws_auth on\n' },
  says: ({ key, needed }: { key: string; needed: string }) => ({
    text: `'${key}' without '${needed}': Fluent Bit does not start`,
    help: `add '${needed}'`,
  }),
});

/** What looks for the keys that a plugin, or one of its keys, needs (I-10, I-25). */
export function needsRules(kind: PluginKind, plugin: Plugin): SectionRule[] {
  const keys = kind in neededKeys ? neededKeys[kind as keyof typeof neededKeys][plugin.name] : undefined;
  const needs = kind in pluginNeeds ? pluginNeeds[kind as keyof typeof pluginNeeds][plugin.name] : undefined;
  return [...(keys === undefined ? [] : [requires({ what: plugin.name, requires: keys }, keysInstead)]), ...(needs ?? []).map(needRule)];
}

function needRule({ key, isOn, needs }: Need): SectionRule {
  return (facts, report) => {
    const property = facts.first(key);
    if (!facts.isWhole || property === undefined || (isOn && booleanOf(property.value) !== true)) return;
    const needed = needs.find((other) => !facts.has(other));
    if (needed !== undefined) report(keyAlone, keySpan(property), { key, needed });
  };
}
