import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

const input = '[INPUT]\n    name cpu\n';
const parser = '[PARSER]\n    name   one\n    format json\n';
const names = Array.from({ length: 24 }, (_, i) => `conf.d/f${i}.conf`);

function treeBelow(root: string) {
  const includes = names.map((name) => `@INCLUDE ${root}/${name}\n`).join('');
  return {
    'main.conf': `[SERVICE]\n    parsers_file ${root}/parsers.conf\n${includes}`,
    'parsers.conf': parser,
    ...Object.fromEntries(names.map((name) => [name, input])),
  };
}

describe('paths of another machine that follow from the tree', () => {
  it('are one error with the exact option', async () => {
    const dir = tempDir(treeBelow('/etc/td-agent-bit'));
    const { code, stdout } = await runIn(dir, ['migrate', '.']);
    expect(code).toBe(1);
    expect(stdout).not.toMatch(/FLB60[12]/);
    expect(stdout.match(/ FLB620: .*\n.*\n.*\n.*/g)).toEqual([
      ` FLB620: 25 paths below '/etc/td-agent-bit' lead nowhere on this machine; with --root, they lead to files of this migration
  3 | @INCLUDE /etc/td-agent-bit/conf.d/f0.conf
    |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = add --root /etc/td-agent-bit=.`,
    ]);
    const again = await runIn(dir, ['migrate', '.', '--root', '/etc/td-agent-bit=.', '--write']);
    expect(again.stdout).toContain('26 files: 26 converted');
    expect(again.code).toBe(0);
  });

  it('are an information where only files are meant that may stay', async () => {
    const dir = tempDir({ 'etc/main.conf': '[SERVICE]\n    parsers_file /opt/x/parsers.conf\n', 'etc/parsers.conf': parser });
    const { code, stdout } = await runIn(dir, ['migrate', 'etc']);
    expect(stdout).toContain('info FLB620');
    expect(stdout).toContain('  = add --root /opt/x=etc\n');
    expect(code).toBe(0);
  });

  it('are named with an option that a shell takes as it is', async () => {
    const dir = tempDir({ 'etc/main.conf': "[SERVICE]\n    parsers_file /opt/it's/parsers.conf\n", 'etc/parsers.conf': parser });
    const { stdout } = await runIn(dir, ['migrate', 'etc']);
    expect(stdout).toContain("  = add --root '/opt/it'\\''s=etc'\n");
  });

  it('are not guessed where two directories would do, or where one path leads nowhere still', async () => {
    const two = tempDir({ 'main.conf': '@INCLUDE /x/a.conf\n', 'p/a.conf': input, 'q/a.conf': input });
    expect((await runIn(two, ['migrate', '.'])).stdout).toContain('error FLB601');
    const part = tempDir({ 'main.conf': '@INCLUDE /x/a.conf\n@INCLUDE /x/b.conf\n', 'a.conf': input });
    expect((await runIn(part, ['migrate', '.'])).stdout.match(/error FLB601/g)).toHaveLength(2);
  });

  it.each(['C:\\fb=w', 'C:/fb=w', 'C:\\fb\\=w'])('of Windows, with --root %s', async (root) => {
    const files = {
      'w/main.conf': '[SERVICE]\n    parsers_file C:\\fb\\parsers.conf\n@INCLUDE C:\\fb\\a.conf\n',
      'w/a.conf': input,
      'w/parsers.conf': parser,
    };
    const { code, stdout, stderr } = await runIn(tempDir(files), ['migrate', 'w', '--root', root]);
    expect(stdout).toContain('line 2: C:\\fb\\parsers.conf -> C:\\fb\\parsers.yaml\n    line 3: C:\\fb\\a.conf -> C:\\fb\\a.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('name the option for Windows, too', async () => {
    const { stdout } = await runIn(tempDir({ 'main.conf': '@INCLUDE C:\\fb\\a.conf\n', 'a.conf': input }), ['migrate', '.']);
    expect(stdout).toContain('  = add --root C:/fb=.\n');
  });
});

it('a --root that no path begins with is named', async () => {
  const { stderr, code } = await runIn(tempDir({ 'main.conf': input }), ['migrate', '.', '--root', '/etc/x=.']);
  expect(stderr).toBe('flb-convert: --root /etc/x=. is not used: no path begins with /etc/x\n');
  expect(code).toBe(0);
});
