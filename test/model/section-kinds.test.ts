import { describe, expect, it } from 'vitest';
import { readConfig, type SectionKind, writeConfig } from '../../src/index.js';
import { type Kind, kinds } from '../../src/model/kinds.js';
import { kindOfHeader, kindOfName, pipelineKeys, topLevelKeys } from '../../src/model/section-kinds.js';

const all = Object.entries(kinds) as [SectionKind, Kind][];

describe('the kinds of sections', () => {
  it('are tried in the order of Fluent Bit where a name is abbreviated (C-21)', () => {
    const tried = all.flatMap(([, { abbreviates = [] }]) => abbreviates);
    expect(tried).toEqual([
      'service',
      'parser',
      'multiline_parser',
      'stream_processor',
      'plugins',
      'custom',
      'customs',
      'input',
      'inputs',
      'filter',
      'filters',
      'output',
      'outputs',
    ]);
    expect(['s', 'p', 'pl', 'in', 'stream', 'x'].map((name) => kindOfName(name)?.kind)).toEqual([
      'service',
      'parser',
      'plugins',
      'input',
      'stream_task',
      undefined,
    ]);
  });

  it('have a header and a key of their own each', () => {
    const keys = all.map(([, { key }]) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const headers = all.flatMap(([, { header = [] }]) => header);
    expect(new Set(headers).size).toBe(headers.length);
    expect(kindOfHeader.size).toBe(headers.length);
  });

  it('stand at the top of a YAML file or below pipeline (Y-1, Y-26)', () => {
    expect(pipelineKeys).toEqual(['inputs', 'filters', 'outputs']);
    expect([...topLevelKeys].sort()).toEqual([
      'customs',
      'env',
      'extensions',
      'includes',
      'multiline_parsers',
      'parsers',
      'pipeline',
      'plugins',
      'service',
      'stream_processor',
      'upstream_servers',
    ]);
  });

  it.each(all.filter(([, { yaml }]) => yaml === 'list'))(
    '%s comes back from YAML as the kind that it was',
    async (kind, { requires = [] }) => {
      const properties = requires.map((key) => ({ key, value: 'x' }));
      const { text, diagnostics } = writeConfig({ sections: [{ kind, properties }] });
      expect(diagnostics).toEqual([]);
      const { config } = await readConfig(text, { from: 'yaml' });
      expect(config.sections.map((section) => [section.kind, section.properties.map(({ key }) => key)])).toEqual([[kind, requires]]);
    },
  );

  it.each(all.filter(([kind, { header }]) => header !== undefined && kind !== 'node'))(
    '%s comes back from classic as the kind that it was',
    async (kind) => {
      const { text, diagnostics } = writeConfig({ sections: [{ kind, properties: [{ key: 'name', value: 'x' }] }] }, { to: 'classic' });
      expect(diagnostics).toEqual([]);
      const { config } = await readConfig(text, { from: 'classic' });
      expect(config.sections.map((section) => section.kind)).toEqual([kind]);
    },
  );
});
