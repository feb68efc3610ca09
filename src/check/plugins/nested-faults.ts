import { define } from '../../diagnostics/define.js';
import { keySpan } from '../../model/config.js';
import type { Nested, NestedEntry, NestedMap } from '../../model/nested.js';
import type { Span } from '../../source/span.js';
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
  /** Where it stands, if that is known and below the key. */
  readonly at?: Span | undefined;
}

const operators: ReadonlySet<string> = new Set('eq neq gt lt gte lte regex not_regex in not_in exists not_exists'.split(' '));

/** What stops Fluent Bit in the values that have structure (I-10). */
export const checkStructure: PropertyRule = (property, _facts, report) => {
  const { key, nested } = property;
  if (nested === undefined) return;
  const faults = key === 'processors' ? inProcessors(nested) : key === 'routes' ? inRoutes(nested) : [];
  for (const { at, problem, help } of faults) report(nestedFault, at ?? keySpan(property), { key, problem, help });
};

function inProcessors(nested: Nested): Fault[] {
  if (nested.type === 'list') return [{ problem: 'is a list', help: 'write a map of logs, metrics and traces, each with a list' }];
  return mapsWithin(nested).flatMap((processor) => inConditions(processor));
}

function inRoutes(nested: Nested): Fault[] {
  const routes = mapsWithin(nested).filter((map) => entryIn(map, 'to') !== undefined);
  const said = new Map<string, number>();
  const repeated = routes.flatMap((route): Fault[] => {
    const entry = entryIn(route, 'name');
    const name = textOf(entry);
    if (name === undefined) return [];
    const count = (said.get(name) ?? 0) + 1;
    said.set(name, count);
    return count === 2 ? [{ problem: `has two routes '${name}'`, help: 'give each a name of its own', at: valuePlace(entry) }] : [];
  });
  return [...repeated, ...routes.flatMap(inConditions)];
}

/** The faults in the condition of a processor or a route. */
function inConditions(map: NestedMap): Fault[] {
  const entry = entryIn(map, 'condition');
  const condition = entry?.value;
  if (condition === undefined) return [];
  if (condition.type !== 'map')
    return [{ problem: 'has a condition that is no map', help: 'write a map with op and rules', at: keyPlace(entry) }];
  const rules = entryIn(condition, 'rules')?.value;
  if (rules?.type !== 'list') return [];
  return rules.items.flatMap(({ value }) => (value.type === 'map' ? inRule(value) : []));
}

function inRule(rule: NestedMap): Fault[] {
  const entry = entryIn(rule, 'op');
  const op = textOf(entry);
  if (op === undefined) {
    const help = 'add op: eq, neq, gt, lt, gte, lte, regex, not_regex, in or not_in';
    return [{ problem: "has a rule without 'op'", help, at: keyPlace(rule.entries[0]) }];
  }
  if (operators.has(op.toLowerCase())) return [];
  const help = 'write eq, neq, gt, lt, gte, lte, regex, not_regex, in or not_in';
  return [{ problem: `has a rule with the unknown op '${op}'`, help, at: valuePlace(entry) }];
}

/** The maps in the lists of a map's values: the processors below `logs`, the routes. */
function mapsWithin(nested: Nested): NestedMap[] {
  const values = nested.type === 'map' ? nested.entries.map(({ value }) => value) : [nested];
  return values.flatMap((value) =>
    value.type === 'list' ? value.items.flatMap((item) => (item.value.type === 'map' ? [item.value] : [])) : [],
  );
}

function entryIn({ entries }: NestedMap, name: string): NestedEntry | undefined {
  return entries.find(({ key }) => key === name);
}

function textOf(entry: NestedEntry | undefined): string | undefined {
  return entry?.value.type === 'scalar' ? entry.value.text : undefined;
}

function keyPlace(entry: NestedEntry | undefined): Span | undefined {
  return entry?.keyStart === undefined ? undefined : { start: entry.keyStart, end: entry.keyEnd ?? entry.keyStart + entry.key.length };
}

function valuePlace(entry: NestedEntry | undefined): Span | undefined {
  if (entry?.valueStart === undefined) return undefined;
  const { value, valueStart, valueEnd } = entry;
  return { start: valueStart, end: valueEnd ?? valueStart + (value.type === 'scalar' ? value.text.length : 0) };
}
