import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { convert } from '../../src/index.js';
import { migrateText } from '../support/migrate-text.js';
import { tries } from '../support/tries.js';

const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** How a text stands below its key. */
const style = fc.constantFrom('|', '|-', '|+', '| # c', '"');
const tag = fc.constantFrom('kube.*', "it's", '"q"', 'a\\b', '{{ .Values.tag }}', '${TAG}', '#x', 'größer 🙂');
const between = fc.constantFrom('', '\n', '  # a comment\n', '\n    \n# another\n');

function written(key: string, text: string, how: string, step: number): string {
  if (text === '') return `${' '.repeat(step)}${key}: ""\n`;
  if (how === '"') return `${' '.repeat(step)}${key}: ${JSON.stringify(text)}\n`;
  return `${' '.repeat(step)}${key}: ${how}\n${indented(text, 2 * step)}`;
}

const values = fc
  .record({
    step: fc.constantFrom(2, 4),
    styles: fc.tuple(style, style, style),
    tag,
    gaps: fc.tuple(between, between),
    extra: fc.constantFrom('none', 'empty', 'lua'),
    before: fc.constantFrom('', '# top\n\nkind: DaemonSet   # ours\n', 'x: &x {a: [1, b]}\ny: *x\n'),
    after: fc.constantFrom('', '\nluaScripts:\n  a.lua: |\n    -- \t x  \n\n', 'list:\n- "a\\tb"   # c\n# the end\n', 'last: |+\n  a\n\n'),
  })
  .map(({ step, styles, tag, gaps, extra, before, after }) => {
    const texts = {
      service: '[SERVICE]\n    Flush 1\n',
      inputs: `[INPUT]\n    Name dummy\n    Tag  ${tag}\n`,
      filters: '',
      outputs: '[OUTPUT]\n    Name  null\n    Match *\n',
      customParsers: '',
    };
    const entries = Object.entries(texts).map(([key, text], i) => written(key, text, styles[i % 3] ?? '|', step) + (gaps[i] ?? ''));
    const file = `${' '.repeat(step)}extraFiles:\n${' '.repeat(2 * step)}x.lua: "return 1  "\n`;
    const more = extra === 'none' ? '' : extra === 'empty' ? `${' '.repeat(step)}extraFiles: {}\n` : file;
    return { texts, text: `${before}config:\n${entries.join('')}${more}${after}` };
  });

describe('values of the chart', () => {
  it('keep all lines but those of texts, and hold the same for everybody else', async () => {
    await fc.assert(
      fc.asyncProperty(values, async ({ texts, text }) => {
        const after = await migrateText(text);
        const [[before], [now]] = [loadAll(text), loadAll(after)] as [[Values], [Values]];
        const { config, args, ...rest } = now;
        const { config: old, ...others } = before;
        expect(rest).toEqual(others);
        expect(args).toEqual(['--workdir=/fluent-bit/etc', '--config=/fluent-bit/etc/conf/fluent-bit.yaml']);
        for (const key of Object.keys(texts)) expect(config[key]).toBe('');
        const { 'x.lua': lua, ...files } = config.extraFiles as Record<string, string>;
        expect(lua).toBe((old.extraFiles as Record<string, string> | undefined)?.['x.lua']);
        expect(Object.keys(files)).toEqual(['fluent-bit.yaml', 'inputs.yaml', 'outputs.yaml']);
        for (const key of ['inputs', 'outputs'] as const) {
          const alone = await convert(texts[key], { from: 'classic', to: 'yaml' });
          expect(files[`${key}.yaml`]?.trimEnd()).toBe(alone.outputs[0]?.text.trimEnd());
        }
        const kept = text.split('\n').filter((line) => /^\S|#/.test(line) && !/\[|Tag|config:/.test(line));
        const lines = new Set(after.split('\n'));
        for (const line of kept) if (!/\|/.test(line)) expect(lines.has(line), line).toBe(true);
        expect(await migrateText(after)).toBe(after);
      }),
      { numRuns: tries(150, 5_000) },
    );
  });

  interface Values {
    config: Record<string, unknown>;
    args?: string[];
  }
});
