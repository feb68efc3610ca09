import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from '../../../support/run-in.js';
import { tempDir } from '../../../support/temp-dir.js';

const files = { 'etc/a.conf': '[INPUT]\n    name cpu\n' };
const argv = ['etc', '--write', '--delete-source'];
const yamlError = `[2024/05/01 12:34:56] [error] [config] YAML error found in file "p.yaml", line 1, column 1: unexpected event`;
const banner = `Fluent Bit v3.2.10
* Copyright (C) 2015-2024 The Fluent Bit Authors
* Fluent Bit is a CNCF sub-project under the umbrella of Fluentd
* https://fluentbit.io

 ___  __
|  _|/ _\\ |
|_|  \\__/ |_|

             Fluent Bit v3.2 - a name for it
`;

/** Runs a migration with a stand-in for Fluent Bit: a shell script, in which $3 is the file that it is asked about. */
async function verify(dir: string, script: string, ...more: string[]): Promise<{ code: number; said: string }> {
  const path = join(tempDir(), 'fluent-bit');
  writeFileSync(path, `#!/bin/sh\ntest "$1" = --version && exit 0\n${script}\n`);
  chmodSync(path, 0o755);
  const { code, stdout, stderr } = await runIn(dir, ['migrate', ...argv, ...more, '--verify-with', path]);
  return { code, said: (stdout + stderr).replaceAll(path, 'FLB') };
}

function says(text: string, when = '*'): string {
  return `case "$3" in ${when}) cat >&2 <<'END'\n${text}\nEND\n;; esac`;
}

describe('--verify-with', () => {
  it.each([
    yamlError,
    '[error] [config] YAML error found in file "p.yaml"',
    '[2024/05/01 12:34:56.123456789] [error] [parser] unknown',
    '\x1b[1m[\x1b[0m2024/05/01 12:34:56\x1b[1m]\x1b[0m [\x1b[91merror\x1b[0m] [config] no',
  ])('takes a line of the log that is an error for a failure, although the program ends well: %j', async (line) => {
    const dir = tempDir(files);
    const { code, said } = await verify(dir, says(line, '*.yaml'));
    expect(said).toContain('etc/a.yaml: FLB does not start from it: its log has errors\n    ');
    expect(said).toContain('none\nwas removed');
    expect(code).toBe(1);
    expect(existsSync(join(dir, 'etc/a.conf'))).toBe(true);
  });

  it.each(['[2024/05/01 12:34:56] [ info] [error] is a word', 'configuration test is successful', '[ warn] no error'])(
    'takes no other line for one: %j',
    async (line) => {
      const dir = tempDir(files);
      const { code, said } = await verify(dir, says(line));
      expect(said).toContain('etc/a.yaml: FLB starts from it\n');
      expect(code).toBe(0);
      expect(existsSync(join(dir, 'etc/a.conf'))).toBe(false);
    },
  );

  it.each([
    ['a new failure', says('[error] x', '*.yaml'), 'etc/a.conf: FLB starts from the old file\n'],
    ['one that was there before', says('[error] x'), 'etc/a.conf: FLB does not start from the old file either, for the same reason\n'],
    ['one with other times and names', `echo "[$$ 12:34:56] [error] in $3, a.\${3##*.}"; exit 1`, 'either, for the same reason\n'],
    ['another one than before', `${says('[error] x', '*.yaml')}; ${says('[error] y', '*.conf')}`, 'either: its log has errors\n'],
    ['another end than before', 'case "$3" in *.yaml) exit 1;; *) exit 2;; esac', 'the old file either: exit code 2\n'],
  ])('tells %s', async (_, script, message) => {
    const dir = tempDir(files);
    const { code, said } = await verify(dir, script);
    expect(said).toContain(message);
    expect(code).toBe(1);
    expect(existsSync(join(dir, 'etc/a.conf'))).toBe(true);
  });

  it('tells if only the old file fails', async () => {
    const { code, said } = await verify(tempDir(files), says('[error] x', '*.conf'));
    expect(said).toContain('etc/a.conf: FLB does not start from the old file: its log has errors\netc/a.yaml: FLB starts from it\n');
    expect(code).toBe(0);
  });

  it('asks about the old text of a file that is updated where it stands', async () => {
    const parser = '[PARSER]\n    name p\n    format json\n';
    const dir = tempDir({ 'etc/main.yaml': 'service:\n  parsers_file: parsers.conf\n', 'etc/parsers.conf': parser });
    const { code, said } = await verify(dir, 'grep -q parsers.conf "$3" || exit 1');
    expect(said).toContain('etc/main.yaml: FLB starts from the old file\netc/main.yaml: FLB does not start from it: exit code 1\n');
    expect(code).toBe(1);
  });

  it('says so in each report', async () => {
    for (const [suffix, text] of [
      ['.md', '| etc/a.conf | starts from the old file |\n| etc/a.yaml | does not start from it: its log has errors |'],
      ['.json', '"starts": true'],
      ['.sarif', '"alike": false'],
    ]) {
      const dir = tempDir(files);
      await verify(dir, says('[error] x', '*.yaml'), '--report', `report${suffix}`);
      expect(readFileSync(join(dir, `report${suffix}`), 'utf8')).toContain(text);
    }
  });

  it('does not quote what Fluent Bit says at each start', async () => {
    const log = '[2024/05/01 12:34:56] [ info] [fluent bit] version=3.2.10\nconfiguration test is successful';
    const { said } = await verify(tempDir(files), says(`${banner}\n${log}`));
    expect(said).toContain(`etc/a.yaml: FLB starts from it\n    ${log.replace('\n', '\n    ')}\n1 old file removed\n`);
    const split = await verify(tempDir(files), `cat <<'END'\n${banner}\nEND\n${says(yamlError)}`);
    expect(split.said).toContain(`its log has errors\n    ${yamlError}\n\n`);
    const onlyBanner = await verify(tempDir(files), says(banner));
    expect(onlyBanner.said).toContain('FLB starts from it\n1 old file removed\n');
  });

  it('says so if the log is endless', async () => {
    const dir = tempDir(files);
    const { code, said } = await verify(dir, 'case "$3" in *.yaml) yes "[ info] x";; esac');
    expect(said).toContain('etc/a.yaml: FLB does not start from it: it says more than 16 MB\n');
    expect(code).toBe(1);
    expect(existsSync(join(dir, 'etc/a.conf'))).toBe(true);
  });

  it('quotes the first error and what follows it', async () => {
    const lines = Array.from({ length: 9 }, (_, at) => (at === 2 ? '[error] first' : `[ info] ${at}`));
    const { said } = await verify(tempDir(files), says(lines.join('\n')));
    expect(said).toContain('its log has errors\n    [error] first\n    [ info] 3\n    [ info] 4\n    [ info] 5\n    [ info] 6\n\n');
  });
});
