import { describe, expect, it } from 'vitest';
import { versionOfImage } from '../../../src/containers/pods/image-version.js';
import { runIn } from '../../support/run-in.js';
import { filesIn, tempDir } from '../../support/temp-dir.js';

describe('the version in the tag of an image', () => {
  it.each([
    ['fluent/fluent-bit:3.1.4', '3.1.4'],
    ['cr.fluentbit.io/fluent/fluent-bit:v3.1-debug', '3.1'],
    ['registry:5000/mine/fluentbit:4.2.0@sha256:0000', '4.2.0'],
    ['fluent/fluent-bit:1.6.2', '1.9'],
    ['fluent/fluent-bit:9.0.1', '5.1'],
    ['public.ecr.aws/aws-observability/aws-for-fluent-bit:2.31.12', '1.9'],
    ['public.ecr.aws/aws-observability/aws-for-fluent-bit:3.0.1', undefined],
    ['fluent/fluent-bit', undefined],
    ['fluent/fluent-bit:latest', undefined],
    ['fluent/fluent-bit:$TAG', undefined],
    ['localhost:3.1/fluent/fluent-bit', undefined],
    ['nginx:1.27.1', undefined],
  ])('%s: %s', (image, version) => {
    expect(versionOfImage(image)?.name).toBe(version);
  });
});

const lines = (text: string) => text.replace(/^(?=.)/gm, '    ');

/** A ConfigMap with a main file and others, and a pod with an image that mounts it. */
function manifest(image: string, main: string, others: Record<string, string> = {}): string {
  const texts = Object.entries({ 'main.conf': main, ...others }).map(([name, text]) => `  ${name}: |\n${lines(text)}`);
  return `kind: ConfigMap
metadata: {name: fb}
data:
${texts.join('')}---
kind: Pod
metadata: {name: fb}
spec:
  containers:
    - name: fb
      image: ${image}
      args: [-c, /conf/main.conf]
      volumeMounts: [{name: c, mountPath: /conf}]
  volumes: [{name: c, configMap: {name: fb}}]
`;
}

/** Migrates a manifest, in a repository, so that nothing around is searched. */
async function migrated(text: string, ...argv: string[]) {
  const dir = tempDir({ 'k.yaml': text, '.git/HEAD': '' });
  const { code, stdout, stderr } = await runIn(dir, ['migrate', '.', '--write', ...argv]);
  return { code, said: stdout + stderr, now: filesIn(dir)['k.yaml'] };
}

const input = '[INPUT]\n    name dummy\n';
const repeated = `${input}[FILTER]\n    name modify\n    match *\n    add a 1\n    add b 2\n`;
const withDefault = `${input}    tag \${A:-b}\n`;

describe('migrate, for the version in the tag of an image', () => {
  it('writes what that version reads', async () => {
    const older = await migrated(manifest('fluent/fluent-bit:2.1.5', repeated));
    expect(older.code).toBe(0);
    expect(older.now).toContain('add: a 1\n          Add: b 2\n');
    const newer = await migrated(manifest('fluent/fluent-bit:2.1.9', repeated));
    expect(newer.now).toContain('- a 1\n            - b 2\n');
  });

  it('refuses what that version does not read, unless another one is said', async () => {
    const text = manifest('fluent/fluent-bit:4.1.2', withDefault);
    const { code, said, now } = await migrated(text);
    expect(said).toContain('k.yaml:7:13: error FLB701: Fluent Bit 4.1.2 does not read a default');
    expect([code, now]).toEqual([1, text]);
    expect((await migrated(text, '--fluent-bit', '5.1')).code).toBe(0);
  });

  it('refuses an image that reads no YAML (FLB810)', async () => {
    const text = manifest('fluent/fluent-bit:1.9.8', input);
    const { code, said, now } = await migrated(text);
    expect(said).toContain("error FLB810: the image 'fluent/fluent-bit:1.9.8' is older than Fluent Bit 2.0.0, which is the first one that");
    expect([code, now]).toEqual([1, text]);
    const fine = await migrated(manifest('fluent/fluent-bit:1.9.8', '[INPUT]\n    name dummy\n'), '--fluent-bit', '2.0');
    expect(fine.code).toBe(0);
  });

  it('leaves stream tasks in classic below 3.2', async () => {
    const others = { 's.conf': "[STREAM_TASK]\n    name t\n    exec SELECT * FROM TAG:'x';\n" };
    const main = `[SERVICE]\n    streams_file s.conf\n${input}`;
    const older = await migrated(manifest('fluent/fluent-bit:3.1.4', main, others));
    expect(older.code).toBe(0);
    expect(older.now).toContain('streams_file: s.conf');
    expect((await migrated(manifest('fluent/fluent-bit:3.2.0', main, others))).now).toContain('streams_file: s.yaml');
  });
});

describe('check, for the version in the tag of an image', () => {
  it('knows the keys of that version, unless another one is said', async () => {
    const dir = tempDir({
      'k.yaml': manifest('fluent/fluent-bit:4.1.2', '[INPUT]\n    name exec_wasi\n    wasi_path x\n    oneshot on\n'),
    });
    const older = await runIn(dir, ['check', 'k.yaml']);
    expect(older.stdout).toContain('k.yaml:8:9: error FLB704: exec_wasi of Fluent Bit 4.1.2 does not know');
    expect(older.code).toBe(1);
    expect((await runIn(dir, ['check', 'k.yaml', '--fluent-bit', '5.1'])).code).toBe(0);
  });
});
