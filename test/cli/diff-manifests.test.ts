import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

const classic = '[INPUT]\n    name cpu\n    tag a\n\n[OUTPUT]\n    name http\n    match *\n    host 127.0.0.1\n';
const yaml = "pipeline:\n  inputs:\n    - name: cpu\n      tag: a\n  outputs:\n    - match: '*'\n      name: http\n      host: 127.0.0.1\n";

/** A ConfigMap with these texts. */
function configMap(texts: Record<string, string>, name = 'fb', kind = 'ConfigMap'): string {
  const entries = Object.entries(texts).map(([key, text]) => `  ${key}: |\n${text.replace(/^(?=.)/gm, '    ')}`);
  return `kind: ${kind}\nmetadata:\n  name: ${name}\n${kind === 'Secret' ? 'stringData' : 'data'}:\n${entries.join('')}`;
}

async function diff(files: Record<string, string>, before: string, after: string, ...flags: string[]) {
  return runIn(tempDir({ ...files, '.git/HEAD': '' }), ['diff', before, after, ...flags]);
}

describe('diff of manifests', () => {
  it('compares what they hold, and says what with what', async () => {
    const files = { 'a.yaml': configMap({ 'fluent-bit.conf': classic }), 'b.yaml': configMap({ 'fluent-bit.yaml': yaml }) };
    expect(await diff(files, 'a.yaml', 'b.yaml')).toMatchObject({
      code: 0,
      stdout: 'compared: ConfigMap fb, fluent-bit.conf with ConfigMap fb, fluent-bit.yaml\na.yaml and b.yaml mean the same to Fluent Bit\n',
      stderr: '',
    });
  });

  it('shows differences where they stand in the manifest', async () => {
    const files = {
      'a.yaml': configMap({ 'fluent-bit.conf': classic }),
      'b.yaml': configMap({ 'fluent-bit.yaml': yaml.replace('127.0.0.1', '1127.0.0.1') }),
    };
    const { code, stdout } = await diff(files, 'a.yaml', 'b.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain("output 'http': host differs\n  - a.yaml:13:9: '127.0.0.1'\n  + b.yaml:13:11: '1127.0.0.1'\n");
    const record = JSON.parse((await diff(files, 'a.yaml', 'b.yaml', '--format', 'json')).stdout);
    expect(record.compared).toEqual([{ before: 'ConfigMap fb, fluent-bit.conf', after: 'ConfigMap fb, fluent-bit.yaml' }]);
    expect((await diff(files, 'a.yaml', 'b.yaml', '--format', 'markdown')).stdout).toContain(
      '| ConfigMap fb, fluent-bit.conf | ConfigMap fb, fluent-bit.yaml |',
    );
  });

  it('says what a difference does, at its place', async () => {
    const files = { 'a.yaml': configMap({ 'a.conf': classic }), 'b.yaml': configMap({ 'a.conf': classic.replace('host ', 'hst ') }) };
    expect((await diff(files, 'a.yaml', 'b.yaml')).stdout).toMatch(
      / {2}\+ b\.yaml:13:9: '127\.0\.0\.1'\n {2}= b\.yaml:13:9: error FLB222: /,
    );
  });

  it('compares a manifest with a file', async () => {
    const files = { 'a.yaml': configMap({ 'fluent-bit.conf': classic }), 'b.yaml': yaml, 'c.yaml': yaml.replace('tag: a', 'tag: b') };
    expect(await diff(files, 'a.yaml', 'b.yaml')).toMatchObject({ code: 0 });
    expect((await diff(files, 'b.yaml', 'a.yaml')).stdout).toContain('compared: b.yaml with ConfigMap fb, fluent-bit.conf\n');
    expect((await diff(files, 'a.yaml', 'c.yaml')).stdout).toContain("- a.yaml:8:9: 'a'\n  + c.yaml:4:7: 'b'");
  });

  it('counts what a pod mounts as one configuration, over several ConfigMaps', async () => {
    const main = `${classic}[SERVICE]\n    parsers_file p.conf\n@INCLUDE more.conf\n`;
    const [parser, more] = ['[PARSER]\n    name p\n    format json\n', '[FILTER]\n    name grep\n    match a\n    regex log x\n'];
    const one = configMap({ 'fluent-bit.conf': main, 'p.conf': parser, 'more.conf': more });
    const two = `${configMap({ 'fluent-bit.conf': main, 'p.conf': parser })}---\n${configMap({ 'more.conf': more }, 'other')}`;
    expect(await diff({ 'a.yaml': one, 'b.yaml': two }, 'a.yaml', 'b.yaml')).toMatchObject({ code: 0 });
    const changed = two.replace('regex log x', 'regex log y');
    const { stdout } = await diff({ 'a.yaml': one, 'b.yaml': changed }, 'a.yaml', 'b.yaml');
    expect(stdout).toContain("filter 'grep': regex differs\n");
    expect(stdout).toContain("+ b.yaml:30:9: 'log y'");
  });

  it('tells several ConfigMaps by their names and keys', async () => {
    const other = classic.replace('tag a', 'tag b');
    const before = `${configMap({ 'fluent-bit.conf': classic }, 'one')}---\n${configMap({ 'fluent-bit.conf': other }, 'two')}`;
    const after = `${configMap({ 'fluent-bit.yaml': yaml.replace('tag: a', 'tag: b') }, 'two')}---\n${configMap({ 'fluent-bit.yaml': yaml }, 'one')}`;
    expect(await diff({ 'a.yaml': before, 'b.yaml': after }, 'a.yaml', 'b.yaml')).toMatchObject({
      code: 0,
      stdout:
        'compared: ConfigMap one, fluent-bit.conf with ConfigMap one, fluent-bit.yaml\n' +
        'compared: ConfigMap two, fluent-bit.conf with ConfigMap two, fluent-bit.yaml\n' +
        'a.yaml and b.yaml mean the same to Fluent Bit\n',
    });
  });

  it('tells ConfigMaps of one name by their namespaces', async () => {
    const inSpace = (tag: string, space: string) =>
      configMap({ 'a.conf': classic.replace('tag a', `tag ${tag}`) }).replace('name: fb', `name: fb\n  namespace: ${space}`);
    const files = { 'a.yaml': `${inSpace('a', 'x')}---\n${inSpace('b', 'y')}`, 'b.yaml': `${inSpace('b', 'y')}---\n${inSpace('a', 'x')}` };
    const { code, stdout } = await diff(files, 'a.yaml', 'b.yaml');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'compared: ConfigMap x/fb, a.conf with ConfigMap x/fb, a.conf\ncompared: ConfigMap y/fb, a.conf with ConfigMap y/fb, a.conf\n' +
        'a.yaml and b.yaml mean the same to Fluent Bit\n',
    });
    expect((await diff(files, 'a.yaml', 'a.yaml')).code).toBe(0);
  });

  it('takes several of one name in the order in which they stand', async () => {
    const files = { 'a.yaml': `${configMap({ 'a.conf': classic })}---\n${configMap({ 'a.conf': classic.replace('tag a', 'tag b') })}` };
    expect((await diff(files, 'a.yaml', 'a.yaml')).code).toBe(0);
  });

  it('says which configuration only one has', async () => {
    const before = configMap({ 'a.conf': classic, 'b.conf': classic });
    const { code, stdout } = await diff({ 'a.yaml': before, 'b.yaml': configMap({ 'a.yaml': yaml }, 'new') }, 'a.yaml', 'b.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('ConfigMap fb, b.conf: removed\n  - a.yaml:15:5\n');
    expect(stdout).toContain('compared: ConfigMap fb, a.conf with ConfigMap new, a.yaml\n');
  });

  it('compares directories with manifests, those that a kustomization builds too', async () => {
    const files = {
      'old/k8s/cm.yaml': configMap({ 'fluent-bit.conf': classic }),
      'old/plain.conf': classic,
      'new/other/place.yaml': configMap({ 'fluent-bit.yaml': yaml }),
      'new/plain.yaml': yaml,
    };
    expect((await diff(files, 'old', 'new')).code).toBe(0);
    const generated = {
      'old/kustomization.yaml': 'configMapGenerator: [{name: fb, files: [fluent-bit.conf]}]\n',
      'old/fluent-bit.conf': classic,
      'new/cm.yaml': configMap({ 'fluent-bit.yaml': yaml.replace('tag: a', 'tag: b') }),
    };
    const { code, stdout } = await diff(generated, 'old', 'new');
    expect(code).toBe(1);
    expect(stdout).toContain("- old/fluent-bit.conf:3:5: 'a'\n  + new/cm.yaml:9:11: 'b'");
    expect(stdout).toMatch(/old and new: 1 difference\n$/);
  });

  it('shows nothing of a Secret', async () => {
    const text = (secret: string) => `[OUTPUT]\n    name ${secret}name\n    match *\n    port ${secret}\n    alias ${secret}alias\n`;
    const base64 = (value: string) =>
      `kind: Secret\nmetadata: {name: fb}\ndata:\n  a.conf: ${Buffer.from(text(value)).toString('base64')}\n`;
    const files = {
      'a.yaml': configMap({ 'a.conf': text('hunter2') }, 'fb', 'Secret'),
      'b.yaml': configMap({ 'a.conf': text('hunter3') }, 'fb', 'Secret'),
      'c.yaml': base64('hunter4'),
      'd.yaml': configMap({ 'a.conf': '[OUTPUT]\n    name hunter5\nhunter6\n' }, 'fb', 'Secret'),
    };
    for (const form of ['pretty', 'json', 'markdown']) {
      for (const [before, after] of [
        ['a.yaml', 'b.yaml'],
        ['b.yaml', 'c.yaml'],
        ['c.yaml', 'd.yaml'],
      ] as const) {
        const { code, stdout, stderr } = await diff(files, before, after, '--format', form);
        expect(code).toBe(after === 'd.yaml' ? 2 : 1);
        expect(stdout + stderr).not.toMatch(/hunter|W09V/);
      }
    }
  });

  it.each([
    [
      'a manifest that is not YAML',
      configMap({ 'a.conf': classic }).replace('metadata:', 'metadata: {'),
      /^b\.yaml:\d+:\d+: error FLB801: /,
    ],
    [
      'a text that Fluent Bit does not read',
      configMap({ 'a.conf': '[INPUT]\n    name cpu\n  tag x\n' }),
      /^b\.yaml:8:5: error FLB105: .*\n {2}8 \| {7}tag x\n/,
    ],
    ['no configuration at all', 'kind: ConfigMap\nmetadata: {name: x}\ndata: {a: b}\n', /not compared/],
  ])('cannot compare %s', async (_, text, says) => {
    const { code, stdout, stderr } = await diff({ 'a.yaml': configMap({ 'a.conf': classic }), 'b.yaml': text }, 'a.yaml', 'b.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  it('does not guess which of several a file is meant for', async () => {
    const files = { 'a.yaml': configMap({ 'one.conf': classic, 'two.conf': classic }), 'b.conf': classic, 'two.yaml': yaml };
    const { code, stderr } = await diff(files, 'a.yaml', 'b.conf');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'flb-convert: none of the configurations of a.yaml (ConfigMap fb, one.conf; ConfigMap fb, two.conf) has the name of one of b.conf (b.conf)\n',
    });
    expect((await diff(files, 'a.yaml', 'two.yaml')).stdout).toContain('compared: ConfigMap fb, two.conf with two.yaml\n');
  });

  it('draws what a manifest holds', async () => {
    const { code, stdout } = await runIn(tempDir({ 'a.yaml': configMap({ 'fluent-bit.conf': classic }) }), ['graph', 'a.yaml']);
    expect(code).toBe(0);
    expect(stdout).toContain('subgraph g1 ["a.yaml: ConfigMap fb, fluent-bit.conf"]');
    expect(stdout).toContain('input cpu');
  });
});
