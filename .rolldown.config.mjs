import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';

/** Packages that few runs need: a bundle of its own each, loaded at its first use. */
const onDemand = ['yaml', 'fast-glob', 'diff', 'oniguruma-parser/parser', 'oniguruma-parser/unicode', '@dagrejs/dagre'];

/** What commands take in one piece each, with all that they import; what several take is in the first of these. */
const sharedChunks = [
  { name: 'convert', test: /src\/cli\/(?:io|run|convert-command)\.ts$/, priority: 3 },
  { name: 'versions', test: /src\/versions\/check-version\.ts$/, priority: 2 },
  { name: 'report', test: /src\/report\/pretty\.ts$/, priority: 2 },
  { name: 'check', test: /src\/cli\/check\/check-command\.ts$/, priority: 1 },
  { name: 'migrate', test: /src\/cli\/migrate\/migrate-command\.ts$/, priority: 0 },
];

const output = {
  dir: 'dist',
  format: 'cjs',
  charset: 'ascii',
  entryFileNames: '[name].js',
};

/** A file as its text, `x.json?raw`, of JSON without its blanks. */
const rawText = {
  name: 'raw-text',
  resolveId: (id, importer) => (id.endsWith('?raw') ? join(dirname(importer), id) : null),
  load(id) {
    if (!id.endsWith('?raw')) return null;
    const text = readFileSync(id.slice(0, -'?raw'.length), 'utf8');
    return { code: `export default ${JSON.stringify(JSON.stringify(JSON.parse(text)))}`, moduleType: 'js' };
  },
};

/** commander asks for it for commands that are programs of their own, of which there are none here. */
const noChildProcess = {
  name: 'no-child-process',
  resolveId: (id, importer) =>
    id === 'node:child_process' && packageOf(importer)?.name === 'commander'
      ? new URL('./src/cli/no-child-process.ts', import.meta.url).pathname
      : null,
};

/** The licenses of the packages in the bundles made so far, by the packages' names. */
const licenseTexts = new Map();

/** What the licenses of bundled packages ask for: their text in every copy. */
const licenses = { name: 'licenses', generateBundle: emitLicenses };

/** The library and the command line share no files. Of the command line, each command loads what it needs. */
export default defineConfig([
  {
    input: { index: 'src/index.ts' },
    platform: 'neutral',
    resolve: { mainFields: ['main'] },
    plugins: [rawText, licenses],
    output: { ...output, chunkFileNames: 'index/[name].js' },
  },
  {
    input: { cli: 'src/cli/main.ts' },
    platform: 'node',
    external: onDemand,
    plugins: [rawText, noChildProcess, licenses],
    // The starter compiles each of these files as this function, which needs no copy of the text then.
    output: {
      ...output,
      chunkFileNames: 'cli/[name].js',
      codeSplitting: { groups: sharedChunks },
      minify: true,
      dynamicImportInCjs: false,
      postBanner: '(function (exports, require, __filename, __dirname) {',
      postFooter: '})',
    },
  },
  ...onDemand.map((name) => ({
    input: { [`cli/${name}`]: name },
    platform: 'node',
    plugins: [licenses],
    output: { ...output, exports: 'named', minify: true },
  })),
  {
    input: { start: 'src/cli/start.ts', 'make-code-cache': 'src/cli/make-code-cache.ts' },
    platform: 'node',
    output: { ...output, chunkFileNames: 'start/[name].js' },
  },
]);

/** The package that a module belongs to; undefined for one of ours. */
function packageOf(module) {
  const [directory, name] = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module) ?? [];
  return directory && { directory, name };
}

/** Told once a bundle: they are made one after another, so the last one knows the packages of all. */
function emitLicenses(_, bundle) {
  for (const module of Object.values(bundle).flatMap(({ modules }) => Object.keys(modules ?? {}))) {
    const { directory, name } = packageOf(module) ?? {};
    if (directory === undefined || licenseTexts.has(name)) continue;
    licenseTexts.set(name, licenseIn(directory));
    // dagre's one file has a package within that it depends on.
    const { dependencies = {} } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    for (const one of Object.keys(dependencies)) licenseTexts.set(one, licenseIn(join(modulesAbove(directory, name), one)));
  }
  const texts = [...licenseTexts].sort().map(([name, text]) => `${name}\n\n${text}\n`);
  this.emitFile({ type: 'asset', fileName: 'third-party-licenses.txt', source: texts.join(`\n${'-'.repeat(72)}\n\n`) });
}

/** Where a package is installed, and what it depends on. */
function modulesAbove(directory, name) {
  return directory.slice(0, -name.length);
}

function licenseIn(directory) {
  const file = readdirSync(directory).find((name) => /^licen[sc]e/i.test(name));
  if (file === undefined) throw new Error(`${directory} has no license`);
  return readFileSync(join(directory, file), 'utf8').trim();
}
