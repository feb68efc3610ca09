import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

const head = 'kind: ConfigMap\nmetadata: {name: fb}\ndata:\n';

/** What `check` reports of files, as `file:line:column code`. */
async function checked(files: Record<string, string>, ...argv: string[]): Promise<string[]> {
  const dir = tempDir({ ...files, '.git/HEAD': '' });
  const { stdout } = await runIn(dir, ['check', '--format', 'json', ...(argv.length > 0 ? argv : Object.keys(files))]);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { file: string; line: number; column: number; code: string }[] };
  return diagnostics.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
}

describe('check finds a place within a manifest', () => {
  const text = '[INPUT]\n    Name  dummy\n    ä🙂   1\n    Rate  1x\n';

  it.each([
    ['a block', `  a.conf: |\n${text.replace(/^(?=.)/gm, '     ')}`, '8:16 FLB227'],
    ['a block with CRLF', `  a.conf: |-\n${text.replace(/^(?=.)/gm, '    ')}`.replaceAll('\n', '\r\n'), '8:15 FLB227'],
    ['a block with an indicator', `  a.conf: |2\n${text.replace(/^(?=.)/gm, '    ')}`, '8:15 FLB227'],
    ['one quoted line', '  a.conf: "[INPUT]\\n    Name  dummy\\n    Rate \\u0031x\\n" # c\n', '4:47 FLB227'],
    ['a quoted text over lines', '  a.conf: "[INPUT]\\n\\\n    \\    Name  dummy\\n\\\n    \\    Rate  1x\\n"\n', '6:16 FLB227'],
    ['single quotes', "  a.conf: '[INPUT]\n\n    Name dummy\n\n    Rate ''x'''\n", '6:5 FLB104'],
  ])('%s', async (_, entry, wanted) => {
    const found = await checked({ 'a.yaml': head + entry });
    expect(found).toContain(`a.yaml:${wanted}`);
  });

  it('of what an older version does not have', async () => {
    const text = `${head}  a.conf: |\n    [FILTER]\n        Name log_to_metrics\n        Match *\n`;
    expect(await checked({ 'a.yaml': text }, 'a.yaml', '--fluent-bit', '1.9')).toEqual(['a.yaml:6:14 FLB703']);
    expect(await checked({ 'a.yaml': text }, 'a.yaml', '--fluent-bit', '2.1')).toEqual([]);
  });

  it('of a key of a Secret, and shows nothing of it', async () => {
    const secret = `kind: Secret\nmetadata: {name: fb}\ndata:\n  a.conf: ${Buffer.from('[INPUT]\n    Name dummy\n    Rate hunter2\n').toString('base64')}\n`;
    expect(await checked({ 'a.yaml': secret })).toEqual(['a.yaml:4:3 FLB227']);
    const { stdout } = await runIn(tempDir({ 'a.yaml': secret }), ['check', 'a.yaml']);
    expect(stdout).not.toMatch(/hunter2|W0lO/);
  });
});

describe('check takes for one configuration', () => {
  const main = `${head}  fluent-bit.conf: |\n    @INCLUDE in.conf\n    [OUTPUT]\n        Name stdout\n        Match *\n`;
  const part = 'kind: ConfigMap\nmetadata: {name: two}\ndata:\n  in.conf: |\n    [INPUT]\n        Name dummy\n';

  it('what several ConfigMaps hold', async () => {
    expect(await checked({ 'a.yaml': `${main}---\n${part}` })).toEqual([]);
    expect(await checked({ 'a.yaml': main, 'b.yaml': part })).toEqual([]);
    expect(await checked({ 'a.yaml': main })).toEqual(['a.yaml:5:14 FLB501']);
  });

  it.each([
    ['a SealedSecret', 'kind: SealedSecret\nmetadata: {name: s}\nspec: {encryptedData: {in.conf: AgBy}}\n', ''],
    ['a Secret of SOPS', 'kind: Secret\nmetadata: {name: s}\nstringData: {in.conf: "ENC[x]"}\nsops: {mac: "ENC[x]"}\n', ''],
    [
      'one whose key gets its name',
      'kind: SealedSecret\nmetadata: {name: s}\nspec: {encryptedData: {a: AgBy}}\n',
      ', items: [{key: a, path: in.conf}]',
    ],
  ])('what is mounted beside it and encrypted, which is not looked into: %s', async (_, secret, items) => {
    const volume = `{name: v, projected: {sources: [{configMap: {name: fb}}, {secret: {name: s${items}}}]}}`;
    const pod = `kind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: c, image: fluent/fluent-bit:5.1.1, volumeMounts: [{name: v, mountPath: /fluent-bit/etc}]}]\n  volumes: [${volume}]\n`;
    expect(await checked({ 'a.yaml': main, 'p.yaml': pod, 's.yaml': secret })).toEqual(['a.yaml:5:14 FLB517']);
    expect(await checked({ 'a.yaml': main, 'p.yaml': pod, 's.yaml': secret.replace('in.conf', 'x').replace('{a:', '{x:') })).toEqual([
      'a.yaml:5:14 FLB501',
    ]);
  });

  it('manifests that are named together, but no other YAML', async () => {
    const service = 'kind: Service\nmetadata: {name: s}\nspec: {}\n';
    expect(await checked({ 'a.yaml': `${main}---\n${part}`, 's.yaml': service })).toEqual([]);
    expect(await checked({ 'a.yaml': `${main}---\n${part}`, 'o.yaml': 'a: 1\n' })).toEqual(['o.yaml:1:1 FLB153']);
    expect(await checked({ 's.yaml': service })).toEqual(['s.yaml:1:1 FLB153']);
  });

  it('a main file that only includes others', async () => {
    const text = `${head}  fluent-bit.yaml: |\n    service:\n      flush: abc\n    includes:\n      - no.yaml\n  in.yaml: |\n    pipeline:\n      inputs: []\n`;
    expect(await checked({ 'a.yaml': text })).toEqual(expect.arrayContaining(['a.yaml:6:14 FLB247', 'a.yaml:8:9 FLB501']));
  });

  it('what a pod mounts', async () => {
    const pod =
      'kind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: f, image: fluent/fluent-bit:5.1.1, args: [-c, /a/fluent-bit.conf], volumeMounts: [{name: c, mountPath: /a}, {name: d, mountPath: /b}]}]\n  volumes: [{name: c, configMap: {name: fb}}, {name: d, configMap: {name: two}}]\n';
    expect(await checked({ 'a.yaml': `${main}---\n${part}---\n${pod}` })).toEqual(['a.yaml:5:14 FLB501']);
    expect(await checked({ 'a.yaml': `${main.replace('in.conf', '/b/in.conf')}---\n${part}---\n${pod}` })).toEqual([]);
  });

  it('what a kustomization builds', async () => {
    const files = {
      'kustomization.yaml': 'configMapGenerator: [{name: fb, files: [a.conf]}]\n',
      'a.conf': '[INPUT]\n    Name dummy\n    Rate x\n',
    };
    expect(await checked(files, 'kustomization.yaml')).toEqual(['a.conf:3:10 FLB227']);
  });
});

describe('check --fix', () => {
  it('changes the manifest where the fault is, and nothing else', async () => {
    const before = `# c\r\n${head}  x: |\n    a  \n\n  up.conf: | # d\n   [UPSTREAM]\n       name u\n\n   [NODE]\n       name n\n       host h\n       port 1\n       tls\ton\n  y: 1   \n`;
    const dir = tempDir({ 'a.yaml': before });
    const { stdout } = await runIn(dir, ['check', '--fix', 'a.yaml']);
    expect(stdout).toContain('1 fixed');
    expect(readFileSync(join(dir, 'a.yaml'), 'utf8')).toBe(before.replace('\t', ' '));
  });
});

describe('convert', () => {
  const manifest = `${head}  a.conf: |\n    [INPUT]\n        Name dummy\n`;
  const yaml = `${head}  a.yaml: |\n    pipeline:\n      inputs:\n        - name: dummy\n`;

  it('writes a manifest to standard output, to a file, and in place', async () => {
    const dir = tempDir({ 'k.yaml': manifest, '.git/HEAD': '' });
    expect((await runIn(dir, ['k.yaml'])).stdout).toBe(yaml);
    expect((await runIn(dir, ['k.yaml', '-o', 'new.yaml'])).code).toBe(0);
    expect(readFileSync(join(dir, 'new.yaml'), 'utf8')).toBe(yaml);
    expect((await runIn(dir, ['k.yaml', '-o', 'new.yaml', '--to', 'classic'])).code).toBe(2);
    expect((await runIn(dir, ['convert', 'k.yaml', '-o', 'k.yaml'])).code).toBe(0);
    expect(readFileSync(join(dir, 'k.yaml'), 'utf8')).toBe(yaml);
    expect((await runIn(dir, ['k.yaml', '-o', 'k.yaml', '--to', 'classic'])).code).toBe(0);
    expect(readFileSync(join(dir, 'k.yaml'), 'utf8')).toBe(manifest.replace('Name dummy', 'name dummy'));
  });

  it('writes nothing where the manifest is refused', async () => {
    const dir = tempDir({ 'k.yaml': `${manifest}    {{- if x }}\n` });
    const { code, stdout, stderr } = await runIn(dir, ['k.yaml', '-o', 'k.yaml']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('k.yaml:7:5: error FLB130');
    expect(readFileSync(join(dir, 'k.yaml'), 'utf8')).toContain('{{- if x }}');
  });
});
