import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const stdout = '[OUTPUT]\n    name stdout\n    match *\n';
const broken = `[INPUT]\n    name cpu\n    interval_sec\t1\n${stdout}`;
const repeated = `[SERVICE]\n    flush 1\n    flush 2\n`;

interface Report {
  files: number;
  diagnostics: { file: string; code: string; line: number; severity: string }[];
}

async function check(dir: string, ...argv: string[]): Promise<{ code: number; files: number; found: string[]; stderr: string }> {
  const { code, stdout: text, stderr } = await runIn(dir, ['check', '--format', 'json', ...argv]);
  const report = text === '' ? { files: 0, diagnostics: [] } : (JSON.parse(text) as Report);
  return { code, stderr, files: report.files, found: report.diagnostics.map(({ file, line, code: one }) => `${file}:${line} ${one}`) };
}

describe('check of directories and patterns', () => {
  const tree = {
    'main.conf': `@INCLUDE parts/*.conf\n${stdout}`,
    'parts/a.conf': '[INPUT]\n    name cpu\n    interval_sec\t1\n',
    'other.yaml': 'image: nginx\nenv:\n  - name: X\n',
    'chart.yaml': '{{- if .Values.a }}\nkind: ConfigMap\ndata:\n  parsers: {{ .x }}\n{{- end }}\n',
    'broken.yaml': 'a: [\n  parsers:\n',
    'app.conf': 'server {\n  listen 80;\n}\n',
    'notes.txt': '[INPUT]\n',
    'package.json': '{"name": "x"}\n',
  };

  it("checks the configurations below a directory as trees, each file once, and no other program's", async () => {
    expect(await check(tempDir(tree), '.')).toMatchObject({ code: 1, files: 2, found: ['parts/a.conf:3 FLB109'], stderr: '' });
  });

  it('counts a file once that is named twice, or by a link, too', async () => {
    const dir = tempDir(tree);
    symlinkSync('main.conf', join(dir, 'again.conf'));
    expect(await check(dir, '.', 'main.conf', 'parts')).toMatchObject({ files: 2, found: ['parts/a.conf:3 FLB109'] });
  });

  it('takes patterns', async () => {
    expect(await check(tempDir(tree), 'p*/*.conf')).toMatchObject({ files: 1, found: ['parts/a.conf:3 FLB109'] });
    const { code, stderr } = await runIn(tempDir(tree), ['check', 'no/*.conf']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: nothing matches no/*.conf\n' });
  });

  it('does not read a link that leads out of the tree', async () => {
    const outside = tempDir({ 'secret.conf': broken });
    const dir = tempDir({ 'main.conf': stdout });
    mkdirSync(join(dir, '.git'));
    symlinkSync(join(outside, 'secret.conf'), join(dir, 'link.conf'));
    expect(await check(dir, '.')).toMatchObject({ code: 0, files: 1, found: [] });
  });

  it('leaves out what is excluded, and warns of a pattern that leaves out nothing', async () => {
    const dir = tempDir(tree);
    expect(await check(dir, '.', '--exclude', 'parts/')).toMatchObject({ code: 0, files: 1, found: [], stderr: '' });
    expect(await check(dir, 'main.conf', '--exclude', 'a.conf')).toMatchObject({ code: 0, files: 1, found: [], stderr: '' });
    const { stderr } = await check(dir, '.', '--exclude', 'nothing');
    expect(stderr).toBe('flb-convert: --exclude nothing leaves out nothing\n');
  });

  it('says so where nothing is a configuration', async () => {
    const { code, stderr } = await check(tempDir({ 'other.yaml': tree['other.yaml'] }), '.');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: none of the files is a configuration of Fluent Bit\n' });
  });

  it('finds a directory of the other machine with --root', async () => {
    const dir = tempDir({
      'main.conf': `[SERVICE]\n    parsers_file /etc/fluent-bit/parsers.conf\n${stdout}`,
      'here/parsers.conf': '[PARSER]\n    format\tjson\n',
    });
    expect((await check(dir, 'main.conf')).found).toEqual(['main.conf:2 FLB502']);
    const { found } = await check(dir, 'main.conf', '--root', '/etc/fluent-bit=here');
    expect(found.some((one) => one.includes('parsers.conf:2 FLB109'))).toBe(true);
  });

  it('fixes what directories hold', async () => {
    const dir = tempDir(tree);
    expect(await check(dir, '.', '--fix')).toMatchObject({ code: 0, files: 2, found: [] });
    expect(filesIn(dir)).toEqual({ ...tree, 'parts/a.conf': '[INPUT]\n    name cpu\n    interval_sec 1\n' });
  });
});

describe('--error-on-warnings', () => {
  it("makes warnings count, also in JUnit's form", async () => {
    const dir = tempDir({ 'a.conf': repeated });
    const before = await check(dir, 'a.conf');
    expect(before.code).toBe(0);
    expect(before.found.length).toBeGreaterThan(0);
    expect((await check(dir, 'a.conf', '--error-on-warnings')).code).toBe(1);
    const junit = async (...more: string[]) => (await runIn(dir, ['check', '--format', 'junit', 'a.conf', ...more])).stdout;
    expect(await junit()).not.toContain('<failure');
    expect(await junit('--error-on-warnings')).toContain('<failure type="FLB206"');
  });
});

describe('ignoring codes', () => {
  const ignored = (comment: string) => `[SERVICE]\n    flush 1\n    ${comment}\n    flush 2\n`;

  it('alone above a line of classic', async () => {
    const dir = tempDir({ 'a.conf': ignored('# flb-convert-ignore FLB206: on purpose') });
    expect(await check(dir, 'a.conf')).toMatchObject({ code: 0, found: [] });
  });

  it('several codes, and comments between it and the line', async () => {
    const text = ignored('# flb-convert-ignore FLB206: why\n\n    # flb-convert-ignore FLB241, FLB109: why\n    # more');
    const dir = tempDir({ 'a.conf': text });
    expect((await check(dir, 'a.conf')).found).toEqual(['a.conf:5 FLB540', 'a.conf:5 FLB540']);
  });

  it('behind a value of classic, it is part of the value', async () => {
    const dir = tempDir({ 'a.conf': '[SERVICE]\n    flush 1\n    flush 2 # flb-convert-ignore FLB206\n' });
    expect((await check(dir, 'a.conf')).found).toContain('a.conf:3 FLB206');
  });

  it('behind a value of YAML, but not in one', async () => {
    const yaml = (line: string) => `service:\n  flush: 1\n  ${line}\n`;
    const dir = tempDir({
      'a.yaml': yaml('flush: 2 # flb-convert-ignore FLB206: why'),
      'b.yaml': yaml('flush: "2 # flb-convert-ignore FLB206"'),
    });
    expect((await check(dir, 'a.yaml')).found).toEqual([]);
    expect((await check(dir, 'b.yaml')).found).toContain('b.yaml:3 FLB206');
  });

  it('in block texts of YAML, nothing is a comment', async () => {
    const dir = tempDir({ 'a.yaml': 'service:\n  flush: 1\n  log_file: |\n    # flb-convert-ignore FLB206\n  flush: 2\n' });
    const { found } = await check(dir, 'a.yaml');
    expect(found.filter((one) => /FLB54/.test(one))).toEqual([]);
    expect(found).toContain('a.yaml:5 FLB206');
  });

  it('errors, too', async () => {
    const dir = tempDir({
      'a.conf': `[INPUT]\n    name cpu\n    # flb-convert-ignore FLB109: an old version\n    interval_sec\t1\n${stdout}`,
    });
    expect(await check(dir, 'a.conf')).toMatchObject({ code: 0, found: [] });
  });

  it('warns of a comment that ignores nothing, and of unknown codes', async () => {
    const dir = tempDir({
      'a.conf': '# flb-convert-ignore FLB206\n# flb-convert-ignore FLB99999 flb206\n# flb-convert-ignore\n[SERVICE]\n    flush 1\n',
    });
    expect((await check(dir, 'a.conf')).found).toEqual(['a.conf:1 FLB540', 'a.conf:2 FLB541', 'a.conf:2 FLB541', 'a.conf:3 FLB541']);
  });

  it('by option, for all files', async () => {
    const dir = tempDir({ 'a.conf': repeated });
    expect(await check(dir, 'a.conf', '--ignore', 'FLB206')).toMatchObject({ code: 0, found: [], stderr: '' });
    expect((await check(dir, 'a.conf', '--ignore', 'FLB109')).stderr).toBe('flb-convert: --ignore FLB109 ignores nothing\n');
    expect(await check(dir, 'a.conf', '--ignore', 'FLB9')).toMatchObject({ code: 2 });
  });

  it('what is ignored is not fixed', async () => {
    const text = `[INPUT]\n    name cpu\n    # flb-convert-ignore FLB109\n    interval_sec\t1\n${stdout}`;
    const dir = tempDir({ 'a.conf': text });
    await check(dir, 'a.conf', '--fix');
    expect(readFileSync(join(dir, 'a.conf'), 'utf8')).toBe(text);
  });
});

describe('settings of a project', () => {
  const inRepository = (files: Record<string, string>) => tempDir({ '.git/HEAD': '', ...files });

  it.each([
    ['flb-convert.config.json', '{\n\t"ignore": ["FLB206"]\n}\n'],
    ['flb-convert.config.yaml', 'ignore:\n  - FLB206 # why\n'],
    ['package.json', '{"name": "x", "flb-convert": {"ignore": ["FLB206"]}}\n'],
  ])('are data in %s, found from below', async (name, text) => {
    const dir = inRepository({ [name]: text, 'deep/er/a.conf': repeated });
    expect(await check(dir, 'deep/er/a.conf')).toMatchObject({ code: 0, found: [] });
    expect(await check(dir, '.')).toMatchObject({ code: 0, found: [] });
  });

  it('can exclude and make warnings count', async () => {
    const dir = inRepository({
      'flb-convert.config.json': '{"exclude": ["old/"], "errorOnWarnings": true}',
      'old/a.conf': repeated,
      'b.conf': stdout,
    });
    expect(await check(dir, '.')).toMatchObject({ code: 0, files: 1 });
    writeFileSync(join(dir, 'b.conf'), repeated);
    expect((await check(dir, '.')).code).toBe(1);
  });

  it('do not come from above the repository', async () => {
    const dir = tempDir({ 'flb-convert.config.json': '{"ignore": ["FLB206"]}', 'repo/.git/HEAD': '', 'repo/a.conf': repeated });
    expect((await check(dir, 'repo/a.conf')).found).toContain('repo/a.conf:3 FLB206');
  });

  it('do not come through a link', async () => {
    const outside = tempDir({ 'x.json': '{"ignore": ["FLB206"]}' });
    const dir = inRepository({ 'a.conf': repeated });
    symlinkSync(join(outside, 'x.json'), join(dir, 'flb-convert.config.json'));
    expect((await check(dir, 'a.conf')).found).toContain('a.conf:3 FLB206');
  });

  it('warn where they ignore nothing', async () => {
    const dir = inRepository({ 'flb-convert.config.yaml': 'ignore:\n  - FLB109\n', 'a.conf': stdout });
    expect((await check(dir, 'a.conf')).found).toEqual(['flb-convert.config.yaml:2 FLB540']);
  });

  it.each([
    ['an unknown key', '{"ignroe": []}', "1:2: there is no setting 'ignroe': there are ignore, exclude, errorOnWarnings"],
    ['a plugin', '{\n  "plugin": ["./evil.mjs"]}', "2:3: there is no setting 'plugin': there are ignore, exclude, errorOnWarnings"],
    ['a text for a list', '{"ignore": "FLB206"}', "1:12: 'ignore' must be a list of codes"],
    ['a number in a list', '{"exclude": [1]}', "1:14: an item of 'exclude' must be a text"],
    ['a text for a boolean', '{"errorOnWarnings": "yes"}', "1:21: 'errorOnWarnings' must be true or false"],
    ['an unknown code', '{"ignore": ["FLB9"]}', "1:13: there is no code 'FLB9' to ignore"],
    ['a list', '[]', '1:1: settings must be a map of settings'],
    ['a comment in JSON', '{} # x', '1:1: it is not JSON: comments, single quotes or a comma too many, say'],
    ['a key twice', '{"ignore": [], "ignore": []}', '1:16: this key is there twice: keep one of them'],
    ['no JSON', '{"ignore": [', '1:13: it is not JSON'],
  ])('are an error with its place where they are wrong: %s', async (_, text, message) => {
    const dir = inRepository({ 'flb-convert.config.json': text, 'a.conf': stdout });
    const { code, stdout: out, stderr } = await runIn(dir, ['check', 'a.conf']);
    expect({ code, out, stderr }).toEqual({ code: 2, out: '', stderr: `flb-convert: flb-convert.config.json:${message}\n` });
  });

  it('are in one place of a directory', async () => {
    const dir = inRepository({ 'flb-convert.config.json': '{}', 'package.json': '{"flb-convert": {}}', 'a.conf': stdout });
    const { code, stderr } = await runIn(dir, ['check', 'a.conf']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'flb-convert: flb-convert.config.json and package.json both have settings: keep one of them\n',
    });
  });
});
