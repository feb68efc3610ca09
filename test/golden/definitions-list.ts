import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const sources = join(import.meta.dirname, '..', '..', 'src');

/** Where the list is. */
export const listFile = join(sources, 'definitions.ts');

/** src/definitions.ts, from all that is defined in the sources. */
export function definitionsList(): string {
  const found = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      Array.from(
        readFileSync(join(sources, file), 'utf8').matchAll(/^export const (\w+) = define\(\{\s+code: '(\w+)'/gm),
        ([, name, code = '']) => {
          return { name, code, from: file.split(sep).join('/').replace(/\.ts$/, '.js') };
        },
      ),
    )
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return [
    '// Written by `npm run golden:update` from every `define({ code: … })` below src.',
    ...found.map(({ name, from }) => `import { ${name} } from './${from}';`),
    '',
    '/** Every definition that there is, by code. */',
    'export const definitions = [',
    ...found.map(({ name }) => `  ${name},`),
    '] as const;',
    '',
  ].join('\n');
}
