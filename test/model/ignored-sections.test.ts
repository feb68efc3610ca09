import { describe, expect, it } from 'vitest';
import { configDifference, convert, isError, readConfig } from '../../src/index.js';
import { topLevelKeys } from '../../src/model/section-kinds.js';
import { withoutSuffixes } from '../support/include-names.js';

describe('a section that the engine ignores in classic', () => {
  const names = [...topLevelKeys, 'streams', 'upstreams', 'node', 'nodes', 'inp', 'par', 'x'].flatMap((name) => [
    name,
    name.toUpperCase(),
    name.charAt(0).toUpperCase() + name.slice(1),
  ]);
  const before = [
    '',
    '@SET A=b\n',
    '@INCLUDE x.conf\n',
    ...['PARSER', 'INPUT', 'SERVICE', 'PLUGINS', 'CUSTOM', 'STREAM_TASK'].map((name) => `[${name}]\n    path x\n`),
  ];

  it.each(names)('is converted or refused at its place, whatever stands beside it: [%s]', async (name) => {
    for (const start of before) {
      for (const to of ['yaml', 'json', 'classic'] as const) {
        const text = `${start}[${name}]\n    Name a\n    b c\n`;
        const { diagnostics, outputs } = await convert(text, { from: 'classic', to });
        const errors = diagnostics.filter(isError);
        // A stranger beside a plugin is refused in classic, whatever the name.
        const refused = errors.filter(({ code }) => code !== 'FLB312');
        expect(
          refused.filter(({ code }) => code !== 'FLB307' && code !== 'FLB302'),
          text,
        ).toEqual([]);
        for (const { span } of refused) expect(span.start, text).toBeGreaterThanOrEqual(start.length);
        if (errors.length > 0) continue;
        const [original, again] = [await readConfig(text, { from: 'classic' }), await readConfig(outputs[0]?.text ?? '', { from: to })];
        expect(configDifference(withoutSuffixes(original.config), withoutSuffixes(again.config)), text).toBeUndefined();
      }
    }
  });

  it.each([
    ['[PARSER]\n    Name p\n    Format json\n\n[parsers]\n    a b\n', 'parsers', 5],
    ['@SET A=b\n\n[env]\n    a b\n', 'env', 3],
    ['[INPUT]\n    Name cpu\n\n[pipeline]\n    a b\n', 'pipeline', 4],
    ['@INCLUDE x.conf\n\n[Includes]\n    a b\n', 'Includes', 3],
    ['[SERVICE]\n    Flush 1\n\n[EXTENSIONS]\n    a b\n', 'EXTENSIONS', 4],
  ])('is refused under a name that is another thing in YAML: %j', async (text, name, line) => {
    for (const to of ['yaml', 'json'] as const) {
      const { source, diagnostics } = await convert(text, { from: 'classic', to });
      const errors = diagnostics.filter(isError);
      expect(errors.map(({ code, args }) => [code, args])).toEqual([['FLB307', { section: `[${name}]`, format: to.toUpperCase() }]]);
      expect(errors.map(({ span }) => source.positionAt(span.start).line)).toEqual([line]);
    }
    expect((await convert(text, { from: 'classic', to: 'classic' })).diagnostics.filter(isError)).toEqual([]);
  });
});
