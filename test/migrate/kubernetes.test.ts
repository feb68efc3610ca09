import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectRefused, migrateHere } from '../support/migrate-here.js';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const input = '[INPUT]\n    Name dummy\n';
const main = `${input}@INCLUDE output.conf\n`;
const output = '[OUTPUT]\n    Name stdout\n    Match *\n';
const parser = '[PARSER]\n    Name   p\n    Format json\n';
const inputYaml = 'pipeline:\n  inputs:\n    - name: dummy\n';
const mainYaml = `${inputYaml}\nincludes:\n  - output.yaml\n`;
const parserYaml = 'parsers:\n  - name: p\n    format: json\n';

const lines = (text: string, indent: string) => text.replace(/^(?=.)/gm, indent);

/** A manifest of one object with texts as block scalars. */
function object(name: string, texts: Record<string, string>, { kind = 'ConfigMap', section = 'data', more = '' } = {}): string {
  const entries = Object.entries(texts).map(([key, text]) => `  ${key}: |\n${lines(text, '    ')}`);
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}${section}:\n${entries.join('')}`;
}

interface Pod {
  image?: string;
  /** Further lines of the container. */
  start?: string;
  mounts?: string;
  volumes?: string;
}

/** A manifest of a workload whose one container mounts the ConfigMap `fb`. */
function workload(pod: Pod = {}): string {
  const { image = 'fluent/fluent-bit:5.1.1', start = '' } = pod;
  const { mounts = '[{name: c, mountPath: /fluent-bit/etc/conf}]', volumes = '[{name: c, configMap: {name: fb}}]' } = pod;
  return `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: fb}
spec:
  template:
    spec:
      containers:
        - name: fb
          image: ${image}
${start}          volumeMounts: ${mounts}
      volumes: ${volumes}
`;
}

const named = '          args: [-c, /fluent-bit/etc/conf/fluent-bit.conf]\n';

describe('the plan', () => {
  it('shows the configurations of a manifest as those of a directory, and writes nothing', async () => {
    const text = `${object('fb', { 'fluent-bit.conf': main, 'output.conf': output })}---\n${workload({ start: named })}`;
    const { code, said, now } = await migrateHere({ 'k8s/fb.yaml': text });
    expect(said).toMatch(/^k8s\/fb\.yaml: fluent-bit\.conf +main +-> fluent-bit\.yaml$/m);
    expect(said).toMatch(/^k8s\/fb\.yaml: output\.conf +part +-> output\.yaml$/m);
    expect(said).toContain('1 file: 1 to convert');
    expect(code).toBe(0);
    expect(now('k8s/fb.yaml')).toBe(text);
  });

  it('is a diff, a report and an exit code as well', async () => {
    const files = { 'fb.yaml': object('fb', { 'fluent-bit.conf': input }) };
    const diff = await migrateHere(files, '--diff');
    expect(diff.said).toContain('-  fluent-bit.conf: |');
    expect(diff.said).toContain('+  fluent-bit.yaml: |');
    expect(diff.code).toBe(1);
    expect((await migrateHere(files, '--check')).code).toBe(1);
    const report = await migrateHere(files, '--report', 'report.json');
    const { files: rows } = JSON.parse(report.now('report.json')) as { files: { texts: { name: string; becomes: string }[] }[] };
    expect(rows[0]?.texts).toEqual([
      { name: 'fluent-bit.conf', role: 'main', outcome: 'convert', becomes: 'fluent-bit.yaml', reason: null },
    ]);
  });

  it('keeps the comment of a folded block', async () => {
    const folded = '[INPUT]\n\n    Name dummy\n'.replace(/^(?=.)/gm, '    ');
    const { code, now } = await migrateHere(
      { 'fb.yaml': `kind: ConfigMap\nmetadata: {name: fb}\ndata:\n  a.conf: >2 # ours\n${folded}` },
      '--write',
    );
    expect(code).toBe(0);
    expect(now('fb.yaml')).toContain('  a.yaml: | # ours\n    pipeline:\n');
  });

  it('has nothing left to do the second time', async () => {
    const { dir } = await migrateHere({ 'fb.yaml': object('fb', { 'fluent-bit.conf': main, 'output.conf': output }) }, '--write');
    const { stdout, code } = await runIn(dir, ['migrate', '.', '--check']);
    expect(stdout).toContain('nothing is left to migrate');
    expect(code).toBe(0);
  });

  it('is taken back by undo', async () => {
    const text = object('fb', { 'fluent-bit.conf': input });
    const { dir, now } = await migrateHere({ 'fb.yaml': text }, '--write', '--backup');
    expect(now('fb.yaml')).toContain('fluent-bit.yaml: |');
    expect((await runIn(dir, ['undo', '.'])).code).toBe(0);
    expect(now('fb.yaml')).toBe(text);
  });

  it('builds a tree elsewhere, too', async () => {
    const text = object('fb', { 'fluent-bit.conf': input });
    const { now } = await migrateHere({ 'k8s/fb.yaml': text }, '-d', 'new');
    expect(now('k8s/fb.yaml')).toBe(text);
    expect(now('new/k8s/fb.yaml')).toBe(object('fb', { 'fluent-bit.yaml': inputYaml }));
  });

  it('leaves manifests of other programs alone', async () => {
    const nginx = object('nginx', { 'nginx.conf': 'user nginx;\n', 'app.ini': '[service]\nname = x\n' });
    const { code, said, now } = await migrateHere({ 'nginx.yaml': nginx }, '--write');
    expect(said).toContain('no configuration of Fluent Bit');
    expect(code).toBe(2);
    expect(now('nginx.yaml')).toBe(nginx);
  });
});

describe('the chain from the key to the argument', () => {
  const config = object('fb', { 'fluent-bit.conf': main, 'output.conf': output });

  it.each([
    ['-c and a path', 'args: [-c, /fluent-bit/etc/conf/fluent-bit.conf]', 'args: [-c, /fluent-bit/etc/conf/fluent-bit.yaml]'],
    ['--config=', 'args: ["--config=/fluent-bit/etc/conf/fluent-bit.conf"]', 'args: ["--config=/fluent-bit/etc/conf/fluent-bit.yaml"]'],
    [
      'a line of a shell',
      "command: [sh, -c, 'exec fluent-bit --config /fluent-bit/etc/conf/fluent-bit.conf -v']",
      "command: [sh, -c, 'exec fluent-bit --config /fluent-bit/etc/conf/fluent-bit.yaml -v']",
    ],
    [
      'a working directory',
      'args: [--workdir=/fluent-bit/etc, -c, conf/fluent-bit.conf]',
      'args: [--workdir=/fluent-bit/etc, -c, conf/fluent-bit.yaml]',
    ],
    [
      'a variable',
      'args: [-c, $(CONF)]\n          env: [{name: CONF, value: /fluent-bit/etc/conf/fluent-bit.conf}]',
      'args: [-c, $(CONF)]\n          env: [{name: CONF, value: /fluent-bit/etc/conf/fluent-bit.yaml}]',
    ],
    [
      'PowerShell',
      "command: ['powershell', '& C:\\fb.exe -c /fluent-bit/etc/conf/fluent-bit.conf']",
      "command: ['powershell', '& C:\\fb.exe -c /fluent-bit/etc/conf/fluent-bit.yaml']",
    ],
  ])('goes on in arguments, in another file: %s', async (_, before, wanted) => {
    const { said, now } = await migrateHere({ 'a/fb.yaml': config, 'a/ds.yaml': workload({ start: `          ${before}\n` }) }, '--write');
    expect(now('a/ds.yaml'), said).toBe(workload({ start: `          ${wanted}\n` }));
    expect(now('a/fb.yaml')).toBe(
      object('fb', { 'fluent-bit.yaml': mainYaml, 'output.yaml': "pipeline:\n  outputs:\n    - name: stdout\n      match: '*'\n" }),
    );
  });

  it.each([
    ['an argument', '[-c, /a/f.conf, -R, /b/my parsers.conf]'],
    ['behind a flag', '["--config=/a/f.conf", "--parser=/b/my parsers.conf"]'],
    ['in quotes of a shell', `["-c /a/f.conf -R '/b/my parsers.conf' -v"]`],
  ])('goes on in paths with blanks: %s', async (_, args) => {
    const mounts = '[{name: c, mountPath: /a/f.conf, subPath: f.conf}, {name: c, mountPath: /b/my parsers.conf, subPath: p.conf}]';
    const files = {
      'fb.yaml': object('fb', { 'f.conf': input, 'p.conf': parser }),
      'ds.yaml': workload({ start: `          args: ${args}\n`, mounts }),
    };
    const { said, now } = await migrateHere(files, '--write');
    expect(now('ds.yaml'), said).toBe(files['ds.yaml'].replaceAll('.conf', '.yaml'));
  });

  it('goes through a script in a block', async () => {
    const start =
      '          command: [sh, -c]\n          args:\n            - |\n              exec fluent-bit -c /fluent-bit/etc/conf/fluent-bit.conf\n';
    const files = { 'fb.yaml': object('fb', { 'fluent-bit.conf': input }), 'ds.yaml': workload({ start }) };
    const { code, now } = await migrateHere(files, '--write');
    expect(code).toBe(0);
    expect(now('ds.yaml')).toBe(files['ds.yaml'].replace('fluent-bit.conf', 'fluent-bit.yaml'));
  });

  it('renames the path of an item, not the key', async () => {
    const volumes = (name: string) => `[{name: c, configMap: {name: fb, items: [{key: fluent-bit-conf, path: ${name}}]}}]`;
    const files = {
      'fb.yaml': object('fb', { 'fluent-bit-conf': input }),
      'ds.yaml': workload({ start: named, volumes: volumes('fluent-bit.conf') }),
    };
    const { now } = await migrateHere(files, '--write');
    expect(now('fb.yaml')).toBe(object('fb', { 'fluent-bit-conf': inputYaml }));
    expect(now('ds.yaml')).toBe(workload({ start: named.replace('.conf]', '.yaml]'), volumes: volumes('fluent-bit.yaml') }));
  });

  it('goes through projected volumes and over two ConfigMaps', async () => {
    const volumes = '[{name: c, projected: {sources: [{configMap: {name: fb}}, {configMap: {name: out}}]}}]';
    const files = {
      'fb.yaml': `${object('fb', { 'fluent-bit.conf': main })}---\n${object('out', { 'output.conf': output })}`,
      'ds.yaml': workload({ start: named, volumes }),
    };
    const { code, said, now } = await migrateHere(files, '--write');
    expect(code, said).toBe(0);
    expect(now('fb.yaml')).toContain('  output.yaml: |\n');
    expect(now('fb.yaml')).toContain('      - output.yaml\n');
  });

  it('goes through a ConfigMap that only its mount tells', async () => {
    const start = named.replace('.conf]', '.yaml]');
    const volumes = '[{name: c, projected: {sources: [{configMap: {name: fb}}, {configMap: {name: in}}]}}]';
    const files = {
      'fb.yaml': object('fb', { 'fluent-bit.yaml': 'service:\n  flush: 1\nincludes:\n  - in.yaml\n' }),
      'in.yaml': object('in', { 'in.yaml': inputYaml }),
      'ds.yaml': workload({ start, volumes }),
    };
    const { code, now } = await migrateHere(files, '--to', 'classic', '--write');
    expect(code).toBe(0);
    expect(now('fb.yaml')).toContain('  fluent-bit.conf: |\n    [SERVICE]\n        flush 1\n\n    @INCLUDE in.conf\n');
    expect(now('ds.yaml')).toContain('/fluent-bit/etc/conf/fluent-bit.conf');
  });

  it('renames what variables read', async () => {
    const start = (key: string) => `${named}          env: [{name: X, valueFrom: {configMapKeyRef: {name: fb, key: ${key}}}}]\n`;
    const files = { 'fb.yaml': object('fb', { 'fluent-bit.conf': input }), 'ds.yaml': workload({ start: start('fluent-bit.conf') }) };
    const { now } = await migrateHere(files, '--write');
    expect(now('ds.yaml')).toContain('key: fluent-bit.yaml');
  });

  it('keeps a reference that leads to a file of the image', async () => {
    const text = object('fb', { 'fluent-bit.conf': `[SERVICE]\n    Parsers_File parsers.conf\n${input}`, 'parsers.conf': parser });
    const start = '          args: [--workdir=/fluent-bit/etc, --config=/fluent-bit/etc/conf/fluent-bit.conf]\n';
    const { now } = await migrateHere({ 'fb.yaml': text, 'ds.yaml': workload({ start }) }, '--write');
    expect(now('fb.yaml')).toContain('parsers_file: parsers.conf');
  });

  it('names the new file where no argument does, in blocks and in braces', async () => {
    const mounts = (name: string) => `[{name: c, mountPath: /fluent-bit/etc/${name}, subPath: ${name}}]`;
    const files = { 'fb.yaml': object('fb', { 'fluent-bit.conf': input }), 'ds.yaml': workload({ mounts: mounts('fluent-bit.conf') }) };
    const { now } = await migrateHere(files, '--write');
    const start =
      '          command:\n            - /fluent-bit/bin/fluent-bit\n          args:\n            - --config=/fluent-bit/etc/fluent-bit.yaml\n';
    expect(now('ds.yaml')).toBe(workload({ start, mounts: mounts('fluent-bit.yaml') }));
    const silent = { ...files, 'ds.yaml': workload({ start: '          args: []\n', mounts: mounts('fluent-bit.conf') }) };
    expect((await migrateHere(silent, '--write')).now('ds.yaml')).toContain('          args: [--config=/fluent-bit/etc/fluent-bit.yaml]\n');
    const flow =
      'kind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: fluent/fluent-bit:4.0, volumeMounts: [{name: c, mountPath: /fluent-bit/etc}]}], volumes: [{name: c, configMap: {name: fb}}]}\n';
    const inFlow = await migrateHere({ 'fb.yaml': files['fb.yaml'], 'pod.yaml': flow }, '--write');
    expect(inFlow.now('pod.yaml')).toBe(
      flow.replace('4.0,', '4.0, command: [/fluent-bit/bin/fluent-bit], args: [--config=/fluent-bit/etc/fluent-bit.yaml],'),
    );
  });
});

describe('a file that a generator names', () => {
  const files = { 'kustomization.yaml': 'configMapGenerator:\n  - name: fb\n    files: [in.conf]\n', 'in.conf': input };

  it('may be a part of a configuration beside it', async () => {
    const { code, said, now } = await migrateHere({ ...files, 'main.conf': `@INCLUDE in.conf\n${output}` }, '--write', '--delete-source');
    expect(code, said).toBe(0);
    expect(now('kustomization.yaml')).toContain('files: [in.yaml]');
    expect(now('in.yaml')).toBe(inputYaml);
    expect(now('main.yaml')).toContain('- in.yaml');
  });
});

describe('what stops it', () => {
  const config = object('fb', { 'fluent-bit.conf': input });
  const usual = '[{name: c, mountPath: /fluent-bit/etc}]';

  it('a manifest that is not YAML (FLB801)', () => expectRefused({ 'fb.yaml': `${config}  x: [\n` }, 'fb.yaml:10:1: error FLB801'));

  it('a key twice (FLB802)', () =>
    expectRefused(
      { 'fb.yaml': `${config}  fluent-bit.conf: "[INPUT]"\n` },
      "fb.yaml:9:3: error FLB802: 'fluent-bit.conf' stands here twice",
    ));

  it('a key of an object twice, of which the first one does not count', () =>
    expectRefused({ 'fb.yaml': `${config}data: {x: y}\n` }, "fb.yaml:9:1: error FLB802: 'data' stands here twice"));

  it('a key of a container twice', () =>
    expectRefused(
      { 'fb.yaml': config, 'ds.yaml': workload({ start: named + named }) },
      "ds.yaml:11:11: error FLB802: 'args' stands here twice",
    ));

  it('an object twice (FLB803)', () => expectRefused({ 'fb.yaml': `${config}---\n${config}` }, 'fb.yaml:13:9: error FLB803'));

  it('and says no way around that breaks what goes together', async () => {
    const files = {
      'fb.yaml': config,
      'ds.yaml': workload({ start: named, image: 'fluent/fluent-bit:1.9.3' }),
      'main.conf': input,
    };
    expect((await migrateHere(files)).said).not.toContain('can be migrated: --exclude');
    expect((await migrateHere({ 'a.yaml': `${config}  x: [\n`, 'main.conf': input })).said).toContain(
      'can be migrated: --exclude ./a.yaml',
    );
  });

  it('what is not base64 (FLB804)', () =>
    expectRefused(
      { 'fb.yaml': 'kind: Secret\nmetadata: {name: fluent-bit}\ndata:\n  fluent-bit.conf: "%%%"\n' },
      'fb.yaml:4:3: error FLB804',
    ));

  it('what is not base64, of a Secret that is mounted with the configuration', async () => {
    const volumes = '[{name: c, projected: {sources: [{configMap: {name: fb}}, {secret: {name: out}}]}}]';
    const files = {
      'fb.yaml': config,
      's.yaml': 'kind: Secret\nmetadata: {name: out}\ndata:\n  output.conf: W0*\n',
      'ds.yaml': workload({ start: named, volumes }),
    };
    await expectRefused(files, "s.yaml:4:3: error FLB804: the value of 'output.conf'");
    const { code, said } = await migrateHere({ ...files, 'ds.yaml': workload({ start: named }) }, '--write');
    expect(said).not.toContain('FLB804');
    expect(code).toBe(0);
  });

  it('what is not base64, under a key that is Fluent Bit’s', () =>
    expectRefused({ 's.yaml': 'kind: Secret\nmetadata: {name: s}\ndata:\n  fluent-bit.conf: /////w==\n' }, 's.yaml:4:3: error FLB804'));

  it('what is encrypted, if the configuration includes it', () => {
    const volumes = '[{name: c, projected: {sources: [{configMap: {name: fb}}, {secret: {name: out}}]}}]';
    const files = {
      'fb.yaml': object('fb', { 'fluent-bit.conf': main }),
      's.yaml': 'kind: Secret\nmetadata: {name: out}\nstringData: {output.conf: "ENC[AES]"}\nsops: {mac: x}\n',
      'ds.yaml': workload({ start: named, volumes }),
    };
    return expectRefused(files, 's.yaml:2:18: error FLB805');
  });

  it('what is encrypted, if the configuration is mounted with it (FLB805)', async () => {
    const volumes = '[{name: c, projected: {sources: [{configMap: {name: fb}}, {secret: {name: out}}]}}]';
    const sealed = 'kind: SealedSecret\nmetadata: {name: out}\nspec: {encryptedData: {output.conf: AgBy}}\n';
    const sops = 'kind: Secret\nmetadata: {name: out}\nstringData: {output.conf: "ENC[AES]"}\nsops: {mac: x}\n';
    for (const encrypted of [sealed, sops]) {
      await expectRefused(
        { 'fb.yaml': config, 's.yaml': encrypted, 'ds.yaml': workload({ start: named, volumes }) },
        's.yaml:2:18: error FLB805',
      );
      const { code } = await migrateHere({ 'fb.yaml': config, 's.yaml': encrypted }, '--write');
      expect(code).toBe(0);
    }
  });

  it('nothing encrypted that no configuration can be, mounted beside it', async () => {
    const mounts = '[{name: c, mountPath: /fluent-bit/etc/conf}, {name: t, mountPath: /certs}]';
    const volumes = '[{name: c, configMap: {name: fb}}, {name: t, secret: {secretName: tls}}]';
    const sealed = 'kind: SealedSecret\nmetadata: {name: tls}\nspec: {encryptedData: {tls.crt: AgBy, tls.key: AgBy}}\n';
    const { code, said } = await migrateHere(
      { 'fb.yaml': config, 's.yaml': sealed, 'ds.yaml': workload({ start: named, mounts, volumes }) },
      '--write',
    );
    expect(said).not.toContain('FLB805');
    expect(code).toBe(0);
  });

  it('nothing encrypted that only gives a variable its value', async () => {
    const sealed = 'kind: SealedSecret\nmetadata: {name: es}\nspec: {encryptedData: {password: AgBy}}\n';
    const start = `${named}          env: [{name: P, valueFrom: {secretKeyRef: {name: es, key: password}}}]\n`;
    const files = { 'fb.yaml': `${config}---\n${sealed}`, 'ds.yaml': workload({ start }) };
    for (const more of [{}, { 'kustomization.yaml': 'resources: [fb.yaml, ds.yaml]\n' }]) {
      const { code, said } = await migrateHere({ ...files, ...more }, '--write');
      expect(said).not.toContain('FLB805');
      expect(code).toBe(0);
    }
  });

  it('more than Kubernetes takes (FLB806)', () =>
    expectRefused(
      { 'fb.yaml': object('fb', { 'fluent-bit.conf': input, big: `${'x'.repeat(1023)}\n`.repeat(5120) }) },
      'fb.yaml:4:9: error FLB806',
    ));

  it('a key that would become several (FLB807)', () => {
    const upstream =
      'upstream_servers:\n  - name: a\n    nodes: [{name: n, host: h, port: 1}]\n  - name: b\n    nodes: [{name: n, host: h, port: 1}]\n';
    return expectRefused(
      { 'fb.yaml': object('fb', { 'up.yaml': upstream }) },
      'fb.yaml:6:3: error FLB807',
      '--to',
      'classic',
      '--upstreams',
      'split',
    );
  });

  it('pods that would need two names of a key (FLB808)', () => {
    const mounts = '[{name: c, mountPath: /a/one.conf, subPath: conf}, {name: c, mountPath: /b}]';
    const files = {
      'fb.yaml': object('fb', { conf: input }),
      'ds.yaml': workload({ start: '          args: [-c, /a/one.conf]\n', mounts }),
    };
    return expectRefused(files, 'error FLB808');
  });

  it('an image whose command is not known (FLB809)', () =>
    expectRefused(
      { 'fb.yaml': config, 'ds.yaml': workload({ image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:2.31.12', mounts: usual }) },
      'ds.yaml:9:18: error FLB809',
    ));

  it('an image that reads no parsers from YAML (FLB810)', async () => {
    const files = {
      'fb.yaml': object('fb', { 'fluent-bit.conf': `[SERVICE]\n    Parsers_File parsers.conf\n${input}`, 'parsers.conf': parser }),
      'ds.yaml': workload({ image: 'fluent/fluent-bit:2.2.2', start: named }),
    };
    await expectRefused(files, 'ds.yaml:9:18: error FLB810');
    const newer = { ...files, 'ds.yaml': workload({ image: 'fluent/fluent-bit:3.2.0', start: named }) };
    const { code, now } = await migrateHere(newer, '--write');
    expect(code).toBe(0);
    expect(now('fb.yaml')).toContain(lines(parserYaml, '    '));
    // What --fluent-bit says counts, and not the image.
    const older = await migrateHere(newer, '--write', '--fluent-bit', '3.1');
    expect(older.code).toBe(0);
    expect(older.now('fb.yaml')).toContain(`  parsers.conf: |\n${lines(parser, '    ')}`);
    expect((await migrateHere(files, '--write', '--fluent-bit', '3.2')).code).toBe(0);
    const dir = tempDir({ 'all.yaml': `${files['fb.yaml']}---\n${files['ds.yaml']}` });
    expect((await runIn(dir, ['all.yaml'])).stderr).toContain('error FLB810');
    const one = await runIn(dir, ['all.yaml', '--fluent-bit', '3.2']);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toContain(lines(parserYaml, '    '));
  });

  it('a path that is written with escapes (FLB814)', () =>
    expectRefused(
      { 'fb.yaml': config, 'ds.yaml': workload({ start: '          args: [-c, "/fluent-bit/etc/conf/fluent\\x2dbit.conf"]\n' }) },
      'ds.yaml:10:22: error FLB814',
    ));

  it('quotes within an expression that no scalar can hold (FLB815)', () =>
    expectRefused(
      { 'fb.yaml': object('fb', { 'fluent-bit.conf': `${input}    Tag a"{{ default 'x' .V }}\n` }) },
      'fb.yaml:9:15: error FLB815',
    ));

  it.each([
    ['a header', `${input}[{{ .Values.kind }}]\n    Name x\n`],
    ['a key', `${input}    x{{ k }} y\n`],
    ['a command', `${input}@INCLUDE {{ .Values.file }}\n`],
    ['trim marks', `${input}    Tag {{- .Values.tag }}\n`],
    ['a call of Terraform', `${input}    Tag \${indent(4, x)}\n`],
    ['several lines', `${input}    Tag {{ default\n    "x" .Values.tag }}\n`],
  ])('an expression that is not a value on one line (FLB816): %s', async (_, text) => {
    const files = { 'fb.yaml': object('fb', { 'fluent-bit.conf': text }) };
    const { code, now } = await migrateHere(files, '--write');
    expect(code).toBe(1);
    expect(now('fb.yaml')).toBe(files['fb.yaml']);
  });

  it('an expression in a value that stands among blanks (FLB816)', () =>
    expectRefused(
      { 'fb.yaml': object('fb', { 'fluent-bit.conf': `${input}    Tag {{- .Values.tag }}\n` }) },
      'fb.yaml:9:13: error FLB816',
    ));

  it('a key whose new name is taken (FLB821)', () =>
    expectRefused(
      { 'fb.yaml': object('fb', { 'fluent-bit.conf': input, 'fluent-bit.yaml': inputYaml }) },
      "fb.yaml:6:3: error FLB821: 'fluent-bit.yaml' would be",
    ));

  it('anchors that would need two texts, and no endless ones', async () => {
    const twice = `kind: ConfigMap\nmetadata: {name: fb}\ndata:\n  a.conf: &a |\n${lines(input, '    ')}  b.conf: *a\n`;
    const { now, code } = await migrateHere({ 'fb.yaml': twice }, '--write');
    expect(code).toBe(0);
    expect(now('fb.yaml')).toBe(`kind: ConfigMap\nmetadata: {name: fb}\ndata:\n  a.yaml: &a |\n${lines(inputYaml, '    ')}  b.yaml: *a\n`);
    const endless = `--- &l\nkind: List\nitems:\n  - *l\n  - &c {kind: ConfigMap, <<: *c, data: {a.conf: "[INPUT]\\n    Name dummy\\n"}}\n`;
    expect((await migrateHere({ 'fb.yaml': endless }, '--write')).now('fb.yaml')).toContain('a.yaml');
  });

  it('a part that is missing', () => expectRefused({ 'fb.yaml': object('fb', { 'fluent-bit.conf': main }) }, 'fb.yaml:9:14: error FLB501'));
});

describe('what is worth to know', () => {
  it.each([
    ['FLB811', 'immutable: true\n'],
    ['FLB812', '  labels: {app.kubernetes.io/managed-by: Helm}\n'],
    ['FLB813', "  annotations: {kubectl.kubernetes.io/last-applied-configuration: '{}'}\n"],
  ])('%s', async (code, more) => {
    const { said, code: exit } = await migrateHere({ 'fb.yaml': object('fb', { 'fluent-bit.conf': input }, { more }) }, '--write');
    expect(said).toContain(`fb.yaml:4:9: warning ${code}`);
    expect(exit).toBe(0);
  });

  it('what nothing mounts (FLB819)', async () => {
    const { said } = await migrateHere({ 'fb.yaml': object('fb', { 'fluent-bit.conf': input }) });
    expect(said).toContain('fb.yaml:6:3: info FLB819');
  });

  it('what EKS Fargate reads', async () => {
    const text = object('aws-logging', { 'output.conf': output }, { more: '  namespace: aws-observability\n' });
    const { said, now } = await migrateHere({ 'fb.yaml': text }, '--write');
    expect(said).toContain('left alone: EKS Fargate reads it as classic only');
    expect(now('fb.yaml')).toBe(text);
  });

  it.each([
    ['in a directory', {}],
    ['in a kustomization', { 'kustomization.yaml': 'resources: [aws.yaml, fb.yaml]\n' }],
  ])('what EKS Fargate reads, and nothing beside it: %s', async (_, more) => {
    const fargates = object('aws-logging', { 'output.conf': output });
    const files = { 'aws.yaml': fargates, 'fb.yaml': object('fb', { 'fluent-bit.conf': input }), ...more };
    const { said, now } = await migrateHere(files, '--write');
    expect(said).toContain('left alone: EKS Fargate reads it as classic only');
    expect(now('aws.yaml')).toBe(fargates);
    expect(now('fb.yaml')).toBe(object('fb', { 'fluent-bit.yaml': inputYaml }));
  });
});

describe('kustomize', () => {
  const base = {
    'base/kustomization.yaml': 'configMapGenerator:\n  - name: fb\n    files: [fluent-bit.conf]\n',
    'base/fluent-bit.conf': main,
  };
  const overlay = 'resources: [../base]\n';

  it('converts literals, and what a strategic patch and a JSON patch set', async () => {
    const files = {
      ...base,
      'a/kustomization.yaml': `${overlay}configMapGenerator:\n  - name: fb\n    behavior: merge\n    literals:\n      - "output.conf=[OUTPUT]\\n    Name stdout\\n"\n`,
      'b/kustomization.yaml': `${overlay}patches: [{path: p.yaml}]\n`,
      'b/p.yaml': object('fb', { 'output.conf': output }),
      'c/kustomization.yaml': `${overlay}patches: [{path: j.yaml, target: {kind: ConfigMap, name: fb}}]\n`,
      'c/j.yaml': `- op: add\n  path: /data/output.conf\n  value: |\n${lines(output, '    ')}`,
    };
    const { code, said, now } = await migrateHere(files, '--write', '--delete-source');
    expect(code, said).toBe(0);
    expect(now('a/kustomization.yaml')).toContain('output.yaml=pipeline:');
    expect(now('b/p.yaml')).toContain('  output.yaml: |\n    pipeline:\n');
    expect(now('c/j.yaml')).toContain('path: /data/output.yaml\n  value: |\n    pipeline:\n');
    expect(now('base/fluent-bit.yaml')).toBe(mainYaml);
  });

  it('converts what an overlay takes the place of, too', async () => {
    const files = {
      'base/kustomization.yaml': 'resources: [fb.yaml]\n',
      'base/fb.yaml': object('fb', { 'fluent-bit.conf': main, 'output.conf': output }),
      'a/kustomization.yaml': `${overlay}patches: [{path: p.yaml}]\n`,
      'a/p.yaml': object('fb', { 'output.conf': output }),
    };
    const { code, said, now } = await migrateHere(files, '--write');
    expect(code, said).toBe(0);
    expect(now('base/fb.yaml')).toContain('  output.yaml: |\n');
    expect(now('a/p.yaml')).toContain('  output.yaml: |\n');
  });

  it('refuses a patch in the kustomization itself (FLB817)', () => {
    const patch = 'patches:\n  - target: {kind: ConfigMap, name: fb}\n    patch: |-\n      - {op: remove, path: /data/fluent-bit.conf}\n';
    const files = { ...base, 'base/fluent-bit.conf': input, 'a/kustomization.yaml': overlay + patch };
    return expectRefused(files, 'a/kustomization.yaml:4:12: error FLB817');
  });

  it('says which file is missing (FLB818)', () => {
    const files = { ...base, 'base/kustomization.yaml': 'configMapGenerator:\n  - name: fb\n    files: [fluent-bit.conf, nope.conf]\n' };
    return expectRefused(files, 'base/kustomization.yaml:3:30: error FLB818');
  });

  it('refuses an overlay without its base (FLB820)', async () => {
    const files = {
      ...base,
      'a/kustomization.yaml': `${overlay}configMapGenerator:\n  - name: fb\n    behavior: merge\n    files: [output.conf]\n`,
      'a/output.conf': output,
    };
    const dir = tempDir({ ...files, '.git/HEAD': '' });
    const { code, stdout } = await runIn(dir, ['migrate', 'a', '--write']);
    expect(stdout).toContain('error FLB820');
    expect(code).toBe(1);
    expect(readFileSync(join(dir, 'a/kustomization.yaml'), 'utf8')).toBe(files['a/kustomization.yaml']);
  });
});

describe('mentions that are not renamed', () => {
  it('are listed, in the manifest and elsewhere', async () => {
    const script = { 'start.sh': 'exec fluent-bit -c /fluent-bit/etc/conf/fluent-bit.conf\n' };
    const files = {
      'k/fb.yaml': object('fb', { 'fluent-bit.conf': input, ...script }),
      'k/roll.sh': 'kubectl get cm fb\n# fluent-bit.conf\n',
    };
    const { said } = await migrateHere(files, '--write');
    expect(said).toContain('    k/fb.yaml:11 mentions fluent-bit.conf\n    k/roll.sh:2 mentions fluent-bit.conf\n');
  });
});

describe('Secrets', () => {
  const secret = object(
    'fb',
    { 'fluent-bit.conf': `${input}    Tag hunter2\n[OUTPUT]\n    Name http\n    Match *\n    Port hunter2\n` },
    { kind: 'Secret', section: 'stringData' },
  );
  const encoded = `kind: Secret\nmetadata: {name: fb}\ndata:\n  fluent-bit.conf: |\n    ${Buffer.from(`${input}    Rate hunter2\n`)
    .toString('base64')
    .replace(/(.{20})/g, '$1\n    ')}\n`;

  it('of a generator and of a patch are shown nowhere', async () => {
    const generated = { 'kustomization.yaml': 'secretGenerator: [{name: fb, files: [a.conf]}]\n', 'a.conf': `${input}    Rate hunter2\n` };
    const patch = `- op: add\n  path: /stringData/b.conf\n  value: |\n${lines(`${input}    Rate hunter2\n`, '    ')}`;
    const patched = {
      'k/kustomization.yaml': 'resources: [s.yaml]\npatches: [{path: p.yaml, target: {kind: Secret}}]\n',
      'k/s.yaml': object('fb', { 'a.conf': input }, { kind: 'Secret', section: 'stringData' }),
      'k/p.yaml': patch,
    };
    for (const files of [generated, patched]) {
      for (const argv of [['--diff'], []]) {
        const { said, code } = await migrateHere(files, ...argv);
        expect(said).toContain('.yaml');
        expect(said).not.toContain('hunter2');
        expect(code).toBe(argv.length);
      }
      const dir = tempDir({ ...files, '.git/HEAD': '' });
      const { stdout } = await runIn(dir, ['check', '.']);
      expect(stdout).toContain('FLB227');
      expect(stdout).not.toContain('hunter2');
    }
  });

  it.each([secret, encoded])('are converted, and shown nowhere', async (text) => {
    for (const argv of [['--diff'], ['--report', 'r.md'], ['--report', 'r.sarif'], []]) {
      const { said, dir } = await migrateHere({ 's.yaml': text }, ...argv);
      const report = Object.entries(filesIn(dir)).filter(([name]) => name.startsWith('r.'));
      const told = said + report.map(([, bytes]) => bytes).join('');
      expect(told).toContain('fluent-bit.conf');
      expect(told).not.toContain('hunter2');
      expect(told).not.toContain('aHVudGVyM');
      expect(told).not.toMatch(/UkFURS|SU5QVVR/i);
    }
    const { now } = await migrateHere({ 's.yaml': text }, '--write');
    const [, base64] = /fluent-bit\.yaml: \|\n {4}(\S+)\n/.exec(now('s.yaml')) ?? [];
    expect(text === secret ? now('s.yaml') : Buffer.from(base64 ?? '', 'base64').toString()).toContain('hunter2');
  });
});
