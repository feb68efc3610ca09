import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';

/** The packages that are part of the bundles, so that `npx flb-convert` fetches one package and starts fast. */
const bundled = ['commander', 'yaml'];

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

/** The library and the command line share no files: the command line's one file is what it needs to convert. */
export default defineConfig([
  {
    input: { index: 'src/index.ts' },
    platform: 'neutral',
    resolve: { mainFields: ['main'] },
    plugins: [rawText],
    output: { ...output, chunkFileNames: 'index/[name].js' },
  },
  {
    input: { cli: 'src/cli/main.ts' },
    platform: 'node',
    // commander loads it for commands that are programs of their own, of which there are none here.
    resolve: { alias: { 'node:child_process': new URL('./src/cli/no-child-process.ts', import.meta.url).pathname } },
    // A bundle of its own, below: as a chunk it would share a third file with the command line, loaded at each start.
    external: ['yaml'],
    plugins: [rawText, { name: 'licenses', generateBundle: emitLicenses }],
    // The starter compiles the command line as this function, which needs no copy of the text then.
    output: {
      ...output,
      minify: true,
      paths: { yaml: './cli/yaml.js' },
      dynamicImportInCjs: false,
      postBanner: ({ isEntry }) => (isEntry ? '(function (exports, require, __filename, __dirname) {' : ''),
      postFooter: ({ isEntry }) => (isEntry ? '})' : ''),
    },
  },
  {
    input: { 'cli/yaml': 'yaml' },
    platform: 'node',
    output: { ...output, minify: true },
  },
  {
    input: { start: 'src/cli/start.ts', 'make-code-cache': 'src/cli/make-code-cache.ts' },
    platform: 'node',
    output: { ...output, chunkFileNames: 'start/[name].js' },
  },
]);

/** What the licenses of bundled packages ask for: their text in every copy. */
function emitLicenses() {
  const texts = bundled.map((name) => {
    const text = readFileSync(new URL(`./node_modules/${name}/LICENSE`, import.meta.url), 'utf8');
    return `${name}\n\n${text.trim()}\n`;
  });
  this.emitFile({ type: 'asset', fileName: 'third-party-licenses.txt', source: texts.join(`\n${'-'.repeat(72)}\n\n`) });
}
