import { describe, expect, it } from 'vitest';
import { convert, equalConfig, readConfig, type Section, writeConfig } from '../../src/index.js';

async function written(text: string, to: 'yaml' | 'json' | 'classic', from = 'classic') {
  const { outputs, diagnostics } = await convert(text, { from, to });
  return { text: outputs[0]?.text, codes: diagnostics.map(({ code, severity }) => `${code} ${severity}`) };
}

async function equals(a: string, b: string, from: 'classic' | 'yaml' = 'classic'): Promise<boolean> {
  const [left, right] = [await readConfig(a, { from }), await readConfig(b, { from })];
  return equalConfig(left.config, right.config);
}

describe('a service without settings', () => {
  it('is left out of YAML and JSON, and its comments stay', async () => {
    const text = '# no settings\n[SERVICE]\n    # none at all\n\n# an input\n[INPUT]\n    name dummy\n';
    expect(await written(text, 'yaml')).toEqual({
      text: '# no settings\n# none at all\n\n# an input\npipeline:\n  inputs:\n    - name: dummy\n',
      codes: ['FLB314 info'],
    });
    expect((await written(text, 'json')).text).not.toContain('service');
    expect((await written(text, 'classic')).text).toContain('[SERVICE]');
  });

  it('leaves one blank line at most between its comments and those of what follows', () => {
    const service: Section = { kind: 'service', properties: [], comments: ['# none', ''] };
    const input: Section = { kind: 'input', properties: [{ key: 'name', value: 'dummy' }], comments: ['# an input'] };
    expect(writeConfig({ sections: [service, input] }, { to: 'yaml' }).text).toMatch(/^# none\n\n# an input\npipeline:\n/);
  });

  it('leaves an empty map where it is all of the file, below its comments', async () => {
    expect(await written('# a\n[SERVICE]\n', 'yaml')).toEqual({ text: '# a\n{}\n', codes: ['FLB314 info'] });
    expect(await written('# a\nservice: {}\n# b\n', 'yaml', 'yaml')).toEqual({ text: '# a\n# b\n{}\n', codes: ['FLB314 info'] });
  });

  it('stays beside one that has settings', async () => {
    expect(await written('# a\n[SERVICE]\n[SERVICE]\n    flush 1\n', 'yaml')).toEqual({ text: '# a\nservice:\n  flush: 1\n', codes: [] });
  });

  it('means the same as none', async () => {
    expect(await equals('[SERVICE]\n[INPUT]\n    name dummy\n', '[INPUT]\n    name dummy\n')).toBe(true);
    expect(await equals('# a\n[SERVICE]\n', '# a\n')).toBe(true);
    expect(await equals('# a\n[SERVICE]\n', '# b\n')).toBe(false);
    expect(await equals('[SERVICE]\n    flush 1\n', '')).toBe(false);
  });
});

describe('an output without any section', () => {
  it.each(['', '\n', '# nothing\n'])('is an empty map in YAML, and an empty file in classic: %j', async (text) => {
    expect(await written(text, 'yaml')).toEqual({ text: `${text.trim() === '' ? '' : text}{}\n`, codes: [] });
    expect((await written(text, 'json')).text).toBe('{}\n');
    expect(await written(text, 'classic')).toEqual({ text: text.trim() === '' ? '' : text, codes: [] });
  });
});

describe('a variable that is set twice', () => {
  const text = '# first\n@SET A=1\n@SET B=on\n# again\n@SET A=2\n';

  it('is a key of a map that is repeated, with all values and comments', async () => {
    const yaml = "# first\nenv:\n  A: 1\n  B: 'on'\n  # again\n  A: 2\n";
    const json = '{\n  "env": {\n    "A": "1",\n    "B": "on",\n    "A": "2"\n  }\n}\n';
    expect(await written(text, 'yaml')).toEqual({ text: yaml, codes: ['FLB315 info'] });
    expect((await written(text, 'json')).text).toBe(json);
    expect((await written(yaml, 'classic', 'yaml')).text).toBe(text);
    expect((await written(json, 'yaml', 'json')).text).toBe(yaml.replace('# first\n', '').replace('  # again\n', ''));
  });

  it('is told of at each value that a later one replaces', async () => {
    const { diagnostics } = await convert('@SET A=1\n@SET A=2\n@SET B=1\n@SET A=3\n', { from: 'classic', to: 'yaml' });
    expect(diagnostics.map(({ code, span }) => [code, span.start])).toEqual([
      ['FLB315', 5],
      ['FLB315', 14],
    ]);
  });

  it('stays in classic, where nothing refuses it', async () => {
    expect((await written(text, 'classic')).text).toBe(text);
  });

  it('means the same as its last value, and no other', async () => {
    expect(await equals('@SET A=1\n@SET B=b\n@SET A=2\n', '@SET B=b\n@SET A=2\n')).toBe(true);
    expect(await equals('@SET A=1\n@SET A=2\n', '@SET A=1\n')).toBe(false);
    // What stands between may set it, too.
    expect(await equals('@SET A=1\n@INCLUDE a.conf\n@SET A=2\n', '@INCLUDE a.conf\n@SET A=2\n')).toBe(false);
  });

  it('is a list only where a file is read again, or named as a place', async () => {
    const uri = 'env:\n  - name: A\n    uri: file:///a\n  - name: B\n    value: 1\n';
    expect((await written(uri, 'yaml', 'yaml')).text).toBe(uri);
    const refreshed = 'env:\n  - name: A\n    value: 1\n    refresh_interval: 60\n  - name: A\n    value: 2\n';
    // No key is repeated there.
    expect(await written(refreshed, 'yaml', 'yaml')).toEqual({ text: refreshed, codes: [] });
  });
});
