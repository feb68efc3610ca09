import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createViteServer } from 'vitest/node';

// Expectations that a build approves by itself are none.
if (process.env.CI) {
  console.error('golden:update does not run under CI: the golden files are what CI holds the program to');
  process.exit(1);
}

// The cases are TypeScript and import the sources: vitest's own loader reads both as they are.
const server = await createViteServer({
  configFile: false,
  logLevel: 'error',
  root: join(import.meta.dirname, '..', '..'),
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { definitionsList, listFile } = await server.ssrLoadModule('/test/golden/definitions-list.ts');
  writeFileSync(listFile, definitionsList()); // before anything loads it
  const { exampleFiles, findCases, goldenFiles, produceFiles } = await server.ssrLoadModule('/test/golden/cases.ts');
  const { catalogue } = await server.ssrLoadModule('/src/index.ts');
  for (const [code, { example }] of Object.entries(catalogue)) {
    if (example === undefined) continue;
    const { folder, files } = exampleFiles(code, example);
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  }
  const cases = findCases();
  for (const one of cases) {
    const files = await produceFiles(one);
    for (const name of goldenFiles(one)) if (!files.has(name)) rmSync(join(one.folder, name));
    for (const [name, text] of files) writeFileSync(join(one.folder, name), text);
  }
  const { codesPage } = await server.ssrLoadModule('/src/explanation.ts');
  writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'codes.md'), await codesPage());
  const { versionsPage } = await server.ssrLoadModule('/test/golden/versions-page.ts');
  writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'versions.md'), versionsPage());
  const { findMigrations, updateMigration } = await server.ssrLoadModule('/test/golden/migrations.ts');
  const migrations = findMigrations();
  for (const one of migrations) await updateMigration(one);
  const { findMatchings, updateMatching } = await server.ssrLoadModule('/test/golden/matchings.ts');
  const matchings = findMatchings();
  for (const one of matchings) await updateMatching(one);
  execFileSync('npm', ['run', 'build'], { stdio: 'ignore' }); // the server is asked as a process of its own
  const { answersFile, askAll } = await server.ssrLoadModule('/test/golden/answers.ts');
  writeFileSync(answersFile, await askAll());
  const { findGraphs, updateGraph } = await server.ssrLoadModule('/test/golden/graphs.ts');
  const graphs = findGraphs();
  for (const one of graphs) await updateGraph(one);
  console.log(
    `${cases.length + migrations.length + matchings.length + graphs.length} cases written: read the difference before it is committed`,
  );
} finally {
  await server.close();
}
