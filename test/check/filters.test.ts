import { describe, expect, it } from 'vitest';
import { said } from '../support/checked.js';

function filter(name: string, ...lines: string[]): string {
  return `[FILTER]\n    name ${name}\n    match *\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('the filter grep', () => {
  it.each(['and', 'OR'])('takes regex or exclude if they are joined by %s (D-6)', async (operator) => {
    expect(await said(filter('grep', `logical_op ${operator}`, 'regex a 1', 'exclude b 2'))).toEqual(['FLB241 error']);
  });

  it.each([
    ['both in its old way', ['regex a 1', 'exclude b 2']],
    ['both in its old way, by name', ['logical_op legacy', 'regex a 1', 'exclude b 2']],
    ['one of them', ['logical_op and', 'exclude a 1', 'exclude b 2']],
  ])('takes %s (D-6)', async (_, lines) => {
    expect(await said(filter('grep', ...lines))).toEqual([]);
  });
});

describe('quotes in the filter modify', () => {
  it.each(['set a "x y"', `set a it's`, 'set a x"', `set "a" 'b c'`, 'set a "say \\"x\\""', 'set a "x\\\\"'])(
    'reads a quote only at the beginning of one of three words: %s (D-10)',
    async (line) => {
      expect(await said(filter('modify', line))).toEqual([]);
    },
  );
});

describe('the words of the filter modify (D-10, I-10)', () => {
  const two = 'write two words; one with spaces in double quotes';
  const one = 'write one key; one with spaces in double quotes';

  it.each([
    ['rename a b c d', two],
    ['copy a', two],
    ['condition key_value_equals a b c', two],
    ['condition a b c "d', two],
    ['remove a b', one],
    ['move_to_end a b c d', one],
  ])('are too few or too many: %s', async (line, help) => {
    const [key, ...words] = line.split(' ');
    expect(await said(filter('modify', line))).toEqual([`FLB247 error ${key} ${words.join(' ')} ${help}`]);
  });

  // Of three, the filter takes the first and the last.
  it.each([
    'rename "a b" \'c d\'',
    'rename a b c',
    'remove "a b c d"',
    'remove a b c',
    'set a "b c d e"',
    `set a b \${C} d`,
    'condition key_exists a',
  ])('are as it takes them: %s', async (line) => {
    expect(await said(filter('modify', line))).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['record_modifier', 'record host', 'FLB228 error record 2'],
    ['record_modifier', 'record host my host', 'FLB229 warning record'],
    ['record_modifier', 'record "host', 'FLB228 error record 2'],
    ['rewrite_tag', 'rule $a b c', 'FLB228 error rule 4'],
    ['type_converter', 'int_key a b', 'FLB228 error int_key 3'],
  ])('are too few or too many: %s, %s (D-10, Q-19)', async (name, line, expected) => {
    expect(await said(filter(name, line))).toEqual([expected]);
  });

  it.each([
    ['record_modifier', 'record host "my host"'],
    ['record_modifier', `record host \${HOSTNAME}`],
    ['rewrite_tag', 'rule $log ^error fatal$ errors true'],
    ['rewrite_tag', 'rule $log "a b" errors true'],
    ['type_converter', 'int_key a b string'],
  ])('are right: %s, %s', async (name, line) => {
    expect(await said(filter(name, line))).toEqual([]);
  });
});
