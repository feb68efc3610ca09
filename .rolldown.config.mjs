import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { Licenses, packageOf, plainExports, rawText } from './.rolldown.plugins.mjs';

/** Packages that few runs need: a bundle of its own each, loaded at its first use. */
const onDemand = ['yaml', 'fast-glob', 'diff', 'oniguruma-parser/parser', 'oniguruma-parser/unicode', '@dagrejs/dagre'];

/** What commands take in one piece each, with all that they import; what several take is in the first of these. */
const sharedChunks = [
  { name: 'convert', test: /src\/cli\/(?:io|run|commands\/convert-command)\.ts$/ },
  { name: 'write', test: /src\/host\/write\/write-texts\.ts$/ },
  { name: 'report', test: /src\/report\/(?:pretty|markdown)\.ts$|src\/containers\/yaml\/in-host\.ts$/ },
  { name: 'versions', test: /src\/versions\/(?:target|check-version)\.ts$/ },
  { name: 'check', test: /src\/cli\/commands\/check\/check-command\.ts$/ },
  { name: 'containers', test: /src\/containers\/check-containers\.ts$/ },
  { name: 'migrate', test: /src\/cli\/commands\/migrate\/migrate-command\.ts$/ },
].map((chunk, i, { length }) => ({ ...chunk, priority: length - i }));

const output = {
  dir: 'dist',
  format: 'cjs',
  charset: 'ascii',
  entryFileNames: '[name].js',
};

/** commander asks for it for commands that are programs of their own, of which there are none here. */
const noChildProcess = {
  name: 'no-child-process',
  resolveId: (id, importer) =>
    id === 'node:child_process' && packageOf(importer)?.name === 'commander'
      ? new URL('./src/cli/no-child-process.ts', import.meta.url).pathname
      : null,
};

/** Told once a bundle: they are made one after another, so the last one knows the packages of all. */
const known = new Licenses();
const licenses = {
  name: 'licenses',
  generateBundle(_, bundle) {
    known.add(bundle);
    this.emitFile({ type: 'asset', fileName: 'third-party-licenses.txt', source: known.text });
  },
};

/** What convert.ts loads only at need: as entries they are in no circle with it, and bundlers leave them out with it. */
const loadedAtNeed = ['versions/target', 'versions/check-version'];

const library = {
  platform: 'neutral',
  // What the command line loads only at need, the library has anyway.
  checks: { ineffectiveDynamicImport: false },
  resolve: { mainFields: ['main'] },
  plugins: [rawText, licenses],
};

/** What the comments say that concern users stands in the types. */
const libraryOutput = { ...output, comments: { jsdoc: false } };

/** The library and the command line share no files. Of the command line, each command loads what it needs. */
export default defineConfig([
  {
    ...library,
    input: { index: 'src/index.ts' },
    output: { ...libraryOutput, chunkFileNames: 'index/[name].js' },
  },
  {
    ...library,
    input: { index: 'src/index.ts', ...publicModules() },
    preserveEntrySignatures: 'allow-extension',
    output: { ...libraryOutput, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'index/[name].mjs' },
  },
  {
    input: { cli: 'src/cli/main.ts' },
    platform: 'node',
    external: onDemand,
    plugins: [rawText, noChildProcess, plainExports, licenses],
    // The starter compiles each of these files as this function, which needs no copy of the text then.
    output: {
      ...output,
      chunkFileNames: 'cli/[name].js',
      codeSplitting: { groups: sharedChunks },
      minify: true,
      dynamicImportInCjs: false,
      postBanner: '(function (exports, require, __filename) {',
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
    input: Object.fromEntries(['start', 'make-code-cache', 'make-man-page'].map((name) => [name, `src/cli/${name}.ts`])),
    platform: 'node',
    output: { ...output, chunkFileNames: 'start/[name].js' },
  },
]);

/**
 * The modules that src/index.ts re-exports. Each is an entry of its own, so that what few of them need lies in files of its own, and
 * bundlers leave out the files that a page does not need.
 */
function publicModules() {
  const text = readFileSync(new URL('./src/index.ts', import.meta.url), 'utf8');
  const paths = [...text.matchAll(/^export (?!type)[^;]*? from '\.\/(.+)\.js';$/gm)].map(([, path]) => path);
  const entries = [...paths, ...loadedAtNeed];
  return Object.fromEntries(entries.map((path) => [`index/${path.replaceAll('/', '-')}`, `src/${path}.ts`]));
}
