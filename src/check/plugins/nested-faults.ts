import { define } from '../../diagnostics/define.js';
import { keySpan } from '../../model/config.js';
import { groupBy } from '../../model/grouping.js';
import type { Nested, NestedMap } from '../../model/nested.js';
import type { PropertyRule } from '../rule.js';

export const nestedFault = define({
  code: 'FLB252',
  name: 'nested-fault',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-10'],
  why: 'Fluent Bit reads processors, routes and their conditions in one shape each, and does not start with another.',
  example: {
    yaml: "pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        - name: sql\n          query: SELECT * FROM STREAM;\n      routes:\n        logs:\n          - name: errors\n            condition:\n              rules:\n                - field: $level\n                  value: error\n            to:\n              outputs: [a]\n  outputs:\n    - name: stdout\n      alias: a\n      match: '*'\n",
  },
  says: ({ key, problem, help }: { key: string; problem: string; help: string }) => ({
    text: `'${key}' ${problem}: Fluent Bit does not start`,
    help,
  }),
});

interface Fault {
  readonly problem: string;
  readonly help: string;
}

const operators: ReadonlySet<string> = new Set('eq neq gt lt gte lte regex not_regex in not_in exists not_exists'.split(' '));

/** What stops Fluent Bit in the values that have structure (I-10). Their parts have no places of their own. */
export const checkStructure: PropertyRule = (property, _facts, report) => {
  const { key, nested } = property;
  if (nested === undefined) return;
  const faults = key === 'processors' ? inProcessors(nested) : key === 'routes' ? inRoutes(nested) : [];
  for (const fault of faults) report(nestedFault, keySpan(property), { key, ...fault });
};

function inProcessors(nested: Nested): Fault[] {
  if (nested.type === 'list') return [{ problem: 'is a list', help: 'write a map of logs, metrics and traces, each with a list' }];
  return mapsWithin(nested).flatMap((processor) => inConditions(processor));
}

function inRoutes(nested: Nested): Fault[] {
  const routes = mapsWithin(nested).filter((map) => valueIn(map, 'to') !== undefined);
  const names = groupBy(
    routes.flatMap((route) => textIn(route, 'name') ?? []),
    (name) => name,
  );
  const twice = [...names].filter(([, all]) => all.length > 1);
  const repeated = twice.map(([name]) => ({ problem: `has two routes '${name}'`, help: 'give each a name of its own' }));
  return [...repeated, ...routes.flatMap(inConditions)];
}

/** The faults in the condition of a processor or a route. */
function inConditions(map: NestedMap): Fault[] {
  const condition = valueIn(map, 'condition');
  if (condition === undefined) return [];
  if (condition.type !== 'map') return [{ problem: 'has a condition that is no map', help: 'write a map with op and rules' }];
  const rules = valueIn(condition, 'rules');
  if (rules?.type !== 'list') return [];
  return rules.items.flatMap(({ value }) => (value.type === 'map' ? inRule(value) : []));
}

function inRule(rule: NestedMap): Fault[] {
  const op = textIn(rule, 'op');
  if (op === undefined)
    return [{ problem: "has a rule without 'op'", help: 'add op: eq, neq, gt, lt, gte, lte, regex, not_regex, in or not_in' }];
  return operators.has(op.toLowerCase())
    ? []
    : [{ problem: `has a rule with the unknown op '${op}'`, help: 'write eq, neq, gt, lt, gte, lte, regex, not_regex, in or not_in' }];
}

/** The maps in the lists of a map's values: the processors below `logs`, the routes. */
function mapsWithin(nested: Nested): NestedMap[] {
  const values = nested.type === 'map' ? nested.entries.map(({ value }) => value) : [nested];
  return values.flatMap((value) =>
    value.type === 'list' ? value.items.flatMap((item) => (item.value.type === 'map' ? [item.value] : [])) : [],
  );
}

function valueIn({ entries }: NestedMap, name: string): Nested | undefined {
  return entries.find(({ key }) => key === name)?.value;
}

function textIn(map: NestedMap, name: string): string | undefined {
  const value = valueIn(map, name);
  return value?.type === 'scalar' ? value.text : undefined;
}
