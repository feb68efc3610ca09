import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classicExample, yamlExample } from '../support/examples.js';
import { copyProject } from '../support/project-copy.js';
import { makeTempDir, removeTempDir } from '../support/temp-dir.js';
import { copied, dockerfile } from './dockerfile.js';

const nobody = 65534;

/** What stands for the package manager of the image: it takes what is there on this machine. */
const apk =
  '#!/bin/sh\n[ "$1 $2" = "add --no-cache" ] && shift 2 && for name; do [ "$name" = nodejs ] && name=node; command -v "$name" || exit 1; done\n';

const directory = makeTempDir();
const at = (...names: string[]) => join(directory, ...names);
let root = '';

/** Executes the instructions: each stage is a directory, and no command there names a path outside of it. */
beforeAll(() => {
  copyProject(at('context'));
  mkdirSync(at('programs'));
  mkdirSync(at('home'));
  writeFileSync(at('programs', 'apk'), apk, { mode: 0o755 });
  let workdir = '/';
  let count = 0;
  for (const { name, rest } of dockerfile) {
    if (name === 'FROM') {
      const [base = '', , stage = `stage-${count++}`] = rest.split(' ');
      root = at('stages', stage);
      if (existsSync(at('stages', base))) cpSync(at('stages', base), root, { recursive: true });
      else mkdirSync(root, { recursive: true });
      workdir = '/';
    } else if (name === 'WORKDIR') {
      workdir = rest;
      mkdirSync(join(root, workdir), { recursive: true });
    } else if (name === 'COPY') {
      const { from, sources, to } = copied(rest);
      const source = from === undefined ? at('context') : at('stages', from);
      const target = to.startsWith('/') ? join(root, to) : join(root, workdir, to);
      for (const path of sources) {
        cpSync(join(source, path), to.endsWith('/') ? join(target, basename(path)) : target, { recursive: true, verbatimSymlinks: true });
      }
    } else if (name === 'RUN') {
      expect(rest).not.toMatch(/(?:^|[\s"'=])\/\w/);
      const env = { PATH: `${at('programs')}:${process.env.PATH}`, HOME: at('home') };
      const { status, stdout, stderr } = spawnSync('sh', ['-c', rest], { cwd: join(root, workdir), env, encoding: 'utf8' });
      expect(status, `${rest}\n${stdout}${stderr}`).toBe(0);
    }
  }
}, 600_000);

afterAll(() => removeTempDir(directory));

/** Runs what the image starts with, as its user if the test may become that one. */
function start(argv: readonly string[], cwd: string, input = '') {
  const [command = ''] = JSON.parse(dockerfile.find(({ name }) => name === 'ENTRYPOINT')?.rest ?? '[]') as string[];
  const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  return spawnSync(join(root, 'usr/local/bin', command), argv, { cwd, input, encoding: 'utf8', ...asNobody });
}

describe('the image', () => {
  it('holds the package and nothing else', () => {
    expect(readdirSync(join(root, 'usr/local')).sort()).toEqual(['bin', 'lib', 'share']);
    expect(readdirSync(join(root, 'usr/local/lib/node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['flb-convert']);
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const size = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    expect(size).toBeLessThan(8 << 20);
  });

  it('converts standard input as a user without rights', () => {
    openUp();
    const { status, stdout, stderr } = start(['-', '--quiet'], at('home'), classicExample);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: yamlExample, stderr: '' });
  });

  it.skipIf(process.getuid?.() !== 0)('says in one sentence that it cannot write where its user may not', () => {
    openUp();
    writeFileSync(at('home', 'up.conf'), classicExample);
    chmodSync(at('home'), 0o555);
    const { status, stderr } = start(['up.conf', '-o', 'up.yaml'], at('home'));
    expect(status).toBe(2);
    expect(stderr).toMatch(/^flb-convert: [^\n]*permission denied[^\n]*\n$/);
  });
});

/** Lets another user reach the directories of the test. */
function openUp(): void {
  for (let path = directory; path.includes('flb-convert-'); path = join(path, '..')) chmodSync(path, 0o755);
}
