import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from './support/run-in.js';
import { filesIn, tempDir } from './support/temp-dir.js';

const input = '[INPUT]\n    name cpu\n';
const inputYaml = 'pipeline:\n  inputs:\n    - name: cpu\n';
const output = '[OUTPUT]\n    name  stdout\n    match *\n';
const parser = '[PARSER]\n    name   one\n    format json\n';
const main = '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE conf.d/*.conf\n';
const upstream = '[UPSTREAM]\n    name u\n\n[NODE]\n    name       n\n    host       h\n    port       24224\n    shared_key hunter2\n';
const twoUpstreams =
  'upstream_servers:\n' +
  ['a', 'b'].map((name) => `  - name: ${name}\n    nodes:\n      - name: n\n        host: h\n        port: 24224\n`).join('');

/** Everything in a directory: files with their content, directories, links with where they lead. */
function treeOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path}: ${entry.isSymbolicLink() ? readlinkSync(path) : entry.isDirectory() ? '/' : readFileSync(path, 'latin1')}`;
    })
    .sort();
}

/** Runs `migrate` in a directory; what it says on both streams together. */
async function migrate(dir: string, ...argv: string[]): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await runIn(dir, ['migrate', ...argv]);
  return { code, said: stdout + stderr };
}

async function expectSaid(dir: string, argv: readonly string[], code: number, ...parts: string[]): Promise<void> {
  const outcome = await migrate(dir, ...argv);
  for (const part of parts) expect(outcome.said).toContain(part);
  expect(outcome.code, outcome.said).toBe(code);
}

async function expectUnchanged(dir: string, argv: readonly string[], code: number, ...parts: string[]): Promise<void> {
  const before = treeOf(dir);
  await expectSaid(dir, argv, code, ...parts);
  expect(treeOf(dir)).toEqual(before);
}

describe('migrate says what stands in its way', () => {
  it('FLB601: an include that leads out of the migration, or nowhere', async () => {
    const dir = tempDir({ 'a/main.conf': '@INCLUDE ../b/in.conf\n@INCLUDE none/*.conf\n', 'b/in.conf': input });
    await expectUnchanged(
      dir,
      ['a', '--write'],
      1,
      "a/main.conf:1:10: error FLB601: '../b/in.conf' is no part of this migration",
      'name it, too',
      "a/main.conf:2:10: error FLB501: no file matches 'none/*.conf'",
      'nothing is written before the errors are mended',
    );
    await expectSaid(dir, ['a', 'b'], 1, 'b/in.conf    part  -> b/in.yaml');
  });

  it('FLB602: a reference that leads out of the migration stays as it is', async () => {
    const dir = tempDir({ 'a/main.conf': '[SERVICE]\n    parsers_file ../b/parsers.conf\n', 'b/parsers.conf': parser });
    await expectSaid(dir, ['a', '--write'], 0, "a/main.conf:2:18: info FLB602: '../b/parsers.conf' is no part of this migration");
    expect(readFileSync(join(dir, 'a/main.yaml'), 'utf8')).toBe('service:\n  parsers_file: ../b/parsers.conf\n');
  });

  it('FLB603: a path that leads elsewhere from each main file', async () => {
    const common = '@INCLUDE in.conf\n';
    const dir = tempDir({
      'a/main.conf': '@INCLUDE ../common.conf\n',
      'b/main.conf': '@INCLUDE ../common.conf\n',
      'a/in.conf': input,
      'b/in.conf': input,
      'common.conf': common,
    });
    await expectUnchanged(dir, ['.', '--write'], 1, "common.conf:1:10: error FLB603: 'in.conf' leads to another file from one main file");
  });

  it('FLB604: a pattern that becomes a list', async () => {
    const dir = tempDir({ 'main.conf': '@INCLUDE d/*.conf\n', 'd/a.conf': input, 'd/b.conf': output, 'd/old.yaml': inputYaml });
    await expectSaid(dir, ['.', '--write'], 0, "main.conf:1:10: info FLB604: 'd/*.conf' becomes the list of the 2 files that it matches");
    expect(readFileSync(join(dir, 'main.yaml'), 'utf8')).toBe('includes:\n  - d/a.yaml\n  - d/b.yaml\n');
  });

  it('FLB605: the settings of several files, joined in the order in which the engine reads them', async () => {
    const dir = tempDir({
      'main.conf': '@INCLUDE first.conf\n\n[SERVICE]\n    flush 1\n\n@INCLUDE last.conf\n\n[SERVICE]\n    grace 2\n',
      'first.conf': '[SERVICE]\n    log_level info\n',
      'last.conf': '[SERVICE]\n    flush 5\n',
    });
    await expectSaid(dir, ['.', '--write'], 0, "main.conf:3:1: info FLB605: the settings of 3 files become one 'service'");
    expect(readFileSync(join(dir, 'main.yaml'), 'utf8')).toBe(
      'includes:\n  - first.yaml\n\nservice:\n  log_level: info\n  flush: 1\n  Flush: 5\n  grace: 2\n---\nincludes:\n  - last.yaml\n',
    );
  });

  it('FLB605: the settings of one other file, in words that fit one', async () => {
    const dir = tempDir({ 'main.conf': '@INCLUDE set.conf\n', 'set.conf': '[SERVICE]\n    flush 1\n' });
    expect((await migrate(dir, '.')).said).not.toContain('1 files');
  });

  it('FLB606: two files that would become one', async () => {
    const dir = tempDir({ 'a.conf': input, 'a.CONF': output });
    await expectUnchanged(dir, ['.', '--write', '--force'], 1, "error FLB606: 'a.yaml' would become of this file, and of 'a.CONF' as well");
    await expectSaid(dir, ['.', '--exclude', 'a.CONF'], 0, '1 file: 1 to convert');
  });

  it('FLB606: a copy in the place of what is converted', async () => {
    const dir = tempDir({ 'in/a.conf': input, 'in/a.yaml': 'service:\n  flush: 1\n' });
    await expectUnchanged(dir, ['in', '-d', 'out'], 1, "error FLB606: 'out/a.yaml' would become of this file, and of 'in/a.yaml' as well");
  });

  it('FLB607: a link to a main file with includes', async () => {
    const dir = tempDir({ 'v1/main.conf': '@INCLUDE in.conf\n', 'v1/in.conf': input });
    symlinkSync('v1/main.conf', join(dir, 'main.conf'));
    const text = 'main.conf:1:1: warning FLB607: Fluent Bit looks for what a YAML file includes beside the name that it is started with';
    await expectSaid(dir, ['.', '--write'], 0, text);
    expect(readlinkSync(join(dir, 'main.yaml'))).toBe('v1/main.yaml');
  });

  it('FLB608: a reference to an upstream file that is split', async () => {
    const outputs = 'pipeline:\n  outputs:\n    - name: forward\n      match: "*"\n      upstream: up.yaml\n';
    const dir = tempDir({ 'main.yaml': outputs, 'up.yaml': twoUpstreams });
    const argv = ['.', '--to', 'classic', '--write'];
    await expectUnchanged(dir, argv, 1, "up.yaml:7:5: error FLB304: several upstreams in one file ('a', 'b')");
    await expectUnchanged(dir, [...argv, '--upstreams', 'split'], 1, "main.yaml:5:17: error FLB608: 'up.yaml' becomes 2 files");
    await expectSaid(dir, [...argv, '--upstreams', 'merge'], 0, 'up.yaml    upstream  -> up.conf');
  });

  it('FLB609: a reference that cannot be given its new value keeps what it refers to', async () => {
    const dir = tempDir({ 'main.yaml': 'service:\n  parsers_file: "p\\x61rsers.conf"\n', 'parsers.conf': parser });
    const text = "main.yaml:2:17: warning FLB609: 'parsers.conf' becomes 'parsers.yaml', which cannot be put here as it is written";
    await expectSaid(dir, ['.', '--write', '--delete-source'], 0, text, '0 old files removed');
    expect(Object.keys(filesIn(dir))).toEqual(['main.yaml', 'parsers.conf', 'parsers.yaml']);
  });

  it('FLB610: a link that leads to nothing, and one in a circle', async () => {
    const dir = tempDir({ 'a.conf': input });
    symlinkSync('none.conf', join(dir, 'gone.conf'));
    symlinkSync('loop.conf', join(dir, 'loop.conf'));
    symlinkSync('none.lua', join(dir, 'gone.lua'));
    await expectUnchanged(
      dir,
      ['.', '--write'],
      1,
      "gone.conf:1:1: error FLB610: 'gone.conf' is a link that leads to nothing",
      "loop.conf:1:1: error FLB610: 'loop.conf' is a link that leads to nothing",
      'gone.lua   other  left alone: a link to nothing',
    );
  });

  it('a file that is no text', async () => {
    const dir = tempDir({ 'a.conf': Buffer.from('[SERVICE]\n    log_file \xe9\n', 'latin1') });
    await expectUnchanged(dir, ['.', '--write'], 1, 'a.conf:2:14: error FLB101: not UTF-8 at byte offset 23');
  });

  it('a pattern that would take in the new files: the old configuration must still start', async () => {
    const dir = tempDir({ 'main.conf': '@INCLUDE in.d/*\n', 'in.d/cpu': input });
    await expectUnchanged(dir, ['.', '--write'], 1, "main.conf:1:10: error FLB611: 'in.d/*' would match the new 'in.d/cpu.yaml' as well");
    await expectSaid(dir, ['.', '-d', 'new'], 0);
  });

  it('a pattern of a YAML file that stays, and would take in a new file', async () => {
    const dir = tempDir({ 'main.yaml': 'includes:\n  - in.d/*.yaml\n', 'in.d/a.yaml': inputYaml, 'in.d/old.conf': input });
    await expectUnchanged(
      dir,
      ['.', '--write'],
      1,
      "main.yaml:2:5: error FLB611: 'in.d/*.yaml' would match the new 'in.d/old.yaml' as well",
    );
  });
});

describe('migrate without a destination', () => {
  const files = { 'main.conf': main, 'parsers.conf': parser, 'conf.d/cpu.conf': input, 'notes.txt': 'hello\n' };

  it('shows the plan and changes nothing', async () => {
    await expectUnchanged(
      tempDir(files),
      ['.'],
      0,
      'main.conf        main     -> main.yaml\n    line 2: parsers.conf -> parsers.yaml\n    line 4: conf.d/*.conf -> conf.d/*.yaml\n',
      "notes.txt        other    left alone: not Fluent Bit's",
      '4 files: 3 to convert, 0 to update, 0 there already, 1 left alone, 0 refused; 0 errors, 0 warnings\n',
    );
  });

  it('--check and --diff have the exit code 1 while something is left to do', async () => {
    const dir = tempDir(files);
    await expectUnchanged(dir, ['.', '--check'], 1);
    await expectUnchanged(dir, ['.', '--diff'], 1, '--- /dev/null\n+++ conf.d/cpu.yaml\n@@ -0,0 +1,3 @@\n+pipeline:\n');
    await expectSaid(dir, ['.', '--write'], 0);
    await expectUnchanged(dir, ['.', '--check'], 0, 'nothing is left to migrate');
    await expectUnchanged(dir, ['.', '--diff'], 0, 'nothing is left to migrate');
  });

  it.each([
    [['.', '--delete-source'], '--delete-source goes with --write or -d DIR: without them, nothing is written'],
    [['.', '--force'], '--force goes with --write or -d DIR'],
    [['.', '--backup'], '--backup goes with --write or -d DIR'],
    [['.', '--verify-with', 'true'], '--verify-with goes with --write or -d DIR'],
    [['.', '--write', '-d', 'x'], "'-d, --directory <dir>' cannot be used with option '--write'"],
    [['.', '--write', '--diff'], "'--diff' cannot be used with option '--write'"],
    [['.', '-d', 'x', '--check'], "'--check' cannot be used with option '-d, --directory <dir>'"],
    [['.', '--report', 'x.txt'], '--report x.txt: its name ends with .md, .json, .sarif'],
    [['.', '--to', 'toml'], "unknown format 'toml' for --to: expected classic, json, yaml"],
    [['.', '--root', '/etc'], '--root /etc: write FROM=DIR, where DIR is a directory of this machine'],
    [['.', '--root', '/etc=none'], '--root /etc=none: write FROM=DIR'],
    [['none'], 'no such file or directory: none'],
    [['*.toml'], 'nothing matches *.toml'],
    [[], "missing required argument 'paths'"],
  ])('%j: the job cannot be done', async (argv, message) => {
    await expectUnchanged(tempDir(files), argv, 2, message);
  });
});

describe('migrate --write', () => {
  it('stops before the first write if something else is there, unless it may overwrite it', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': output, 'a.yaml': 'other\n' });
    await expectUnchanged(dir, ['.', '--write'], 2, 'a.yaml', 'use --force to overwrite, nothing was changed');
    await expectSaid(dir, ['.', '--write', '--force', '--backup'], 0);
    expect(filesIn(dir)).toMatchObject({ 'a.yaml': inputYaml, 'a.yaml.bak': 'other\n' });
  });

  it('changes nothing the second time, and says so', async () => {
    const dir = tempDir({ 'main.conf': main, 'parsers.conf': parser, 'conf.d/cpu.conf': input });
    await expectSaid(dir, ['.', '--write'], 0, '3 files: 3 converted');
    await expectUnchanged(dir, ['.', '--write'], 0, 'nothing is left to migrate\n3 files: 0 converted, 0 updated, 3 there already');
  });

  it('refuses a directory in the place of a file, even by force', async () => {
    const dir = tempDir({ 'a.conf': input, 'a.yaml/x': '' });
    await expectUnchanged(dir, ['.', '--write', '--force'], 2, 'a.yaml: it is a directory');
  });

  it('--delete-source leaves what something else still refers to', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.txt': 'kept' });
    await expectSaid(dir, ['.', '--write', '--delete-source'], 0, '1 old file removed');
    expect(filesIn(dir)).toEqual({ 'a.yaml': inputYaml, 'b.txt': 'kept' });
  });

  it('finishes a removal that was interrupted', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': input });
    await migrate(dir, '.', '--write');
    const content = execFileSync('sha256sum', [join(dir, 'a.conf')], { encoding: 'utf8' }).slice(0, 64);
    const journal = ['a', 'b'].map((name) => ({ path: `${name}.conf`, replacedBy: [`${name}.yaml`], content }));
    writeFileSync(join(dir, '.flb-convert-removing'), JSON.stringify(journal));
    await expectUnchanged(dir, ['.', '--check'], 2, '2 are left: finish it with');
    await expectSaid(dir, ['.', '--write', '--delete-source'], 0, 'nothing is left to migrate');
    expect(readdirSync(dir)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('updates a YAML file that refers to classic parsers where it stands', async () => {
    const text = '# ours\nservice:\n  parsers_file:   "parsers.conf"  # all\n';
    const dir = tempDir({ 'main.yaml': text, 'parsers.conf': parser });
    await expectSaid(dir, ['.', '--write', '--delete-source'], 0, 'main.yaml     main     updated in place', '1 old file removed');
    expect(readFileSync(join(dir, 'main.yaml'), 'utf8')).toBe(text.replace('parsers.conf', 'parsers.yaml'));
    await expectUnchanged(dir, ['.', '--check'], 0);
  });
});

describe('migrate -d', () => {
  it('mirrors the tree, with copies of what stays as it is', async () => {
    const dir = tempDir({ 'in/main.conf': '@INCLUDE a/x.conf\n', 'in/a/x.conf': input, 'in/a/f.lua': 'return 1\n' });
    await expectSaid(dir, ['in', '-d', 'out'], 0, "in/a/f.lua    other  left alone: not Fluent Bit's -> out/a/f.lua, a copy");
    expect(filesIn(join(dir, 'out'))).toEqual({ 'a/f.lua': 'return 1\n', 'a/x.yaml': inputYaml, 'main.yaml': 'includes:\n  - a/x.yaml\n' });
    await expectUnchanged(dir, ['in', '-d', 'out'], 0, 'nothing is left to migrate');
  });

  it('takes no notice of an earlier run within the directory itself', async () => {
    const dir = tempDir({ 'a.conf': input });
    await expectSaid(dir, ['.', '-d', 'out'], 0);
    await expectUnchanged(dir, ['.', '-d', 'out'], 0, 'nothing is left to migrate\n1 file:');
  });

  it('nor where the way to it is a link', async () => {
    const dir = tempDir({ 'in/a.conf': input, 'in/f.lua': 'return 1\n' });
    symlinkSync('in', join(dir, 'link'));
    for (let run = 0; run < 3; run++) await expectSaid(dir, ['in', '-d', 'link/out'], 0, '2 files:');
    expect(Object.keys(filesIn(join(dir, 'in')))).toEqual(['a.conf', 'f.lua', 'out/a.yaml', 'out/f.lua']);
  });

  it.each([
    ['in', '.'],
    ['in', 'in'],
    ['in/sub', 'in'],
  ])('says so where %s would be built in %s', async (from, to) => {
    const dir = tempDir({ 'in/sub/a.conf': input });
    await expectUnchanged(dir, [from, '-d', to], 2, to);
  });

  it('takes what --write has made already', async () => {
    const dir = tempDir({ 'in/main.conf': main, 'in/parsers.conf': parser, 'in/conf.d/cpu.conf': input });
    await expectSaid(dir, ['in', '--write'], 0);
    await expectSaid(dir, ['in', '-d', 'out'], 0, '3 files: 3 converted');
    expect(Object.keys(filesIn(join(dir, 'out')))).toEqual(['conf.d/cpu.yaml', 'main.yaml', 'parsers.yaml']);
    await expectUnchanged(dir, ['in', '-d', 'out'], 0, 'nothing is left to migrate');
  });
});

describe('which files migrate takes', () => {
  it('a file that is named alone takes in what it refers to in its directory', async () => {
    const dir = tempDir({ 'main.conf': main, 'parsers.conf': parser, 'conf.d/cpu.conf': input, 'other.conf': input, 'notes.txt': '' });
    await expectSaid(dir, ['main.conf'], 0, '3 files: 3 to convert');
  });

  it('a file without a suffix of its own, if a configuration refers to it', async () => {
    const dir = tempDir({ 'agent/main.conf': '[SERVICE]\n    parsers_file parsers\n\n@INCLUDE inputs\n', 'agent/parsers': parser });
    writeFileSync(join(dir, 'agent/inputs'), input);
    for (const path of ['agent', 'agent/main.conf']) {
      await expectSaid(dir, [path], 0, 'agent/inputs     part     -> agent/inputs.yaml', '3 files: 3 to convert');
    }
  });

  it('not what --exclude or .gitignore leaves out', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': input, 'c/d.conf': input, '.gitignore': 'b.conf\n' });
    await expectSaid(dir, ['.', '--exclude', 'c/'], 0, '1 file: 1 to convert');
    await expectSaid(dir, ['.', '--exclude', '*.conf'], 0, '0 files');
  });

  it('says of a YAML file that it cannot read that it is broken, not that it is somebody else’s', async () => {
    const dir = tempDir({ 'main.yaml': 'pipeline:\n  inputs:\n    - name: cpu\n   - name: mem\n' });
    await expectSaid(dir, ['.', '--to', 'classic'], 1, 'main.yaml');
  });

  it('no files of others', async () => {
    const files = {
      'nginx.conf': 'server {\n  listen 80;\n}\n',
      'my.conf': '[client]\nport=3306\n',
      'compose.yaml': 'services:\n  a:\n    image: b\n',
      'map.yaml': 'kind: ConfigMap\ndata:\n  a.conf: |\n    [SERVICE]\n        flush 1\n',
      'package.json': '{"name":"x"}\n',
      'empty.conf': '',
    };
    for (const to of ['yaml', 'classic', 'json'])
      await expectSaid(tempDir(files), ['.', '--to', to], 0, '6 left alone, 0 refused; 0 errors');
  });

  it('names with blanks, line ends, quotes and other scripts', async () => {
    const names = ['a b', 'line\nend', 'it\'s "q"', '$HOME `x`', 'ä–日本', '-dash', 'star*[1]', '#hash', '{brace}', '%TAB\t'];
    const dir = tempDir(Object.fromEntries(names.map((name) => [`d/${name}.conf`, input])));
    writeFileSync(join(dir, 'main.conf'), '@INCLUDE d/*.conf\n@INCLUDE e f/it\'s "q" #1.conf\n');
    mkdirSync(join(dir, 'e f'));
    writeFileSync(join(dir, 'e f', 'it\'s "q" #1.conf'), output);
    await expectSaid(dir, ['.', '--write'], 0, '12 files: 12 converted');
    for (const name of names) expect(readFileSync(join(dir, 'd', `${name}.yaml`), 'utf8')).toBe(inputYaml);
    await expectUnchanged(dir, ['.', '--write'], 0, 'nothing is left to migrate');
  });

  it('deep trees and links in circles', async () => {
    const deep = Array.from({ length: 100 }, () => 'd').join('/');
    const dir = tempDir({ [`${deep}/a.conf`]: input });
    symlinkSync('..', join(dir, 'd/again'));
    await expectSaid(dir, ['.', '--write'], 0, '1 file: 1 converted');
    expect(existsSync(join(dir, deep, 'a.yaml'))).toBe(true);
  });

  it('2,000 files', async () => {
    const names = Array.from({ length: 2000 }, (_, i) => `d${i % 20}/f${i}`);
    const dir = tempDir(Object.fromEntries(names.map((name) => [`${name}.conf`, input])));
    await expectSaid(dir, ['.', '--write'], 0, '2000 files: 2000 converted');
    for (const name of names) expect(readFileSync(join(dir, `${name}.yaml`), 'utf8')).toBe(inputYaml);
    await expectSaid(dir, ['.', '--check'], 0);
  });
});

describe('links', () => {
  it('a link to what is converted becomes a link to what comes of that', async () => {
    const dir = tempDir({ 'main.conf': '[SERVICE]\n    parsers_file current.conf\n', 'v2.conf': parser });
    symlinkSync('v2.conf', join(dir, 'current.conf'));
    await expectSaid(dir, ['.', '-d', 'out'], 0);
    expect(readlinkSync(join(dir, 'out/current.yaml'))).toBe('v2.yaml');
    expect(lstatSync(join(dir, 'out/v2.yaml')).isFile()).toBe(true);
  });

  /** A mounted ConfigMap: each file is a link into a hidden directory. */
  function configMap(files: Record<string, string>): string {
    const dir = tempDir(Object.fromEntries(Object.entries(files).map(([name, text]) => [`etc/..v1/${name}`, text])));
    symlinkSync('..v1', join(dir, 'etc/..data'));
    for (const name of Object.keys(files)) symlinkSync(`..data/${name}`, join(dir, 'etc', name));
    return dir;
  }

  it.each([['--write'], ['-d', 'new']])('a mounted ConfigMap, %j', async (...argv) => {
    const dir = configMap({
      'main.conf': '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE in-*.conf\n',
      'parsers.conf': parser,
      'in-a.conf': input,
    });
    await expectSaid(dir, ['etc', ...argv], 0, '3 files: 3 converted');
    const made = readFileSync(join(dir, argv[1] ?? 'etc', 'main.yaml'), 'utf8');
    expect(made).toBe('service:\n  parsers_file: parsers.yaml\n\nincludes:\n  - in-*.yaml\n');
    await expectUnchanged(dir, ['etc', ...argv], 0, 'nothing is left to migrate');
  });

  it('a mounted ConfigMap with a YAML file that refers to classic parsers', async () => {
    const dir = configMap({ 'main.yaml': 'service:\n  parsers_file: parsers.conf\n', 'parsers.conf': parser });
    await expectSaid(dir, ['etc', '-d', 'new'], 0);
    expect(filesIn(join(dir, 'new'))['main.yaml']).toBe('service:\n  parsers_file: parsers.yaml\n');
  });
});

describe('--verify-with', () => {
  function program(dir: string, script: string): string {
    const path = join(dir, 'fluent-bit');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it('asks a Fluent Bit about each new main file', async () => {
    const dir = tempDir({ 'etc/main.conf': main, 'etc/parsers.conf': parser, 'etc/conf.d/cpu.conf': input });
    const path = program(tempDir(), 'echo "asked $*"');
    await expectSaid(dir, ['etc', '--write', '--delete-source', '--verify-with', path], 0, `asked --dry-run -c ${dir}/etc/main.yaml`);
    expect(Object.keys(filesIn(dir))).toEqual(['etc/conf.d/cpu.yaml', 'etc/main.yaml', 'etc/parsers.yaml']);
  });

  it('removes nothing if it does not start', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = program(tempDir(), 'echo "[error] no"; exit 1');
    await expectSaid(dir, ['etc', '--write', '--delete-source', '--verify-with', path], 1, 'does not start from it\n    [error] no');
    expect(Object.keys(filesIn(dir))).toEqual(['etc/a.conf', 'etc/a.yaml']);
  });

  it('removes nothing if a source has changed meanwhile', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = program(tempDir(), `printf '[INPUT]\\n    name mem\\n' > ${dir}/etc/a.conf`);
    await expectSaid(dir, ['etc', '--write', '--delete-source', '--verify-with', path], 2, 'etc/a.conf changed meanwhile');
    expect(filesIn(dir)['etc/a.conf']).toBe('[INPUT]\n    name mem\n');
  });
});

describe('secrets', () => {
  it.each(['.md', '.json', '.sarif'])('are in no output and in no report, %s', async (suffix) => {
    const dir = tempDir({ 'etc/up.conf': upstream, 'etc/main.conf': '[SERVICE]\n    http_passwd hunter2\n    http_passwd hunter2\n' });
    for (const argv of [['--diff'], ['--to', 'json', '--diff'], ['--write']]) {
      const { said } = await migrate(dir, 'etc', '--report', `report${suffix}`, ...argv);
      expect(said + readFileSync(join(dir, `report${suffix}`), 'utf8')).not.toContain('hunter2');
    }
    expect(readFileSync(join(dir, 'etc/up.yaml'), 'utf8')).toContain('hunter2');
  });
});

describe('--report', () => {
  it.each(['.md', '.json', '.sarif'])('is the same wherever and whenever it is written, %s', async (suffix) => {
    const reports = [];
    for (let run = 0; run < 2; run++) {
      const dir = tempDir({
        'etc/main.conf': main,
        'etc/parsers.conf': parser,
        'etc/conf.d/b.conf': input,
        'etc/conf.d/a.conf': '[INPTU]\n',
      });
      await expectSaid(dir, ['etc', '--report', `out${suffix}`], 0);
      reports.push(readFileSync(join(dir, `out${suffix}`), 'utf8'));
    }
    expect(reports[0]).toBe(reports[1]);
    for (const name of ['etc/main.conf', 'etc/parsers.conf', 'etc/conf.d/a.conf', 'FLB221', 'conf.d/&#42;.yaml']) {
      expect(reports[0]?.replaceAll('conf.d/*', 'conf.d/&#42;')).toContain(name);
    }
  });

  it('is written where there are errors, too', async () => {
    const dir = tempDir({ 'etc/a.conf': '[INPUT]\n    name\n' });
    await expectSaid(dir, ['etc', '--write', '--report', 'out.json'], 1);
    expect(JSON.parse(readFileSync(join(dir, 'out.json'), 'utf8'))).toMatchObject({ done: false, summary: { refuse: 1, errors: 1 } });
  });
});
