import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patience, runs } from '../arbitraries/runs.js';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

/** Stands for a secret; each line and each piece of one holds it. */
const secret = 'hunter2';

const keys = fc.constantFrom(
  ...['shared_key', 'Shared_Key', 'sharedKey', 'shared_kye', 'password', 'http_passwd', 'http_api_key', 'tls.key_passwd'],
  ...['aws_secret_access_key', 'my_token', 'cloud_auth', 'security.users', 'webhook', 'api', 'x.api', 'cookie', 'DB_PW', 'dbPw'],
  ...['DB_AUTH', 'STRIPE_KEY', 'Stripe_Key', 'stripe-key', 'X-Api-Key', 'connection_string', 'connectionString', 'sas', 'dsn'],
  ...['Proxy-Authorization', 'X-Amz-Security-Token', 'X-Auth', 'db_pw', 'MY_SECRET', 'license_key', 'splunk_token', 'private_key'],
);

/** A value on one line, at which readers stumble in many ways. */
const values = fc
  .tuple(
    fc.constantFrom(
      ...[
        '',
        '|',
        '>',
        '|-',
        '!',
        '!!',
        '&',
        '*',
        '%',
        '@',
        '`',
        '"',
        "'",
        '[',
        '{',
        '- ',
        '? ',
        ': ',
        '#',
        '$' + '{A}',
        '$' + '{A:-',
        '$',
        '\\q',
      ],
    ),
    fc.constantFrom('', '', '', ` ${secret}`, `: ${secret}`, `, ${secret}`, `#${secret}`, `"${secret}`, `' ${secret}`, `\\q${secret}`),
    fc.constantFrom('', '', '', '"', "'", ']', '}', ' ', '\t', '\u0001', '\\', '}]', '",'),
  )
  .map(([before, more, after]) => before + secret + more + after);

/** Lines that hold a secret: `KEY` is its name, `VALUE` and `SECRET` are the secret. */
type Spelling = readonly string[];

const classicSpellings: Spelling[] = [
  ['    KEY VALUE'],
  ['    KEY\tVALUE'],
  ['    KEY=VALUE'],
  ['KEY VALUE'],
  ['      KEY VALUE'],
  ['@SET KEY=VALUE'],
  ['    @SET KEY=VALUE'],
  ['# KEY VALUE', '    #KEY VALUE'],
  ['    header KEY VALUE', '    Header KEY: VALUE'],
  ['    [GROUP] x', '        KEY VALUE'],
  ['    body {"KEY": "VALUE"}', '    body {"a":{"KEY":"VALUE"}} x'],
  ['    proxy http://user:VALUE@host:80/', '    x a http://SECRET@host/ b'],
  ['    uri /x?a=b&sig=VALUE', '    x https://h/?code=VALUE&b=c', '    y ?X-Amz-Signature=VALUE'],
];

const yamlSpellings: Spelling[] = [
  ['KEY: VALUE'],
  ['KEY: "VALUE"'],
  [`KEY: 'VALUE'`],
  ['"KEY": VALUE'],
  ['KEY:VALUE'],
  ['KEY: |', '  VALUE', '    VALUE', '', '  VALUE'],
  ['KEY: >VALUE', '  VALUE'],
  ['KEY: "a', '  VALUE', '  SECRET"'],
  ['KEY: "a', 'SECRET b', 'SECRET"'],
  ['KEY:', '  VALUE'],
  ['KEY:', '- VALUE', '- SECRET'],
  ['KEY:', '  - VALUE', '  - SECRET'],
  ['KEY: [VALUE, SECRET]'],
  ['KEY: [', 'SECRET,', 'SECRET ]'],
  ['KEY: {a: VALUE, b: SECRET}'],
  ['KEY:', '  a: VALUE', '  b:', '    c: VALUE'],
  ['? KEY', ': VALUE'],
  ['x: {a: b, KEY: VALUE, c: d}'],
  ['x: {a: b, KEY:', 'SECRET, c: d}'],
  ['x: {a: b, KEY: "x', 'SECRET", c: d}'],
  ['header: KEY VALUE'],
  ['header:', '  - KEY VALUE', '  - "KEY: a', '     SECRET"'],
  [`body: '{"KEY": "VALUE"}'`, 'body: "{\\"KEY\\": \\"VALUE\\"}"'],
  ['code: |', '  local a = {}', '  KEY = "VALUE"'],
  ['# KEY: VALUE', '# KEY: |', '#   VALUE', '#   SECRET'],
  ['proxy: http://user:VALUE@host:80/', 'uri: "https://h/?code=VALUE&b=c"'],
  ['env:', '  KEY: VALUE'],
  ['env:', '  - name: KEY', '    value: VALUE'],
  ['env:', '  - value: |', '      VALUE', '    name: KEY'],
];

const jsonSpellings: Spelling[] = [
  ['"KEY": "VALUE"'],
  ['"KEY": VALUE'],
  ['"KEY":', '"VALUE"'],
  ['"KEY"', ': "VALUE"'],
  ['"KEY": [', '"SECRET",', '"VALUE"]'],
  ['"KEY": {"a": "VALUE", "b": ["SECRET"]}'],
  ['"KEY": {', '"a": "VALUE",', '"b": ["SECRET"]', '}'],
  ['"a": {"name": "KEY", "value": "VALUE"}'],
  ['"x": "{\\"KEY\\": \\"VALUE\\"}"', '"y": "http://u:VALUE@h"'],
];

/** What may be wrong beside it. */
const classicFaults = [
  '    tls 1',
  '    nokey',
  '  x y',
  'tls on',
  '    a b # c',
  '[OUTPUT',
  '    tls_verify off',
  '@FOO x',
  '    \u0001x y',
  '\tx y',
];
const yamlFaults = [
  'tls: 1',
  'tls_verify: off',
  'x: *a',
  'x: "a',
  'x: [',
  '\tx: y',
  'x: y: z',
  'port: abc',
  'x: "\\q"',
  '  deep: 1',
  'x: }',
];
const jsonFaults = ['"tls": "1"', '"tls_verify": "off"', '"x": y', '"x" 1', '"x": "\\q"', '"x": [', '"x": "\\ud800"', '"x": null'];

const forms = {
  classic: {
    name: 'main.conf',
    to: 'yaml',
    spellings: classicSpellings,
    faults: classicFaults,
    whole: (parts: readonly Spelling[]) =>
      `[SERVICE]\n    flush 1\n[OUTPUT]\n    name http\n${parts.flat().join('\n')}\n[OUTPUT]\n    name null\n    Bogus 1\n`,
  },
  yaml: {
    name: 'main.yaml',
    to: 'classic',
    spellings: yamlSpellings,
    faults: yamlFaults,
    whole: (parts: readonly Spelling[]) => {
      const lines = parts.flat().map((line) => `      ${line}\n`);
      return `pipeline:\n  outputs:\n    - name: http\n${lines.join('')}    - name: null\n      bogus: 1\n`;
    },
  },
  json: {
    name: 'main.json',
    to: 'yaml',
    spellings: jsonSpellings,
    faults: jsonFaults,
    whole: (parts: readonly Spelling[]) => {
      const entries = parts.map((lines) => `,\n${lines.join('\n')}`);
      return `{"pipeline": {"outputs": [{"name": "http"${entries.join('')},\n"bogus": 1}]}}\n`;
    },
  },
};

type Form = (typeof forms)[keyof typeof forms];

const text = ({ spellings, faults, whole }: Form) => {
  const spelt = fc.tuple(fc.constantFrom(...spellings), keys, values).map(([lines, key, value]) =>
    lines.map((line) =>
      line
        .replaceAll('SECRET', secret)
        .replaceAll('VALUE', () => value)
        .replaceAll('KEY', key),
    ),
  );
  const wrong = fc.constantFrom(...faults).map((line) => [line]);
  return fc.array(fc.oneof({ weight: 2, arbitrary: spelt }, { weight: 1, arbitrary: wrong }), { minLength: 1, maxLength: 4 }).map(whole);
};

/** All that is said about a file, in every form. */
async function sayings(dir: string, { name, to }: Form): Promise<string[]> {
  const said: string[] = [];
  const say = async (...argv: string[]) => {
    const { stdout, stderr } = await runIn(dir, argv);
    said.push(argv[0] === 'convert' ? stderr : stdout + stderr);
  };
  for (const form of ['pretty', 'json', 'github']) await say('check', '--no-references', '--format', form, name);
  for (const target of ['yaml', 'classic', 'json']) await say('convert', '--strict', '--expand-aliases', '--to', target, name);
  await say('migrate', name, '--to', to);
  for (const report of ['report.md', 'report.json', 'report.sarif']) {
    await say('migrate', name, '--to', to, '--diff', '--report', report);
    said.push(readFileSync(join(dir, report), 'utf8'));
    rmSync(join(dir, report));
  }
  return said;
}

describe.each(Object.entries(forms))('a secret in %s appears in nothing that is said', patience, (_, form) => {
  it('whatever its key, its spelling and what is wrong beside it', async () => {
    const dir = tempDir();
    const whole = async (input: string) => {
      writeFileSync(join(dir, form.name), input);
      const said = await sayings(dir, form);
      expect(said.flatMap((one) => one.split('\n')).filter((line) => line.includes(secret))).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(text(form), whole), runs(20, 200));
  });
});
