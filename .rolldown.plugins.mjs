import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file as its text, `x.json?raw`, of JSON without its blanks. */
export const rawText = {
  name: 'raw-text',
  resolveId: (id, importer) => (id.endsWith('?raw') ? join(dirname(importer), id) : null),
  load(id) {
    if (!id.endsWith('?raw')) return null;
    const text = readFileSync(id.slice(0, -'?raw'.length), 'utf8');
    return { code: `export default ${JSON.stringify(JSON.stringify(JSON.parse(text)))}`, moduleType: 'js' };
  },
};

/**
 * What a file exports, as plain values: none of them changes once the file has run, and a function for each that gives it would take
 * a thirtieth of a start.
 */
export const plainExports = {
  name: 'plain-exports',
  renderChunk: (code) => ({
    code: code.replace(
      /^Object\.defineProperty\(exports, "(\w+)", \{\s+enumerable: true,\s+get: function \(\) \{\s+return ([\w$]+);\s+\}\s+\}\);/gm,
      'exports.$1 = $2;',
    ),
    map: null,
  }),
};

/** The package that a module belongs to; undefined for one of ours. */
export function packageOf(module) {
  const [directory, name] = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module) ?? [];
  return directory && { directory, name };
}

/** The licenses of the packages in bundles: what they ask for is their text in every copy. */
export class Licenses {
  /** By the packages' names. */
  texts = new Map();

  add(bundle) {
    for (const module of Object.values(bundle).flatMap(({ modules }) => Object.keys(modules ?? {}))) {
      const { directory, name } = packageOf(module) ?? {};
      if (directory === undefined || this.texts.has(name)) continue;
      this.texts.set(name, licenseIn(directory));
      // dagre's one file has a package within that it depends on.
      const { dependencies = {} } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
      for (const one of Object.keys(dependencies)) this.texts.set(one, licenseIn(join(modulesAbove(directory, name), one)));
    }
  }

  get text() {
    const texts = [...this.texts].sort().map(([name, text]) => `${name}\n\n${text}\n`);
    return texts.join(`\n${'-'.repeat(72)}\n\n`);
  }
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
