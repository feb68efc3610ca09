import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classicExample, exampleNeeds, examples, yamlExample } from '../support/examples.js';
import { executable, project, requireBuild } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';

/** Notes each module that is asked for and each file of the package that is read, and Node's own modules at the end. */
const recorder = `
const fs = require('node:fs');
const Module = require('node:module');
const seen = { files: [], required: [] };
const { readFileSync } = fs;
const { _load: load } = Module;
fs.readFileSync = (path, ...rest) => {
  if (typeof path === 'string') seen.files.push(path);
  return readFileSync(path, ...rest);
};
Module._load = (request, parent, isMain) => {
  seen.required.push(Module._resolveFilename(request, parent, isMain));
  return load(request, parent, isMain);
};
process.on('exit', () => fs.writeFileSync(process.env.RECORD, JSON.stringify({ ...seen, internal: process.moduleLoadList })));
`;

interface Loaded {
  stdout: string;
  /** The package's own files, in the order of their first use. */
  files: string[];
  /** The modules of Node that the package asks for. */
  builtIns: string[];
  /** Modules of Node that were loaded for whatever reason. */
  internal: string[];
}

function load(argv: readonly string[], files: Record<string, string>): Loaded {
  requireBuild();
  const dir = tempDir({ ...files, 'recorder.cjs': recorder });
  const record = join(dir, 'record.json');
  const { NODE_OPTIONS: _, NODE_EXTRA_CA_CERTS: __, ...env } = process.env;
  const args = ['--require', join(dir, 'recorder.cjs'), executable, ...argv];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { cwd: dir, env: { ...env, RECORD: record }, encoding: 'utf8' });
  expect({ status, stderr: stderr.replace(exampleNeeds, '') }).toEqual({ status: 0, stderr: '' });
  const seen = JSON.parse(readFileSync(record, 'utf8')) as { files: string[]; required: string[]; internal: string[] };
  const own = [...seen.required, ...seen.files].filter((path) => path.startsWith(project)).map((path) => relative(project, path));
  const builtIns = seen.required.filter(isBuiltin).map((name) => name.replace(/^(?!node:)/, 'node:'));
  return { stdout, files: unique(own), builtIns: unique(builtIns).sort(), internal: seen.internal };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

const starter = ['bin/flb-convert.js', 'dist/start.js', 'dist/cli.js', 'dist/cli.cache'];
/** What starts Node's streams, sockets and terminals: each costs more than a conversion. */
const heavy = /^NativeModule (?:child_process|net|tty|http|https|tls|readline|worker_threads|inspector)$/;

describe('what a command loads', { timeout: 30_000 }, () => {
  it.each([
    ['classic to YAML', ['up.conf']],
    ['classic to classic', ['up.conf', '--to', 'classic']],
    ['classic to JSON', ['up.conf', '--to', 'json']],
    ['plain YAML to classic', ['up.yaml', '--to', 'classic']],
    ['JSON to YAML', ['up.json']],
    ['classic into a file', ['up.conf', '-o', 'out.yaml']],
    ['check', ['check', '--format', 'json', 'up.conf']],
    ['graph', ['graph', 'pipe.conf']],
    ['--help', ['--help']],
    ['--version', ['--version']],
  ])('%s: the starter, the bundle and its compiled form', (_, argv) => {
    const { stdout, files, builtIns, internal } = load(argv, {
      'up.conf': classicExample,
      'pipe.conf': pipeline,
      'up.yaml': yamlExample,
      'up.json': examples.json,
    });
    expect(stdout !== '' || argv.includes('-o')).toBe(true);
    expect(files.sort()).toEqual([...starter].sort());
    expect(builtIns.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(internal.filter((name) => heavy.test(name))).toEqual([]);
  });

  it('YAML beyond the plain part: the package yaml besides, and nothing more', () => {
    const flow = 'upstream_servers: [{name: u,\n  nodes: [{name: a, host: h, port: 1}]}]\n';
    const { files, internal } = load(['flow.yaml', '--to', 'classic'], { 'flow.yaml': flow });
    const more = files.filter((file) => !starter.includes(file));
    expect(more.length).toBeGreaterThan(0);
    expect(more.filter((file) => !file.startsWith('dist/cli/'))).toEqual([]);
    expect(internal.filter((name) => heavy.test(name))).toEqual([]);
  });
});

describe('what a command of its own loads', { timeout: 30_000 }, () => {
  it('schema: its bundle besides, and no package', () => {
    const { files, internal } = load(['schema'], {});
    expect(files.filter((file) => !starter.includes(file))).toEqual(['dist/cli/schema-command.js']);
    expect(internal.filter((name) => heavy.test(name))).toEqual([]);
  });

  it('lsp: its bundle, with the package that speaks the protocol in it', () => {
    const { files } = load(['lsp', '--help'], {});
    expect(files.sort()).toEqual([...starter].sort());
    const text = readFileSync(join(project, 'dist/cli/lsp-command.js'), 'utf8');
    expect(text).toContain('textDocument/publishDiagnostics');
    expect(readFileSync(join(project, 'dist/cli.js'), 'utf8')).not.toContain('textDocument/publishDiagnostics');
  });
});

const pipeline = '[INPUT]\n    name cpu\n\n[OUTPUT]\n    name stdout\n    match *\n';

describe('what a picture loads', { timeout: 30_000 }, () => {
  it('as SVG: what places its boxes', () => {
    const { files } = load(['graph', 'pipe.conf', '--format', 'svg'], { 'pipe.conf': pipeline });
    expect(files.filter((file) => !starter.includes(file))).toEqual(['dist/cli/@dagrejs/dagre.js']);
  });
});

describe('what a regular expression loads', { timeout: 30_000 }, () => {
  it.each([
    ['none: nothing more', 'name dummy', []],
    ['a plain one: nothing more', 'name dummy\n[FILTER]\n    name grep\n    match *\n    regex log ^(?<a>[a-z]+|\\d)$', []],
    ['another: what judges it', 'name dummy\n[FILTER]\n    name grep\n    match *\n    regex log a(?=b)', ['dist/cli/oniguruma-parser']],
  ])('%s', (_, lines, folders) => {
    const { files } = load(['check', 'main.conf'], { 'main.conf': `[INPUT]\n    ${lines}\n` });
    const more = files.filter((file) => !starter.includes(file));
    expect(unique(more.map((file) => dirname(file)))).toEqual(folders);
  });
});

/** commander asks for `node:events`; `node:process` is an object that is there anyway. */
const allowed = ['node:events', 'node:fs', 'node:module', 'node:path', 'node:process', 'node:url', 'node:v8', 'node:vm'];
