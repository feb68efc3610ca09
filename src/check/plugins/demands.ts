import { define } from '../../diagnostics/define.js';
import { coreDemands, serviceDemands } from '../../engine/core-demands.js';
import { type Demand, noTls } from '../../engine/demands.js';
import { pluginDemands } from '../../engine/plugin-demands.js';
import { valueSpan } from '../../model/config.js';
import type { Plugin, PluginKind } from '../../model/plugins.js';
import type { PropertyRule } from '../rule.js';
import { hasVariable } from '../values.js';

export const refusedValue = define({
  code: 'FLB247',
  name: 'refused-value',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-23', 'I-24', 'I-25'],
  why: 'Of some settings Fluent Bit takes certain words, a range of numbers, or a size or time that it can read, and does not start with anything else.',
  example: {
    classic:
      '[SERVICE]\n    flush     0\n    log_level verbose\n\n[INPUT]\n    name          dummy\n    mem_buf_limit 5 MB\n    storage.type  disk\n    tls           on\n\n[FILTER]\n    name  grep\n    match *\n    regex log\n',
  },
  says: ({ key, value, expected }: { key: string; value: string; expected: string }) => ({
    text: `Fluent Bit does not start with '${key} ${value}'`,
    help: expected,
  }),
});

/** The rules for a key whose values must meet a demand: `others` look at those that meet it. An empty value counts as none (M-12). */
export function demandRules(demand: Demand | undefined, others: readonly PropertyRule[]): readonly PropertyRule[] {
  if (demand === undefined) return others;
  const rule: PropertyRule = (property, facts, report) => {
    const { key, value } = property;
    if (value === '' || hasVariable(value) || demand.accepts(value)) for (const other of others) other(property, facts, report);
    else report(refusedValue, valueSpan(property), { key, value, expected: demand.help });
  };
  return [rule];
}

/** What is demanded of a key that the engine itself takes from plugins of a kind (I-24). */
export function coreDemand(kind: PluginKind, plugin: Plugin | undefined, key: string): Demand | undefined {
  if (key === 'tls') return plugin === undefined || plugin.isOlder || plugin.hasTls ? undefined : noTls;
  return kind in coreDemands ? coreDemands[kind as keyof typeof coreDemands].get(key) : undefined;
}

/** What is demanded of a plugin's own key (I-25). */
export function pluginDemand(kind: PluginKind, plugin: Plugin, key: string): Demand | undefined {
  return kind in pluginDemands ? pluginDemands[kind as keyof typeof pluginDemands][plugin.name]?.[key] : undefined;
}

/** What is demanded of a setting of the engine (I-24). */
export function serviceDemand(key: string): Demand | undefined {
  return serviceDemands.get(key);
}
