/** `node copy-loop.cjs DIR`: what a migration costs at least: reads each file, writes it under a temporary name, renames it. */
const { readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [directory] = process.argv.slice(2);
for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const temporary = join(entry.parentPath, `.${entry.name}.tmp`);
  writeFileSync(temporary, readFileSync(path));
  renameSync(temporary, path.replace(/\.conf$/, '.yaml'));
}
