import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

/** The declarations that tsc has made, a file for each module. */
const declarations = 'dist/types';
const bundle = 'dist/index.d.ts';

const none = { enabled: false };
const silent = { default: { logLevel: 'none' } };

const config = ExtractorConfig.prepare({
  configObject: {
    projectFolder: import.meta.dirname,
    mainEntryPointFilePath: join(declarations, 'index.d.ts'),
    compiler: {
      overrideTsconfig: {
        compilerOptions: { target: 'es2023', lib: ['es2023'], module: 'esnext', moduleResolution: 'bundler', types: [], strict: true },
        files: [join(declarations, 'index.d.ts')],
      },
    },
    apiReport: none,
    docModel: none,
    tsdocMetadata: none,
    dtsRollup: { enabled: true, untrimmedFilePath: bundle },
    messages: {
      compilerMessageReporting: { default: { logLevel: 'error' } },
      extractorMessageReporting: silent,
      tsdocMessageReporting: silent,
    },
  },
  packageJsonFullPath: join(import.meta.dirname, 'package.json'),
});

const { succeeded } = Extractor.invoke(config, {
  messageCallback: (message) => {
    // It says which TypeScript it uses.
    if (message.logLevel === 'info') message.handled = true;
  },
});
if (!succeeded) process.exit(1);

const types = `${readFileSync(bundle, 'utf8').trimEnd()}\n\n${added()}`;
for (const path of [bundle, 'dist/index.d.mts']) writeFileSync(path, types);
rmSync(declarations, { recursive: true });

/** What the catalogue adds to an interface of another module, which the extractor leaves out: in one file it is the interface. */
function added() {
  const text = readFileSync(join(declarations, 'catalogue.d.ts'), 'utf8');
  const [, body] = /^declare module '[^']+' \{\n([\s\S]*?)^\}$/m.exec(text) ?? [];
  if (body === undefined) throw new Error('src/catalogue.ts adds nothing to the interface Definitions any more');
  return body.replace(/^ {4}/gm, '').replace(/^interface/m, 'declare interface');
}
