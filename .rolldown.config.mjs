import { defineConfig } from 'rolldown';
import { Licenses, packageOf, rawText } from './.rolldown.plugins.mjs';

/**
 * Packages that few runs need: a bundle of its own each, loaded at its first use. As a chunk of the command line it would share
 * one more file with it, loaded at each start.
 */
const onDemand = ['yaml', 'fast-glob', 'diff', 'oniguruma-parser/parser', 'oniguruma-parser/unicode', '@dagrejs/dagre'];

/** Commands that few runs are: what each needs and the rest does not, with a copy of what both need. */
const ownChunks = ['schema-command', 'lsp-command'];

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

/** The command line asks for the bundles of such commands where they are. */
const chunksApart = {
  name: 'chunks-apart',
  resolveId(id) {
    const name = /^\.\/([\w-]+)\.js$/.exec(id)?.[1];
    return ownChunks.includes(name) ? { id: `./cli/${name}.js`, external: true } : null;
  },
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

/** The library and the command line share no files: the command line's one file is what it needs to convert. */
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
    plugins: [rawText, chunksApart, noChildProcess, licenses],
    // The starter compiles the command line as this function, which needs no copy of the text then.
    output: {
      ...output,
      minify: true,
      paths: Object.fromEntries(onDemand.map((name) => [name, `./cli/${name}.js`])),
      dynamicImportInCjs: false,
      postBanner: ({ isEntry }) => (isEntry ? '(function (exports, require, __filename, __dirname) {' : ''),
      postFooter: ({ isEntry }) => (isEntry ? '})' : ''),
    },
  },
  ...onDemand.map((name) => ({
    input: { [`cli/${name}`]: name },
    platform: 'node',
    plugins: [licenses],
    output: { ...output, exports: 'named', minify: true },
  })),
  ...ownChunks.map((name) => ({
    input: { [`cli/${name}`]: `src/cli/${name}.ts` },
    platform: 'node',
    external: onDemand,
    plugins: [rawText, licenses],
    output: { ...output, minify: true, paths: Object.fromEntries(onDemand.map((one) => [one, `./${one}.js`])), dynamicImportInCjs: false },
  })),
  {
    input: { start: 'src/cli/start.ts', 'make-code-cache': 'src/cli/make-code-cache.ts' },
    platform: 'node',
    output: { ...output, chunkFileNames: 'start/[name].js' },
  },
]);
