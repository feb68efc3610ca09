import { describe, expect, it } from 'vitest';
import { said } from '../support/checked.js';

// What Fluent Bit refuses at its start, besides single values (I-10), and what it ignores (I-11).

function section(header: string, ...lines: string[]): string {
  return `[${header}]\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('a filter', () => {
  it('matches something', async () => {
    expect(await said(section('FILTER', 'name stdout'))).toEqual(['FLB253 error']);
    expect(await said("pipeline:\n  filters:\n    - name: stdout\n      match: ''\n")).toEqual(['FLB253 error']);
    expect(await said(section('FILTER', 'name stdout', 'match_regex .*'))).toEqual([]);
    expect(await said(section('FILTER', 'name stdout', `match \${TAGS}`))).toEqual([]);
    expect(await said(section('FILTER', 'name stdout', 'match: *'))).toEqual(['FLB256 error match:']);
  });

  it('that is a processor matches all', async () => {
    const processors = '      processors:\n        logs:\n          - name: stdout\n';
    expect(await said(`pipeline:\n  inputs:\n    - name: dummy\n${processors}`)).toEqual([]);
  });

  it.each([
    ['lua', ['script a.lua'], 'FLB219 error lua call'],
    ['lua', ['call f'], 'FLB219 error lua script'],
    ['parser', ['parser p'], 'FLB219 error parser key_name'],
    ['expect', ['action stop'], 'FLB247 error action stop write warn, exit or result_key'],
    ['log_to_metrics', ['metric_mode sum'], 'FLB247 error metric_mode sum write counter, gauge or histogram'],
    ['parser', ['key_name log', 'parser p', 'condition key_exists a'], 'FLB254 warning'],
  ])('%s with %j is refused, or ignored in part', async (name, lines, expected) => {
    expect(await said(section('FILTER', `name ${name}`, 'match *', ...lines))).toEqual([expected]);
  });

  it('lua takes code in the place of a script', async () => {
    expect(await said(section('FILTER', 'name lua', 'match *', 'call f', 'code function f() end'))).toEqual([]);
  });

  it('content_modifier has an action', async () => {
    const processors = '      processors:\n        logs:\n          - name: content_modifier\n            key: a\n';
    expect(await said(`pipeline:\n  inputs:\n    - name: dummy\n${processors}`)).toEqual(['FLB219 error content_modifier action']);
  });
});

describe('a parser', () => {
  it.each([
    [['format yaml'], 'FLB247 error format yaml write regex, json, ltsv or logfmt'],
    [['format Regex'], 'FLB248 error format Regex regex'],
    [['format json', 'time_offset abc'], 'FLB247 error time_offset abc begin it with +, - or Z'],
  ])('with %j is refused', async (lines, expected) => {
    expect(await said(section('PARSER', 'name p', ...lines))).toEqual([expected]);
  });

  it.each([[['format LTSV']], [['format json', 'time_offset +0200']], [['format json', `time_offset \${OFFSET}`]], [[`format \${F}`]]])(
    'with %j is fine',
    async (lines) => {
      expect(await said(section('PARSER', 'name p', ...lines))).toEqual([]);
    },
  );
});

describe('processors and routes', () => {
  const input = (lines: string) => `pipeline:\n  inputs:\n    - name: dummy\n${lines}`;
  const processor = (condition: string) =>
    input(
      `      processors:\n        logs:\n          - name: sql\n            query: SELECT * FROM STREAM;\n            condition: ${condition}\n`,
    );
  const route = (more: string, name = 'b') =>
    input(
      `      routes:\n        logs:\n          - {name: a, to: {outputs: [x]}}\n          - {name: ${name}, ${more}to: {outputs: [x]}}\n`,
    );

  it.each([
    [
      'processors as a list',
      input('      processors:\n        - name: sql\n          query: SELECT 1;\n'),
      'FLB252 error processors is a list',
    ],
    ['a condition as a text', processor('always'), 'FLB252 error processors has a condition that is no map'],
    ['a rule without op', processor('{op: and, rules: [{field: $a, value: 1}]}'), "FLB252 error processors has a rule without 'op'"],
    [
      'an unknown op',
      processor('{op: and, rules: [{field: $a, op: is, value: 1}]}'),
      "FLB252 error processors has a rule with the unknown op 'is'",
    ],
    ['a route without op', route('condition: {rules: [{field: $a, value: 1}]}, '), "FLB252 error routes has a rule without 'op'"],
    ['a name twice', route('', 'a'), "FLB252 error routes has two routes 'a'"],
  ])('%s is refused', async (_, text, expected) => {
    const [found = '', ...others] = await said(text);
    expect([found.startsWith(expected), others]).toEqual([true, []]);
  });

  it('each name that comes again is said once', async () => {
    const again = '          - {name: a, to: {outputs: [x]}}\n          - {name: b, to: {outputs: [x]}}\n'.repeat(3);
    const found = await said(input(`      routes:\n        logs:\n${again}`));
    expect(found.filter((one) => one.startsWith('FLB252'))).toHaveLength(2);
  });

  it.each([
    ['a condition', processor('{op: and, rules: [{field: $a, op: eq, value: 1}]}')],
    ['two routes', route('condition: {default: true}, ')],
  ])('%s is fine', async (_, text) => {
    expect(await said(text)).toEqual([]);
  });
});

describe('a chunk of the input tail', () => {
  const tail = (...lines: string[]) => said(section('INPUT', 'name tail', 'path /a', ...lines));

  it('fits into its buffer (I-25)', async () => {
    expect(await tail('buffer_chunk_size 1M')).toEqual(['FLB257 error 1000000 32768']);
    expect(await tail('buffer_max_size 16k')).toEqual(['FLB257 error 32768 16000']);
    expect(await tail('buffer_chunk_size 1M', 'buffer_max_size 1000K')).toEqual([]);
    expect(await tail('buffer_max_size 5M')).toEqual([]);
    expect(await tail('buffer_chunk_size 1M', `buffer_max_size \${SIZE}`)).toEqual([]);
  });
});
