import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInstalled } from '../support/programs.js';
import { cloneProject } from '../support/project-copy.js';
import { textOf } from '../support/project-texts.js';
import { makeTempDir, removeTempDir } from '../support/temp-dir.js';

const untidy = '[INPUT]\n  Name   dummy\n';
const tidy = '[INPUT]\n    name dummy\n';
const broken = '[INPUT]\nname dummy\n';
const others = {
  'nginx.conf': 'server {\n  listen 80;\n}\n',
  'compose.yaml': 'services:\n  web:\n    image: x\n',
  'main.go': 'package main\n',
};

const directory = makeTempDir();
const clone = join(directory, 'clone');
let rev = '';

/** Where an environment is made at the first run: from the clone, by npm. */
const env = { ...process.env, PRE_COMMIT_HOME: join(directory, 'home') };

afterAll(() => removeTempDir(directory));

describe.skipIf(!process.env.CI && !isInstalled('pre-commit'))('the hooks of pre-commit', { timeout: 600_000 }, () => {
  beforeAll(() => {
    mkdirSync(clone);
    rev = cloneProject(clone);
  });

  /** A repository with the hooks, and what one run of them says of all files. */
  function repository(name: string, files: Record<string, string>) {
    const path = join(directory, name);
    const hooks = (load(textOf('.pre-commit-hooks.yaml')) as { id: string }[]).map(({ id }) => ({ id }));
    // JSON is YAML.
    const config = JSON.stringify({ repos: [{ repo: clone, rev, hooks }] });
    mkdirSync(path);
    for (const [file, text] of Object.entries({ ...files, '.pre-commit-config.yaml': config })) writeFileSync(join(path, file), text);
    const git = (...argv: string[]) => execFileSync('git', argv, { cwd: path });
    const run = (...argv: string[]) => {
      git('add', '--all');
      const { status, stdout } = spawnSync('pre-commit', ['run', '--all-files', ...argv], { cwd: path, env, encoding: 'utf8' });
      return { status, stdout };
    };
    git('init', '-q');
    return { run, textOf: (file: string) => readFileSync(join(path, file), 'utf8') };
  }

  it('are valid', () => {
    const { status, stdout } = spawnSync('pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml'], { cwd: clone, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('check, format, and pass once nothing is left', () => {
    const { run, textOf } = repository('one', { ...others, 'a.conf': untidy });
    const first = run();
    expect(first).toEqual({ status: 1, stdout: expect.stringMatching(/flb-convert check\.+Passed\nflb-convert fmt\.+Failed\n/) });
    expect(first.stdout).toContain('files were modified by this hook');
    expect(textOf('a.conf')).toBe(tidy);
    for (const [file, text] of Object.entries(others)) expect(textOf(file)).toBe(text);
    const second = run('--verbose');
    expect(second.status).toBe(0);
    expect(second.stdout).toMatch(/left alone, not Fluent Bit's: .*nginx\.conf\n/);
  });

  it('show what is wrong with a configuration', () => {
    const { run, textOf } = repository('two', { ...others, 'a.conf': broken, 'b.conf': tidy });
    const { status, stdout } = run();
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringMatching(/flb-convert check\.+Failed\n/) });
    expect(stdout).toContain('a.conf:2:1: error FLB104');
    expect(stdout).not.toMatch(/nginx\.conf:\d/);
    expect(textOf('a.conf')).toBe(broken);
  });

  it('pass in a repository without a configuration', () => {
    expect(repository('three', others).run().status).toBe(0);
  });
});
