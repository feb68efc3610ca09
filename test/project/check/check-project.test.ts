import { describe, expect, it } from 'vitest';
import { type Code, readConfig } from '../../../src/index.js';
import type { CheckedFile } from '../../../src/project/check/check-file.js';
import { checkProject } from '../../../src/project/check/check-project.js';
import { locate } from '../../../src/report/located.js';
import { classicExample, yamlExample } from '../../support/examples.js';
import { memoryHost } from '../../support/memory-host.js';

type Files = Record<string, string>;
type Options = NonNullable<Parameters<typeof memoryHost>[1]>;

/** Checks the files named, or the first one, as if started in `cwd`. */
async function follow(files: Files, { names = Object.keys(files).slice(0, 1), ...options }: Options & { names?: string[] } = {}) {
  const host = memoryHost(files, options);
  const named = await Promise.all(
    names.map(async (path) => ({ path, reading: await readConfig(files[host.realPath(path) ?? ''] ?? '', { fileName: path }) })),
  );
  return { host, checked: await checkProject(host, named) };
}

/** What is said about references: file, line and code, in order. */
async function found(files: Files, options: Parameters<typeof follow>[1] = {}): Promise<string[]> {
  const { checked } = await follow(files, options);
  return locate(checked)
    .filter(({ code }) => code.startsWith('FLB5') || code === 'FLB128' || code === 'FLB144')
    .map(({ file, start, code }) => `${file}:${start.line} ${code}`);
}

async function messages(code: Code, files: Files, options: Parameters<typeof follow>[1] = {}): Promise<string[]> {
  const { checked } = await follow(files, options);
  return locate(checked)
    .filter((one) => one.code === code)
    .map(({ message }) => message);
}

function namesOf(checked: readonly CheckedFile[]): string[] {
  return checked.map(({ source }) => source.name).sort();
}

function codesIn(checked: readonly CheckedFile[], name: string): string[] {
  return checked.flatMap(({ source, diagnostics }) => (source.name === name ? diagnostics.map(({ code }) => code) : []));
}

const service = (...lines: string[]) => `[SERVICE]\n${lines.map((line) => `    ${line}\n`).join('')}`;
const parsers = (...names: string[]) => names.map((name) => `[PARSER]\n    Name ${name}\n    Format json\n`).join('');
const input = '[INPUT]\n    name dummy\n';
const filter = '[FILTER]\n    name grep\n    match *\n';
const yamlInput = 'pipeline:\n  inputs:\n    - name: dummy\n';

describe('where a file of R-1 … R-4 is looked for', () => {
  it.each([
    ['Parsers_File', 'parsers.conf', parsers('a')],
    ['Plugins_File', 'plugins.conf', '[PLUGINS]\n    Path /x.so\n'],
    ['Streams_File', 'streams.conf', "[STREAM_TASK]\n    Name t\n    Exec SELECT * FROM TAG:'a';\n"],
  ])('%s: beside the main file (R-1 … R-3)', async (key, name, content) => {
    const main = service(`${key} ${name}`);
    expect(await found({ '/conf/main.conf': main, [`/conf/${name}`]: content }, { cwd: '/work' })).toEqual([]);
    expect(await found({ '/conf/main.conf': main }, { cwd: '/work' })).toEqual(['/conf/main.conf:2 FLB501']);
  });

  it.each(['forward', 'es', 'Forward'])('an upstream: only of the outputs forward and es (R-4, U-18): %s', async (name) => {
    const output = (plugin: string) => `[OUTPUT]\n    name ${plugin}\n    match *\n    upstream up.conf\n`;
    expect(await found({ '/main.conf': output(name) })).toEqual(['/main.conf:4 FLB501']);
    expect(await found({ '/main.conf': output(name), '/up.conf': classicExample })).toEqual([]);
    expect(await found({ '/main.conf': output('stdout') })).toEqual([]);
  });

  it('YAML keys in any spelling that Fluent Bit takes', async () => {
    const main = `service:\n  parsers_file: a.conf\n  Parsers_File: b.conf\n  parsersFile: c.conf\n${yamlInput}`;
    expect(await found({ '/main.yaml': main })).toEqual(['/main.yaml:2 FLB501', '/main.yaml:3 FLB501', '/main.yaml:4 FLB501']);
  });

  it('the working directory first: a file of the same name hides the one beside the main file (Q-23)', async () => {
    const files = { '/conf/main.conf': service('Parsers_File p.conf'), '/conf/p.conf': parsers('a'), '/work/p.conf': parsers('b') };
    const { checked } = await follow(files, { cwd: '/work' });
    expect(namesOf(checked)).toEqual(['/conf/main.conf', 'p.conf']);
    expect(await messages('FLB504', files, { cwd: '/work' })).toEqual([
      "Fluent Bit reads 'p.conf' of the working directory if it is started there, and not '/conf/p.conf'",
    ]);
  });

  it('a link from the working directory hides nothing: it is the same file', async () => {
    const files = { '/conf/main.conf': service('Parsers_File p.conf'), '/conf/p.conf': parsers('a') };
    const options = { cwd: '/work', links: { '/work/p.conf': '/conf/p.conf' } };
    expect(await found(files, options)).toEqual([]);
    expect(namesOf((await follow(files, options)).checked)).toEqual(['/conf/main.conf', 'p.conf']);
  });

  it('a linked main file: the directory of what it links to (R-1)', async () => {
    const files = { '/real/main.conf': service('Parsers_File p.conf'), '/real/p.conf': parsers('a') };
    const options = { cwd: '/work', links: { '/linked/main.conf': '/real/main.conf' }, names: ['/linked/main.conf'] };
    expect(await found(files, options)).toEqual([]);
  });

  it('the main file decides, even for a reference in a file that it includes', async () => {
    const files = {
      '/main.yaml': 'includes:\n  - sub/service.yaml\n',
      '/sub/service.yaml': 'service:\n  parsers_file: p.conf\n',
      '/sub/p.conf': parsers('a'),
    };
    expect(await found(files, { cwd: '/work' })).toEqual(['/sub/service.yaml:2 FLB501']);
    expect(await found({ ...files, '/p.conf': parsers('a') }, { cwd: '/work' })).toEqual([]);
  });

  it('says where Fluent Bit looks', async () => {
    const main = service('Parsers_File p.conf');
    expect(await messages('FLB501', { '/work/conf/main.conf': main }, { cwd: '/work' })).toEqual([
      "there is no file 'p.conf': Fluent Bit looks in the working directory, then in 'conf'",
    ]);
    expect(await messages('FLB501', { '/work/main.conf': main }, { cwd: '/work' })).toEqual([
      "there is no file 'p.conf': Fluent Bit looks in the working directory",
    ]);
  });

  it('a path in full is only a warning if it may be of another machine', async () => {
    const main = service('Parsers_File /fluent-bit/etc/p.conf', 'Plugins_File /conf/plugins.conf', 'Streams_File C:\\fb\\s.conf');
    expect(await found({ '/conf/main.conf': main })).toEqual([
      '/conf/main.conf:2 FLB502',
      '/conf/main.conf:3 FLB501',
      '/conf/main.conf:4 FLB502',
    ]);
  });

  it('no patterns (R-1)', async () => {
    const files = { '/main.conf': service('Parsers_File *.conf'), '/p.conf': parsers('a') };
    expect(await messages('FLB501', files)).toEqual(["there is no file '*.conf': Fluent Bit looks in the working directory"]);
  });

  it('a path with a variable is not followed, and that is said (E-6)', async () => {
    expect(await found({ '/main.conf': service(`Parsers_File \${CONF}/p.conf`) })).toEqual(['/main.conf:2 FLB505']);
  });

  it('an empty value is none, except in includes, where it is a directory (Y-33)', async () => {
    expect(await found({ '/main.yaml': "service:\n  parsers_file: ''\nincludes:\n  - ''\n" })).toEqual(['/main.yaml:4 FLB503']);
  });

  it('a path that leads to no file', async () => {
    const files = { '/main.conf': service('Parsers_File sub'), '/sub/p.conf': parsers('a') };
    expect(await messages('FLB503', files)).toEqual(["'sub' cannot be read: it is a directory"]);
  });
});

describe('what is read from a file', () => {
  it('goes by its own suffix, whatever the main file is (C-37)', async () => {
    const files = { '/main.conf': service('Parsers_File p.YAML'), '/p.YAML': 'parsers:\n  - name: a\n    format: json\n' };
    expect(await found(files)).toEqual([]);
    const yaml = { '/main.yaml': 'service:\n  parsers_file: p.txt\n', '/p.txt': parsers('a') };
    expect(await found(yaml)).toEqual([]);
  });

  it.each([
    ['YAML in a .conf file', 'p.conf', 'parsers:\n  - name: a\n'],
    ['JSON, which is classic by its name (Y-11)', 'p.json', '{"parsers": []}'],
    ['classic in a .yaml file', 'p.yaml', parsers('a')],
  ])('another format than the suffix says is an error, and the file is left alone: %s', async (_, name, content) => {
    const files = { '/main.conf': service(`Parsers_File ${name}`), [`/${name}`]: content };
    expect(await found(files)).toEqual(['/main.conf:2 FLB506']);
    expect(namesOf((await follow(files)).checked)).toEqual(['/main.conf']);
  });

  it('is reported under the name of that file', async () => {
    const { checked } = await follow({ '/main.conf': service('Parsers_File conf/p.conf'), '/conf/p.conf': '[PARSER]\n    Name\n' });
    expect(codesIn(checked, 'conf/p.conf')).toEqual(['FLB108']);
  });

  it('is read and reported once, however many refer to it', async () => {
    const output = '[OUTPUT]\n    name forward\n    match *\n    upstream up.conf\n';
    const files = { '/main.conf': output + output, '/other.conf': output, '/up.conf': '[UPSTREAM]\n    name u\n' };
    const { checked, host } = await follow(files, { names: ['/main.conf', '/other.conf'] });
    expect(namesOf(checked)).toEqual(['/main.conf', '/other.conf', 'up.conf']);
    expect(codesIn(checked, 'up.conf')).toEqual(['FLB203']);
    expect(host.reads).toEqual(['/up.conf']);
  });

  it('is not read again if it was named, and keeps the name it was given', async () => {
    const files = { '/main.conf': service('Parsers_File p.conf'), '/p.conf': parsers('a') };
    const { checked, host } = await follow(files, { names: ['/main.conf', './p.conf'] });
    expect(namesOf(checked)).toEqual(['./p.conf', '/main.conf']);
    expect(host.reads).toEqual([]);
  });

  it('is not followed further: the service of a parsers file counts for nothing (R-1)', async () => {
    const files = { '/main.conf': service('Parsers_File p.conf'), '/p.conf': service('Plugins_File no.conf') + parsers('a') };
    expect(await found(files)).toContain('/main.conf:2 FLB513');
    expect(await found(files)).not.toContain('p.conf:2 FLB501');
  });

  it('may include others, from its own directory (C-31, U-17)', async () => {
    const files = {
      '/main.conf': service('Parsers_File conf/p.conf'),
      '/conf/p.conf': '@INCLUDE more.conf\n',
      '/conf/more.conf': parsers('a'),
    };
    expect(await found(files)).toEqual([]);
    expect(namesOf((await follow(files)).checked)).toEqual(['/main.conf', 'conf/more.conf', 'conf/p.conf']);
  });
});

describe('content that does not fit the reference', () => {
  it('a file without what it is named for, by its key', async () => {
    const files = {
      '/main.conf': service('Parsers_File a.conf', 'Plugins_File a.conf', 'Streams_File a.conf'),
      '/a.conf': '# nothing\n',
    };
    expect(await messages('FLB511', files)).toEqual(["no parsers in 'a.conf'", "no plugins in 'a.conf'", "no stream tasks in 'a.conf'"]);
  });

  it('an upstream file without an upstream stops Fluent Bit, if it is classic (U-16)', async () => {
    const main = '[OUTPUT]\n    name forward\n    match *\n    upstream up.conf\n';
    const empty = { '/main.conf': main, '/up.conf': '# nothing\n' };
    expect(await found(empty)).toEqual(['/main.conf:4 FLB512']);
    expect(codesIn((await follow(empty)).checked, 'up.conf')).toEqual([]);
    expect(await found({ '/main.conf': main, '/up.conf': classicExample })).toEqual([]);
  });

  it('a file that could not be read whole is not blamed for what it lacks', async () => {
    const files = { '/main.conf': service('Parsers_File p.yaml'), '/p.yaml': 'parsers: [\n' };
    expect(await found(files)).toEqual([]);
    expect(codesIn((await follow(files)).checked, 'p.yaml')).toContain('FLB131');
  });

  it('a part of a configuration is not blamed for what stands in the others', async () => {
    const files = {
      '/main.conf': '[OUTPUT]\n    name forward\n    match *\n    upstream up.conf\n',
      '/up.conf': '[UPSTREAM]\n    name u\n@INCLUDE nodes.conf\n',
      '/nodes.conf': '[NODE]\n    name n\n    host h\n    port 1\n',
    };
    const { checked } = await follow(files);
    expect(codesIn(checked, 'up.conf')).toEqual([]);
    expect(codesIn(checked, 'nodes.conf')).toEqual([]);
  });

  it('sections that are lost there (R-1)', async () => {
    const files = { '/main.conf': service('Parsers_File p.conf'), '/p.conf': `@SET A=1\n${parsers('a')}${input}[OTHER]\n    a b\n` };
    expect(await messages('FLB513', files)).toEqual(["Fluent Bit does not read all of 'p.conf' here: it ignores 'env', 'input'"]);
  });

  it('a main file may name itself for its upstream (U-19)', async () => {
    const main = `pipeline:\n  outputs:\n    - name: forward\n      upstream: main.yaml\n${yamlExample}`;
    expect(await found({ '/main.yaml': main })).toEqual([]);
  });
});

describe('several files of one service', () => {
  it('a parser of the same name in two of them (Q-25)', async () => {
    const files = {
      '/main.conf': service('Parsers_File p.conf', 'Parsers_File q.conf'),
      '/p.conf': parsers('a', 'b'),
      '/q.conf': parsers('c', 'b', `\${X}`, `\${X}`),
    };
    expect(await found(files)).toEqual(['q.conf:5 FLB514']);
    expect(await messages('FLB514', files)).toEqual(["the parser 'b' is defined already, in line 5 of p.conf: Fluent Bit does not start"]);
  });

  it('inline parsers come after those of the files (M-1)', async () => {
    const files = {
      '/main.yaml': 'service:\n  parsers_file: p.conf\nparsers:\n  - name: a\n    format: json\n',
      '/p.conf': parsers('a'),
    };
    expect(await found(files)).toEqual(['/main.yaml:4 FLB514']);
  });

  it('a name that comes twice in one file is said of that file alone (Q-25)', async () => {
    expect(await found({ '/main.conf': service('Parsers_File p.conf'), '/p.conf': parsers('a', 'a') })).toEqual([]);
  });

  it('a file of multiline parsers may be loaded twice', async () => {
    const files = { '/main.conf': service('Parsers_File m.conf', 'Parsers_File m.conf'), '/m.conf': '[MULTILINE_PARSER]\n    Name m\n' };
    expect(await found(files)).toEqual([]);
  });

  it('the same parsers file twice (M-5b)', async () => {
    const files = { '/main.conf': service('Parsers_File p.conf', 'Parsers_File ./p.conf'), '/p.conf': parsers('a', 'b') };
    expect(await found(files)).toEqual(['/main.conf:3 FLB507']);
  });

  it('the last Streams_File only (M-8, Q-18): another one need not even be there', async () => {
    const files = {
      '/main.conf': `${service('Streams_File no.conf')}@INCLUDE more.conf\n`,
      '/more.conf': service('Streams_File s.conf'),
      '/s.conf': '[STREAM_TASK]\n    Name t\n    Exec SELECT 1;\n',
    };
    expect(await found(files)).toEqual(['/main.conf:2 FLB515']);
  });

  it('two in one section are a key that is set again, as the check of the file itself says', async () => {
    const files = { '/main.conf': service('Streams_File no.conf', 'Streams_File s.conf'), '/s.conf': '[STREAM_TASK]\n    Name t\n' };
    const { checked } = await follow(files);
    expect(codesIn(checked, '/main.conf')).toEqual(['FLB206']);
  });
});

describe('includes of classic files', () => {
  it('are relative to the root file, never to the including one (C-31)', async () => {
    const files = {
      '/conf/main.conf': '@INCLUDE sub/a.conf\n',
      '/conf/sub/a.conf': '@INCLUDE sub/b.conf\n@INCLUDE b.conf\n',
      '/conf/sub/b.conf': input,
    };
    expect(await found(files, { cwd: '/work' })).toEqual(['/conf/sub/a.conf:2 FLB501']);
  });

  it('are taken from the working directory first (Q-23)', async () => {
    const files = { '/conf/main.conf': '@INCLUDE a.conf\n', '/conf/a.conf': input, '/work/a.conf': input };
    expect(await found(files, { cwd: '/work' })).toEqual(['/conf/main.conf:1 FLB504']);
    expect(namesOf((await follow(files, { cwd: '/work' })).checked)).toEqual(['/conf/main.conf', 'a.conf']);
  });

  it('are classic whatever their names (C-36)', async () => {
    expect(await found({ '/main.conf': '@INCLUDE a.yaml\n', '/a.yaml': input })).toEqual([]);
    expect(await found({ '/main.conf': '@INCLUDE a.yaml\n', '/a.yaml': yamlInput })).toEqual(['/main.conf:1 FLB506']);
  });

  it('know no variables and no quotes (C-33)', async () => {
    const files = { '/main.conf': `@INCLUDE \${X}a.conf\n@INCLUDE "a.conf"\n`, '/a.conf': input };
    expect(await found(files)).toEqual(['/main.conf:1 FLB501', '/main.conf:2 FLB501']);
  });

  it.each([
    ['twice', { '/main.conf': '@INCLUDE a.conf\n@INCLUDE a.conf\n', '/a.conf': input }, '/main.conf:2'],
    ['twice, by another path', { '/main.conf': '@INCLUDE a.conf\n@INCLUDE ./a.conf\n', '/a.conf': input }, '/main.conf:2'],
    ['itself', { '/main.conf': '@INCLUDE main.conf\n' }, '/main.conf:1'],
    ['each other', { '/main.conf': '@INCLUDE a.conf\n', '/a.conf': '@INCLUDE main.conf\n' }, 'a.conf:1'],
    [
      'in a diamond',
      { '/main.conf': '@INCLUDE a.conf\n@INCLUDE b.conf\n', '/a.conf': '@INCLUDE b.conf\n', '/b.conf': input },
      '/main.conf:2',
    ],
  ])('stop over a file that is read before (C-32): %s', async (_, files, place) => {
    expect(await found(files as Files)).toEqual([`${place} FLB507`]);
  });

  it('stop over another link to the same file (C-32)', async () => {
    const files = { '/main.conf': '@INCLUDE a.conf\n@INCLUDE link.conf\n', '/a.conf': input };
    expect(await found(files, { links: { '/link.conf': '/a.conf' } })).toEqual(['/main.conf:2 FLB507']);
  });

  it('take patterns, in the directory of the root file only (C-34)', async () => {
    const files = { '/conf/main.conf': '@INCLUDE in.d/*.conf\n', '/conf/in.d/a.conf': '[INPUT]\n    name\n', '/work/in.d/b.conf': input };
    const { checked } = await follow(files, { cwd: '/work' });
    expect(namesOf(checked)).toEqual(['/conf/in.d/a.conf', '/conf/main.conf']);
    expect(codesIn(checked, '/conf/in.d/a.conf')).toContain('FLB108');
  });

  it('stop over a pattern without a match, or one that matches the file itself (C-34, Q-22)', async () => {
    expect(await messages('FLB501', { '/conf/main.conf': '@INCLUDE no*.conf\n' }, { cwd: '/work' })).toEqual([
      "no file matches 'no*.conf': Fluent Bit looks in '/conf'",
    ]);
    expect(await found({ '/main.conf': '@INCLUDE *.conf\n', '/a.conf': input })).toEqual(['/main.conf:1 FLB507']);
  });

  it('by a pattern come in no certain order, which counts for filters (C-34)', async () => {
    const files = { '/main.conf': '@INCLUDE d/*.conf\n@INCLUDE e/*.conf\n', '/d/1.conf': filter, '/d/2.conf': filter, '/e/1.conf': filter };
    expect(await found({ ...files, '/e/2.conf': input })).toEqual(['/main.conf:1 FLB510']);
  });

  it('by a pattern come in no certain order, which counts for settings (I-19)', async () => {
    const files = {
      '/main.conf': `@INCLUDE d/*.conf\n@INCLUDE e/*.conf\n${input}`,
      '/d/1.conf': service('flush 1'),
      '/d/2.conf': service('flush 2'),
    };
    expect(await found({ ...files, '/e/1.conf': service('flush 3') })).toEqual(['/main.conf:1 FLB528']);
  });

  it.each([
    ['classic', 'conf', (value: string) => `@SET A=${value}\n@SET B=same\n`, `${input}@INCLUDE d/*.conf\n`],
    ['YAML', 'yaml', (value: string) => `env:\n  A: ${value}\n  B: same\n`, `${yamlInput}includes:\n  - d/*.yaml\n`],
  ])('by a pattern come in no certain order, which counts for variables in %s (I-19)', async (_, suffix, setting, main) => {
    const path = `/main.${suffix}`;
    const files = { [path]: main, [`/d/1.${suffix}`]: setting('one'), [`/d/2.${suffix}`]: setting('two') };
    const [message] = await messages('FLB529', files);
    expect(message).toMatch(/^several of the files that 'd\/\*\.\w+' matches set 'A' to different values/);
    expect(await messages('FLB529', { ...files, [`/d/2.${suffix}`]: setting('one') })).toEqual([]);
    expect(await messages('FLB529', { ...files, [path]: main.replace('*', '1') })).toEqual([]);
  });

  it('make a parsers file part of the main file, which Fluent Bit refuses (M-5)', async () => {
    const files = { '/main.conf': `${input}@INCLUDE p.conf\n`, '/p.conf': parsers('a', 'b') };
    expect(await found(files)).toEqual(['p.conf:1 FLB128']);
    const both = { ...files, '/p.conf': `${input}${parsers('a')}` };
    expect(await found(both)).toEqual(['p.conf:3 FLB128']);
  });

  it('may hold parsers under a short name, or if there is nothing else (M-5)', async () => {
    expect(await found({ '/main.conf': `${input}@INCLUDE p.conf\n`, '/p.conf': '[PARS]\n    Name a\n    Format json\n' })).toEqual([]);
    expect(await found({ '/all.conf': '@INCLUDE p.conf\n', '/p.conf': parsers('a') })).toEqual([]);
  });

  it('may hold several services, which count as one (C-22)', async () => {
    expect(await found({ '/main.conf': `${service('flush 1')}@INCLUDE s.conf\n`, '/s.conf': service('grace 1') })).toEqual([]);
  });
});

describe('includes of YAML files', () => {
  it('are relative to the including file, never to the working directory (Y-30)', async () => {
    const files = {
      '/conf/main.yaml': 'includes:\n  - sub/a.yaml\n  - w.yaml\n',
      '/conf/sub/a.yaml': 'includes:\n  - b.yaml\n  - sub/b.yaml\n',
      '/conf/sub/b.yaml': yamlInput,
      '/work/w.yaml': yamlInput,
    };
    expect(await found(files, { cwd: '/work' })).toEqual(['/conf/main.yaml:3 FLB501', '/conf/sub/a.yaml:3 FLB501']);
  });

  it('are YAML whatever their names (Y-34)', async () => {
    expect(await found({ '/main.yaml': 'includes:\n  - a.conf\n', '/a.conf': yamlInput })).toEqual([]);
    expect(await found({ '/main.yaml': 'includes:\n  - a.conf\n', '/a.conf': input })).toEqual(['/main.yaml:2 FLB506']);
  });

  it('stop over a path that is read before, also in a diamond (Y-31)', async () => {
    const files = { '/main.yaml': 'includes:\n  - a.yaml\n  - b.yaml\n', '/a.yaml': 'includes:\n  - b.yaml\n', '/b.yaml': yamlInput };
    expect(await found(files)).toEqual(['/main.yaml:3 FLB507']);
  });

  it('read a file again by another path (Y-31)', async () => {
    expect(await found({ '/main.yaml': 'includes:\n  - a.yaml\n  - ./a.yaml\n', '/a.yaml': yamlInput })).toEqual(['/main.yaml:3 FLB508']);
  });

  it.each(['main.yaml', './main.yaml'])('that include themselves never end, or end at once (Y-31): %s', async (path) => {
    expect(await found({ '/main.yaml': `includes:\n  - ${path}\n` })).toEqual(['/main.yaml:2 FLB507']);
  });

  it('go on over a pattern without a match, unless it is a path in full (Y-32, Q-22)', async () => {
    const main = "includes:\n  - 'd/*.yaml'\n  - '/conf/d/*.yaml'\n  - '/etc/d/*.yaml'\n";
    expect(await found({ '/conf/main.yaml': main })).toEqual([
      '/conf/main.yaml:2 FLB509',
      '/conf/main.yaml:3 FLB501',
      '/conf/main.yaml:4 FLB502',
    ]);
  });

  it('may hold one service in all (Y-35)', async () => {
    const files = { '/main.yaml': 'service:\n  flush: 1\nincludes:\n  - s.yaml\n', '/s.yaml': 'service:\n  grace: 1\n' };
    expect(await found(files)).toEqual(['s.yaml:1 FLB144']);
  });
});

describe('FLB527: patterns that YAML takes only if it is started with an absolute path (I-1)', () => {
  const nested = 'includes:\n  - sub/all.yaml\n';
  const pattern = 'includes:\n  - in/*.yaml\n';
  const files = { '/work/sub/all.yaml': pattern, '/work/sub/in/a.yaml': yamlInput };

  /** The lines with FLB527 if the file is checked under this name, from `/work`. */
  async function warned(main: string, fileName: string, more: Files = {}): Promise<string[]> {
    const path = fileName.startsWith('/') ? fileName : `/work/${fileName}`;
    const host = memoryHost({ [path]: main, ...files, ...more }, { cwd: '/work' });
    const named = [{ path, reading: await readConfig(main, { fileName }) }];
    return locate(await checkProject(host, named)).flatMap(({ file, start, code, severity }) =>
      code === 'FLB527' ? [`${file}:${start.line} ${severity}`] : [],
    );
  }

  it('in an included file in another directory', async () => {
    expect(await warned(nested, 'main.yaml')).toEqual(['sub/all.yaml:2 warning']);
  });

  it('in a main file in another directory than the working directory', async () => {
    expect(await warned(pattern, 'sub/main.yaml')).toEqual(['sub/main.yaml:2 warning']);
  });

  it('not beside where it starts, in full, without a match, of plain names, or where the main file is named in full', async () => {
    expect(await warned('includes:\n  - sub/in/*.yaml\n', 'main.yaml')).toEqual([]);
    expect(await warned('includes:\n  - /work/sub/in/*.yaml\n', 'sub/main.yaml')).toEqual([]);
    expect(await warned('includes:\n  - none/*.yaml\n', 'sub/main.yaml')).toEqual([]);
    expect(await warned('includes:\n  - in/a.yaml\n', 'sub/main.yaml')).toEqual([]);
    expect(await warned(nested, '/work/main.yaml')).toEqual([]);
  });

  it('not in classic, which takes them from anywhere', async () => {
    expect(await warned('@INCLUDE in/*.conf\n', 'sub/main.conf', { '/work/sub/in/a.conf': input })).toEqual([]);
  });
});

describe('files that are named together', () => {
  const files = {
    '/conf/main.conf': '@INCLUDE sub/a.conf\n',
    '/conf/sub/a.conf': '@INCLUDE sub/b.conf\n',
    '/conf/sub/b.conf': service('Parsers_File p.conf'),
    '/conf/p.conf': parsers('a'),
  };

  it('a part of another one is not started by itself, in whatever order they are named', async () => {
    const names = ['/conf/sub/b.conf', '/conf/sub/a.conf', '/conf/main.conf'];
    expect(await found(files, { cwd: '/work', names })).toEqual([]);
    expect(await found(files, { cwd: '/work', names: names.toReversed() })).toEqual([]);
    expect(await found(files, { cwd: '/work', names: ['/conf/sub/b.conf'] })).toEqual(['/conf/sub/b.conf:2 FLB501']);
  });

  it('two that include each other are both to blame', async () => {
    const circle = { '/a.conf': '@INCLUDE b.conf\n', '/b.conf': '@INCLUDE a.conf\n' };
    expect(await found(circle, { names: Object.keys(circle) })).toEqual(['/a.conf:1 FLB507', '/b.conf:1 FLB507']);
  });
});

describe('what a project costs', () => {
  it('a file that 1,000 outputs of 50 files name is read once', async () => {
    const outputs = '[OUTPUT]\n    name forward\n    match *\n    upstream up.conf\n'.repeat(20);
    const mains = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`/main${i}.conf`, outputs]));
    const { host, checked } = await follow({ ...mains, '/up.conf': classicExample }, { names: Object.keys(mains) });
    expect(host.reads).toEqual(['/up.conf']);
    expect(checked.length).toBe(51);
  });

  const chain = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, i) => [`/${i}.conf`, i === length - 1 ? input : `@INCLUDE ${i + 1}.conf\n`]));

  it('a chain of 1,000 included files is read to its end (C-32)', async () => {
    expect(await found(chain(1001))).toEqual([]);
    expect((await follow(chain(1001))).checked.length).toBe(1001);
  });

  it.each([
    ['a chain', chain(1600), '1000.conf:1 FLB516'],
    [
      'a pattern',
      { '/main.conf': '@INCLUDE d/*.conf\n', ...Object.fromEntries(Array.from({ length: 1600 }, (_, i) => [`/d/${i}.conf`, input])) },
      '/main.conf:1 FLB516',
    ],
  ])('of more than 1,000 included files, %s, no more are read (C-32, I-21)', async (_, files, refused) => {
    expect(await found(files)).toEqual([refused]);
    expect((await follow(files)).host.reads).toHaveLength(1000);
  });

  it('what includes others is read before them: a chain whose files are all named costs no more than one', async () => {
    const files = chain(1000);
    const host = memoryHost(files);
    let asked = 0;
    const identify = (path: string) => {
      asked++;
      return host.identify(path);
    };
    const names = Object.keys(files).reverse();
    const named = await Promise.all(
      names.map(async (path) => ({ path, reading: await readConfig(files[path] ?? '', { fileName: path }) })),
    );
    expect(await checkProject({ ...host, identify }, named)).toHaveLength(1000);
    expect(asked).toBeLessThan(20_000);
  });
});

describe('what is not looked into', () => {
  const main = { '/a/main.conf': service('Parsers_File ../b/p.conf') };

  it('is what lies out of scope', async () => {
    const host = memoryHost({ ...main, '/b/p.conf': parsers('a') }, { cwd: '/' });
    const reading = await readConfig(main['/a/main.conf'], { fileName: '/a/main.conf' });
    const checked = await checkProject(host, [{ path: '/a/main.conf', reading }], { isInScope: (path) => path.startsWith('/a/') });
    expect(locate(checked).map(({ code }) => code)).toEqual(['FLB517']);
    expect(host.reads).toEqual([]);
  });

  it.each([
    ['stops Fluent Bit: an error', 'TOKEN=hush\n', 'error'],
    ['is ignored by it: a warning', '[database]\n    password hush\n', 'warning'],
  ])('is what is not a configuration, and %s', async (_, content, severity) => {
    const { checked } = await follow({ ...main, '/b/p.conf': content });
    expect(locate(checked)).toMatchObject([{ code: 'FLB518', severity }]);
    expect(namesOf(checked)).toEqual(['/a/main.conf']);
  });
});

describe('what is said of a reference', () => {
  it('shows no secret that stands in its path', async () => {
    const main = service('Parsers_File /x/token=hush', 'Plugins_File token=hush', `Streams_File \${token=hush}`);
    const { checked } = await follow({ '/main.conf': main });
    const texts = locate(checked).map(({ message }) => message);
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.join()).not.toContain('hush');
  });
});

describe('a plugin whose name is almost that of another', () => {
  const misspelt = '[INPUT]\n    name tial\n';

  it.each([
    ['misspelt if no file of the tree loads plugins', 'flush 1', 'FLB255'],
    ["perhaps the user's own if one does", 'plugins_file plugins.conf', 'FLB220'],
  ])('is %s', async (_, setting, code) => {
    const files = { '/main.conf': `@INCLUDE inputs.conf\n${service(setting)}`, '/inputs.conf': misspelt };
    const { checked } = await follow({ ...files, '/plugins.conf': '[PLUGINS]\n    Path /x.so\n' });
    expect(codesIn(checked, 'inputs.conf')).toEqual([code]);
  });
});
