import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInFormats, convert, equalConfig, readConfig, writeConfig } from '../../src/index.js';
import tomlFormat from '../plugins/toml-format.mjs';
import { classicExample, exampleNeeds, examples, yamlUpstreams } from '../support/examples.js';
import { runCli, spawnCli } from '../support/run-cli.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const plugin = join(import.meta.dirname, '..', 'plugins', 'toml-format.mjs');
const suffixes = { classic: '.conf', yaml: '.yaml', json: '.json' } as const;

const awkward = {
  classic: `# lost on the way\n@SET PORT=24224\n@SET B= "x"\n${classicExample}    tag  a # "b" \\n \${X:-y} 'ä😀\n    0x1F 007\n`,
  yaml: `env:\n  PORT: "24224"\n${examples.yaml}        tag: "two\\nlines \\u0085 \\t end"\n        "a b": '' # lost\n`,
  json: examples.json.replace('"secret"', '"\\u2028 = [[upstream]] # \\" null"'),
};

describe("a user's own format, in the library", () => {
  it.each(['classic', 'yaml', 'json'] as const)('takes an upstream file from %s to TOML and back', async (format) => {
    const formats = [tomlFormat];
    const there = await convert(awkward[format], { from: format, to: 'toml', formats });
    expect(there.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(there.outputs[0]?.text).toContain('[[upstream.node]]');
    const back = await convert(there.outputs[0]?.text ?? '', { from: 'toml', to: format, formats });
    const [before, after] = await Promise.all([
      readConfig(awkward[format], { from: format }),
      readConfig(back.outputs[0]?.text ?? '', { from: format }),
    ]);
    expect(after.config.sections.length).toBeGreaterThan(0);
    expect(equalConfig(before.config, after.config, { comments: false })).toBe(true);
  });

  it('is found by suffix and by content like a built-in one', async () => {
    const [output] = (await convert(classicExample, { to: 'toml', formats: [tomlFormat] })).outputs;
    const text = output?.text ?? '';
    for (const options of [{ fileName: 'up.toml' }, { fileName: 'up.txt' }, {}]) {
      expect((await readConfig(text, { ...options, formats: [tomlFormat] })).format).toBe(tomlFormat);
    }
  });

  it('is held to what it wrote: each conversion is verified', async () => {
    const lossy = { ...tomlFormat, write: () => ({ text: '[[upstream]]\nname = "u"\n', diagnostics: [] }) };
    const { outputs, diagnostics } = await convert(classicExample, { to: 'toml', formats: [lossy] });
    expect(outputs).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['FLB403']);
  });

  it('says what it cannot hold, at the place in the source', async () => {
    const { outputs, diagnostics, source } = await convert(`${classicExample}    shared_key other\n`, {
      to: 'toml',
      formats: [tomlFormat],
    });
    expect(outputs).toEqual([]);
    const refused = diagnostics.find(({ code }) => code === 'FLB302');
    expect(source.positionAt(refused?.span.start ?? 0)).toEqual({ line: 16, column: 5 });
  });

  it('is known to no call that does not name it', async () => {
    await convert(classicExample, { to: 'toml', formats: [tomlFormat] });
    expect(builtInFormats).not.toContain(tomlFormat);
    await expect(convert(classicExample, { to: 'toml' })).rejects.toThrow("unknown format 'toml'");
    const { config } = await readConfig(classicExample);
    expect(() => writeConfig(config, { to: 'toml' })).toThrow("unknown format 'toml'");
    expect(writeConfig(config, { to: 'toml', formats: [tomlFormat] }).text).toContain('[[upstream.node]]');
  });
});

describe('--plugin', () => {
  it.each(['classic', 'yaml', 'json'] as const)('takes a file from %s to TOML and back', async (format) => {
    const dir = tempDir({ [`up${suffixes[format]}`]: examples[format] });
    const [source, toml, back] = [`up${suffixes[format]}`, 'up.toml', `back${suffixes[format]}`].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    expect(await runCli([source, '--plugin', plugin, '-o', toml])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(toml, 'utf8')).toMatch(/^\[\[upstream\]\]\nname = "forward-balancing"\n/);
    expect(await runCli([toml, '--plugin', plugin, '-o', back])).toEqual({
      code: 0,
      stdout: '',
      stderr: format === 'classic' ? '' : exampleNeeds,
    });
    expect(readFileSync(back, 'utf8')).toBe(examples[format]);
  });

  it('works in the built executable, with paths relative to the working directory', () => {
    const dir = tempDir({
      'up.conf': classicExample,
      'formats/plain.mjs': plainFormat('export default'),
      'formats/plain.cjs': plainFormat('module.exports ='),
    });
    for (const path of ['./formats/plain.mjs', 'formats/plain.mjs', 'formats/plain.cjs', join(dir, 'formats/plain.cjs')]) {
      const there = spawnCli(['up.conf', '--plugin', path, '--to', 'plain'], { cwd: dir });
      expect(there, path).toMatchObject({ code: 0, stderr: '' });
      expect(spawnCli(['-', '--plugin', path, '--from', 'plain', '--to', 'classic'], { cwd: dir, input: there.stdout })).toEqual({
        code: 0,
        stdout: classicExample,
        stderr: '',
      });
    }
  });

  it('takes several formats at once', async () => {
    const dir = tempDir({ 'plain.mjs': plainFormat('export default') });
    const plugins = ['--plugin', plugin, '--plugin', join(dir, 'plain.mjs')];
    const there = await runCli(['-', '--to', 'toml', ...plugins], { stdin: classicExample });
    const between = await runCli(['-', '--from', 'toml', '--to', 'plain', ...plugins], { stdin: there.stdout });
    const back = await runCli(['-', '--from', 'plain', '--to', 'classic', ...plugins], { stdin: between.stdout });
    expect(back).toEqual({ code: 0, stdout: classicExample, stderr: '' });
  });

  it('is for check too', async () => {
    const toml = '[[upstream]]\nname = "u"\n[[upstream.node]]\nname = "n"\nhost = "h"\ntls_verify = "off"\n';
    const { code, stdout } = await runCli(['check', '-', '--from', 'toml', '--plugin', plugin], { stdin: toml });
    expect(code).toBe(1);
    expect(stdout).toContain('error FLB202');
    expect(stdout).toContain('warning FLB213');
  });

  it('reports errors of its own format at their places', async () => {
    const { code, stdout, stderr } = await runCli(['-', '--from', 'toml', '--plugin', plugin], { stdin: '[[upstream]]\nname = \n' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^stdin:2:8: error FLB131: /);
  });

  it('names split files with its own suffix', async () => {
    const dir = tempDir({ 'in.yaml': yamlUpstreams('a', 'b') });
    const argv = [join(dir, 'in.yaml'), '--plugin', plugin, '--to', 'toml', '--upstreams', 'split', '-d', join(dir, 'out')];
    expect((await runCli(argv)).code).toBe(0);
    expect(Object.keys(filesIn(join(dir, 'out')))).toEqual(['a.toml', 'b.toml']);
  });

  it.each([
    ['is not there', 'missing.mjs', undefined],
    ['does not compile', 'bad.mjs', 'export default {'],
    ['throws', 'bad.mjs', 'throw new Error("no")'],
    ['throws what is no error', 'bad.mjs', 'throw null'],
    ['exports nothing', 'bad.mjs', ''],
    ['exports no format', 'bad.mjs', 'export default { name: "x" }'],
    ['exports null', 'bad.mjs', 'export default null'],
    ['lacks a writer', 'bad.mjs', 'export default { name: "x", suffixes: [], sniff() {}, read() {} }'],
  ])('is refused with exit code 2 if the module %s', async (_, name, text) => {
    const dir = tempDir(text === undefined ? {} : { [name]: text });
    const { code, stdout, stderr } = await runCli(['-', '--plugin', join(dir, name)], { stdin: classicExample });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(name);
    expect(stderr.trimEnd()).toMatch(/^flb-convert: .+$/);
  });

  it('is refused by the built executable in the same way', () => {
    const dir = tempDir({ 'bad.mjs': 'export default {' });
    const { code, stdout, stderr } = spawnCli(['-', '--plugin', './bad.mjs'], { cwd: dir, input: classicExample });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^flb-convert: cannot load the format \.\/bad\.mjs: .+\n$/);
    expect(stderr).not.toContain('dynamic import');
  });
});

/** A format in few lines, without a package: JSON of the sections. */
function plainFormat(exporting: string): string {
  return `${exporting} {
  name: 'plain',
  suffixes: ['.plain'],
  comments: true,
  sniff: () => false,
  read: ({ text }) => ({ config: JSON.parse(text), diagnostics: [] }),
  write: (config) => ({ text: JSON.stringify(config), diagnostics: [] }),
};
`;
}
