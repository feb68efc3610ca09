import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node-host.js';
import { mayBeConfiguration } from '../../src/migrate/read/may-be-configuration.js';
import { asNobody } from '../support/as-nobody.js';
import { journalText, writeJournal } from '../support/removal-journal.js';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const input = '[INPUT]\n    name cpu\n';
const inputYaml = 'pipeline:\n  inputs:\n    - name: cpu\n';
const output = '[OUTPUT]\n    name  stdout\n    match *\n';
const parser = '[PARSER]\n    name   one\n    format json\n';
const parserYaml = 'parsers:\n  - name: s\n    format: json\n';
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
      "a/main.conf:1:10: error FLB601: '../b/in.conf' is not part of this migration",
      'name it, too',
      "a/main.conf:2:10: error FLB501: no file matches 'none/*.conf'",
      'nothing is written before the errors are fixed',
    );
    await expectSaid(dir, ['a', 'b'], 1, 'b/in.conf    part  -> b/in.yaml');
  });

  it('FLB602: a reference that leads out of the migration stays as it is', async () => {
    const dir = tempDir({ 'a/main.conf': '[SERVICE]\n    parsers_file ../b/parsers.conf\n', 'b/parsers.conf': parser });
    await expectSaid(dir, ['a', '--write'], 0, "a/main.conf:2:18: info FLB602: '../b/parsers.conf' is not part of this migration");
    expect(readFileSync(join(dir, 'a/main.yaml'), 'utf8')).toBe('service:\n  parsers_file: ../b/parsers.conf\n');
  });

  it('FLB602: what a file refers to outside of the tree that is copied elsewhere', async () => {
    const dir = tempDir({
      'a/main.yaml': 'includes:\n  - ../b/in.yaml\n\nservice:\n  parsers_file: ../b/parsers.yaml\n',
      'b/in.yaml': inputYaml,
      'b/parsers.yaml': parserYaml,
    });
    await expectSaid(
      dir,
      ['a', '-d', 'new'],
      0,
      "a/main.yaml:2:5: info FLB602: '../b/in.yaml' is not part of this migration and stays as it is: it is not in the new tree",
      "a/main.yaml:5:17: info FLB602: '../b/parsers.yaml' is not part of this migration and stays as it is: Fluent Bit reads either",
    );
    expect((await migrate(dir, 'a')).said).not.toContain('FLB');
    writeFileSync(join(dir, 'a/main.yaml'), 'includes:\n  - conf.d/*.yaml\n');
    expect((await migrate(dir, 'a', '-d', 'empty')).said).not.toContain('FLB');
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

  it('FLB604: a pattern in an included file, which YAML takes only if it is started with an absolute path', async () => {
    const dir = tempDir({
      'main.conf': '@INCLUDE sub/all.conf\n@INCLUDE d/*.conf\n',
      'sub/in/a.conf': input,
      'sub/in/b.conf': output,
      'full/a.conf': input,
      'd/a.conf': input,
    });
    writeFileSync(join(dir, 'sub/all.conf'), `@INCLUDE sub/in/*.conf\n@INCLUDE ${dir}/full/*.conf\n`);
    const said = "'sub/in/*.conf' becomes the list of the 2 files that it matches: in an included YAML file";
    await expectSaid(dir, ['.', '--write'], 0, `sub/all.conf:1:10: info FLB604: ${said}`, '0 warnings, 1 info');
    const files = filesIn(dir);
    expect(files['sub/all.yaml']).toBe(`includes:\n  - in/a.yaml\n  - in/b.yaml\n  - ${dir}/full/*.yaml\n`);
    expect(files['main.yaml']).toBe('includes:\n  - sub/all.yaml\n  - d/*.yaml\n');
  });

  it('keeps a pattern in an included file towards classic, which takes it from anywhere', async () => {
    const dir = tempDir({
      'main.yaml': 'includes:\n  - sub/all.yaml\n',
      'sub/all.yaml': 'includes:\n  - in/*.yaml\n',
      'sub/in/a.yaml': inputYaml,
    });
    await expectSaid(dir, ['.', '--to', 'classic', '--write'], 0);
    expect(filesIn(dir)['sub/all.conf']).toBe('@INCLUDE sub/in/*.conf\n');
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

  it('FLB308: a setting of an included file that is spelt anew, at the include', async () => {
    const dir = tempDir({
      'main.conf': '# ours\n[SERVICE]\n    flush 1\n    grace 2\n\n@INCLUDE all.conf\n',
      'all.conf': '# more\n@INCLUDE in.conf\n',
      'in.conf': '[SERVICE]\n    flush 5\n',
    });
    const text = "main.conf:6:10: info FLB308: the repeated key 'flush' is written 'Flush'";
    await expectSaid(dir, ['.'], 0, text, '6 | @INCLUDE all.conf\n');
  });

  it('FLB605: the settings of one other file, in words that fit one', async () => {
    const dir = tempDir({
      'a.conf': '[SERVICE]\n    grace 1\n\n@INCLUDE set.conf\n',
      'b.conf': '@INCLUDE set.conf\n',
      'set.conf': '[SERVICE]\n    flush 1\n',
    });
    await expectSaid(
      dir,
      ['.', '--write'],
      0,
      "a.conf:1:1: info FLB605: the settings of 2 files become one 'service'",
      "b.conf:1:1: info FLB605: the settings of another file become one 'service'",
    );
    expect(readFileSync(join(dir, 'b.yaml'), 'utf8')).toBe('service:\n  flush: 1\n\nincludes:\n  - set.yaml\n');
  });

  it('FLB606: two files that would become one', async () => {
    const dir = tempDir({ 'a.conf': input, 'a.CONF': output });
    await expectUnchanged(
      dir,
      ['.', '--write', '--force'],
      1,
      "error FLB606: 'a.yaml' would be the new name of this file, and of 'a.CONF' as well",
    );
    await expectSaid(dir, ['.', '--exclude', 'a.CONF'], 0, '1 file: 1 to convert');
  });

  describe.each([
    ['a main file', 'service:\n  flush: 1\n'],
    ['one that refers to what is migrated', `service:\n  parsers_file: parsers.conf\n${inputYaml}`],
    ['one that includes what is migrated', 'includes:\n  - parsers.yaml\n'],
    ['one that is broken', 'service:\n  flush: 1\n flush: 2\n'],
    ['one that is not Fluent Bit’s', 'a: b\n'],
  ])('an older YAML file in the place of the new one: %s', (_, older) => {
    const files = { 'in/a.conf': `[SERVICE]\n    parsers_file parsers.conf\n${input}`, 'in/a.yaml': older, 'in/parsers.conf': parser };
    const converted = `service:\n  parsers_file: parsers.yaml\n\n${inputYaml}`;

    it('is announced by the plan', async () => {
      const said = ['in/a.conf        main     -> in/a.yaml, there with other content\n', '--force overwrites it\n'];
      await expectUnchanged(tempDir(files), ['in'], 2, ...said);
    });

    it.each([[['--write']], [['-d', 'out']]])('stops %j before anything is written', async (argv) => {
      await expectUnchanged(tempDir(files), ['in', ...argv], 2, 'in/a.yaml exists and is different: use --force to overwrite');
    });

    it.each([
      [['--write'], 'in/'],
      [['-d', 'out'], 'out/'],
    ])('makes way for the new one with %j --force, and only then', async (argv, prefix) => {
      const dir = tempDir(files);
      await expectSaid(dir, ['in', ...argv, '--force'], 0, '2 converted');
      expect(filesIn(dir)[`${prefix}a.yaml`]).toBe(converted);
      expect(filesIn(dir)['in/a.yaml']).toBe(prefix === 'in/' ? converted : older);
      await expectUnchanged(dir, ['in', ...argv], 0, 'nothing is left to migrate');
    });
  });

  it('a YAML file in use does not make way for the new form of another, even by force', async () => {
    const dir = tempDir({ 'in/a.conf': input, 'in/a.yaml': 'service:\n  flush: 1\n', 'in/main.yaml': 'includes:\n  - a.yaml\n' });
    for (const argv of [['--write'], ['-d', 'out']]) await expectUnchanged(dir, ['in', ...argv, '--force'], 1, 'error FLB606');
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

  it('FLB609: names no reference that could be replaced, and replaces none in that file', async () => {
    const text = 'service:\n  parsers_file: parsers.conf\n  plugins_file: "plugins\\x2econf"\n';
    const dir = tempDir({ 'main.yaml': text, 'parsers.conf': parser, 'plugins.conf': '[PLUGINS]\n    path /a.so\n' });
    const { code, said } = await migrate(dir, '.', '--write', '--delete-source');
    expect(code, said).toBe(0);
    expect(said.match(/FLB609.*/g)).toEqual([expect.stringContaining("'plugins.conf' becomes 'plugins.yaml'")]);
    expect(Object.keys(filesIn(dir))).toEqual(['main.yaml', 'parsers.conf', 'parsers.yaml', 'plugins.conf', 'plugins.yaml']);
    expect(readFileSync(join(dir, 'main.yaml'), 'utf8')).toBe(text);
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
      '1 other file left alone: a link to nothing',
    );
  });

  describe.each([
    ['a configuration', `[OUTPUT]\n    name hunter2\n    match *\n    uri s3cret\n`],
    ['one with errors', 'hunter2\n[OUTPUT]\n    s3cret\n'],
    ['another file', 'hunter2 = s3cret\n'],
  ])('a link that leads out of the scope: %s', (_, content) => {
    /** A repository, whose file `etc/link.conf`, or what is given, leads to a file outside of it. */
    function makeTree(name = 'link.conf'): string {
      const outside = tempDir({ 'secret.conf': content });
      const dir = tempDir({ '.git/HEAD': '', 'etc/a.conf': input });
      symlinkSync(join(outside, 'secret.conf'), join(dir, 'etc', name));
      return dir;
    }

    it.each([
      [['--diff'], 1],
      [['-v'], 0],
      [['--check'], 1],
      [['--write'], 0],
      [['-d', 'new'], 0],
      [['-v', '--report', 'r.md'], 0],
    ])('nothing in it is shown or copied: %j', async (argv, code) => {
      const dir = makeTree();
      const outcome = await migrate(dir, 'etc', ...argv);
      expect(outcome.code, outcome.said).toBe(code);
      expect(outcome.said + treeOf(dir).join('\n')).not.toMatch(/hunter2|s3cret/);
      if (argv.includes('-v')) expect(outcome.said).toContain('left alone: a link that leads out of the repository or directories');
    });

    it('nor where it stands in the place of a new file', async () => {
      const { code, said } = await migrate(makeTree('a.yaml'), 'etc', '--diff');
      expect(code, said).toBe(1);
      expect(said).toContain('+  inputs:\n');
      expect(said).not.toMatch(/hunter2|s3cret/);
    });

    it('is read if it is named', async () => {
      const { said } = await migrate(makeTree(), 'etc', 'etc/link.conf', '-v');
      expect(said).not.toContain('leads out');
    });
  });

  it('an include does not lead through a link out of the scope', async () => {
    const outside = tempDir({ 'in.conf': '[INPUT]\n    name hunter2\n' });
    const dir = tempDir({ '.git/HEAD': '', 'etc/main.conf': '@INCLUDE in.conf\n[SERVICE]\n    parsers_file in.conf\n' });
    symlinkSync(join(outside, 'in.conf'), join(dir, 'etc/in.conf'));
    await expectSaid(dir, ['etc'], 1, "etc/main.conf:1:10: error FLB601: 'in.conf' is not part of this migration");
    expect((await migrate(dir, 'etc', '-v')).said).not.toContain('hunter2');
    await expectSaid(dir, ['etc/main.conf'], 1, 'error FLB601');
    expect((await migrate(dir, 'etc', 'etc/in.conf')).said).not.toContain('FLB601');
  });

  it('FLB610: shows no line of a file that is not there', async () => {
    const dir = tempDir({ 'a.conf': input });
    symlinkSync('none.conf', join(dir, 'gone.conf'));
    const { said } = await migrate(dir, '.');
    expect(said).toContain('leads to nothing\n  = remove it, or leave it out with --exclude\n');
  });

  /** A reference of each kind from a main file, and files of that kind in each format. */
  const referred: Record<string, { refer: (path: string) => string; classic: string; yaml: string }> = {
    parsers_file: { refer: (path) => `[SERVICE]\n    parsers_file ${path}\n`, classic: parser, yaml: parserYaml },
    plugins_file: {
      refer: (path) => `[SERVICE]\n    plugins_file ${path}\n`,
      classic: '[PLUGINS]\n    path /a.so\n',
      yaml: 'plugins:\n  - /b.so\n',
    },
    streams_file: {
      refer: (path) => `[SERVICE]\n    streams_file ${path}\n`,
      classic: '[STREAM_TASK]\n    name a\n    exec SELECT * FROM TAG:a;\n',
      yaml: 'stream_processor:\n  - name: b\n    exec: SELECT * FROM TAG:b;\n',
    },
    upstream: {
      refer: (path) => `[OUTPUT]\n    name     forward\n    match    *\n    upstream ${path}\n`,
      classic: upstream,
      yaml: twoUpstreams.slice(0, twoUpstreams.indexOf('  - name: b')),
    },
  };

  describe.each(Object.entries(referred))('FLB612: %s would lead elsewhere afterwards', (_, { refer, classic, yaml }) => {
    it.each([['--write'], ['-d', '../new']])('to a new file, where there is none today, %j', async (...argv) => {
      const main = refer('made.yaml');
      const dir = join(tempDir({ 'etc/main.conf': main, 'etc/made.conf': classic }), 'etc');
      const made = argv[1] === undefined ? 'made.yaml' : `${dirname(dir)}/new/made.yaml`;
      const text = `error FLB612: 'made.yaml' leads to nothing today, and would lead to the new '${made}' afterwards`;
      await expectUnchanged(dir, ['.', ...argv], 1, text, 'rename the file that becomes that one, or correct the path');
    });

    it.each([['--write'], ['-d', '../new']])('to a new file in place of another, %j', async (...argv) => {
      const dir = join(tempDir({ 'etc/d/main.conf': refer('p.yaml'), 'etc/d/p.yaml': yaml, 'etc/p.conf': classic }), 'etc');
      const base = argv[1] === undefined ? '' : `${dirname(dir)}/new/`;
      const text = `error FLB612: 'p.yaml' would lead to '${base}p.yaml' afterwards, and not to '${base}d/p.yaml'`;
      await expectUnchanged(dir, ['.', ...argv], 1, text, 'rename one of the two, or correct the path');
    });
  });

  it('FLB612: a new name that leads to a file of the working directory', async () => {
    const dir = tempDir({ 'd/main.conf': '[SERVICE]\n    parsers_file p.conf\n', 'd/p.conf': parser, 'p.yaml': parserYaml });
    const text = "d/main.conf:2:18: error FLB612: 'p.yaml' would lead to 'p.yaml' afterwards, and not to 'd/p.yaml'";
    await expectUnchanged(dir, ['d', '--write'], 1, text);
  });

  it('FLB612: references of a YAML file that stays', async () => {
    const dir = tempDir({ 'main.yaml': 'service:\n  parsers_file: made.yaml\n', 'made.conf': parser });
    await expectUnchanged(dir, ['.', '--write'], 1, "main.yaml:2:17: error FLB612: 'made.yaml' leads to nothing today");
    const other = tempDir({ 'main.yaml': 'includes:\n  - made.yaml\n', 'made.conf': input });
    await expectUnchanged(other, ['.', '--write'], 1, "main.yaml:2:5: error FLB612: 'made.yaml' leads to nothing today");
  });

  it('FLB612: an include that classic looks for in the working directory first', async () => {
    const dir = tempDir({
      'd/main.yaml': 'includes:\n  - in.yaml\n',
      'd/in.yaml': inputYaml,
      'in.conf': input,
      'd/old.conf': '@INCLUDE x.conf\n',
      'd/x.conf': input,
      'x.yaml': inputYaml,
    });
    await expectUnchanged(
      dir,
      ['.', '--to', 'classic', '--write'],
      1,
      "d/main.yaml:2:5: error FLB612: 'in.conf' would lead to 'in.conf' afterwards, and not to 'd/in.conf'",
      "d/old.conf:1:10: error FLB612: 'x.conf' would lead to 'x.conf' afterwards, and not to 'd/x.conf'",
    );
  });

  it('FLB612: a file that stays behind where the tree is built elsewhere', async () => {
    const dir = tempDir({ 'etc/main.conf': '[SERVICE]\n    parsers_file parsers.conf\n', 'etc/parsers.conf': parser });
    const text = "etc/main.conf:2:18: error FLB612: 'parsers.conf' would lead to nothing afterwards, and not to 'etc/parsers.conf'";
    await expectUnchanged(dir, ['etc', '-d', 'new', '--exclude', 'parsers.conf'], 1, text, 'migrate that file as well');
    await expectSaid(dir, ['etc', '-d', 'new'], 0);
  });

  it('no FLB612 of a reference to a file that is refused itself', async () => {
    const dir = tempDir({
      'd/main.conf': '[SERVICE]\n    parsers_file p.conf\n',
      'd/p.conf': '[PARSER]\n    name\n',
      'p.yaml': parserYaml,
    });
    const { code, said } = await migrate(dir, 'd', '--write');
    expect(code).toBe(1);
    expect(said).toContain('FLB108');
    expect(said).not.toContain('FLB612');
  });

  describe('FLB613: an included file whose new form gets its own name', () => {
    const yamlMain = 'includes:\n  - in.conf\n\npipeline:\n  outputs:\n    - name: stdout\n';
    const trees = [
      { to: 'yaml', format: 'classic', files: { 'z/in.yaml': input, 'z/main.conf': `@INCLUDE in.yaml\n\n${output}` } },
      { to: 'classic', format: 'yaml', files: { 'z/in.conf': inputYaml, 'z/main.yaml': yamlMain } },
    ];

    it.each(trees)('--to $to, however the tree is named', async ({ to, format, files }) => {
      const [part = '', root = ''] = Object.keys(files);
      const text = `${part}:1:1: error FLB613: '${part}' is ${format} and already has the name of its new form`;
      for (const path of ['z', root]) await expectUnchanged(tempDir(files), [path, '--to', to, '--write', '--force'], 1, text);
    });

    it.each(trees)('not in a tree elsewhere: --to $to', async ({ to, files }) => {
      for (const path of ['z', Object.keys(files)[1] ?? '']) {
        const dir = tempDir(files);
        await expectSaid(dir, [path, '--to', to, '-d', 'new'], 0, '2 files: 2 converted');
        await expectUnchanged(dir, [path, '--to', to, '-d', 'new'], 0, 'nothing is left to migrate');
      }
    });

    it('nor a link to it', async () => {
      const dir = tempDir({ 'z/in.yaml': input, 'z/main.conf': '@INCLUDE in.yaml\n' });
      symlinkSync('in.yaml', join(dir, 'z/current.yaml'));
      await expectSaid(dir, ['z', '-d', 'new'], 0, 'z/current.yaml  part  -> new/current.yaml, a link to new/in.yaml');
    });
  });

  it.each(['z', 'z/main.conf'])('FLB506: an included file whose content is YAML already, %s', async (path) => {
    const dir = tempDir({ 'z/in.yaml': inputYaml, 'z/main.conf': '@INCLUDE in.yaml\n' });
    const text = "z/main.conf:1:10: error FLB506: Fluent Bit reads 'in.yaml' as classic here, its content looks like yaml";
    await expectUnchanged(dir, [path, '--write'], 1, text);
  });

  it('FLB506: a warning where a reference leads to a file under a name that does not fit', async () => {
    const refer = (path: string) => `[SERVICE]\n    parsers_file ${path}\n\n${input}`;
    const dir = tempDir({
      'a.conf': refer('p.yaml'),
      'p.yaml': parser,
      'b.conf': refer('q.conf'),
      'q.conf': parserYaml,
      'c.conf': refer('r'),
    });
    writeFileSync(join(dir, 'r'), parser);
    const warnings = [
      "a.conf:2:18: warning FLB506: Fluent Bit reads 'p.yaml' as yaml here, its content looks like classic",
      "b.conf:2:18: warning FLB506: Fluent Bit reads 'q.conf' as classic here, its content looks like yaml",
    ];
    await expectSaid(dir, ['.', '-v'], 0, ...warnings, 'p.yaml  other    left alone', '0 errors, 2 warnings');
    await expectSaid(dir, ['a.conf', 'b.conf'], 0, ...warnings, '0 errors, 2 warnings');
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
      "1 other file left alone: not Fluent Bit's (-v lists them)",
      '4 files: 3 to convert, 0 to update, 0 up to date, 1 left alone, 0 refused; 0 errors, 0 warnings, 0 infos\n',
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

  it('--diff says what is wrong, too', async () => {
    await expectUnchanged(tempDir({ 'a.conf': '[INPUT]\n    name\n' }), ['.', '--diff'], 1, 'a.conf:2:5: error FLB108');
  });
});

describe('migrate --write', () => {
  it('stops before the first write if something else is there, unless it may overwrite it', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': output, 'a.yaml': 'other\n' });
    await expectUnchanged(dir, ['.', '--write'], 2, 'a.yaml', 'use --force to overwrite, nothing was changed');
    await expectSaid(dir, ['.', '--write', '--force', '--backup'], 0);
    expect(filesIn(dir)).toMatchObject({ 'a.yaml': inputYaml, '.flb-convert-backup/1/files/a.yaml': 'other\n' });
  });

  it('has a plan that says what it would stop over', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': output, 'a.yaml': 'other\n' });
    await expectSaid(dir, ['.'], 2, '1 of them is there with other content, which stops that: --force overwrites it\n');
    rmSync(join(dir, 'a.yaml'));
    mkdirSync(join(dir, 'a.yaml'));
    execFileSync('mkfifo', [join(dir, 'b.yaml')]);
    const { said } = await migrate(dir, '.');
    expect(said).toContain('a.conf  main  -> a.yaml, where something stands that is not a file\nb.conf  main  -> b.yaml, where something');
    expect(said).toContain('2 of them have no place, which stops that');
    expect(said).not.toContain('--force');
    for (const more of [[], ['--force']])
      await expectSaid(dir, ['.', '--write', ...more], 2, 'a.yaml: it is a directory; nothing was changed');
  });

  it('changes nothing the second time, and says so', async () => {
    const dir = tempDir({ 'main.conf': main, 'parsers.conf': parser, 'conf.d/cpu.conf': input });
    await expectSaid(dir, ['.', '--write'], 0, '3 files: 3 converted');
    await expectUnchanged(dir, ['.', '--write'], 0, 'nothing is left to migrate\n3 files: 0 converted, 0 updated, 3 up to date');
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

  /** What is left of files, and why, where their old form goes as far as it can. */
  async function leftOf(files: Record<string, string>, ...argv: string[]): Promise<{ files: string[]; why: string[] }> {
    const dir = tempDir(files);
    const { code, said } = await migrate(dir, '.', '--delete-source', ...(argv.includes('-d') ? argv : ['--write', ...argv]));
    expect(code, said).toBe(0);
    const left = Object.keys(filesIn(dir)).filter((name) => name in files);
    return { files: left, why: said.match(/(?<=the old file stays: ).*/g) ?? [] };
  }

  const refer = (path: string) => `[OUTPUT]\n    name forward\n    match *\n    upstream ${path}\n`;
  const ups = { 'up.conf': upstream, 'd/up.conf': upstream, 'd/my-up.conf': upstream };

  it.each([
    ['/x/up.conf', ['d/up.conf', 'up.conf'], 'mentions'],
    ['-up.conf', ['d/my-up.conf'], 'may mention'],
    ['', ['d/my-up.conf', 'd/up.conf', 'up.conf'], 'may mention'],
  ])('--delete-source leaves what a path with a variable may lead to, and says so: ${CONF}%s', async (end, left, level) => {
    const { files, why } = await leftOf({ ...ups, 'in.conf': input, 'main.conf': refer(`\${CONF}${end}`) });
    expect(files).toEqual(left);
    expect(new Set(why)).toEqual(new Set([`main.yaml:4 ${level} it`]));
  });

  it.each(['/fluent-bit/etc/up.conf', 'etc/up.conf', '../gone/up.conf'])(
    '--delete-source leaves what a path of another machine or directory may lead to, and says so: %s',
    async (path) => {
      const files = { 'main.conf': refer(path), 'up.conf': upstream, 'd/my-up.conf': upstream };
      expect(await leftOf(files)).toEqual({ files: ['up.conf'], why: ['main.yaml:4 mentions it'] });
    },
  );

  it('--delete-source leaves parsers that no file refers to, unless they are named by themselves (I-14)', async () => {
    const files = { 'main.conf': input, 'parsers.conf': parser };
    expect(await leftOf(files)).toEqual({
      files: ['parsers.conf'],
      why: ['no file refers to it, so the command line of Fluent Bit may (-R)'],
    });
    await expectSaid(tempDir(files), ['main.conf', 'parsers.conf', '--write', '--delete-source'], 0, '2 old files removed');
  });

  it('--delete-source removes what a path of another machine leads to by --root', async () => {
    const files = { 'main.conf': '[SERVICE]\n    parsers_file /fluent-bit/etc/parsers.conf\n', 'parsers.conf': parser };
    expect(await leftOf(files, '--root', '/fluent-bit/etc=.')).toEqual({ files: [], why: [] });
  });

  it('--delete-source leaves what a file needs that stays', async () => {
    const files = {
      'main.conf': refer(`\${CONF}/up.conf`),
      'up.conf': `${upstream}\n@INCLUDE more.conf\n`,
      'more.conf': '[NODE]\n    name m\n    host h\n    port 1\n',
    };
    expect(await leftOf(files)).toEqual({
      files: ['more.conf', 'up.conf'],
      why: ['up.conf:10 mentions it', 'main.yaml:4 mentions it'],
    });
  });

  it('--delete-source leaves what an old YAML file refers to that is updated elsewhere', async () => {
    const files = { 'etc/main.yaml': 'service:\n  parsers_file: parsers.conf\n', 'etc/parsers.conf': parser };
    expect(await leftOf(files, '-d', 'new')).toEqual({
      files: ['etc/main.yaml', 'etc/parsers.conf'],
      why: ['etc/main.yaml:2 mentions it'],
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['that is left out', { 'old/main.conf': '@INCLUDE ../in.conf\n' }, 'old/main.conf:1'],
    ['that git ignores', { '.gitignore': 'local\n', 'local/main.conf': '@INCLUDE ../in.conf\n' }, 'local/main.conf:1'],
    ['that is hidden', { '.old/main.conf': '@INCLUDE in.conf\n' }, '.old/main.conf:1'],
    ['below node_modules', { 'node_modules/x/main.conf': '\n@INCLUDE in.conf\n' }, 'node_modules/x/main.conf:2'],
    ['that is a template', { 'main.conf.j2': '@INCLUDE {{ dir }}/in.conf\n' }, 'main.conf.j2:1'],
    ['that is out of use', { 'main.conf.disabled': '@INCLUDE in.conf\n' }, 'main.conf.disabled:1'],
    ['of another name', { 'main.cfg': '[STREAM_PROCESSOR]\n\n@INCLUDE in.conf\n' }, 'main.cfg:3'],
    ['of containers', { Dockerfile: 'FROM x\nCOPY in.conf /etc/\n' }, 'Dockerfile:2'],
    ['of a cluster', { 'old/kustomization.yaml': 'configMapGenerator:\n  - files: [../in.conf]\n' }, 'old/kustomization.yaml:2'],
  ])('--delete-source leaves what a file mentions %s', async (_, files, place) => {
    const { files: left, why } = await leftOf({ 'in.conf': input, 'main.conf.txt': 'in.conf', ...files }, '--exclude', 'old');
    expect(left).toContain('in.conf');
    expect(why).toEqual([`${place} mentions it`]);
  });

  it.each([
    ['a part', { 'b/main.conf': '@INCLUDE conf.d/*.conf\n', 'b/conf.d/in.conf': input }, 'b/conf.d', 'b/main.conf:1 may mention'],
    [
      'a part far below',
      { 'main.cfg': '@INCLUDE b/conf.d/in.conf\n', 'b/conf.d/in.conf': input },
      'b/conf.d/*.conf',
      'main.cfg:1 mentions',
    ],
    [
      'what main files share',
      { 'a.conf': main, 'b.conf': main, 'parsers.conf': parser, 'conf.d/in.conf': input },
      'a.conf',
      'b.conf:2 mentions',
    ],
  ])('--delete-source leaves what a configuration above or beside uses that is not named: %s', async (_, files, path, user) => {
    const dir = tempDir(files);
    await expectSaid(dir, [path, '--write', '--delete-source'], 0, `the old file stays: ${user} it`);
    const left = Object.keys(filesIn(dir));
    expect(Object.keys(files).filter((name) => !left.includes(name))).toEqual(path === 'a.conf' ? ['a.conf'] : []);
  });

  it('lists what other files say of old ones, in a plan and at the end, with and without their removal', async () => {
    const files = {
      'etc/main.conf': '@INCLUDE in.conf\n',
      'etc/in.conf': input,
      'run.sh': '#!/bin/sh\nfluent-bit -c etc/main.conf\n',
      'README.md': 'main.conf\n',
    };
    const list = '    README.md:1 mentions main.conf\n    run.sh:2 mentions main.conf\n';
    for (const argv of [[], ['--write'], ['--write', '--delete-source'], ['-d', 'new']]) {
      expect((await migrate(tempDir(files), 'etc', ...argv)).said, argv.join(' ')).toContain(list);
    }
    const dir = tempDir(files);
    await expectSaid(dir, ['etc', '--write', '--delete-source'], 0, 'the old file stays: run.sh:2 mentions it', '0 old files removed');
    expect(Object.keys(filesIn(dir))).toEqual(['README.md', 'etc/in.conf', 'etc/in.yaml', 'etc/main.conf', 'etc/main.yaml', 'run.sh']);
  });

  it('--delete-source removes what files beside use that take part because the named one refers to them', async () => {
    const files = { 'main.conf': '@INCLUDE set.conf\n', 'set.conf': '[SERVICE]\n    parsers_file parsers.conf\n', 'parsers.conf': parser };
    const dir = tempDir({ ...files, 'data.json': '{', 'x.conf/y': '', 'vars.yaml': 'a: b\n' });
    await expectSaid(dir, ['main.conf', '--write', '--delete-source'], 0, '3 old files removed');
  });

  it('looks up to the root of the repository', async () => {
    const files = { 'r/.git/HEAD': '', 'r/main.conf': '@INCLUDE a/b/c/d/in.conf\n', 'r/a/b/c/d/in.conf': input };
    const above = { 'main.conf': '@INCLUDE r/a/b/c/d/other.conf\n', 'r/a/b/c/d/other.conf': output };
    const dir = tempDir({ ...files, ...above });
    await expectSaid(dir, ['r/a/b/c/d', '--write', '--delete-source'], 0, 'r/main.conf:1 mentions it', '1 old file removed');
    expect(existsSync(join(dir, 'r/a/b/c/d/other.conf'))).toBe(false);
  });

  it.each(['main.yaml', 'closed'])('--delete-source leaves all if %s cannot be read', async (closed) => {
    const dir = tempDir({ 'main.yaml': 'service:\n  flush: 1\n', 'in.conf': input, 'closed/x': '' });
    await migrate(tempDir({ 'a.conf': input }), '.', '--write', '--delete-source');
    chmodSync(dir, 0o777);
    chmodSync(join(dir, closed), 0);
    const argv = ['in.conf', '--write', '--delete-source'];
    await asNobody(() =>
      expectSaid(dir, argv, 0, `all old files stay: ${closed} cannot be read and may mention them`, '0 old files removed'),
    );
  });

  it('says once, not of each file, what cannot be read and keeps all', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': input, 'closed/x': '' });
    await migrate(tempDir({ 'a.conf': input }), '.', '--write', '--delete-source');
    chmodSync(dir, 0o777);
    chmodSync(join(dir, 'closed'), 0);
    await asNobody(async () => {
      for (const argv of [[], ['--diff'], ['--write', '--delete-source']]) {
        const { said } = await migrate(dir, 'a.conf', 'b.conf', ...argv);
        expect(said.split('closed').length - 1, said).toBe(1);
        expect(said).not.toMatch(/below each name|old files? can go/);
      }
    });
  });

  it.each([
    ['a comment', '# as in other.conf\nservice:\n  parsers_file: parsers.conf\n'],
    ['a value', 'service:\n  parsers_file: parsers.conf\npipeline:\n  inputs:\n    - name: exec\n      command: cat other.conf\n'],
  ])('--delete-source goes by the new text of a file that is updated, in this run as in the next: %s', async (_, main) => {
    const dir = tempDir({ 'etc/main.yaml': main, 'etc/parsers.conf': parser, 'etc/other.conf': input });
    const plan = await migrate(dir, 'etc');
    expect(plan.said).toMatch(/etc\/main\.yaml:\d mentions other\.conf\n/);
    expect(plan.said).not.toContain('mentions parsers.conf');
    for (const removed of ['1 old file removed', '0 old files removed']) {
      await expectSaid(dir, ['etc', '--write', '--delete-source'], 0, 'the old file stays: etc/main.yaml:', removed);
    }
    expect(Object.keys(filesIn(dir))).toEqual(['etc/main.yaml', 'etc/other.conf', 'etc/other.yaml', 'etc/parsers.yaml']);
  });

  it.each(['.md', '.json', '.sarif'])('a report of an earlier run mentions nothing: %s', async (suffix) => {
    const dir = tempDir({ 'etc/main.conf': '@INCLUDE in.conf\n', 'etc/in.conf': input });
    await migrate(dir, 'etc', '--report', `plan${suffix}`);
    const { said } = await migrate(dir, 'etc', '--write', '--delete-source');
    expect(said).toContain('2 old files removed');
    expect(said).not.toContain('plan.');
  });

  it('finishes a removal that was interrupted', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': input });
    await migrate(dir, '.', '--write');
    const replacements = { 'a.conf': { 'a.yaml': inputYaml }, 'b.conf': { 'b.yaml': inputYaml } };
    writeJournal(dir, journalText(replacements, { 'a.conf': input, 'b.conf': input }));
    await expectUnchanged(
      dir,
      ['.', '--check'],
      2,
      '(2 left): the same command again removes them, --delete-source with its --write or -d DIR',
    );
    await expectSaid(dir, ['.', '--write', '--delete-source'], 0, 'nothing is left to migrate');
    expect(readdirSync(dir)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('finishes a removal that was interrupted in a directory below', async () => {
    const dir = tempDir({ 'etc/d/a.conf': input, 'etc/d/a.yaml': inputYaml });
    writeJournal(join(dir, 'etc'), journalText({ 'd/a.conf': { 'd/a.yaml': inputYaml } }, { 'd/a.conf': input }));
    await expectSaid(dir, ['.'], 2, 'the same command again removes them');
    await expectSaid(dir, ['.', '--write', '--delete-source'], 0, '1 old file removed');
    expect(readdirSync(join(dir, 'etc'))).toEqual(['d']);
    expect(readdirSync(join(dir, 'etc/d'))).toEqual(['a.yaml']);
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
    await expectSaid(dir, ['in', '-d', 'out', '-v'], 0, "in/a/f.lua    other  left alone: not Fluent Bit's -> out/a/f.lua, a copy");
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

  /** From each of these, paths that lead out of the new tree would lead elsewhere than those of the old one. */
  it.each(['new', 'far/from/it', 'etc/new', '../new'])('leaves a reference to a file beside the tree as it is, in %s', async (to) => {
    const refer = '[SERVICE]\n    parsers_file ../shared/parsers.conf\n';
    const dir = join(tempDir({ 'here/etc/main.conf': refer, 'here/shared/parsers.conf': parser }), 'here');
    const text = "etc/main.conf:2:18: info FLB602: '../shared/parsers.conf' is not part of this migration and stays as it is";
    await expectSaid(dir, ['etc', '-d', to], 0, text, '0 errors, 0 warnings');
    expect(readFileSync(join(dir, to, 'main.yaml'), 'utf8')).toBe('service:\n  parsers_file: ../shared/parsers.conf\n');
    await expectUnchanged(dir, ['etc', '-d', to], 0, 'nothing is left to migrate');
  });

  /** What is left to do where a main file of `etc` refers to a file so. */
  async function leftFor(reference: string, { from = '', to = 'new', ...files }: Record<string, string> = {}): Promise<string> {
    const dir = tempDir({ 'here/etc/main.conf': reference, 'here/etc/p.conf': parser, 'here/etc/in.conf': input, ...files });
    const text = reference.replace('$PWD', `${dir}/here`);
    writeFileSync(join(dir, 'here/etc/main.conf'), `${text}\n${input}`);
    const { code, said } = await migrate(join(dir, 'here', from), from === '' ? 'etc' : '.', '-d', to);
    expect(code, said).toBe(0);
    return said.slice(said.indexOf('What is left')).replaceAll(`${dir}/here`, '$PWD');
  }

  it.each([
    ['one from the working directory', '[SERVICE]\n    parsers_file etc/p.conf\n', 'etc/p.yaml', {}],
    ['an include in full', '@INCLUDE $PWD/etc/in.conf\n', '$PWD/etc/in.yaml', {}],
    ['a pattern in full', '@INCLUDE $PWD/etc/i*.conf\n', '$PWD/etc/i*.yaml', {}],
    ['one that leads out of the tree', '[SERVICE]\n    parsers_file ../q.conf\n', '../q.conf', { 'here/q.conf': parser, to: 'far/new' }],
  ])('says that a tree must take the place of the old one for its paths: %s', async (_, reference, path, more) => {
    const left = await leftFor(reference, more);
    expect(left).toContain(`put the new tree in the place of the old one, since only there '${path}' leads\nwhere it should; then start`);
    expect(left).toContain('    fluent-bit -c $PWD/etc/main.yaml\n');
    expect(left).not.toContain('--delete-source');
  });

  it.each([
    ['beside the main file', '[SERVICE]\n    parsers_file p.conf\n', {}],
    ['an include', '@INCLUDE in.conf\n', {}],
    ['a pattern', '@INCLUDE i*.conf\n', {}],
    ['one with a variable', `[SERVICE]\n    parsers_file \${CONF}/p.conf\n`, {}],
    ['one that leads out of the tree, as from beside it', '[SERVICE]\n    parsers_file ../q.conf\n', { 'here/q.conf': parser }],
    ['one in full out of the tree', '[SERVICE]\n    parsers_file $PWD/q.conf\n', { 'here/q.conf': parser }],
  ])('starts from the new tree where its paths lead right from there: %s', async (_, reference, more) => {
    const left = await leftFor(reference, more);
    expect(left).toMatch(/^What is left for you: start Fluent Bit/);
    expect(left).toContain('    fluent-bit -c $PWD/new/main.yaml\n');
  });

  it('nor for what is found from the working directory in the old tree alone', async () => {
    const reference = '[SERVICE]\n    parsers_file p.conf\n';
    expect(await leftFor(reference, { from: 'etc', to: '../new' })).toContain('    fluent-bit -c $PWD/new/main.yaml\n');
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

  it.runIf(process.platform === 'linux')('says that a name is not UTF-8, and what it is', async () => {
    const dir = tempDir({ 'a/x': '', 'b/x': '', 'b/a.conf': input, 'c/x': '', 'd/\ufffd.conf': input });
    const make = (name: string) => writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from(name, 'latin1')]), input);
    make("a/it's na\xefve.conf");
    make('b/n\xe9.txt');
    mkdirSync(Buffer.from(`${dir}/c/\xe9`, 'latin1'));
    const name = `the name $'it\\'s na\\xefve.conf' is not UTF-8: rename it`;
    await expectSaid(dir, ['a', '--write'], 1, `error FLB503: 'a/it's na\ufffdve.conf' cannot be read: ${name}`);
    await expectSaid(dir, ["a/it's na\ufffdve.conf"], 2, `cannot read a/it's na\ufffdve.conf: ${name}`);
    await expectSaid(dir, ['b', '-d', 'new'], 2, `cannot read ${dir}/b/n\ufffd.txt: the name $'n\\xe9.txt' is not UTF-8: rename it`);
    await expectSaid(dir, ['c'], 2, `cannot read ${dir}/c/\ufffd: the name $'\\xe9' is not UTF-8: rename it`);
    await expectSaid(dir, ['d', '--write'], 0, '1 converted');
    await expectSaid(dir, ['d/\ufffd'], 2, 'no such file or directory: d/\ufffd');
  });

  it('--exclude: what it leaves out is read only before old files are removed', async () => {
    const files = { 'etc/main.conf': input, 'etc/left/run.sh': 'fluent-bit -c etc/main.conf\n', 'etc/left.sh': 'main.conf\n' };
    const left = ['--exclude', 'left/', '--exclude', 'left.sh'];
    for (const argv of [[], ['--write'], ['-d', 'new']]) {
      expect((await migrate(tempDir(files), 'etc', ...argv)).said).toContain('run.sh:1 mentions');
      expect((await migrate(tempDir(files), 'etc', ...left, ...argv)).said).not.toContain('mentions');
    }
    await expectSaid(tempDir(files), ['etc', ...left, '--write', '--delete-source'], 0, 'left/run.sh:1 mentions', '0 old files removed');
  });

  it('not what --exclude or .gitignore leaves out', async () => {
    const dir = tempDir({ 'a.conf': input, 'b.conf': input, 'c/d.conf': input, '.gitignore': 'b.conf\n' });
    await expectSaid(dir, ['.', '--exclude', 'c/'], 0, '1 file: 1 to convert');
    await expectSaid(dir, ['.', '--exclude', '*.conf'], 2, 'no configuration of Fluent Bit in .: 0 files looked at');
    await expectSaid(dir, ['.', '--exclude', './c'], 0, '1 file: 1 to convert');
    const { stderr, code } = await runIn(dir, ['migrate', '.', '--exclude', '../c/b.conf', '--exclude', 'c']);
    expect({ stderr, code }).toEqual({
      stderr:
        'flb-convert: --exclude ../c/b.conf leaves out nothing: it is a line as in a .gitignore, or a path that begins with ./, ../ or /\n',
      code: 0,
    });
  });

  it.runIf(spawnSync('git', ['--version']).status === 0)('what git would take in a repository, wherever in it', async () => {
    const dir = tempDir({
      '.gitignore': '/build/\n*.local.conf\n',
      'etc/.gitignore': '!keep.local.conf\n',
      'build/a.conf': input,
      'etc/main.conf': '@INCLUDE in/a.conf\n',
      'etc/in/a.conf': input,
      'etc/in/b.local.conf': input,
      'etc/keep.local.conf': input,
    });
    execFileSync('git', ['init', '--quiet'], { cwd: dir });
    const listed = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '*.conf'], { cwd: dir, encoding: 'utf8' });
    const taken = listed.trimEnd().split('\n');
    expect(taken).toEqual(['etc/in/a.conf', 'etc/keep.local.conf', 'etc/main.conf']);
    for (const paths of [['.'], ['etc'], ['**/*.conf']]) {
      const { said } = await migrate(dir, ...paths, '--diff');
      expect(said.match(/(?<=^\+\+\+ ).*/gm)?.sort(), said).toEqual(taken.map((name) => name.replace('.conf', '.yaml')));
    }
  });

  it('says of a YAML file that it cannot read that it is broken, not that it is somebody else’s', async () => {
    const dir = tempDir({ 'main.yaml': 'pipeline:\n  inputs:\n    - name: cpu\n   - name: mem\n' });
    await expectSaid(dir, ['.', '--to', 'classic'], 1, 'main.yaml:4:');
    await expectSaid(dir, ['.'], 0, 'main.yaml  other  left alone: it is broken', 'main.yaml:4:1: warning FLB131: not valid YAML');
  });

  /** Files of other programs, some with sections that Fluent Bit has as well. */
  const foreign: Record<string, string> = {
    'nginx.conf': 'server {\n  listen 80;\n}\n',
    'my.conf': '[client]\nport=3306\n',
    'compose.yaml': 'services:\n  a:\n    image: b\n',
    'map.yaml': 'kind: ConfigMap\ndata:\n  a.ini: |\n    [service]\n    flush = 1\n',
    'package.json': '{"name":"x"}\n',
    'empty.conf': '',
    'unit.conf': '# a unit\n[Unit]\nAfter=network.target\n\n[Service]\nType=simple\nExecStart=/bin/fluent-bit -c /etc/fluent-bit.conf\n',
    'pg_service.conf': '[service]\nhost=db\n',
    'rsyncd.conf': '[out]\n    path = /srv\n    comment = all\n',
    'fluentd.conf': '@include conf.d/*.conf\n<source>\n  @type tail\n</source>\n',
    'syslog-ng.conf': '@version: 4.8\n@include "scl.conf"\nsource s_local { internal(); };\n',
    'values.yaml': 'image:\n  tag: "1"\nenv:\n  - name: A\n    value: b\nservice:\n  type: ClusterIP\n  http_port: 80\n',
    'env.yaml': 'env:\n  LOG_LEVEL: info\n',
    'taskfile.yml': 'version: "3"\nincludes:\n  - docs.yml\nenv:\n  A: b\n',
    'lint.yaml': 'plugins:\n  - import\noutput:\n  format: text\n',
  };

  it.each(['yaml', 'classic', 'json'])('no files of others: --to %s', async (to) => {
    const dir = tempDir(foreign);
    await expectUnchanged(dir, ['.', '--to', to, '--write', '--delete-source'], 0, '15 left alone, 0 refused; 0 errors', '0 old files');
    const { said } = await migrate(dir, '.', '--to', to, '--write', '--delete-source', '-v');
    expect(said.match(/left alone: .*/g)?.sort()).toEqual(
      Object.keys(foreign)
        .map(() => "left alone: not Fluent Bit's")
        .sort(),
    );
  });

  /** Main files under names that Fluent Bit takes for classic as well (C-37). */
  const strangeNames = ['main.cfg', 'fluent-bit', 'main.conf.prod', 'main.txt', 'my.ini'];

  it.each(strangeNames)('a classic main file of any name, with its parts: %s', async (name) => {
    const dir = tempDir({ [`etc/${name}`]: main, 'etc/parsers.conf': parser, 'etc/conf.d/cpu.conf': input });
    await expectSaid(dir, ['etc', '--write', '--delete-source'], 0, '3 old files removed', `fluent-bit -c ${dir}/etc/${name}.yaml`);
    expect(filesIn(dir)).toEqual({
      [`etc/${name}.yaml`]: 'service:\n  parsers_file: parsers.yaml\n\nincludes:\n  - conf.d/*.yaml\n',
      'etc/parsers.yaml': 'parsers:\n  - name: one\n    format: json\n',
      'etc/conf.d/cpu.yaml': inputYaml,
    });
  });

  it('a pattern of a main file with a strange name that would match the new files, too', async () => {
    const dir = tempDir({ 'fluent-bit.cfg': '@INCLUDE conf.d/*\n', 'conf.d/in.conf': input });
    await expectUnchanged(dir, ['.', '--write'], 1, "fluent-bit.cfg:1:10: error FLB611: 'conf.d/*' would match the new 'conf.d/in.yaml'");
  });

  it('a file that is named by itself for what is in it, whatever its name', async () => {
    const dir = tempDir({
      'main.bak': main,
      'parsers.conf': parser,
      'conf.d/cpu.conf': input,
      'new.cfg': inputYaml,
      'latin.cfg': Buffer.from('[INPUT]\n    name cpu\n    tag \xfc\n', 'latin1'),
      'notes.txt': 'hello\n',
    });
    await expectSaid(dir, ['main.bak', '--check'], 1, 'main.bak         main     -> main.bak.yaml', '3 files: 3 to convert');
    await expectSaid(dir, ['new.cfg'], 0, 'left alone: YAML, which Fluent Bit reads under a name that ends with .yaml only');
    await expectSaid(dir, ['new.cfg', '--to', 'classic', '--write'], 0, 'new.cfg  main  -> new.cfg.conf');
    await expectSaid(dir, ['latin.cfg'], 1, 'latin.cfg:3:9: error FLB101');
    await expectSaid(dir, ['notes.txt'], 0, "1 other file left alone: not Fluent Bit's");
  });

  /** Files that begin like classic ones, or are such and not in use. */
  const strange: Record<string, string | Uint8Array> = {
    config: '[core]\n\trepositoryformatversion = 0\n[filter "lfs"]\n\trequired = true\n',
    editorconfig: 'root = true\n\n[*]\nindent_style = space\n',
    'setup.cfg': '[metadata]\nname: x\n\n[options]\npackages = find:\n',
    'tox.ini': '[tox]\nenvlist = py3\n',
    'php.ini': '[PHP]\nengine = On\n',
    'fluent-bit.service': '[Unit]\nAfter=network.target\n\n[Service]\nExecStart=/bin/fluent-bit\n',
    'service.service': '[Service]\nExecStart=/bin/fluent-bit\n',
    'x.desktop': '[Desktop Entry]\nType=Application\n',
    'Cargo.toml': '[package]\nname = "x"\n',
    'input.toml': '[input]\nname = "x"\n',
    'filter.ini': '[filter]\n    text x\n',
    'more.ini': `[other]\n    name x\n\n${input}`,
    'app.log': '[INFO] started\n',
    Doxyfile: '@INCLUDE = common.cfg\n',
    'scl.cfg': '@include "scl.conf"\n',
    'vars.cfg': '@SET A=1\n',
    'broken.cfg': `${input}flush 1\n`,
    'nul.bin': `${input}\0`,
    'helm.txt': '[INPUT]\n    name {{ .Values.name }}\n',
    'erb.txt': '[INPUT]\n    name <%= @name %>\n',
    ...Object.fromEntries(['bak', 'orig', 'rpmnew', 'dpkg-dist', 'disabled', 'j2', 'in', 'sample'].map((end) => [`a.conf.${end}`, input])),
    'a.conf~': input,
    empty: '',
  };

  it.each(['yaml', 'classic'])('no files of others, templates and copies under strange names: --to %s', async (to) => {
    const count = Object.keys(strange).length;
    await expectUnchanged(tempDir(strange), ['.', '--to', to, '--write', '--delete-source'], 0, `${count} left alone, 0 refused; 0 errors`);
  });

  it('does not read more than the beginning of a file that begins like no configuration', () => {
    const dir = tempDir({ 'big.bin': `#${'x'.repeat(20_000)}\n${input}` });
    expect(nodeHost().readStart(join(dir, 'big.bin'), 8192)).toHaveLength(8192);
    expect(mayBeConfiguration({ path: join(dir, 'big.bin'), isLink: false }, nodeHost())).toBe(false);
  });

  it.each([
    ['settings of the engine alone', 'service:\n  flush: 1\n  flush.adaptive: on\n  Log_Level: info\n'],
    ['an include', 'env:\n  A: b\nincludes:\n  - in.yaml\n'],
    ['a plugin to load', 'plugins:\n  - /lib/out_a.so\n'],
    ['a plugin', 'service:\n  type: x\npipeline:\n  inputs:\n    - name: cpu\n'],
    ['upstreams', twoUpstreams.slice(0, twoUpstreams.indexOf('  - name: b'))],
  ])('a YAML file with %s is Fluent Bit’s', async (_, text) => {
    await expectSaid(tempDir({ 'a.yaml': text, 'in.yaml': inputYaml }), ['.', '--to', 'classic'], 0, '2 files: 2 to convert');
  });

  it.each(['yaml', 'json'])('no JSON under another name than Fluent Bit reads it, and says so: --to %s', async (to) => {
    const dir = tempDir({
      'a.json': '{"pipeline": {"inputs": [{"name": "cpu"}]}}',
      'main.yaml': 'includes:\n  - in.json\n',
      'in.json': '{"service": {"flush": "1"}}',
    });
    await expectUnchanged(
      dir,
      ['.', '--to', to, '--check'],
      0,
      'a.json     main  left alone: JSON, which Fluent Bit reads under a name that ends with .yaml only',
      'in.json    part  left alone: YAML already',
    );
  });

  it('whatever an include leads to', async () => {
    const dir = tempDir({ 'a.yaml': 'includes:\n  - env.yaml\n', 'env.yaml': 'env:\n  A: b\n' });
    await expectSaid(dir, ['.', '--to', 'classic'], 0, 'env.yaml  part  -> env.conf');
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
});

describe('files that nobody may read', () => {
  it.each([
    ['@INCLUDE p.conf\n', '1:10: error', '  1 | @INCLUDE p.conf\n    |          ^^^^^^\n'],
    ['[SERVICE]\n    parsers_file p.conf\n', '2:18: warning', '  2 |     parsers_file p.conf\n    |                  ^^^^^^\n'],
  ])('FLB503: a file that nobody may read, and the line that refers to it: %j', async (reference, place, frame) => {
    const dir = tempDir({ 'etc/main.conf': `${reference}\n${input}`, 'etc/p.conf': parser });
    await migrate(dir, 'etc');
    chmodSync(dir, 0o755);
    chmodSync(join(dir, 'etc/p.conf'), 0o000);
    const said = `etc/main.conf:${place} FLB503: 'p.conf' cannot be read: permission denied\n${frame}`;
    await asNobody(() => expectSaid(dir, ['etc'], 1, said, "etc/p.conf:1:1: error FLB503: 'etc/p.conf' cannot be read"));
  });

  it('stop the run: a configuration by an error, a script where it would be copied', async () => {
    const dir = tempDir({ 'etc/a.conf': input, 'etc/f.lua': 'return 1\n', 'new/.keep': '' });
    await migrate(dir, 'etc');
    for (const path of ['.', 'new']) chmodSync(join(dir, path), 0o777);
    chmodSync(join(dir, 'etc/a.conf'), 0);
    const error = "etc/a.conf:1:1: error FLB503: 'etc/a.conf' cannot be read: permission denied";
    await asNobody(() => expectSaid(dir, ['etc'], 1, `${error}\n  = correct the path, or make the file readable\n`));
    chmodSync(join(dir, 'etc/a.conf'), 0o644);
    chmodSync(join(dir, 'etc/f.lua'), 0);
    await asNobody(() => expectSaid(dir, ['etc', '-d', 'new'], 2, `cannot read ${dir}/etc/f.lua: permission denied; nothing was changed`));
    expect(filesIn(join(dir, 'new'))).toEqual({ '.keep': '' });
  });
});

describe('links', () => {
  it('a file of the migration is included by a link to its directory', async () => {
    const dir = tempDir({ 'etc/main.conf': '@INCLUDE link/in.conf\n', 'etc/d/in.conf': input });
    symlinkSync('d', join(dir, 'etc/link'));
    await expectSaid(dir, ['etc'], 0, 'line 1: link/in.conf -> d/in.yaml', '2 files: 2 to convert');
  });

  it('a link to what is converted becomes a link to what comes of that', async () => {
    const dir = tempDir({ 'main.conf': '[SERVICE]\n    parsers_file current.conf\n', 'v2.conf': parser });
    symlinkSync('v2.conf', join(dir, 'current.conf'));
    await expectSaid(dir, ['.', '-d', 'out'], 0);
    expect(readlinkSync(join(dir, 'out/current.yaml'))).toBe('v2.yaml');
    expect(lstatSync(join(dir, 'out/v2.yaml')).isFile()).toBe(true);
  });

  it('are made again in a tree elsewhere, where they lead to what is in the tree', async () => {
    const dir = tempDir({
      'etc/main.conf': '[SERVICE]\n    parsers_file now.yaml\n',
      'etc/other.yaml': 'includes:\n  - now/i*.yaml\n',
      'etc/v1/in.yaml': inputYaml,
      'etc/v1/x.lua': 'return 1\n',
      'etc/p.yaml': parserYaml,
      'etc/empty/.keep': '',
      'out/x.lua': '',
    });
    const made = { now: 'v1', 'v1/up': '..', 'now.yaml': 'p.yaml', 'x.lua': 'v1/x.lua' };
    const others = { out: '../out', 'out.lua': '../out/x.lua', nothing: 'empty' };
    for (const [path, to] of Object.entries({ ...made, ...others })) symlinkSync(to, join(dir, 'etc', path));
    await expectSaid(
      dir,
      ['etc', '-d', 'far/new'],
      0,
      'etc/now.yaml    parsers  left alone: a link to a file that stays -> far/new/now.yaml, a link to far/new/p.yaml',
      'etc/now         other    left alone: a link to a directory -> far/new/now, a link to far/new/v1',
      'etc/out is a link to a directory, which is not followed',
    );
    const links = readdirSync(join(dir, 'far/new'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
    const paths = links.map(({ parentPath, name }) => join(parentPath, name).slice(`${dir}/far/new/`.length));
    expect(Object.fromEntries(paths.map((path) => [path, readlinkSync(join(dir, 'far/new', path))]))).toEqual(made);
    expect(readFileSync(join(dir, 'far/new/out.lua'), 'utf8')).toBe('');
    await expectUnchanged(dir, ['etc', '-d', 'far/new'], 0, 'nothing is left to migrate');
  });

  it('to directories are none of the sources where the new tree is within the old one', async () => {
    const dir = tempDir({ 'v1/x.lua': 'return 1\n', 'a.conf': input });
    symlinkSync('v1', join(dir, 'now'));
    await expectSaid(dir, ['.', '-d', 'out'], 0);
    const { said } = await migrate(dir, '.', '-d', 'out');
    expect(said).toContain('nothing is left to migrate\n3 files:');
    expect(said).not.toContain('out/now is a link');
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

  it.each([['--write'], ['-d', 'new']])('a mounted ConfigMap with parsers that are YAML already, %j', async (...argv) => {
    const dir = configMap({
      'main.conf': '[SERVICE]\n    parsers_file parsers.yaml\n',
      'parsers.yaml': parserYaml,
    });
    await expectSaid(dir, ['etc', ...argv], 0, 'etc/parsers.yaml  parsers  left alone: YAML already');
    expect(readFileSync(join(dir, argv[1] ?? 'etc', 'main.yaml'), 'utf8')).toBe('service:\n  parsers_file: parsers.yaml\n');
  });

  it('a mounted ConfigMap with a YAML file that refers to classic parsers', async () => {
    const dir = configMap({ 'main.yaml': 'service:\n  parsers_file: parsers.conf\n', 'parsers.conf': parser });
    await expectSaid(dir, ['etc', '-d', 'new'], 0);
    expect(filesIn(join(dir, 'new'))['main.yaml']).toBe('service:\n  parsers_file: parsers.yaml\n');
  });
});

describe('--root', () => {
  const files = {
    'here/etc/main.conf': '[SERVICE]\n    parsers_file /opt/parsers.conf\n\n@INCLUDE /opt/etc/in.conf\n',
    'here/etc/in.conf': input,
    'here/parsers.conf': parser,
  };

  it('finds what paths of another machine lead to, and keeps them such paths', async () => {
    const dir = tempDir(files);
    await expectUnchanged(dir, ['here', '--write'], 1, "error FLB620: 2 paths below '/opt'");
    await expectSaid(dir, ['here', '--root', '/opt=here', '--write', '--delete-source'], 0, '3 old files removed');
    const made = readFileSync(join(dir, 'here/etc/main.yaml'), 'utf8');
    expect(made).toBe('service:\n  parsers_file: /opt/parsers.yaml\n\nincludes:\n  - /opt/etc/in.yaml\n');
  });

  it.each([['--write'], ['-d', 'new']])('may be all of the other machine, %j', async (...argv) => {
    const dir = tempDir(Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace('here', 'here/opt'), text])));
    await expectSaid(dir, ['here', '--root', '/=here', ...argv], 0, 'line 2: /opt/parsers.conf -> /opt/parsers.yaml');
    await expectSaid(dir, ['here', '--root', '/=here', ...argv], 0, 'nothing is left to migrate');
  });

  it('takes the first of several that fits', async () => {
    const roots = ['--root', '/opt/etc/=here/etc', '--root', '/opt=here'];
    await expectSaid(tempDir(files), ['here', ...roots], 0, '3 files: 3 to convert');
  });

  it('leads into a tree elsewhere, too', async () => {
    const dir = tempDir(files);
    await expectSaid(dir, ['here', '--root', '/opt=here', '-d', 'new'], 0);
    expect(filesIn(join(dir, 'new'))['etc/main.yaml']).toContain('- /opt/etc/in.yaml\n');
  });
});

describe('--strict', () => {
  it('takes losses of the target for errors', async () => {
    const dir = tempDir({ 'a.conf': `# ours\n${input}` });
    await expectUnchanged(dir, ['.', '--to', 'json', '--strict', '--write'], 1, 'a.conf:1:1: error FLB', 'comment');
    await expectSaid(dir, ['.', '--strict'], 0);
    await expectSaid(dir, ['.', '--to', 'json', '--write'], 0, 'a.conf:1:1: warning FLB', '1 file: 1 converted');
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

  it('says before it writes that there is no such program', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    for (const path of ['no-such-program', './etc/a.conf']) {
      await expectUnchanged(dir, ['etc', '--write', '--delete-source', '--verify-with', path], 2, `cannot run ${path}: `);
    }
  });

  it('removes nothing if it does not start', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = program(tempDir(), 'echo "[error] no"; exit 1');
    await expectSaid(
      dir,
      ['etc', '--write', '--delete-source', '--verify-with', path],
      1,
      'does not start from it: exit code 1\n    [error] no\n',
    );
    expect(Object.keys(filesIn(dir))).toEqual(['etc/a.conf', 'etc/a.yaml']);
    const { said } = await migrate(dir, 'etc', '--write', '--verify-with', path, '--report', 'report.md');
    expect(said).toContain('go on with the old ones');
    expect(said).not.toMatch(/with the new file|can go/);
    expect(readFileSync(join(dir, 'report.md'), 'utf8')).toContain('| etc/a.yaml | does not start from it: exit code 1 |');
  });

  it('says by which signal it was stopped', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = program(tempDir(), 'test "$1" = --version || kill -SEGV $$');
    await expectSaid(dir, ['etc', '--write', '--verify-with', path], 1, 'does not start from it: stopped by SIGSEGV\n\n');
  });

  it('says of one that can be run no more', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = program(tempDir(), 'rm "$0"');
    await expectSaid(dir, ['etc', '--write', '--verify-with', path], 1, 'it cannot be run: no such file or directory\n');
  });

  it('says if there is no main file to ask about', async () => {
    const dir = tempDir({ 'etc/p.conf': parser });
    const argv = ['etc/p.conf', '--write', '--delete-source', '--verify-with', 'true'];
    await expectSaid(dir, argv, 0, 'true was not asked: there is no main file among the new ones\n', '1 old file removed');
  });

  it('shows what it says without secrets and control characters', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = program(tempDir(), "printf 'shared_key: hunter2\\n\\033[31mred\\n'");
    const { said } = await migrate(dir, 'etc', '--write', '--verify-with', path);
    expect(said).toContain('    shared_key: ***\n    ·[31mred\n');
  });

  it('removes nothing if a source has changed meanwhile', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const path = program(tempDir(), `printf '[INPUT]\\n    name mem\\n' > ${dir}/etc/a.conf`);
    await expectSaid(dir, ['etc', '--write', '--delete-source', '--verify-with', path], 2, 'etc/a.conf changed meanwhile');
    expect(filesIn(dir)['etc/a.conf']).toBe('[INPUT]\n    name mem\n');
  });
});

describe('a main file that is copied as it is into a tree elsewhere', () => {
  it.each([
    [
      "is not Fluent Bit's by what is in it",
      { 'etc/main.conf': '[STREAM_PROCESSOR]\n    name = a\n\n@INCLUDE in.conf\n', 'etc/in.conf': input },
    ],
    [
      'cannot be given the new names',
      { 'etc/main.yaml': 'service:\n  \'parsers_file\': "\\x70arsers.conf"\n', 'etc/parsers.conf': parser },
    ],
  ])('and that %s, misses its parts: an error', async (_, files) => {
    const dir = tempDir(files);
    await expectSaid(dir, ['etc', '-d', 'new'], 1, 'error FLB6');
    expect(Object.keys(filesIn(dir)).some((name) => name.startsWith('new/'))).toBe(false);
    expect((await migrate(dir, 'etc')).code).toBe(0);
  });
});

describe('what check refuses of a tree, migrate does not call sound', () => {
  it.each([
    [
      'a parsers file is read twice (I-6)',
      { 'etc/main.conf': '[SERVICE]\n    parsers_file p.conf\n    parsers_file p.conf\n', 'etc/p.conf': parser },
      'FLB507',
    ],
    [
      'a parsers file is included and referred to (I-6)',
      { 'etc/main.yaml': 'includes:\n  - p.yaml\nservice:\n  parsers_file: p.yaml\n', 'etc/p.yaml': parserYaml },
      'FLB507',
    ],
    [
      'two parsers files define the same parser',
      { 'etc/main.conf': '[SERVICE]\n    parsers_file p.conf\n    parsers_file q.conf\n', 'etc/p.conf': parser, 'etc/q.conf': parser },
      'FLB514',
    ],
    [
      'more than 1,000 files are included (C-32)',
      {
        'etc/main.yaml': 'includes:\n  - p/*.yaml\n',
        ...Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`etc/p/${i}.yaml`, inputYaml])),
      },
      'FLB516',
    ],
  ])('%s', async (_, files, code) => {
    const dir = tempDir(files);
    const main = Object.keys(files)[0] ?? '';
    expect((await runIn(dir, ['check', main])).stdout).toContain(`error ${code}`);
    expect((await migrate(dir, 'etc')).said).toContain(`warning ${code}`);
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
        'etc/conf.d/a.conf': `[INPTU]\n\n${input}`,
      });
      await expectSaid(dir, ['etc', '--report', `out${suffix}`], 0);
      reports.push(readFileSync(join(dir, `out${suffix}`), 'utf8'));
    }
    expect(reports[0]).toBe(reports[1]);
    for (const name of ['etc/main.conf', 'etc/parsers.conf', 'etc/conf.d/a.conf', 'FLB221', 'conf.d/&#42;.yaml']) {
      expect(reports[0]?.replaceAll('conf.d/*', 'conf.d/&#42;')).toContain(name);
    }
  });

  it('is no file of the migration, and the same the second time', async () => {
    const dir = tempDir({ 'a.conf': input });
    const reports = [];
    for (let run = 0; run < 2; run++) {
      await expectSaid(dir, ['.', '--report', 'out.json'], 0, '1 file: 1 to convert');
      reports.push(readFileSync(join(dir, 'out.json'), 'utf8'));
    }
    expect(reports[0]).toBe(reports[1]);
  });

  it('may be written into a directory that is not there yet', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    await expectSaid(dir, ['etc', '-d', 'new', '--report', 'new/reports/out.json'], 0);
    expect(Object.keys(filesIn(join(dir, 'new')))).toEqual(['a.yaml', 'reports/out.json']);
  });

  it.each([
    ['out.json', 'it is a directory'],
    ['etc/a.conf/out.json', 'a part of the path is not a directory'],
    ['etc/a.conf/reports/out.json', 'a part of the path is not a directory'],
    ['loop.json', 'too many symbolic links'],
  ])('says before anything is written that it cannot be written: %s', async (path, reason) => {
    const dir = tempDir({ 'etc/a.conf': input, 'out.json/x': '' });
    symlinkSync('loop.json', join(dir, 'loop.json'));
    const argv = ['etc', '--write', '--delete-source', '--report', path];
    await expectUnchanged(dir, argv, 2, `flb-convert: cannot write ${path}: ${reason}`);
  });

  it.each(['out.json', 'reports/out.json', '../closed/out.json'])('says so if nobody may write it: %s', async (path) => {
    const dir = join(tempDir({ 'closed/out.json': '{}', 'here/etc/a.conf': input }), 'here');
    await migrate(dir, 'etc');
    chmodSync(dirname(dir), 0o755);
    chmodSync(join(dirname(dir), 'closed/out.json'), 0o400);
    for (const closed of [dir, join(dirname(dir), 'closed')]) chmodSync(closed, 0o555);
    chmodSync(join(dir, 'etc'), 0o777);
    const text = `flb-convert: cannot write ${path}: permission denied`;
    await asNobody(() => expectUnchanged(dir, ['etc', '--write', '--report', path], 2, text));
  });

  it('is written where there are errors, too', async () => {
    const dir = tempDir({ 'etc/a.conf': '[INPUT]\n    name\n' });
    await expectSaid(dir, ['etc', '--write', '--report', 'out.json'], 1);
    expect(JSON.parse(readFileSync(join(dir, 'out.json'), 'utf8'))).toMatchObject({ done: false, summary: { refuse: 1, errors: 1 } });
  });
});
