import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyFixes, type Code, checkConfig, type Diagnostic, readConfig } from '../src/index.js';
import { classicSamples, jsonSamples, yamlSamples } from './arbitraries/samples.js';
import {
  checkedModify,
  checkedNode,
  checkedProcessor,
  endsFluentBit,
  readListOfUpstream,
  readNodes,
  readPlugins,
} from './support/ends-fluent-bit.js';
import { project } from './support/run-cli.js';

function codesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('what ends Fluent Bit is an error', () => {
  it.each(['Nodes', 'NODES'])('the nodes under %s, which --fix puts right, in quotes or without (U-15)', (key) => {
    expect(applyFixes(key, readNodes(key, false))).toEqual({ text: 'nodes', count: 1 });
    expect(applyFixes(`"${key}"`, readNodes(key, true))).toEqual({ text: '"nodes"', count: 1 });
    expect(codesOf(readNodes(key, false))).toContain('FLB138');
    expect(codesOf(readNodes('nodes', false))).not.toContain('FLB138');
  });

  it('a list as a value of an upstream (U-15)', () => {
    expect(codesOf(readListOfUpstream())).toEqual(['FLB137']);
  });

  it.each(['', '~', 'null', '/x.so'])("plugins that are no list, but the text '%s' (Y-37)", (value) => {
    expect(codesOf(readPlugins(value))).toEqual(['FLB145']);
  });

  it('a key of a node that has 32 bytes or more, in whatever letters (U-11)', () => {
    for (const key of ['k'.repeat(32), 'é'.repeat(16), 'a_b'.repeat(14)]) expect(codesOf(checkedNode(key)), key).toEqual(['FLB214']);
    for (const key of ['k'.repeat(31), 'é'.repeat(15)]) expect(codesOf(checkedNode(key)), key).toEqual([]);
  });

  it.each([
    ['input', 'dummy'],
    ['output', 'stdout'],
  ] as const)('a map for a filter that is a processor of an %s (Y-43)', (kind, plugin) => {
    expect(codesOf(checkedProcessor(kind, plugin))).toEqual(['FLB234']);
  });

  it.each([
    ['set', 'a "x'],
    ['set', "a 'x"],
    ['add', '"a b'],
    ['condition', 'key_value_equals a "x'],
    ['set', 'a "x\\"'],
    ['set', `"a" 'b"`],
  ])("a quote without an end in the value of modify's %s: %s (D-10)", (key, value) => {
    expect(codesOf(checkedModify(key, value))).toEqual(['FLB242']);
  });
});

describe('no file and no sample that is kept ends Fluent Bit', () => {
  const folders = ['golden', 'test/engine'].map((name) => join(project, name));
  const isInput = /\.(?:conf|ya?ml)$/;
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isInput.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const ends = Object.keys(endsFluentBit) as Code[];

  it.each([
    ...files.map((path): [string, string | Uint8Array, string] => [relative(project, path), readFileSync(path), path]),
    ...[...yamlSamples, ...jsonSamples].map((text): [string, string, string] => [text, text, 'sample.yaml']),
    ...classicSamples.map((text): [string, string, string] => [text, text, 'sample.conf']),
  ])('%s', async (_, input, fileName) => {
    const { config, diagnostics } = await readConfig(input, { fileName });
    const codes = [...diagnostics, ...checkConfig(config)].map(({ code }) => code);
    expect(ends.filter((code) => codes.includes(code))).toEqual([]);
  });
});
