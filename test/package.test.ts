import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { classicExample, exampleNeeds, yamlExample } from './support/examples.js';
import { textOf } from './support/project-texts.js';
import { project, requireBuild } from './support/run-cli.js';
import { shownIn } from './support/shown-commands.js';
import { makeTempDir, removeTempDir } from './support/temp-dir.js';

const library = textOf('docs/library.md');

/** An empty directory of a stranger, with the package installed from its tarball. */
const stranger = makeTempDir();
let tarball = '';
let packed: string[] = [];

beforeAll(() => {
  requireBuild();
  const pack = npm(project, ['pack', '--ignore-scripts', '--json', '--pack-destination', stranger]);
  const [{ filename, files }] = JSON.parse(pack) as [{ filename: string; files: { path: string }[] }];
  tarball = join(stranger, filename);
  packed = files.map(({ path }) => path).sort();
  writeFileSync(join(stranger, 'package.json'), '{ "name": "stranger", "private": true }\n');
  writeFileSync(join(stranger, 'upstream.conf'), classicExample);
  npm(stranger, ['install', '--offline', '--no-audit', '--no-fund', tarball]);
}, 120_000);

afterAll(() => removeTempDir(stranger));

function npm(cwd: string, args: readonly string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', env: cleanEnv() });
}

/** Without what the npm that runs the tests says about this project. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD$|NODE_OPTIONS$)/i.test(name)));
}

function node(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: stranger, encoding: 'utf8', env: cleanEnv() });
  return { code: status, stdout, stderr };
}

function bin(name: string): string {
  return join(project, 'node_modules', '.bin', name);
}

/** The scripts that one loads, by the literals in it; the starter names the command line by its name alone. */
function loadedBy(path: string): string[] {
  const text = readFileSync(join(stranger, 'node_modules/flb-convert', path), 'utf8');
  const own = [...text.matchAll(/["'`](\.{0,2}[\w@./-]+\.m?js)["'`]/g)].map(([, name = '']) => join(dirname(path), name));
  // The starter finds the packages that the command line asks for in files of these names.
  const packages = [...text.matchAll(/\brequire\(["'`]([\w@/-]+)["'`]\)/g)].map(([, name]) => `dist/cli/${name}.js`);
  return path.startsWith('dist/cli') ? [...own, ...packages] : own;
}

/** The packages that these packages need, and they themselves. */
function withTheirDependencies(names: readonly string[]): string[] {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: object }>;
  };
  const all = new Set(names);
  for (const name of all) {
    const { dependencies = {} } = packages[`node_modules/${name}`] ?? {};
    for (const dependency of Object.keys(dependencies)) all.add(dependency);
  }
  return [...all];
}

describe('the packed files', () => {
  it('are what runs, its types and what must be told, and nothing of the workshop', () => {
    expect(
      packed.filter(
        (path) =>
          !/^(?:bin|dist)\//.test(path) &&
          !['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'docs/codes.md', 'docs/engine.md'].includes(path),
      ),
    ).toEqual([]);
    expect(packed.filter((path) => /(?:^|\/)(?:src|test|golden|node_modules)\/|^dist\/make-|\.test\.|tsconfig|\.map$/.test(path))).toEqual(
      [],
    );
    for (const path of [
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      // Where the codes in a terminal lead.
      'docs/codes.md',
      'docs/engine.md',
      'bin/flb-convert.js',
      'dist/start.js',
      'dist/cli.js',
      'dist/flb-convert.1',
      'dist/cli/fast-glob.js',
      'dist/cli/yaml.js',
      'dist/cli/lsp-command.js',
      'dist/cli/report-command.js',
      'dist/cli/schema-command.js',
      'dist/index.js',
      'dist/index.mjs',
      'dist/third-party-licenses.txt',
      'dist/page/index.html',
    ]) {
      expect(packed).toContain(path);
    }
  });

  it('declare the types in one file for each kind of module', () => {
    expect(packed.filter((path) => /\.d\.[cm]?ts$/.test(path))).toEqual(['dist/index.d.mts', 'dist/index.d.ts']);
  });

  it('are all used: each script is loaded by another one, or a user starts there', () => {
    const scripts = packed.filter((path) => /^(?:bin|dist)\/.*\.m?js$/.test(path));
    const named = new Set(scripts.flatMap(loadedBy));
    const starts = ['bin/flb-convert.js', 'dist/index.js', 'dist/index.mjs'];
    expect(scripts.filter((path) => !named.has(path))).toEqual(starts);
  });

  it('need no other package', () => {
    expect(packageJson).not.toHaveProperty('dependencies');
    expect(existsSync(join(stranger, 'node_modules', 'flb-convert', 'node_modules'))).toBe(false);
    const { packages } = JSON.parse(readFileSync(join(stranger, 'package-lock.json'), 'utf8')) as { packages: object };
    expect(Object.keys(packages)).toEqual(['', 'node_modules/flb-convert']);
  });

  it('carry the licenses of what is bundled', () => {
    const text = readFileSync(join(stranger, 'node_modules/flb-convert/dist/third-party-licenses.txt'), 'utf8');
    const bundled = withTheirDependencies(['@dagrejs/dagre', 'commander', 'diff', 'fast-glob', 'vscode-languageserver', 'yaml']);
    expect(bundled).toContain('picomatch');
    for (const name of bundled) expect(text.split('\n')).toContain(name);
  });

  it('name no file of the machine that built them', () => {
    for (const path of packed.filter((path) => path.startsWith('dist/'))) {
      const content = readFileSync(join(stranger, 'node_modules/flb-convert', path), 'latin1');
      expect(content.includes(project), path).toBe(false);
    }
  });
});

describe('the installed package', { timeout: 60_000 }, () => {
  it('converts by npx', () => {
    expect(npm(stranger, ['exec', '--no', '--', 'flb-convert', 'upstream.conf'])).toBe(yamlExample);
    const npx = spawnSync('npx', ['--no-install', 'flb-convert', 'missing.conf'], { cwd: stranger, encoding: 'utf8', env: cleanEnv() });
    expect({ code: npx.status, stdout: npx.stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('converts without its compiled form, or with a broken one', () => {
    const cache = join(stranger, 'node_modules/flb-convert/dist/cli.cache');
    const cli = join(stranger, 'node_modules/flb-convert/bin/flb-convert.js');
    copyFileSync(cache, `${cache}.kept`);
    try {
      writeFileSync(cache, 'not what V8 wrote');
      expect(node(cli, 'upstream.conf')).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
      rmSync(cache);
      expect(node(cli, 'upstream.conf')).toEqual({ code: 0, stdout: yamlExample, stderr: exampleNeeds });
    } finally {
      copyFileSync(`${cache}.kept`, cache);
    }
  });

  it('has what it loads only at need', () => {
    const script = `
      const glob = require('./node_modules/flb-convert/dist/cli/fast-glob.js');
      const { parse } = require('./node_modules/flb-convert/dist/cli/yaml.js');
      process.stdout.write([...glob.sync('*.conf'), parse('a: 1').a].join());`;
    expect(node('-e', script)).toEqual({ code: 0, stdout: 'upstream.conf,1', stderr: '' });
  });

  const use = `convert(require('node:fs').readFileSync('upstream.conf', 'utf8')).then(({ outputs }) => process.stdout.write(outputs[0].text));`;

  it('can be required', () => {
    expect(node('-e', `const { convert } = require('flb-convert'); ${use}`)).toEqual({ code: 0, stdout: yamlExample, stderr: '' });
  });

  it('can be imported, by names and as a whole', () => {
    const esm = use.replace(/require\('node:fs'\)\.readFileSync\(([^)]+)\)/, 'readFileSync($1)');
    for (const how of ["import { convert } from 'flb-convert';", "import * as all from 'flb-convert'; const { convert } = all;"]) {
      const script = `import { readFileSync } from 'node:fs'; ${how} ${esm}`;
      expect(node('--input-type=module', '-e', script), how).toEqual({ code: 0, stdout: yamlExample, stderr: '' });
    }
  });

  it('reads YAML beyond the plain part as a library', () => {
    const flow = "upstream_servers: [{name: u, nodes: [{name: a, host: h, port: '1'}]}]";
    const script = `require('flb-convert').convert(${JSON.stringify(flow)}, { to: 'classic' }).then(({ outputs }) => process.stdout.write(outputs[0].text));`;
    expect(node('-e', script)).toMatchObject({ code: 0, stdout: expect.stringContaining('    port 1\n') });
  });

  it.each([
    ['isError', 2000],
    ['sectionsOf', 2000],
    ['SourceFile', 4000],
    ['upstreamsOf', 4000],
  ])('gives a page that imports %s little more than that: fewer than %i bytes', async (name, most) => {
    const page = join(stranger, `${name}.mjs`);
    writeFileSync(page, `import { ${name} } from 'flb-convert';\nconsole.log(${name});\n`);
    const bundle = await rolldown({ input: page, platform: 'browser' });
    const { output } = await bundle.generate({ minify: false });
    const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');
    expect(chunks.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0)).toBeLessThan(most);
    expect(chunks.map(({ code }) => code).join('')).toContain(name);
  });

  it.each(['convert', 'change', 'make', 'sections', 'check', 'files'])(
    'does what docs/library.md shows as %s.mjs, as an ES module and as CommonJS',
    (name) => {
      const { files, blocks } = shownIn(library);
      const shown = blocks.flat().find(({ command }) => command === `node ${name}.mjs`);
      const dir = join(stranger, 'library');
      mkdirSync(dir, { recursive: true });
      for (const [file, text] of Object.entries(files)) {
        writeFileSync(join(dir, file), text);
        writeFileSync(join(dir, file.replace('.mjs', '.cjs')), asCommonJs(text));
      }
      for (const suffix of ['mjs', 'cjs']) {
        const { stdout, stderr } = node(join('library', `${name}.${suffix}`));
        expect({ suffix, stdout: stdout.trimEnd(), stderr }).toEqual({ suffix, stdout: shown?.output, stderr: '' });
      }
    },
  );

  it('has types that fit the examples of every name in docs/library.md', () => {
    const { files } = shownIn(library);
    const examples = Object.entries(files).filter(([name]) => name.endsWith('.ts'));
    expect(examples.length).toBeGreaterThan(3);
    const dir = join(stranger, 'examples');
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }\n');
    for (const [name, text] of examples) writeFileSync(join(dir, name), text);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      module: 'nodenext',
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
    };
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: examples.map(([name]) => name) }));
    const { status, stdout } = spawnSync(bin('tsc'), ['-p', '.'], { cwd: dir, encoding: 'utf8', env: cleanEnv() });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('exports the names of which docs/library.md has an example, and no others', () => {
    const [, body = ''] =
      /^export \{ (.*) \};$/m.exec(readFileSync(join(stranger, 'node_modules/flb-convert/dist/index.mjs'), 'utf8')) ?? [];
    const types = readFileSync(join(stranger, 'node_modules/flb-convert/dist/index.d.ts'), 'utf8');
    const exported = [...types.matchAll(/^export declare (?:const|function|class|interface|type) (\w+)/gm)].map(([, name]) => name);
    const [, every = ''] = library.split('\n## Every name\n');
    const imported = [...every.matchAll(/^import \{([^}]*)\} from 'flb-convert';$/gm)].flatMap(([, names = '']) =>
      names
        .split(',')
        .map((name) => name.replace('type ', '').trim())
        .filter((name) => name !== ''),
    );
    expect([...new Set(imported)].sort()).toEqual([...exported].sort());
    expect(exported).toEqual(expect.arrayContaining(body.split(', ')));
  });

  it('keeps all but its front door and its package.json closed', () => {
    expect(node('-e', "require('flb-convert/package.json')").code).toBe(0);
    expect(node('-e', "require('flb-convert/dist/cli.js')").stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it.each([
    ['commonjs', 'node16', 'node16'],
    ['module', 'nodenext', 'nodenext'],
    ['module', 'esnext', 'bundler'],
  ])('has types that fit: a %s package, module %s', (type, module, moduleResolution) => {
    writeFileSync(join(stranger, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type }));
    writeFileSync(join(stranger, 'consumer.ts'), consumer);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022'],
      types: [],
      module,
      moduleResolution,
      exactOptionalPropertyTypes: true,
    };
    writeFileSync(join(stranger, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    const { status, stdout } = spawnSync(bin('tsc'), ['-p', '.'], { cwd: stranger, encoding: 'utf8', env: cleanEnv() });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('pleases publint', () => {
    const { status, stdout, stderr } = spawnSync(bin('publint'), [tarball, '--strict'], {
      cwd: stranger,
      encoding: 'utf8',
      env: cleanEnv(),
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: expect.stringContaining('All good') });
  });

  it('pleases are-the-types-wrong', () => {
    const { status, stdout, stderr } = spawnSync(bin('attw'), [tarball, '--no-color'], {
      cwd: stranger,
      encoding: 'utf8',
      env: cleanEnv(),
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: expect.stringContaining('No problems found') });
  });
});

/** An example as it is written where there are no ES modules. */
function asCommonJs(text: string): string {
  const body = text
    .replace(/^import \{([^}]*)\} from '(.*)';$/gm, (_, names, from) => `const {${names}} = require('${from.replace('.mjs', '.cjs')}');`)
    .replace(/^export function (\w+)/gm, 'exports.$1 = $1;\nfunction $1')
    .replace(/^export default /gm, 'module.exports = ');
  return body.includes('await') ? `(async () => {\n${body}})();\n` : body;
}

/** What a user of the library writes, without Node's types. */
const consumer = `
import { checkConfig, convert, type Format, messageOf, readConfig, type Upstream, upstreamsOf, withUpstreams, writeConfig } from 'flb-convert';

const upstream: Upstream = { name: 'u', nodes: [{ name: 'n', host: 'h', port: '1', tls: { enabled: 'on' }, options: [] }] };
export const text: string = writeConfig(withUpstreams([upstream]), { to: 'yaml' }).text;

export const nothing: Format = {
  name: 'nothing',
  suffixes: [],
  comments: false,
  sniff: () => false,
  read: () => ({ config: { sections: [] }, diagnostics: [] }),
  write: () => ({ text: '', diagnostics: [] }),
};

export async function portsOf(input: string): Promise<(string | undefined)[]> {
  const { outputs, diagnostics } = await convert(input, { from: 'classic', formats: [nothing] });
  const words: string[] = diagnostics.map((one) => messageOf(one).text);
  const { config } = await readConfig(outputs[0]?.text ?? words.join());
  if (checkConfig(config).some(({ code }) => code === 'FLB201')) return [];
  // @ts-expect-error codes are those of the catalogue
  if (checkConfig(config).some(({ code }) => code === 'FLB000')) return [];
  // @ts-expect-error values are text, never numbers
  upstream.nodes[0]!.port = 1;
  return upstreamsOf(config).flatMap(({ nodes }) => nodes.map(({ port }) => port));
}
`;
