import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node-host.js';
import { checkFiles, formatPretty, type Host, migrateFiles, type Plan } from '../../src/index.js';
import { formatJson } from '../../src/report/machine.js';
import { formatReport } from '../../src/report/plan/plan-report.js';
import { memoryHost } from '../support/memory-host.js';
import { project } from '../support/run-cli.js';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

const tree = {
  '/etc/fluent-bit/fluent-bit.conf': '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE conf.d/*.conf\n',
  '/etc/fluent-bit/parsers.conf': '[PARSER]\n    name p\n    format json\n',
  '/etc/fluent-bit/conf.d/out.conf': '[OUTPUT]\n    name stdout\n    match *\n    tls_verify off\n',
  '/etc/fluent-bit/conf.d/.hidden.conf': '[OUTPUT]\n    name stdout\n    match *\n',
  '/etc/fluent-bit/notes.yaml': 'apiVersion: v1\nsecret: hunter2\n',
  '/srv/other.conf': '[INPUT]\n    name cpu\n',
};

function newTexts({ order, textOf }: Plan): Record<string, string> {
  const outputs = order.flatMap((file) => file.outputs);
  return Object.fromEntries(
    outputs.flatMap(({ path, content }) => (typeof content === 'object' && 'text' in content ? [[path, textOf(content.text)]] : [])),
  );
}

describe('checkFiles', () => {
  const host = memoryHost(tree, { cwd: '/etc/fluent-bit' });

  it.each([
    ['a main file, with what it refers to', ['/etc/fluent-bit/fluent-bit.conf']],
    ['the same by a path from the working directory', ['./fluent-bit.conf']],
  ])('checks %s', async (_, paths) => {
    const files = await checkFiles(host, paths);
    expect(files.map(({ source }) => source.name).sort()).toEqual(['conf.d/out.conf', 'fluent-bit.conf', 'parsers.conf']);
    expect(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual(['FLB222']);
    expect(formatPretty(files)).toMatch(/^conf\.d\/out\.conf:4:5: /);
  });

  it('finds what is missing', async () => {
    const files = await checkFiles(memoryHost({ '/a/main.conf': '@INCLUDE gone.conf\n' }), ['/a/main.conf']);
    expect(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual(['FLB501']);
  });

  it('checks of a directory what is Fluent Bit’s, and shows nothing of other files', async () => {
    const files = await checkFiles(host, ['/etc/fluent-bit']);
    expect(files.map(({ source }) => source.name).sort()).toEqual(['conf.d/out.conf', 'fluent-bit.conf', 'parsers.conf']);
  });

  it('looks into nothing that is out of scope, and finds directories of the other machine where they are', async () => {
    const including = memoryHost({ '/a/main.conf': '@INCLUDE /etc/x.conf\n', '/b/x.conf': '[INPUT]\n    name cpu\n' });
    const codes = async (options: object) =>
      (await checkFiles(including, ['/a/main.conf'], options)).flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(await codes({})).toEqual(['FLB502']);
    expect(await codes({ roots: [{ from: '/etc', to: '/b' }] })).not.toContain('FLB502');
    expect(await codes({ roots: [{ from: '/etc', to: '/b' }], isInScope: (path: string) => !path.startsWith('/b/') })).toContain('FLB517');
  });

  it('says what another version makes of them, and what an upgrade changes', async () => {
    const yaml = memoryHost({
      '/u.yaml': 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: h\n        port: 1\n',
    });
    const codes = async (options: object) =>
      (await checkFiles(yaml, ['/u.yaml'], options)).flatMap(({ diagnostics }) => diagnostics.length);
    expect(await codes({})).toEqual([0]);
    expect(await codes({ target: 'latest' })).toEqual([0]);
    expect((await codes({ target: '2.2' }))[0]).toBeGreaterThan(0);
    expect(await codes({ upgradeFrom: '4.0' })).toEqual([0]);
  });

  it('takes the pod that is named with a manifest for what mounts it', async () => {
    const manifest = 'kind: ConfigMap\nmetadata: {name: fb}\ndata:\n  a.conf: |\n    [INPUT]\n        Name dumy\n';
    const pod = 'kind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: x}]}\n';
    const of = async (paths: string[]) =>
      (await checkFiles(memoryHost({ '/a.yaml': manifest, '/p.yaml': pod }), paths)).map(({ source, diagnostics }) => [
        source.name,
        ...diagnostics.map(({ code }) => code),
      ]);
    expect(await of(['/a.yaml', '/p.yaml'])).toEqual([['a.yaml', 'FLB255']]);
    expect(await of(['/p.yaml'])).toEqual([['p.yaml', 'FLB153']]);
  });

  it('throws for a mistake of the caller', async () => {
    await expect(checkFiles(host, ['/gone.conf'])).rejects.toThrow(new RangeError('there is nothing at /gone.conf'));
    await expect(checkFiles(host, ['fluent-bit.conf'], { target: 'x' })).rejects.toThrow(RangeError);
    await expect(checkFiles(host, ['fluent-bit.conf'], { upgradeFrom: '99.0' })).rejects.toThrow(/^Fluent Bit 99\.0 is newer than /);
    await expect(migrateFiles(host, ['fluent-bit.conf'], { to: 'ini' })).rejects.toThrow(RangeError);
    await expect(migrateFiles(host, ['fluent-bit.conf'], { target: 'x' })).rejects.toThrow(RangeError);
  });
});

describe('migrateFiles', () => {
  const host = memoryHost(tree, { cwd: '/etc/fluent-bit' });
  const names = ['conf.d/out', 'fluent-bit', 'parsers'];

  it.each([
    ['a main file, with what it refers to', ['fluent-bit.conf']],
    ['a directory', ['/etc/fluent-bit']],
  ])('plans %s, and writes nothing', async (_, paths) => {
    const before = structuredClone(tree);
    const texts = newTexts(await migrateFiles(host, paths));
    expect(Object.keys(texts).sort()).toEqual(names.map((name) => `/etc/fluent-bit/${name}.yaml`));
    expect(texts['/etc/fluent-bit/fluent-bit.yaml']).toContain('conf.d/*.yaml');
    expect(tree).toEqual(before);
  });

  it('builds the tree anew in another directory, in another format', async () => {
    const texts = newTexts(await migrateFiles(host, ['.'], { directory: '/new', to: 'json' }));
    expect(Object.keys(texts).sort()).toEqual(names.map((name) => `/new/${name}.yaml`));
    expect(JSON.parse(texts['/new/parsers.yaml'] ?? '')).toEqual({ parsers: [{ name: 'p', format: 'json' }] });
  });

  it('takes in no file of another directory', async () => {
    const outside = memoryHost({ '/a/main.conf': '@INCLUDE ../b/x.conf\n', '/b/x.conf': '[INPUT]\n    name cpu\n' });
    const plan = await migrateFiles(outside, ['/a/main.conf']);
    expect(plan.files.map(({ path, action }) => `${path} ${action}`)).toEqual(['/a/main.conf refuse']);
  });

  it('follows no links that lead in circles', async () => {
    const circle: Host = {
      ...host,
      realPath: (path) => host.realPath(path.replace(/(?:\/loop)+/, '')),
      list: (path) => [
        ...host.list(path.replace(/(?:\/loop)+/, '')),
        ...(path.endsWith('/conf.d') || path.endsWith('/loop') ? ['loop'] : []),
      ],
    };
    expect(Object.keys(newTexts(await migrateFiles(circle, ['/etc/fluent-bit'])))).toHaveLength(3);
  });
});

describe('both say what the command line says', () => {
  const cases = readdirSync(join(project, 'golden/migrate'));

  it.each(cases)('%s', async (name) => {
    const dir = tempDir();
    cpSync(join(project, 'golden/migrate', name, 'input'), dir, { recursive: true, verbatimSymlinks: true });
    const paths = readdirSync(dir).filter((path) => !path.startsWith('.'));
    const checked = await runIn(dir, ['check', ...paths, '--format', 'json']);
    await runIn(dir, ['migrate', ...paths, '--report', 'plan.json']);
    const before = process.cwd();
    process.chdir(dir);
    try {
      const host = nodeHost();
      expect(JSON.parse(formatJson(await checkFiles(host, paths)))).toEqual(JSON.parse(checked.stdout));
      const shown = (path: string) => host.shown(path);
      const plan = formatReport(await migrateFiles(host, paths), '.json', { shown, isDone: false, version: '', answers: [] });
      const { mentions: _, ...expected } = JSON.parse(readFileSync('plan.json', 'utf8'));
      const own = JSON.parse(plan);
      // Only the command line looks for mentions in other files, which keep old ones.
      const without = ({ stays: _, replaced: __, ...file }: Record<string, unknown>) => file;
      expect({ ...own, files: own.files.map(without) }).toEqual({ ...expected, files: expected.files.map(without) });
    } finally {
      process.chdir(before);
    }
  });
});
