import fc from 'fast-check';
import { expect, it } from 'vitest';
import { patience, runs } from '../arbitraries/runs.js';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const sections = {
  parsers: 'parsers:\n  - name: NAME\n    format: json\n',
  plugins: 'plugins:\n  - /NAME.so\n',
  input: 'pipeline:\n  inputs:\n    - name: dummy\n      tag: NAME\n',
};

const content = fc.uniqueArray(fc.constantFrom(...(Object.keys(sections) as (keyof typeof sections)[])), { minLength: 1 });
const trees = fc.record({ main: content, parts: fc.array(content, { maxLength: 3 }), isPattern: fc.boolean() });

function textOf(name: string, kinds: readonly (keyof typeof sections)[]): string {
  return kinds.map((kind) => sections[kind].replaceAll('NAME', name)).join('\n');
}

it(
  'a YAML tree becomes a classic one at which a second run finds nothing to do, or is refused and nothing is written',
  patience,
  async () => {
    await fc.assert(
      fc.asyncProperty(trees, async ({ main, parts, isPattern }) => {
        const names = parts.map((_, i) => `g.d/f${i}.yaml`);
        const includes = names.length === 0 ? [] : isPattern ? ['g.d/*.yaml'] : names;
        const list = includes.length === 0 ? '' : `includes:\n${includes.map((one) => `  - ${one}\n`).join('')}\n`;
        const dir = tempDir({
          'main.yaml': `${list}${textOf('main', main)}`,
          ...Object.fromEntries(parts.map((kinds, i) => [`${names[i]}`, textOf(`f${i}`, kinds)])),
        });
        const before = filesIn(dir);
        const { code, stdout, stderr } = await runIn(dir, ['migrate', '.', '--to', 'classic', '--write']);
        const after = filesIn(dir);
        if (code !== 0) {
          expect(stdout + stderr).toContain('error FLB616');
          expect(after).toEqual(before);
          return;
        }
        expect(Object.keys(after).filter((path) => /g\.d.*parsers|g\.d.*plugins/.test(path))).toEqual([]);
        const again = await runIn(dir, ['migrate', '.', '--to', 'classic', '--check']);
        expect(again.code, again.stdout + again.stderr).toBe(0);
      }),
      runs(30, 300),
    );
  },
);
