import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  classicExample,
  classicUpstream,
  exampleNeeds,
  examples,
  jsonExample,
  yamlExample,
  yamlUpstreams,
} from '../../support/examples.js';
import { runCli, spawnCli, spawnShell } from '../../support/run-cli.js';
import { filesIn, tempDir } from '../../support/temp-dir.js';

const suffixes = { classic: '.conf', yaml: '.yaml', json: '.json' } as const;
const formats = ['classic', 'yaml', 'json'] as const;
const directions = formats.flatMap((from) => formats.map((to) => [from, to] as const));

const commented = `# the receivers\n${classicExample}`;
const broken = '[UPSTREAM]\nname u\n';
const twoUpstreams = `${classicUpstream('first', 'a')}\n${classicUpstream('second', 'b')}`;

/** Classic is read by all versions. */
function needsOf(to: string): string {
  return to === 'classic' ? '' : exampleNeeds;
}

describe('convert', () => {
  it.each(directions)('turns the example from %s to %s', async (from, to) => {
    const dir = tempDir({ [`up${suffixes[from]}`]: examples[from] });
    const { code, stdout, stderr } = await runCli(['convert', join(dir, `up${suffixes[from]}`), '--to', to]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: examples[to], stderr: needsOf(to) });
  });

  it('is the default command, and YAML the default target', async () => {
    const dir = tempDir({ 'up.conf': classicExample });
    expect(await runCli([join(dir, 'up.conf')])).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
  });

  it('puts nothing on stdout when the input has errors', async () => {
    const dir = tempDir({ 'up.conf': broken });
    const { code, stdout, stderr } = await runCli([join(dir, 'up.conf')]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error FLB104');
  });

  it('puts warnings on stderr and the output alone on stdout', async () => {
    const dir = tempDir({ 'up.conf': classicExample.replace('tls.verify', 'tls_verify') });
    const { code, stdout, stderr } = await runCli([join(dir, 'up.conf')]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: yamlExample.replace('tls.verify: off', "tls_verify: 'off'") });
    expect(stderr).toContain(`${join(dir, 'up.conf')}:14:5: warning FLB213`);
  });

  it('converts what the loader would refuse, with a warning', async () => {
    const dir = tempDir({ 'up.conf': '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n' });
    const { code, stdout, stderr } = await runCli([join(dir, 'up.conf'), '--to', 'classic']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n' });
    expect(stderr).toContain('warning FLB202');
    expect(stderr).not.toContain('error');
  });

  it('says which sections classic wants in files of their own, and how to get them', async () => {
    const dir = tempDir({ 'main.yaml': 'parsers:\n  - name: p\n    format: json\nservice:\n  flush: 1\n' });
    const { code, stdout, stderr } = await runCli([join(dir, 'main.yaml'), '--to', 'classic']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('main.yaml:2:5: error FLB312: parsers cannot stand in the main file in classic');
    expect(stderr).toContain("'-d DIR' writes a file of their own");
  });

  it('writes them into a directory, the service referring to them behind the files it names already (M-1)', async () => {
    const text = 'parsers:\n  - name: p\n    format: json\nplugins:\n  - /x.so\nservice:\n  parsers_file: old.conf\n  flush: 1\n';
    const dir = tempDir({ 'main.yaml': text });
    const { code, stdout, stderr } = await runCli([join(dir, 'main.yaml'), '--to', 'classic', '-d', join(dir, 'out')]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('info FLB313: parsers are now in main-parsers.conf, and the service refers to it');
    const files = readdirSync(join(dir, 'out')).map((name) => [name, readFileSync(join(dir, 'out', name), 'utf8')]);
    expect(Object.fromEntries(files)).toEqual({
      'main-parsers.conf': '[PARSER]\n    name   p\n    format json\n',
      'main-plugins.conf': '[PLUGINS]\n    path /x.so\n',
      'main.conf':
        '[SERVICE]\n    parsers_file old.conf\n    flush        1\n    parsers_file main-parsers.conf\n    plugins_file main-plugins.conf\n',
    });
  });

  it('reports all errors of a file in one run, sorted by place', async () => {
    const text = '[UPSTREAM\n[UPSTREAM]\n    name u\n  # shallow\n    host\n[NODE]\n    port\t1\n@SET\n    name n\n      deep x\n';
    const dir = tempDir({ 'up.conf': text });
    const path = join(dir, 'up.conf');
    const { code, stderr } = await runCli([path]);
    expect(code).toBe(1);
    const heads = stderr.split('\n').filter((line) => line.startsWith(path));
    const places = heads.map((line) => /:(\d+):\d+: (error FLB\d+)/.exec(line)?.slice(1).join(' '));
    expect(places).toEqual(['1 error FLB111', '4 error FLB105', '5 error FLB108', '7 error FLB109', '8 error FLB114', '10 error FLB106']);
  });

  it('says line, column, the line itself and help', async () => {
    const dir = tempDir({ 'up.conf': '[UPSTREAM]\n    name u\n[NODE]\n    port\t1\n' });
    const { stderr } = await runCli([join(dir, 'up.conf')]);
    const [head, line, marks, help] = stderr.split('\n');
    expect(head).toMatch(/up\.conf:4:9: error FLB109: a tab between 'port' and its value/);
    expect([line, marks, help]).toEqual(['  4 |     port 1', '    |         ^', '  = write a space in place of the tab']);
  });

  it.each([
    ['classic', 'up.conf', Buffer.from('[UPSTREAM]\n    name caf\xe9\n', 'latin1'), 23],
    ['YAML', 'up.yaml', Buffer.from('# \xfc\n', 'latin1'), 2],
    ['an overlong form', 'up.conf', Buffer.from([0x23, 0xc0, 0x80, 0x0a]), 1],
    ['a surrogate', 'up.conf', Buffer.from([0x23, 0xc3, 0xa9, 0xed, 0xa0, 0x80, 0x0a]), 3],
    ['a cut sequence', 'up.conf', Buffer.from([0x23, 0x0a, 0xf0, 0x9f, 0x98]), 2],
  ])('gives the byte offset of what is not UTF-8: %s', async (_, name, bytes, offset) => {
    const dir = tempDir({ [name]: bytes });
    const { code, stdout, stderr } = await runCli([join(dir, name)]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`error FLB101: not UTF-8 at byte offset ${offset}:`);
  });
});

describe('standard input', () => {
  it.each(formats)('is told by its content: %s', async (from) => {
    expect(await runCli(['-', '--to', 'classic'], { stdin: examples[from] })).toEqual({ code: 0, stdout: classicExample, stderr: '' });
  });

  it('is named by --stdin-filepath in messages, whose suffix tells the format', async () => {
    const { code, stderr } = await runCli(['-', '--stdin-filepath', 'etc/up.conf'], { stdin: broken });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^etc\/up\.conf:2:1: error FLB104/);
  });

  it('is read as --from says, whatever it looks like', async () => {
    const { code, stderr } = await runCli(['-', '--from', 'json'], { stdin: yamlExample });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^stdin:1:1: error FLB151: not valid JSON/);
  });

  it('is refused if nothing tells its format', async () => {
    const { code, stdout, stderr } = await runCli(['-'], { stdin: 'hello\n' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error FLB402');
  });
});

describe('the format of a file', () => {
  it('is an error if the suffix contradicts the content', async () => {
    const dir = tempDir({ 'up.conf': yamlExample, 'up.yaml': classicExample, 'up.json': yamlExample });
    for (const [file, suffix, named, content] of [
      ['up.conf', '.conf', 'classic', 'yaml'],
      ['up.yaml', '.yaml', 'yaml', 'classic'],
      ['up.json', '.json', 'json', 'yaml'],
    ] as const) {
      const { code, stdout, stderr } = await runCli([join(dir, file)]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(`error FLB401: the suffix ${suffix} says ${named}, the content looks like ${content}`);
    }
  });

  it('is what --from says, in spite of the suffix', async () => {
    const dir = tempDir({ 'up.conf': yamlExample });
    expect(await runCli([join(dir, 'up.conf'), '--from', 'yaml'])).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
  });

  it('may be JSON under a .yaml name, as Fluent Bit reads it (Y-11)', async () => {
    const dir = tempDir({ 'up.yaml': jsonExample });
    expect(await runCli([join(dir, 'up.yaml')])).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
  });

  it('is told by the content if the suffix is unknown', async () => {
    const dir = tempDir({ 'up.txt': classicExample, upstream: jsonExample });
    expect((await runCli([join(dir, 'up.txt')])).stdout).toBe(yamlExample);
    expect((await runCli([join(dir, 'upstream')])).stdout).toBe(yamlExample);
  });

  it.each([
    ['--from', ['-', '--from', 'ini']],
    ['--to', ['-', '--to', 'ini']],
    ['--from of check', ['check', '-', '--from', 'ini']],
  ])('must be one that there is: %s', async (_, argv) => {
    const { code, stdout, stderr } = await runCli(argv, { stdin: classicExample });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain("unknown format 'ini'");
  });
});

describe('-o FILE', () => {
  it.each(formats)('chooses the target by the suffix: %s', async (to) => {
    const dir = tempDir({ 'in.conf': classicExample });
    const path = join(dir, `out${suffixes[to]}`);
    expect(await runCli([join(dir, 'in.conf'), '-o', path])).toEqual({ code: 0, stdout: '', stderr: needsOf(to) });
    expect(readFileSync(path, 'utf8')).toBe(examples[to]);
    expect(readdirSync(dir)).toHaveLength(2);
  });

  it('refuses a suffix that no format has, unless --to names one', async () => {
    const dir = tempDir({ 'in.conf': classicExample });
    const path = join(dir, 'out.toml');
    const { code, stdout, stderr } = await runCli([join(dir, 'in.conf'), '-o', path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('no format has the suffix .toml: name the format with --to');
    expect(readdirSync(dir)).toEqual(['in.conf']);
    expect((await runCli([join(dir, 'in.conf'), '-o', path, '--to', 'yaml'])).code).toBe(0);
    expect((await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out')])).code).toBe(0);
    expect(readFileSync(join(dir, 'out'), 'utf8')).toBe(examples.yaml);
  });

  it('refuses a suffix that contradicts --to', async () => {
    const dir = tempDir({ 'in.conf': classicExample });
    const { code, stderr } = await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out.conf'), '--to', 'yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('--to says yaml');
    expect(filesIn(dir)).toEqual({ 'in.conf': classicExample });
  });

  it('writes JSON under a .yaml name when asked to, since Fluent Bit reads it there (Y-11)', async () => {
    const dir = tempDir({ 'in.conf': classicExample });
    expect((await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out.yaml'), '--to', 'json'])).code).toBe(0);
    expect(readFileSync(join(dir, 'out.yaml'), 'utf8')).toBe(jsonExample);
  });

  it('leaves a different existing file alone unless --force is given', async () => {
    const dir = tempDir({ 'in.conf': classicExample, 'out.yaml': 'mine\n' });
    const argv = [join(dir, 'in.conf'), '-o', join(dir, 'out.yaml')];
    const refused = await runCli(argv);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('exists and is different: use --force');
    expect(filesIn(dir)).toEqual({ 'in.conf': classicExample, 'out.yaml': 'mine\n' });
    expect((await runCli([...argv, '--force'])).code).toBe(0);
    expect(filesIn(dir)).toEqual({ 'in.conf': classicExample, 'out.yaml': yamlExample });
  });

  it('does not even touch an existing file with the same content', async () => {
    const dir = tempDir({ 'in.conf': classicExample, 'out.yaml': yamlExample });
    const before = statSync(join(dir, 'out.yaml'));
    expect((await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out.yaml')])).code).toBe(0);
    const { ino, mtimeMs } = statSync(join(dir, 'out.yaml'));
    expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('replaces a file as a whole, so that a reader of the old one keeps it', async () => {
    const dir = tempDir({ 'in.conf': classicExample, 'out.yaml': 'mine\n' });
    const before = statSync(join(dir, 'out.yaml')).ino;
    await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out.yaml'), '--force']);
    expect(statSync(join(dir, 'out.yaml')).ino).not.toBe(before);
  });

  it('is not written when the input has errors', async () => {
    const dir = tempDir({ 'in.conf': broken, 'out.yaml': 'mine\n' });
    expect((await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out.yaml'), '--force'])).code).toBe(1);
    expect(filesIn(dir)).toEqual({ 'in.conf': broken, 'out.yaml': 'mine\n' });
  });

  it('follows a symbolic link and keeps it', async () => {
    const dir = tempDir({ 'in.conf': classicExample, 'real/out.yaml': 'mine\n' });
    symlinkSync('real/out.yaml', join(dir, 'link.yaml'));
    expect((await runCli([join(dir, 'in.conf'), '-o', join(dir, 'link.yaml'), '--force'])).code).toBe(0);
    expect(readlinkSync(join(dir, 'link.yaml'))).toBe('real/out.yaml');
    expect(readFileSync(join(dir, 'real/out.yaml'), 'utf8')).toBe(yamlExample);
  });

  it('follows a symbolic link to a file that is not there yet', async () => {
    const dir = tempDir({ 'in.conf': classicExample });
    symlinkSync('out.yaml', join(dir, 'link.yaml'));
    const { code, stderr } = await runCli([join(dir, 'in.conf'), '-o', join(dir, 'link.yaml')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: exampleNeeds });
    expect(lstatSync(join(dir, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(dir, 'out.yaml'), 'utf8')).toBe(yamlExample);
  });

  it('keeps the mode of the file that it replaces', async () => {
    const dir = tempDir({ 'in.conf': classicExample, 'out.yaml': 'mine\n' });
    chmodSync(join(dir, 'in.conf'), 0o644);
    chmodSync(join(dir, 'out.yaml'), 0o640);
    await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out.yaml'), '--force']);
    expect(statSync(join(dir, 'out.yaml')).mode & 0o777).toBe(0o640);
  });

  it('gives a new file the mode of its source, so that secrets stay as private as they were', async () => {
    const dir = tempDir({ 'in.conf': classicExample });
    chmodSync(join(dir, 'in.conf'), 0o600);
    await runCli([join(dir, 'in.conf'), '-o', join(dir, 'out.yaml')]);
    expect(statSync(join(dir, 'out.yaml')).mode & 0o777).toBe(0o600);
  });

  it('makes the directories on the way', async () => {
    const dir = tempDir({ 'in.conf': classicExample });
    expect((await runCli([join(dir, 'in.conf'), '-o', join(dir, 'a/b/out.yaml')])).code).toBe(0);
    expect(readFileSync(join(dir, 'a/b/out.yaml'), 'utf8')).toBe(yamlExample);
  });

  it.each([
    ['a directory', 'dir'],
    ['a path through a file', 'in.conf/out.yaml'],
    ['a path deeper through a file', 'in.conf/a/out.yaml'],
    ['a name too long for the file system', `${'x'.repeat(300)}.yaml`],
    ['a loop of symbolic links', 'loop'],
  ])('cannot be %s', async (_, name) => {
    const dir = tempDir({ 'in.conf': classicExample });
    mkdirSync(join(dir, 'dir'));
    symlinkSync('loop', join(dir, 'loop'));
    const { code, stdout, stderr } = await runCli([join(dir, 'in.conf'), '-o', join(dir, name), '--force']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^flb-convert: cannot write .+: .+\n$/);
    expect(filesIn(dir)).toEqual({ 'in.conf': classicExample });
  });

  it('never replaces a pipe or a device with a file, nor waits for one', { timeout: 30_000 }, () => {
    const dir = tempDir({ 'in.conf': classicExample });
    execFileSync('mkfifo', [join(dir, 'out.yaml')]);
    const outcome = spawnCli(['in.conf', '-o', 'out.yaml', '--force'], { cwd: dir });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('cannot write out.yaml');
    expect(lstatSync(join(dir, 'out.yaml')).isFIFO()).toBe(true);
  });
});

describe('--upstreams', () => {
  it('must be chosen for a classic source, and the error explains both ways', async () => {
    const { code, stdout, stderr } = await runCli(['-'], { stdin: twoUpstreams });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain("error FLB304: several upstreams in one file ('first', 'second')");
    expect(stderr).toContain('--upstreams split');
    expect(stderr).toContain('--upstreams merge');
  });

  it.each(['yaml', 'json'])('must be chosen for a classic target: %s', async (from) => {
    const stdin =
      from === 'yaml'
        ? yamlUpstreams('first', 'second')
        : (await runCli(['-', '--to', 'json'], { stdin: yamlUpstreams('first', 'second') })).stdout;
    const { code, stdout, stderr } = await runCli(['-', '--to', 'classic'], { stdin });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error FLB304');
  });

  it('may stay open between YAML and JSON, with a warning', async () => {
    const toJson = await runCli(['-', '--to', 'json'], { stdin: yamlUpstreams('first', 'second') });
    expect(toJson.code).toBe(0);
    expect(toJson.stderr).toContain('warning FLB305');
    const back = await runCli(['-', '--to', 'yaml'], { stdin: toJson.stdout });
    expect(back.code).toBe(0);
    expect(back.stderr).toContain('warning FLB305');
    expect(back.stdout).toContain('- name: first');
    expect(back.stdout).toContain('- name: second');
  });

  it('merge puts all nodes into the first group, as a classic file runs today (U-2)', async () => {
    const merged = classicUpstream('first', 'a', 'b');
    const { code, stdout, stderr } = await runCli(['-', '--to', 'classic', '--upstreams', 'merge'], { stdin: twoUpstreams });
    expect({ code, stdout }).toEqual({ code: 0, stdout: merged });
    expect(stderr).toContain("info FLB306: the nodes of 'second' are now in 'first'");
  });

  it('merge does the same for YAML', async () => {
    const { code, stdout } = await runCli(['-', '--to', 'json', '--upstreams', 'merge'], { stdin: yamlUpstreams('first', 'second') });
    expect(code).toBe(0);
    const { upstream_servers: groups } = JSON.parse(stdout) as { upstream_servers: { name: string; nodes: unknown[] }[] };
    expect(groups.map(({ name, nodes }) => [name, nodes.length])).toEqual([['first', 2]]);
  });

  it.each(formats)('split writes a file for each group, as %s', async (to) => {
    const dir = tempDir({ 'two.conf': twoUpstreams });
    const argv = [join(dir, 'two.conf'), '--upstreams', 'split', '-d', join(dir, 'out'), '--to', to];
    expect(await runCli(argv)).toEqual({ code: 0, stdout: '', stderr: needsOf(to) });
    const expected: Record<string, string> = {};
    for (const [name, node] of [
      ['first', 'a'],
      ['second', 'b'],
    ] as const) {
      expected[name + suffixes[to]] = (await runCli(['-', '--to', to], { stdin: classicUpstream(name, node) })).stdout;
    }
    expect(filesIn(join(dir, 'out'))).toEqual(expected);
  });

  it('split wants to know where', async () => {
    const { code, stdout, stderr } = await runCli(['-', '--upstreams', 'split'], { stdin: twoUpstreams });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('-d DIR');
  });

  it('split refuses a different existing file without --force', async () => {
    const dir = tempDir({ 'out/first.yaml': 'mine\n' });
    const argv = ['-', '--upstreams', 'split', '-d', join(dir, 'out')];
    expect((await runCli(argv, { stdin: twoUpstreams })).code).toBe(2);
    expect(filesIn(dir)['out/first.yaml']).toBe('mine\n');
    expect((await runCli([...argv, '--force'], { stdin: twoUpstreams })).code).toBe(0);
    expect(filesIn(dir)['out/first.yaml']).toContain('name: first');
  });

  const hostile = [
    '../../etc/x',
    '/abs',
    '..',
    '.',
    '',
    '../up',
    '..\\..\\up',
    'C:\\up',
    'a/b/c',
    '~/x',
    '-rf',
    'a\u0000/../../b',
    'x'.repeat(300),
    '日本語',
    'größe',
    'e\u0301',
    '\u202egnp.exe',
    'new\nline',
    '%2e%2e%2fup',
    '$(id)',
    '.hidden',
    'CON',
  ];

  it.each(hostile)('split never leaves the directory, whatever the group is called: %j', async (name) => {
    const dir = tempDir({ 'around/in.yaml': yamlUpstreams(name, 'other') });
    const around = join(dir, 'around');
    const argv = [join(around, 'in.yaml'), '--upstreams', 'split', '-d', join(around, 'out')];
    const { code, stderr } = await runCli(argv);
    expect({ code, stderr: stderr.includes('error') }).toEqual({ code: 0, stderr: false });
    const files = Object.keys(filesIn(dir));
    expect(files.filter((file) => !file.startsWith('around/out/'))).toEqual(['around/in.yaml']);
    const names = readdirSync(join(around, 'out'));
    expect(names).toHaveLength(2);
    expect(names).toContain('other.yaml');
    for (const file of names) expect(file).toMatch(/^[A-Za-z0-9_][\w.-]{0,110}\.yaml$/);
  });

  it('split keeps groups apart whose names differ in case or in odd characters only', async () => {
    const names = ['up', 'UP', 'Up', 'u/p', 'u p', 'u-p', 'up-2', '日', '本'];
    const dir = tempDir({ 'in.yaml': yamlUpstreams(...names) });
    const { code } = await runCli([join(dir, 'in.yaml'), '--upstreams', 'split', '-d', join(dir, 'out')]);
    expect(code).toBe(0);
    const files = readdirSync(join(dir, 'out'));
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
  });

  it.each(['keep', 'concat', ''])('knows no other way: %j', async (how) => {
    expect((await runCli(['-', '--upstreams', how], { stdin: twoUpstreams })).code).toBe(2);
  });
});

describe('-d DIR', () => {
  it('names a file after its source', async () => {
    const dir = tempDir({ 'up.stream.conf': classicExample });
    expect((await runCli([join(dir, 'up.stream.conf'), '-d', join(dir, 'out')])).code).toBe(0);
    expect(filesIn(join(dir, 'out'))).toEqual({ 'up.stream.yaml': yamlExample });
  });

  it.each(['../../x.conf', '/abs/x.conf', '..', 'a\\..\\x.conf'])(
    'stays in the directory, whatever --stdin-filepath says: %s',
    async (name) => {
      const dir = tempDir();
      const argv = ['-', '--from', 'classic', '--stdin-filepath', name, '-d', join(dir, 'in/out')];
      expect((await runCli(argv, { stdin: classicExample })).code).toBe(0);
      const files = Object.keys(filesIn(dir));
      expect(files).toHaveLength(1);
      expect(files[0]).toMatch(/^in\/out\/[\w.-]+\.yaml$/);
    },
  );

  it('cannot be a file', async () => {
    const dir = tempDir({ 'in.conf': classicExample });
    const { code, stderr } = await runCli([join(dir, 'in.conf'), '-d', join(dir, 'in.conf')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^flb-convert: cannot write .+\n$/);
  });
});

describe('comments', () => {
  it('are dropped in JSON, counted and reported', async () => {
    const { code, stdout, stderr } = await runCli(['-', '--to', 'json'], { stdin: commented });
    expect({ code, stdout }).toEqual({ code: 0, stdout: jsonExample });
    expect(stderr).toContain('warning FLB303: one line of comments dropped');
  });

  it('are an error for JSON under --strict', async () => {
    const { code, stdout, stderr } = await runCli(['-', '--to', 'json', '--strict'], { stdin: commented });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error FLB303');
  });

  it('are no loss where the target has them', async () => {
    const { code, stdout, stderr } = await runCli(['-', '--strict'], { stdin: commented });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `# the receivers\n${yamlExample}`, stderr: exampleNeeds });
  });
});

describe('--quiet', () => {
  it('shows no warnings and changes nothing else', async () => {
    const { code, stdout, stderr } = await runCli(['-', '--to', 'json', '--quiet'], { stdin: commented });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: jsonExample, stderr: '' });
  });

  it('shows errors', async () => {
    const { code, stderr } = await runCli(['-', '-q'], { stdin: broken });
    expect(code).toBe(1);
    expect(stderr).toContain('error FLB104');
  });
});

describe('--expand-aliases', () => {
  const aliased = yamlExample.replace('host: 127.0.0.1', 'host: &here 127.0.0.1').replace('host: 127.0.0.1', 'host: *here');

  it('is needed for what Fluent Bit refuses (Y-8)', async () => {
    const { code, stdout, stderr } = await runCli(['-'], { stdin: aliased });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error FLB132: Fluent Bit does not read aliases: it stops with');
  });

  it('writes aliases out in full', async () => {
    expect(await runCli(['-', '--expand-aliases'], { stdin: aliased })).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
  });
});

describe('verification', () => {
  const plugin = join(import.meta.dirname, '..', '..', 'plugins', 'forgetful-format.mjs');

  it('stops what does not read back the same', async () => {
    const dir = tempDir();
    const argv = ['-', '--plugin', plugin, '--to', 'forgetful', '-o', join(dir, 'out.forget')];
    const { code, stdout, stderr } = await runCli(argv, { stdin: classicExample });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error FLB403');
    expect(existsSync(join(dir, 'out.forget'))).toBe(false);
  });

  it('is left out with --no-verify', async () => {
    const { code, stdout } = await runCli(['-', '--plugin', plugin, '--to', 'forgetful', '--no-verify'], { stdin: classicExample });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'forgotten\n' });
  });
});

describe('a job that cannot be done', () => {
  it.each([
    ['no such file', ['missing.conf']],
    ['a directory', ['.']],
    ['a loop of symbolic links', ['loop.conf']],
    ['a path through a file', ['up.conf/up.conf']],
    ['check of no such file', ['check', 'missing.conf']],
    ['check of one good file and one missing', ['check', 'up.conf', 'missing.conf']],
    ['no file', []],
    ['two files', ['up.conf', 'up.conf']],
    ['check of no file', ['check']],
    ['an unknown flag', ['up.conf', '--frobnicate']],
    ['an unknown short flag', ['up.conf', '-Z']],
    ['an unknown flag of check', ['check', 'up.conf', '--frobnicate']],
    ['a flag without its value', ['up.conf', '--to']],
    ['an unknown form of report', ['check', 'up.conf', '--format', 'xml']],
    ['no such plugin', ['up.conf', '--plugin', './missing.mjs']],
  ])('has exit code 2, nothing on stdout and no stack trace: %s', (_, argv) => {
    const dir = tempDir({ 'up.conf': classicExample });
    symlinkSync('loop.conf', join(dir, 'loop.conf'));
    const { code, stdout, stderr } = spawnCli(argv, { cwd: dir });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^(?:flb-convert|error): /);
    expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  });

  it.each(['--from', '--to'])('has exit code 2 for a format that nobody offers: %s', (flag) => {
    const { code, stdout, stderr } = spawnCli(['-', flag, 'ini'], { input: classicExample });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('help and version', () => {
  it.each([['--help'], ['-h'], ['convert', '--help'], ['check', '--help'], ['help'], ['help', 'check']])(
    'are on stdout: %s %s',
    async (...argv) => {
      const { code, stdout, stderr } = await runCli(argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: flb-convert/);
    },
  );

  it.each(['--version', '-V'])('%s says the version of the package', async (flag) => {
    expect(await runCli([flag])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });
});

describe('the process', { timeout: 30_000 }, () => {
  it('converts a file, with nothing but the output on stdout', () => {
    const dir = tempDir({ 'up.conf': classicExample });
    expect(spawnCli(['up.conf'], { cwd: dir })).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
  });

  it('reads a pipe, a redirection and a process substitution', () => {
    const dir = tempDir({ 'up.conf': classicExample });
    const commands = [
      'cat up.conf | flb-convert -',
      'flb-convert - < up.conf',
      'flb-convert <(cat up.conf)',
      '(sleep 0.3; cat up.conf) | flb-convert -',
    ];
    for (const command of commands) {
      expect(spawnShell(command, { cwd: dir }), command).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
    }
  });

  it('ends in silence when its reader has gone', () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => `node-${i}`);
    const dir = tempDir({ 'up.conf': classicUpstream('u', ...nodes), 'bad.conf': `[UPSTREAM]\n    name u\n${'    key\n'.repeat(5_000)}` });
    expect(spawnShell('flb-convert up.conf | head -c 1', { cwd: dir })).toEqual({ code: 0, stdout: 'u', stderr: exampleNeeds });
    expect(spawnShell('flb-convert up.conf | true', { cwd: dir })).toMatchObject({ code: 0, stdout: '' });
    // The same for messages: the code is that of the job.
    const failed = spawnShell('flb-convert bad.conf 2>&1 | head -c 8', { cwd: dir });
    expect(failed).toEqual({ code: 1, stdout: 'bad.conf', stderr: '' });
  });

  it('writes all of a long output to a slow reader', () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => `node-${i}`);
    const dir = tempDir({ 'up.conf': classicUpstream('u', ...nodes) });
    const { code, stdout } = spawnShell('flb-convert up.conf --to classic | (sleep 0.5; cat)', { cwd: dir });
    expect(code).toBe(0);
    expect(stdout).toBe(classicUpstream('u', ...nodes));
  });

  it.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ])('colors messages as the environment wants: %j', (env, colored) => {
    const dir = tempDir({ 'up.conf': broken });
    for (const argv of [['up.conf'], ['check', 'up.conf']]) {
      const { code, stdout, stderr } = spawnCli(argv, { cwd: dir, env });
      expect(code).toBe(1);
      expect((stdout + stderr).includes('\x1b['), argv.join(' ')).toBe(colored);
    }
  });

  it('never puts colors into the output', () => {
    const dir = tempDir({ 'up.conf': classicExample.replace('tls.verify', 'tls_verify') });
    const { stdout, stderr } = spawnCli(['up.conf'], { cwd: dir, env: { FORCE_COLOR: '1' } });
    expect(stderr).toContain('\x1b[');
    expect(stdout).toBe(yamlExample.replace('tls.verify: off', "tls_verify: 'off'"));
  });

  it('never passes control characters of the input on to the terminal', () => {
    const dir = tempDir({ 'up.conf': '[UPSTREAM]\n    name u\n    \x1b]0;own\x07\x1b[2J x\n[NODE]\n    ke\x1b[31my x\n    name n\n' });
    for (const argv of [
      ['up.conf', '-o', 'out.json'],
      ['check', 'up.conf'],
      ['check', '--format', 'github', 'up.conf'],
    ]) {
      const { stdout, stderr } = spawnCli(argv, { cwd: dir });
      expect(stdout + stderr, argv.join(' ')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    }
  });
});
