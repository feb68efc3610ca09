import { describe, expect, it } from 'vitest';
import { pluginLists } from '../../src/engine/plugin-lists.js';
import { said } from '../support/checked.js';

function input(...lines: string[]): string {
  return `[INPUT]\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('the keys of a plugin', () => {
  it('are all those that the engine lists for it', async () => {
    const { customs, inputs, filters, outputs } = pluginLists();
    const kinds = { CUSTOM: customs, INPUT: inputs, FILTER: filters, OUTPUT: outputs };
    for (const [header, plugins] of Object.entries(kinds)) {
      for (const [name, { keys = {} }] of Object.entries(plugins)) {
        const names = Object.values(keys).flatMap((text) => text.split(' '));
        const lines = names.map((key) => `    ${key} \${X}\n`);
        expect(await said(`[${header}]\n    name ${name}\n${lines.join('')}`)).toEqual([]);
      }
    }
  });

  it('are an error if it has none of that name, and the one that is meant is found (Y-24)', async () => {
    expect(await said(input('name tail', 'pat /var/log/*.log'))).toEqual(['FLB222 error pat tail path']);
    const camelCase =
      'pipeline:\n  inputs:\n    - {name: tail, multiline.Parser: cri, tls.Verify: off, tls_verify: off, nothing_like_it: 1}\n';
    expect(await said(camelCase)).toEqual([
      'FLB222 error multiline._parser tail multiline.parser',
      'FLB222 error tls._verify tail tls.verify',
      'FLB222 error tls_verify tail tls.verify',
      'FLB222 error nothing_like_it tail',
    ]);
  });

  it('are doubtful only, where they are known from an earlier version', async () => {
    expect(await said('[FILTER]\n    name wasm\n    match *\n    function f\n')).toEqual(['FLB223 warning function wasm']);
  });

  it('are said once to be unknown for all items of a list', async () => {
    expect(await said('pipeline:\n  inputs:\n    - name: dummy\n      paths: [a, b, c]\n')).toEqual(['FLB222 error paths dummy']);
  });

  it.each([
    [
      'those of every plugin',
      input('name dummy', 'tag t', 'alias a', 'log_level info', 'tls off', 'net.io_timeout 5s', 'host h', 'port 1'),
    ],
    ['a condition and active, whatever the plugin (Q-21)', input('name dummy', 'active false', 'condition x')],
    ['those with a known beginning', `${input('name tail', 'path /a', 'parser_1 x')}[OUTPUT]\n    name kafka\n    rdkafka.linger.ms 5\n`],
    ['those that need SQLite', input('name tail', 'path /a', 'db /var/db', 'db.locking true')],
    ['any, of a plugin that nobody knows, but for its name', input(`name \${MINE}`, 'key value', 'samples 1', 'samples 2')],
  ])('may be %s', async (_, text) => {
    expect(await said(text)).toEqual([]);
  });
});

describe('a plugin', () => {
  it('has a name (C-23)', async () => {
    expect(await said(input('tag t'))).toEqual(['FLB219 error an input name']);
    expect(await said('pipeline:\n  outputs:\n    - {}\n')).toEqual(['FLB219 error an output name']);
  });

  it('that nobody knows is information, since users load their own', async () => {
    expect(await said(input('name dumy', 'key value'))).toEqual(['FLB220 info input dumy dummy']);
    expect(await said('[OUTPUT]\n    name out_gdb\n    match *\n')).toEqual(['FLB220 info output out_gdb']);
  });

  it('is found in any case (M-3)', async () => {
    expect(await said(input('name Dummy'))).toEqual([]);
  });

  it('takes no maps (Y-21), save for those that the engine reads (Y-43, Y-46)', async () => {
    const text = 'pipeline:\n  inputs:\n    - name: dummy\n      dummy: {a: b}\n      routes: {logs: [{to: {outputs: [x]}}]}\n';
    expect(await said(text)).toEqual(['FLB230 error dummy']);
  });

  it('takes no text for its routes (Y-46)', async () => {
    expect(await said(input('name dummy', 'routes logs'))).toEqual(['FLB245 error']);
  });

  it('wants a tag and an alias that are not empty (M-12)', async () => {
    const text = "pipeline:\n  inputs:\n    - {name: dummy, tag: '', dummy: ''}\n  outputs:\n    - {name: stdout, match: '*', alias: ''}\n";
    expect(await said(text)).toEqual(['FLB246 error tag', 'FLB246 error alias']);
  });

  it('reads no groups of classic files (C-25)', async () => {
    expect(await said('[INPUT]\n    name dummy\n    [MINE] \n        a b\n')).toEqual(['FLB218 warning MINE']);
  });
});

describe('a key that is set again', () => {
  it.each([
    ['stops Fluent Bit if it is single (D-8)', ['samples 1', 'samples 2'], ['FLB225 error samples']],
    ['is a core one, of which the last counts (D-8)', ['tag a', 'tag b'], ['FLB206 warning tag last']],
    ['is a name, of which the first counts (M-3)', ['name dummy'], ['FLB206 warning name first']],
  ])('%s', async (_, lines, expected) => {
    expect(await said(input('name dummy', ...lines))).toEqual(expected);
  });

  it('in another case slips through, and the last counts (D-8)', async () => {
    expect(await said('pipeline:\n  inputs:\n    - {name: dummy, samples: 1, Samples: 2}\n')).toEqual(['FLB206 warning Samples last']);
  });

  it('as a list is set again, too (D-8)', async () => {
    expect(await said('pipeline:\n  inputs:\n    - name: dummy\n      samples: [1, 2, 3]\n')).toEqual(['FLB225 error samples']);
    expect(await said('pipeline:\n  inputs:\n    - name: dummy\n      samples: [1]\n')).toEqual([]);
  });

  it('may be one of those that repeat (D-7)', async () => {
    expect(
      await said(
        '[FILTER]\n    name modify\n    match *\n    add a 1\n    condition key_exists a\n    add b 2\n    condition key_exists b\n',
      ),
    ).toEqual([]);
  });
});

describe('the value of a plugin', () => {
  it.each([
    ['skip_long_lines 1', 'FLB226 error skip_long_lines 1'],
    ['skip_long_lines on # or off', 'FLB226 error skip_long_lines on # or off'],
    ['threaded 1', 'FLB207 warning threaded 1 what it does then is undefined'],
    ['progress_check_interval_nsec 10s', 'FLB227 warning progress_check_interval_nsec 10s a whole number'],
    ['buffer_max_size much', 'FLB227 warning buffer_max_size much a size such as 512K or 10M'],
    ['rotate_wait 5 minutes', 'FLB227 warning rotate_wait 5 minutes a time such as 30s or 5m'],
    ['port 80x', 'FLB208 warning 80x 80'],
  ])('is of another type: %s (E-7)', async (line, expected) => {
    expect(await said(input('name tail', 'path /a', line))).toEqual([expected]);
  });

  it.each([
    'skip_long_lines ON',
    'skip_long_lines No',
    `skip_long_lines \${SKIP}`,
    'buffer_max_size 10M',
    'buffer_max_size 1.5gb',
    'buffer_max_size 32768',
    `buffer_max_size \${SIZE}M`,
    'rotate_wait 30',
    'rotate_wait 1d',
    'progress_check_interval_nsec -1',
    `port \${PORT}`,
  ])('is of its type: %s', async (line) => {
    expect(await said(input('name tail', 'path /a', line))).toEqual([]);
  });
});
