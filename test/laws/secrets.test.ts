import { describe, expect, it } from 'vitest';
import { isSecretKey, secretIn, withoutSecret } from '../../src/diagnostics/secrets.js';
import { secretStarts } from '../../src/report/secret-lines.js';
import { shownLine } from '../../src/report/source-line.js';
import { runCli } from '../support/run-cli.js';

/** Stands for the value of every secret; each line of a value of several lines holds it. */
const secret = 'hunter2';
const leak = new RegExp(secret, 'i');

const secretKeys = [
  'shared_key',
  'Shared_Key',
  'sharedKey',
  'password',
  'http_passwd',
  'http_api_key',
  'tls.key_passwd',
  'tls_key_passwd',
  'aws_secret_access_key',
  'aws_session_token',
  'my_token',
  'API_KEY',
  'cloud_auth',
  'rdkafka.ssl.key.pem',
  'Authorization',
];

/** All that the command line says about a text, in every form, and the codes in it. */
async function sayings(stdin: string, from: string): Promise<{ text: string; codes: string[] }> {
  const outcomes = await Promise.all([
    ...['yaml', 'classic', 'json'].map((to) => runCli(['-', '--from', from, '--to', to], { stdin })),
    runCli(['-', '--from', from, '--expand-aliases', '--strict', '--upstreams', 'merge'], { stdin, color: true }),
    ...['pretty', 'json', 'github', 'sarif', 'junit'].map((form) => runCli(['check', '-', '--from', from, '--format', form], { stdin })),
  ]);
  const said = outcomes.map(({ stdout, stderr }, i) => (i < 4 ? stderr : stdout + stderr)).join('\n');
  return { text: said, codes: [...new Set(said.match(/FLB\d+/g))] };
}

async function expectNoLeak(stdin: string, from: string): Promise<string[]> {
  const { text, codes } = await sayings(stdin, from);
  expect(text).not.toMatch(leak);
  return codes;
}

const classicHead = '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n';

/** One way to get a diagnostic on the line of a secret, or beside it. `KEY` is the key. */
const classicTraps: [code: string, text: string][] = [
  ['FLB123', `${classicHead}    KEY ${secret} # comment ${secret}\n`],
  ['FLB206', `${classicHead}    KEY ${secret}\n    KEY ${secret}2\n`],
  ['FLB104', `[UPSTREAM]\nKEY ${secret}\n`],
  ['FLB104', `[UPSTREAM]\nKEY=${secret}\n`],
  ['FLB104', `[UPSTREAM]\nKEY\t${secret}\n`],
  ['FLB105', `${classicHead}  KEY ${secret}\n`],
  ['FLB106', `${classicHead}      KEY ${secret}\n`],
  ['FLB107', `${classicHead}\tKEY ${secret}\n`],
  ['FLB108', `${classicHead}    KEY=${secret}\n`],
  ['FLB108', `${classicHead}    KEY:${secret}\n`],
  ['FLB109', `${classicHead}    KEY\t${secret}\n`],
  ['FLB110', `    KEY ${secret}\n`],
  ['FLB112', `${classicHead}    [KEY=${secret}]\n`],
  ['FLB117', `${classicHead}    KEY ${secret}\rx\n`],
  ['FLB118', `${classicHead}    KEY ${secret}\0x\n`],
  ['FLB122', `${classicHead}    KEY\t${secret} x\n`],
  ['FLB211', `${classicHead}    KEY=${secret} x\n`],
  ['FLB217', `[UPSTREAM]\n    name u\n    KEY ${secret}\n`],
  ['FLB216', `@SET KEY=${secret}\n${classicHead}`],
  ['FLB114', `@SET\tKEY=${secret}\n${classicHead}`],
  ['FLB115', `@SET KEY:${secret}\n${classicHead}`],
  ['FLB115', `@KEY ${secret}\n${classicHead}`],
  ['FLB116', `${classicHead}    @SET KEY=${secret}\n`],
  ['FLB113', `[UPSTREAM] KEY ${secret}\n    name u\n`],
];

describe('secrets of classic files never appear in messages', () => {
  it.each(classicTraps)('%s in %j', async (code, text) => {
    for (const key of secretKeys) expect(await expectNoLeak(text.replaceAll('KEY', key), 'classic'), key).toContain(code);
  });

  it('not at the end of a last line that Fluent Bit loses (C-4)', async () => {
    for (const key of secretKeys) {
      const line = `    ${key} ${secret}`;
      expect(await expectNoLeak(classicHead + line.padEnd(4095, 'x'), 'classic'), key).toContain('FLB119');
    }
  });

  it('not the bytes of a file that is not UTF-8', async () => {
    for (const form of ['pretty', 'json', 'github', 'sarif', 'junit']) {
      const stdin = Buffer.from(`${classicHead}    shared_key ${secret}\xff${secret}\n`, 'latin1');
      const { stdout } = await runCli(['check', '-', '--format', form], { stdin });
      expect(stdout).toContain('FLB101');
      expect(stdout).not.toMatch(leak);
    }
  });
});

const yamlHead = 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: h\n        port: 1\n';
const control = '\u0001';

const yamlTraps: [what: string, code: string, text: string][] = [
  ['plain', 'FLB206', `${yamlHead}        KEY: ${secret}\n        KEY: ${secret}\n`],
  ['a raw control character', 'FLB133', `${yamlHead}        KEY: "${secret}${control}${secret}"\n`],
  ['a key without a blank', 'FLB131', `${yamlHead}        KEY:${secret}\n        x: 1\n`],
  ['broken quotes', 'FLB131', `${yamlHead}        KEY: "${secret}\n`],
  ['a bad escape', 'FLB131', `${yamlHead}        KEY: "${secret}\\q${secret}"\n`],
  ['an alias', 'FLB132', `${yamlHead}        tag: &${secret} x\n        KEY: *${secret}\n`],
  ['an unknown anchor', 'FLB132', `${yamlHead}        KEY: *${secret}\n`],
  ['a list in place of a text', 'FLB137', `${yamlHead}        KEY: [${secret}, ${secret}]\n`],
  ['a map in place of a text', 'FLB137', `${yamlHead}        KEY:\n          inner: ${secret}\n`],
  ['a NUL', 'FLB140', `${yamlHead}        KEY: "${secret}\\0${secret}"\n`],
  ['a tab', 'FLB134', `${yamlHead}        KEY:\n\t${secret}\n`],
  ['a block scalar', 'FLB301', `${yamlHead}        KEY: |\n          ${secret}\n          ${secret}\n`],
  [
    'a block scalar with a control character',
    'FLB133',
    `${yamlHead}        KEY: |\n          ${secret}\n          ${secret}${control}\n          ${secret}\n`,
  ],
  ['a block scalar with blank lines', 'FLB133', `${yamlHead}        KEY: |\n          ${secret}\n\n\n          ${secret}${control}\n`],
  ['a long block scalar', 'FLB133', `${yamlHead}        KEY: |\n${`          ${secret}\n`.repeat(500)}          ${secret}${control}\n`],
  [
    'a block scalar at deeper lines',
    'FLB133',
    `${yamlHead}        KEY: |\n          a\n            ${secret}\n             ${secret}${control}\n`,
  ],
  ['a block scalar of which a line stands further out', 'FLB131', `${yamlHead}        KEY: |\n          a\n     ${secret}\n`],
  ['a tag without a suffix', 'FLB131', `${yamlHead}        KEY: !${secret}! x\n`],
  ['a text of several lines', 'FLB133', `${yamlHead}        KEY: "${secret}\n          ${secret}${control}\n          ${secret}"\n`],
  ['a text on the next line', 'FLB133', `${yamlHead}        KEY:\n          "${secret}${control}"\n`],
  [
    'flow style',
    'FLB213',
    `upstream_servers: [{name: u, nodes: [{name: n, host: h, port: 1, tls: on, KEY: ${secret}, tls_verify: off}]}]\n`,
  ],
  ['flow style with a map', 'FLB137', `upstream_servers: [{name: u, nodes: [{name: n, KEY: {a: ${secret}}}]}]\n`],
  [
    'flow style over several lines',
    'FLB213',
    `upstream_servers: [{name: u, nodes: [{name: n, host: h, port: 1, KEY:\n  ${secret}, tls_verify: off}]}]\n`,
  ],
  [
    'flow style without indentation',
    'FLB213',
    `{upstream_servers: [{name: u, nodes: [{name: n, host: h, port: 1, KEY:\n"${secret}", tls_verify: off}]}]}\n`,
  ],
  ['flow style without a blank', 'FLB211', `upstream_servers: [{name: u, nodes: [{name: n, host: h, port: 1, KEY:${secret}}]}]\n`],
  ['an explicit key', 'FLB206', `${yamlHead}        ? KEY\n        : ${secret}\n        KEY: ${secret}\n`],
  ['a key of the group', 'FLB217', `upstream_servers:\n  - name: u\n    KEY: ${secret}\n`],
  ['a variable', 'FLB216', `env:\n  KEY: ${secret}\n${yamlHead}`],
  ['a variable that is a list', 'FLB137', `env:\n  KEY: [${secret}]\n${yamlHead}`],
  ['an item of a list of variables', 'FLB133', `env:\n  - name: KEY\n    value: "${secret}${control}"\n${yamlHead}`],
  ['an item of a list of variables, the value first', 'FLB133', `env:\n  - value: "${secret}${control}"\n    name: KEY\n${yamlHead}`],
];

describe('secrets of YAML files never appear in messages', () => {
  it.each(yamlTraps)('%s: %s', async (_, code, text) => {
    for (const key of secretKeys) expect(await expectNoLeak(text.replaceAll('KEY', key), 'yaml'), key).toContain(code);
  });
});

const jsonNode = '"name": "n", "host": "h", "port": 1, "tls": "on"';

const jsonTraps: [what: string, code: string, text: string][] = [
  ['on one line', 'FLB213', `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY": "${secret}", "tls_verify": "off"}]}]}`],
  [
    'on one line, the secret last',
    'FLB213',
    `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "tls_verify": "off", "KEY": "${secret}"}]}]}`,
  ],
  ['without blanks', 'FLB206', `{"upstream_servers":[{"name":"u","nodes":[{${jsonNode},"KEY":"${secret}","KEY":"${secret}"}]}]}`],
  [
    'far along the line',
    'FLB213',
    `{"upstream_servers": [{"name": "${'u'.repeat(2000)}", "nodes": [{${jsonNode}, "KEY": "${secret}", "tls_verify": "off"}]}]}`,
  ],
  [
    'two secrets',
    'FLB213',
    `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY": "${secret}", "tls_verify": "off", "password": "${secret}"}]}]}`,
  ],
  [
    'the value on a line of its own',
    'FLB213',
    `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY":\n"${secret}", "tls_verify": "off"}]}]}`,
  ],
  [
    'the value on a line of its own, indented',
    'FLB213',
    `{\n  "upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY":\n  "${secret}", "tls_verify": "off"}]}]}`,
  ],
  ['a list', 'FLB137', `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY": ["${secret}"]}]}]}`],
  ['bad syntax behind it', 'FLB151', `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY": "${secret}" "x": 1}]}]}`],
  ['bad syntax in it', 'FLB151', `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY": "${secret}\\q${secret}"}]}]}`],
  ['unquoted', 'FLB151', `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY": ${secret}}]}]}`],
  ['half of a surrogate pair', 'FLB102', `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "KEY": "${secret}\\ud800"}]}]}`],
  ['spaces around', 'FLB301', `{"env": {"KEY": " ${secret} "}, "upstream_servers": [{"name": "u", "nodes": [{${jsonNode}}]}]}`],
];

describe('secrets of JSON files never appear in messages', () => {
  it.each(jsonTraps)('%s: %s', async (_, code, text) => {
    for (const key of secretKeys) expect(await expectNoLeak(text.replaceAll('KEY', key), 'json'), key).toContain(code);
  });

  it('a key that is escaped is as secret', async () => {
    const text = `{"upstream_servers": [{"name": "u", "nodes": [{${jsonNode}, "sh\\u0061red_key": "${secret}", "tls_verify": "off"}]}]}`;
    expect(await expectNoLeak(text, 'json')).toContain('FLB213');
  });
});

it('what is no secret is shown', async () => {
  const { stdout } = await runCli(['check', '-'], { stdin: `${classicHead}    tls visible\n` });
  expect(stdout).toContain("'tls visible'");
  expect(stdout).toContain('8 |     tls visible');
});

describe('what a line may show', () => {
  it.each([
    ['    header Authorization Bearer hunter2', '    header Authorization ***'],
    ['    header X-Api-Key hunter2', '    header X-Api-Key ***'],
    ['    header Cookie a=hunter2', '    header Cookie ***'],
    ['    header Proxy-Authorization Basic hunter2', '    header Proxy-Authorization ***'],
    ['    header X-Vault-Token hunter2', '    header X-Vault-Token ***'],
    ['    cloud_auth elastic:hunter2', '    cloud_auth ***'],
    ['    security.users u hunter2', '    security.users ***'],
    ['    webhook https://hooks.example/hunter2', '    webhook ***'],
    ['    api hunter2', '    api ***'],
    ['    proxy http://u:hunter2@h:3128', '    proxy http://u:***'],
    ['    proxy http://hunter2@h:3128', '    proxy http://***'],
    ['    proxy http://u:1234@h:3128', '    proxy http://u:***'],
    ['    uri /x?a=b&sig=hunter2', '    uri /x?a=b&sig=***'],
    ['    uri /x?X-Amz-Signature=hunter2', '    uri /x?X-Amz-Signature=***'],
    ['    uri /x?access_token=hunter2', '    uri /x?access_token=***'],
    ['    uri /x?code=hunter2&a=b', '    uri /x?code=***'],
    ['@SET DB_PW=hunter2', '@SET DB_PW=***'],
    ['@SET REDIS_AUTH=hunter2', '@SET REDIS_AUTH=***'],
    ['@SET STRIPE_KEY=hunter2', '@SET STRIPE_KEY=***'],
    ['    body {"a": 1, "password": "hunter2"}', '    body {"a": 1, "password": "***'],
    [String.raw`{"sh\u0061red_key": "hunter2"}`, String.raw`{"sh\u0061red_key": "***`],
    ['    shared_key $' + '{KEY:-hunter2}', '    shared_key ***'],
    ['    shared_key hunter2$' + '{KEY}', '    shared_key ***'],
    ['    shared_key $' + '{KEY}hunter2', '    shared_key ***'],
    ["{shared_key: '$" + "{KEY}', password: hunter2}", "{shared_key: '$" + "{KEY}', password: ***"],
  ])('%s', (line, shown) => {
    expect(withoutSecret(line)).toBe(shown);
  });

  it.each([
    '    parsers_file ../shared/parsers.conf',
    '    path /var/log/tokens/*.log',
    '    match tokens.*',
    '    time_key @timestamp',
    '    Tag_Key tag',
    '    logstash_prefix_key $kubernetes.name',
    '    aws_auth on',
    '    key_name log',
    '    proxy http://proxy.example:3128',
    '    proxy http://$' + '{USER}:$' + '{PW}@proxy.example:3128',
    '    uri /api/v2/logs?source=a',
    '    shared_key $' + '{SHARED_KEY}',
    'shared_key: "$' + '{SHARED_KEY}"',
    '{"shared_key": "$' + '{SHARED_KEY}", "host": "h"}',
  ])('all of %s', (line) => {
    expect(withoutSecret(line)).toBe(line);
  });
});

describe('a very long line', () => {
  const filled = (text: string, size: number) => text.repeat(size / text.length);

  it.each([
    ['a', 20_000_000],
    ['\\u0061', 18_000_000],
    ['a://', 1_000_000],
    ['?aaaaaaaa', 1_000_000],
    ['?auth=', 1_000_000],
  ])('of %j, over and over', (part, size) => {
    expect(() => secretIn(filled(part, size))).not.toThrow();
  });

  it('hides a secret at its end', () => {
    expect(withoutSecret(`${filled('a ', 1_000_000)}password x`).slice(-13)).toBe(' password ***');
  });
});

describe('what lines may show', () => {
  it.each([
    ['keys beside a secret', ['- shared_key: hunter2', '  host: h'], ['- shared_key: ***', '  host: h']],
    ['keys below an empty one', ['shared_key:', 'host: h'], ['shared_key:', 'host: h']],
    ['no block text', ['shared_key: |', '  hunter2', '', '   hunter2', 'host: h'], ['shared_key: |', '***', '', '***', 'host: h']],
    ['no text that goes on at the column of its key', ['k: "password: a', 'hunter2"', 'host: h'], ['k: "password: ***', '***', 'host: h']],
    ['no list', ['password: [', 'hunter2,', '"hunter2"]', 'host: h'], ['password: [', '***', '***', 'host: h']],
    ['no comment that was a key', ['# shared_key: |', '#   hunter2', '# host: h'], ['# shared_key: |', '#***', '# host: h']],
    ['no comment that stood behind a secret', ['# hunter2', 'password hunter2', '# fine'], ['#***', 'password ***', '# fine']],
    [
      'sections below a comment that names a secret',
      ['# the password', '[OUTPUT]', '    name a'],
      ['# the password', '[OUTPUT]', '    name a'],
    ],
    ['keys below a variable', ['@SET DB_PW=hunter2', '    host h'], ['@SET DB_PW=***', '    host h']],
    ['no value whose name stands below', ['- value: |', '    hunter2', '  name: DB_PW'], ['- value: |', '***', '  name: DB_PW']],
  ])('%s', (_, lines, shown) => {
    const starts = secretStarts(lines);
    expect(lines.map((line, i) => shownLine(line, starts[i] ?? 0))).toEqual(shown);
  });
});

describe('a YAML error repeats nothing of the text', () => {
  it.each(['KEY: |hunter2', 'KEY: >hunter2', 'KEY: !hunter2 x', 'KEY: "\\hunter2"', 'KEY: !<hunter2 x', 'KEY: *hunter2'])(
    '%s',
    async (line) => {
      expect(await expectNoLeak(`${line.replace('KEY', 'shared_key')}\n`, 'yaml')).not.toEqual([]);
    },
  );
});

/** Pieces of names: all by which one is known to be a secret's, and others. */
const pieces = [
  ...['', 'shared', 'cloud_auth', 'Authoriz', 'pass', 'PWD', 'token', 'secret', 'credential', 'signature', 'webhook', 'cookie', 'bearer'],
  ...['api', 'access', 'account', 'license', 'private', 'k', 'Key', 'keys', 'conn', 'connection', 'Str', 'security.users', 'auth', 'pw'],
  ...['API', 'creds', 'Cred', 'dsn', 'jwt', 'PIN', 'psk', 'sas', 'aws', 'x', 'Value', '\\x6b', '\\u0061'],
];

describe('what is quick to see of a line', () => {
  it('hides no secret: each name of one is found in it', () => {
    const names = pieces.flatMap((first) => pieces.flatMap((second) => ['', '_', '-', '.'].map((between) => first + between + second)));
    const secrets = names.filter((name) => /^[a-z]/i.test(name) && isSecretKey(name));
    expect(secrets.length).toBeGreaterThan(pieces.length);
    for (const name of secrets) expect(secretIn(`${name}: ${secret}`), name).toBeDefined();
  });
});
