import { describe, expect, it } from 'vitest';
import { pluginLists } from '../../src/engine/plugin-lists.js';
import { applyFixes, messageOf } from '../../src/index.js';
import { checked, said } from '../support/checked.js';

function input(...lines: string[]): string {
  return `[INPUT]\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('the keys of a plugin', () => {
  it('are all those that the engine lists for it', async () => {
    const { customs, inputs, filters, outputs } = pluginLists();
    const kinds = { CUSTOM: customs, INPUT: inputs, FILTER: filters, OUTPUT: outputs };
    for (const [header, plugins] of Object.entries(kinds)) {
      for (const [name, { keys = {} }] of Object.entries(plugins)) {
        // The beginning of a key is none (I-24), and a deprecated one is refused.
        const { prefixed, deprecated, ...whole } = keys;
        const names = Object.values(whole).flatMap((text) => text.split(' '));
        const lines = names.map((key) => `    ${key} \${X}\n`);
        const match = header === 'FILTER' ? '    match *\n' : '';
        expect(await said(`[${header}]\n    name ${name}\n${match}${lines.join('')}`)).toEqual([]);
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
    expect(await said(input('name mine', 'key value'))).toEqual(['FLB220 info input mine']);
    expect(await said('[OUTPUT]\n    name out_gdb\n    match *\n')).toEqual(['FLB220 info output out_gdb']);
  });

  it.each([
    ['INPUT', 'tial', 'tail'],
    ['INPUT', 'dumy', 'dummy'],
    ['INPUT', '"cpu"', 'cpu'],
    ['OUTPUT', '= stdout', 'stdout'],
    ['OUTPUT', 'stdt', 'stdout'],
    ['OUTPUT', 'Opensearh', 'opensearch'],
  ])('is misspelt if its name is almost that of another: %s %s', async (header, name, meant) => {
    const text = `[${header}]\n    name ${name}\n    match *\n`;
    const found = (await said(text)).filter((one) => !one.includes('FLB222'));
    expect(found).toEqual([`FLB255 error ${header.toLowerCase()} ${name} ${meant}`]);
    expect(await said(`[SERVICE]\n    plugins_file plugins.conf\n${text}`)).toEqual([
      `FLB220 info ${header.toLowerCase()} ${name} ${meant}`,
    ]);
  });

  it.each([
    ['INPUT', 'winlog winevtlog winstat windows_exporter_metrics event_tracing_windows ebpf unix_socket'],
    ['FILTER', 'throttle_size tensorflow'],
    ['OUTPUT', 'pgsql elasticsearch'],
  ])('of another system is not misspelt: %s %s', async (header, names) => {
    for (const name of names.split(' ')) {
      const text = `[${header}]\n    name ${name}\n    match *\n`;
      expect(await said(text)).toEqual([]);
    }
  });

  it('is no key with a map below it', async () => {
    const [found] = (await checked('pipeline:\n  inputs:\n    - cpu: {tag: x}\n')).filter(({ code }) => code === 'FLB230');
    expect(found && messageOf(found).help).toBe("write '- name: cpu', and its properties below it");
  });

  it('has keys without colons in classic, and those can be fixed (C-14)', async () => {
    const text = '[INPUT]\n    Name: tail\n    Path: /a\n[OUTPUT]\n    name  stdout\n    match: *\n';
    expect(await said(text)).toEqual(['FLB256 error name:', 'FLB256 error match:']);
    const { text: once } = applyFixes(text, await checked(text));
    expect(await said(once)).toEqual(['FLB256 error path:']);
    expect(await said(applyFixes(once, await checked(once)).text)).toEqual([]);
    expect(await said('[SERVICE]\n    Flush: 5\n')).toEqual(['FLB224 warning flush: the service flush']);
    const parser = '[PARSER]\n    Name: app\n    Format: json\n    Time_Key: t\n';
    expect(await said(parser)).toEqual(['FLB256 error name:', 'FLB256 error format:', 'FLB224 warning time_key: a parser time_key']);
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
    ['input', 'name cpu', 'log_level verbose'],
    ['input', 'name cpu', 'log_suppress_interval -1'],
    ['input', 'name cpu', 'mem_buf_limit 5 MB'],
    ['input', 'name cpu', 'storage.type disk'],
    ['input', 'name cpu', 'threaded 1'],
    ['input', 'name cpu', 'thread.ring_buffer.window 101'],
    ['input', 'name cpu', 'thread.ring_buffer.capacity 0'],
    ['input', 'name cpu', 'tls on'],
    ['input', 'name http', 'tls.verify_client_cert 1'],
    ['filter', 'name aws\n    match *', 'log_level high'],
    ['output', 'name loki\n    match *', 'storage.total_limit_size 5X'],
    ['output', 'name loki\n    match *', 'line_format x'],
    ['output', 'name loki\n    match *', 'labels a'],
    ['output', 'name counter\n    match *', 'tls yes'],
  ])('is one that Fluent Bit refuses: %s %s %s (I-24, I-25)', async (kind, name, line) => {
    expect(await said(`[${kind.toUpperCase()}]\n    ${name}\n    ${line}\n`)).toEqual([expect.stringContaining(`FLB247 error ${line}`)]);
  });

  it.each([
    ['input', 'name cpu', 'log_level WARNING'],
    ['input', 'name cpu', 'mem_buf_limit 5mb'],
    ['input', 'name cpu', `mem_buf_limit \${LIMIT}`],
    ['input', 'name cpu', 'storage.type Memory'],
    ['input', 'name cpu', 'tls off'],
    ['input', 'name cpu', 'thread.ring_buffer.window 100'],
    ['output', 'name loki\n    match *', 'storage.total_limit_size off'],
    ['output', 'name loki\n    match *', "labels job=x, $sub['stream']"],
    ['output', 'name loki\n    match *', 'tls on'],
    ['output', 'name my_own\n    match *', 'tls on'],
  ])('is one that Fluent Bit takes: %s %s %s (I-24, I-25)', async (kind, name, line) => {
    const found = await said(`[${kind.toUpperCase()}]\n    ${name}\n    ${line}\n`);
    expect(found.filter((one) => one.includes(' error '))).toEqual([]);
  });

  it.each([
    ['output', 'es', 'aws_auth on', 'aws_region'],
    ['output', 'http', 'body_key $a', 'headers_key'],
    ['output', 'http', 'oauth2.enable on', 'oauth2.token_url'],
    ['input', 'tail', 'multiline on', 'parser_firstline'],
  ])('wants another beside it: %s %s, %s (I-25)', async (kind, name, line, needed) => {
    const section = `[${kind.toUpperCase()}]\n    name ${name}\n    ${line}\n`;
    expect(await said(section)).toEqual([`FLB248 error ${line.split(' ')[0]} ${needed}`]);
    expect(await said(section.replace(/ on$/m, ' off'))).toEqual(line.endsWith('on') ? [] : [expect.any(String)]);
  });

  it('of a boolean that is read with the network is strict (I-24)', async () => {
    expect(await said('[OUTPUT]\n    name forward\n    match *\n    net.keepalive 1\n')).toEqual(['FLB226 error net.keepalive 1']);
    expect(await said(input('name proc', 'proc_name x', 'mem 1'))).toEqual([
      'FLB207 warning mem 1 Fluent Bit prints an error and goes on without it',
    ]);
  });

  it.each([
    ['skip_long_lines 1', 'FLB226 error skip_long_lines 1'],
    ['skip_long_lines on # or off', 'FLB226 error skip_long_lines on # or off'],
    ['routable 1', 'FLB207 warning routable 1 what it does then is undefined'],
    ['progress_check_interval_nsec 10s', 'FLB227 warning progress_check_interval_nsec 10s a whole number'],
    ['buffer_max_size much', 'FLB227 warning buffer_max_size much a size such as 512K or 10M'],
    ['watcher_interval 5 minutes', 'FLB227 warning watcher_interval 5 minutes a time such as 30s or 5m'],
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
