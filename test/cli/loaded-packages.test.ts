import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
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

/** What each command loads: all that it takes to convert. */
const starter = [
  ...['bin/flb-convert.js', 'dist/start.js'],
  ...['cli', 'cli/convert', 'cli/rolldown-runtime'].flatMap((name) => [`dist/${name}.js`, `dist/${name}.cache`]),
];

/** What a check takes besides. */
const checkChunks = ['check', 'report', 'versions', 'write'];

/** The files of the command line besides, by their names. */
function chunksOf(files: readonly string[]): string[] {
  const more = files.filter((file) => !starter.includes(file) && file.endsWith('.js'));
  return more.map((file) => file.slice('dist/cli/'.length, -'.js'.length)).sort();
}
/** What starts Node's streams, sockets and terminals: each costs more than a conversion. */
const heavy = /^NativeModule (?:child_process|net|tty|http|https|tls|readline|worker_threads|inspector)$/;

describe('what a command loads', { timeout: 30_000 }, () => {
  it.each([
    ['classic to YAML', ['up.conf'], []],
    ['classic to classic', ['up.conf', '--to', 'classic'], []],
    ['classic to JSON', ['up.conf', '--to', 'json'], []],
    ['plain YAML to classic', ['up.yaml', '--to', 'classic'], []],
    ['JSON to YAML', ['up.json'], []],
    ['classic into a file', ['up.conf', '-o', 'out.yaml'], ['write']],
    ['check', ['check', '--format', 'json', 'up.conf'], checkChunks],
    ['graph', ['graph', 'pipe.conf'], [...checkChunks, 'graph-command', 'read-side'].sort()],
    ['--help', ['--help'], []],
    ['--version', ['--version'], []],
  ])('%s: what converts, and what the command takes besides', (_, argv, chunks) => {
    const { stdout, files, builtIns, internal } = load(argv, {
      'up.conf': classicExample,
      'pipe.conf': pipeline,
      'up.yaml': yamlExample,
      'up.json': examples.json,
      'package.json': '{"devDependencies": {"flb-convert": "1.0.0"}}',
    });
    expect(stdout !== '' || argv.includes('-o')).toBe(true);
    expect(starter.filter((file) => !files.includes(file))).toEqual([]);
    expect(chunksOf(files)).toEqual(chunks);
    expect(builtIns.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(internal.filter((name) => heavy.test(name))).toEqual([]);
  });

  it('YAML beyond the plain part: the package yaml besides, and nothing more', () => {
    const flow = 'upstream_servers: [{name: u,\n  nodes: [{name: a, host: h, port: 1}]}]\n';
    const { files, internal } = load(['flow.yaml', '--to', 'classic'], { 'flow.yaml': flow });
    expect(chunksOf(files)).toEqual(['yaml']);
    expect(internal.filter((name) => heavy.test(name))).toEqual([]);
  });
});

describe('what a command of its own loads', { timeout: 30_000 }, () => {
  it('schema: its bundle besides, and no package', () => {
    const { files, internal } = load(['schema'], {});
    expect(chunksOf(files)).toEqual(['edition-for', 'key-facts', 'schema-command', 'versions']);
    expect(internal.filter((name) => heavy.test(name))).toEqual([]);
  });

  it('report: its bundle besides, and no package', () => {
    const clean = '{"files":1,"errors":0,"warnings":0,"infos":0,"diagnostics":[]}';
    const { files, internal } = load(['report', 'a.json'], { 'a.json': clean });
    expect(chunksOf(files).filter((name) => !checkChunks.includes(name))).toEqual(['containers', 'migrate', 'report-command']);
    expect(internal.filter((name) => heavy.test(name))).toEqual([]);
  });

  it('lsp: its bundle, with the package that speaks the protocol in it', () => {
    const { files } = load(['lsp', '--help'], {});
    expect(chunksOf(files)).toEqual([]);
    const text = readFileSync(join(project, 'dist/cli/lsp-command.js'), 'utf8');
    expect(text).toContain('textDocument/publishDiagnostics');
    expect(readFileSync(join(project, 'dist/cli/convert.js'), 'utf8')).not.toContain('textDocument/publishDiagnostics');
  });
});

const pipeline = '[INPUT]\n    name cpu\n\n[OUTPUT]\n    name stdout\n    match *\n';

describe('what a picture loads', { timeout: 30_000 }, () => {
  it('as SVG: what places its boxes', () => {
    const { files } = load(['graph', 'pipe.conf', '--format', 'svg'], { 'pipe.conf': pipeline });
    expect(chunksOf(files)).toContain('@dagrejs/dagre');
  });
});

describe('what a regular expression loads', { timeout: 30_000 }, () => {
  it.each([
    ['none: nothing more', 'name dummy', []],
    ['a plain one: nothing more', 'name dummy\n[FILTER]\n    name grep\n    match *\n    regex log ^(?<a>[a-z]+|\\d)$', []],
    [
      'another: what judges it',
      'name dummy\n[FILTER]\n    name grep\n    match *\n    regex log a(?=b)',
      ['oniguruma-parser/parser', 'oniguruma-parser/unicode'],
    ],
  ])('%s', (_, lines, packages) => {
    const { files } = load(['check', 'main.conf'], { 'main.conf': `[INPUT]\n    ${lines}\n` });
    expect(chunksOf(files).filter((name) => !checkChunks.includes(name))).toEqual(packages);
  });
});

/** commander asks for `node:events`; `node:process` is an object that is there anyway. */
const allowed = ['node:events', 'node:fs', 'node:path', 'node:process', 'node:url', 'node:v8', 'node:vm'];
