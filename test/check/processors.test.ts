import { describe, expect, it } from 'vitest';
import { said } from '../support/checked.js';

function processors(unit: string, kind = 'inputs', plugin = 'dummy'): string {
  return `pipeline:\n  ${kind}:\n    - name: ${plugin}\n      processors:\n        logs:\n          - ${unit}\n`;
}

describe('a processor', () => {
  it.each([
    ['has a name in lower case (Y-43)', '{Name: sql, query: SELECT}', ['FLB233 error Name']],
    ['has a name', '{query: SELECT}', ['FLB219 error a processor name']],
    ['that nobody knows is information', '{name: mine, update: a b}', ['FLB220 info processor mine']],
    ['may be misspelt', '{name: labls, update: a b}', ['FLB255 error processor labls labels']],
    ['has only its own keys, which are not translated (Y-43)', '{name: grep, logicalOp: and}', ['FLB222 error logicalOp grep logical_op']],
    ['has values of their types', '{name: throttle, print_status: 1}', ['FLB226 error print_status 1']],
  ])('%s', async (_, unit, expected) => {
    expect(await said(processors(unit))).toEqual(expected);
    expect(await said(processors(unit, 'outputs', 'stdout'))).toEqual(expected);
  });

  it.each([
    '{name: content_modifier, action: insert, key: a, value: b, condition: {op: and, rules: []}}',
    '{name: modify, add: [a 1, b 2], condition: {op: and, rules: []}}',
    '{name: sampling, type: tail, sampling_settings: {a: 1}}',
  ])('may be one of the engine or a filter, with a condition (Y-43): %s', async (unit) => {
    expect(await said(processors(unit))).toEqual([]);
  });

  it('of a filter is ignored (Y-43)', async () => {
    expect(await said(processors('{Name: sql}', 'filters', "stdout\n      match: '*'"))).toEqual(['FLB232 warning']);
  });
});
