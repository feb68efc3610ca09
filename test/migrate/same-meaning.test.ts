import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const plugins = '[INPUT]\n    name cpu\n    tag c\n\n[OUTPUT]\n    name stdout\n    match *\n';
const pluginsYaml = "pipeline:\n  inputs:\n    - name: cpu\n      tag: c\n  outputs:\n    - name: stdout\n      match: '*'\n";
const query = "CREATE STREAM s AS SELECT * FROM TAG:'c';";
const task = (header: string, name = 't') => `[${header}]\n    name ${name}\n    exec ${query}\n`;
const taskYaml = `stream_processor:\n  - name: t\n    exec: ${query}\n`;
const parser = '[PARSER]\n    name   p\n    format json\n';

async function migrate(dir: string, ...argv: string[]): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await runIn(dir, ['migrate', ...argv]);
  return { code, said: stdout + stderr };
}

function textOf(dir: string, path: string): string {
  return readFileSync(join(dir, path), 'utf8');
}

describe('a stream task that Fluent Bit ignores today stays ignored (I-5, I-22)', () => {
  it.each([
    ['in a file that a main file includes', { 'main.conf': `@INCLUDE tasks.conf\n\n${plugins}`, 'tasks.conf': task('STREAM_TASK') }],
    [
      'two includes deep',
      { 'main.conf': `@INCLUDE a.conf\n${plugins}`, 'a.conf': '@INCLUDE tasks.conf\n', 'tasks.conf': task('STREAM_TASK') },
    ],
    ['in a file that includes the rest', { 'tasks.conf': `@INCLUDE b.conf\n${task('STREAM_TASK')}`, 'b.conf': plugins }],
    ['with a pattern', { 'main.conf': `@INCLUDE t*.conf\n\n${plugins}`, 'tasks.conf': task('STREAM_TASK') }],
  ])('%s', async (_, files) => {
    const dir = tempDir(files);
    const { code, said } = await migrate(dir, '.', '-d', 'new');
    expect(code, said).toBe(0);
    expect(said).toMatch(/tasks.conf:\d:1: warning FLB614: Fluent Bit ignores \[STREAM_TASK\]/);
    expect(textOf(dir, 'new/tasks.yaml')).toContain(`# [STREAM_TASK]\n#     name t\n#     exec ${query}\n`);
    expect(textOf(dir, 'new/tasks.yaml')).not.toContain('stream_processor');
  });

  it('and one beside it that runs, runs', async () => {
    const tasks = `${task('STREAM_TASK', 'dead')}\n${task('STREAM_PROCESSOR', 'alive')}`;
    const dir = tempDir({ 'main.conf': `@INCLUDE tasks.conf\n${plugins}`, 'tasks.conf': tasks });
    expect((await migrate(dir, '.', '-d', 'new')).code).toBe(0);
    expect(textOf(dir, 'new/tasks.yaml')).toContain(`stream_processor:\n  - name: alive\n    exec: ${query}\n`);
  });

  it('a Streams_File runs as before', async () => {
    const dir = tempDir({ 'main.conf': `[SERVICE]\n    streams_file t.conf\n\n${plugins}`, 't.conf': task('STREAM_TASK') });
    const { code, said } = await migrate(dir, '.', '-d', 'new');
    expect(code, said).toBe(0);
    expect(said).not.toContain('FLB614');
    expect(textOf(dir, 'new/t.yaml')).toBe(taskYaml);
  });

  it('a file that is both is refused: YAML would read its tasks twice', async () => {
    const dir = tempDir({
      'main.conf': `[SERVICE]\n    streams_file t.conf\n\n@INCLUDE t.conf\n\n${plugins}`,
      't.conf': task('STREAM_TASK'),
    });
    const { code, said } = await migrate(dir, '.', '--write');
    expect(said).toContain("main.conf:2:18: error FLB615: 't.conf' is a Streams_File");
    expect(code).toBe(1);
    expect(Object.keys(filesIn(dir))).toEqual(['main.conf', 't.conf']);
  });

  it('a second run finds nothing to do', async () => {
    const dir = tempDir({ 'main.conf': `@INCLUDE tasks.conf\n\n${plugins}`, 'tasks.conf': task('STREAM_TASK') });
    await migrate(dir, '.', '--write');
    expect((await migrate(dir, '.', '--check')).code).toBe(0);
  });
});

describe('a stream task that runs today runs in classic', () => {
  it.each([
    ['in an included file', { 'main.yaml': `includes:\n  - t.yaml\n${pluginsYaml}`, 't.yaml': taskYaml }, 't.conf'],
    ['in a main file that has its plugins elsewhere', { 't.yaml': `includes:\n  - m.yaml\n${taskYaml}`, 'm.yaml': pluginsYaml }, 't.conf'],
  ])('%s', async (_, files, path) => {
    const dir = tempDir(files);
    const { code, said } = await migrate(dir, '.', '--to', 'classic', '-d', 'new');
    expect(code, said).toBe(0);
    expect(textOf(dir, `new/${path}`)).toContain(task('STREAM_PROCESSOR'));
    // And comes back as it was.
    expect((await migrate(dir, 'new', '-d', 'again')).code).toBe(0);
    expect(textOf(dir, `again/t.yaml`)).toContain(taskYaml);
  });

  it('a Streams_File keeps its header', async () => {
    const dir = tempDir({ 'main.yaml': `service:\n  streams_file: t.yaml\n${pluginsYaml}`, 't.yaml': taskYaml });
    expect((await migrate(dir, '.', '--to', 'classic', '-d', 'new')).code).toBe(0);
    expect(textOf(dir, 'new/t.conf')).toBe(task('STREAM_TASK'));
  });
});

describe('what check refuses of the new tree, migrate refuses before it is written', () => {
  it('a parsers file that is included and referred to: YAML defines its parsers twice (I-6)', async () => {
    const dir = tempDir({ 'main.conf': `[SERVICE]\n    parsers_file p.conf\n\n@INCLUDE p.conf\n\n${plugins}`, 'p.conf': parser });
    const { code, said } = await migrate(dir, '.', '--write');
    expect(said).toContain("main.conf:2:18: error FLB507: 'p.yaml' is read a second time");
    expect(code).toBe(1);
    expect(Object.keys(filesIn(dir))).toEqual(['main.conf', 'p.conf']);
  });
});

describe('what check refuses of a tree today, migrate does not call sound', () => {
  const service = (more: string) => `[SERVICE]\n    flush 1\n${more}\n`;
  it.each([
    [
      'FLB519',
      'a parser that is nowhere',
      {
        'main.conf': `${service('    parsers_file p.conf')}[FILTER]\n    name parser\n    match *\n    key_name k\n    parser q\n\n${plugins}`,
        'p.conf': parser,
      },
    ],
    [
      'FLB521',
      'a file system without a path',
      { 'main.conf': `${service('')}[INPUT]\n    name cpu\n    storage.type filesystem\n\n${plugins}` },
    ],
    [
      'FLB521',
      'the same in an included file',
      { 'main.conf': `${service('')}@INCLUDE in.conf\n\n${plugins}`, 'in.conf': '[INPUT]\n    name cpu\n    storage.type filesystem\n' },
    ],
    [
      'FLB521',
      'the same in YAML that stays as it is',
      { 'main.yaml': 'service:\n  flush: 1\npipeline:\n  inputs:\n    - name: cpu\n      storage.type: filesystem\n' },
    ],
  ])('%s: %s', async (found, _, files) => {
    const dir = tempDir(files);
    const main = Object.keys(files)[0] ?? '';
    expect((await runIn(dir, ['check', main])).stdout).toContain(`error ${found}`);
    const { code, said } = await migrate(dir, '.', '-d', 'new');
    expect(said).toMatch(new RegExp(`warning ${found}`));
    expect(said).toContain('Fluent Bit will not start with this');
    expect(code).toBe(0);
  });

  it('what a part lacks, another file may have', async () => {
    const dir = tempDir({
      'main.conf': `[SERVICE]\n    storage.path /var/fb\n\n@INCLUDE in.conf\n\n${plugins}`,
      'in.conf': '[SERVICE]\n    flush 1\n\n[INPUT]\n    name cpu\n    storage.type filesystem\n',
    });
    expect((await migrate(dir, '.')).said).toContain('0 errors, 0 warnings');
  });
});

describe('parsers of a YAML main file towards classic (M-5)', () => {
  const parsersYaml = 'parsers:\n  - name: p\n    format: json\n';

  it('those of the main file get a file that no pattern takes in, and a second run changes nothing', async () => {
    const dir = tempDir({
      'main.yaml': `${parsersYaml}includes:\n  - main-*.yaml\n${pluginsYaml}`,
      'main-in.yaml': 'pipeline:\n  inputs:\n    - name: mem\n',
    });
    expect((await migrate(dir, '.', '--to', 'classic', '--write')).code).toBe(0);
    expect(textOf(dir, 'main.conf')).toContain('@INCLUDE main-in.conf\n');
    const after = filesIn(dir);
    expect((await migrate(dir, '.', '--to', 'classic', '--write')).code).toBe(0);
    expect((await migrate(dir, '.', '--to', 'classic', '--check')).code).toBe(0);
    expect(filesIn(dir)).toEqual(after);
  });
});

describe('YAML that stays, and of which something cannot be read today', () => {
  it.each([
    ['is broken', 'pipeline: [\n'],
    ['is a template', '{{ if .a }}\npipeline:\n  inputs:\n    - name: cpu\n{{ end }}\n'],
  ])('gets new names for what it refers to where an included file %s', async (_, text) => {
    const main = (path: string) => `includes:\n  - part.yaml\nservice:\n  parsers_file: ${path}\n`;
    const dir = tempDir({ 'main.yaml': main('p.conf'), 'part.yaml': text, 'p.conf': parser });
    const { code, said } = await migrate(dir, '.', '--write');
    expect(said).not.toContain('FLB403');
    expect(code, said).toBe(0);
    expect(textOf(dir, 'main.yaml')).toBe(main('p.yaml'));
  });
});
