import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, type TestContext } from 'vitest';
import { isError } from '../src/diagnostics/diagnostic.js';
import type { Tree } from '../src/formats/structured/tree.js';
import { parseFull } from '../src/formats/yaml/parse-full.js';
import { outsidePlain, parsePlain } from '../src/formats/yaml/parse-plain.js';
import { type Config, writeConfig } from '../src/index.js';
import { SourceFile } from '../src/source/source-file.js';
import { anyConfig, awkwardTexts, mutated, patience, pieces, runs, yamlLikeText, yamlLines, yamlSamples } from './arbitraries.js';

// libyaml is what Fluent Bit reads YAML with. PyYAML hands out its events: the texts of all scalars, in order.
const script = `
import json, sys, yaml
def scalars(text):
    try:
        events = list(yaml.parse(text.encode(), Loader=yaml.CLoader))
    except (yaml.YAMLError, UnicodeError):
        return None
    if any(isinstance(event, yaml.AliasEvent) for event in events):
        return None
    return [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
print(json.dumps([scalars(text) for text in json.load(sys.stdin)]))
`;

const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import yaml; assert yaml.__with_libyaml__']).status === 0,
);

/** What libyaml reads in each text; null where it refuses one, or the engine would, for its aliases (Y-8). */
function scalarsOfLibyaml(texts: readonly string[], context: TestContext): (string[] | null)[] {
  if (python === undefined) context.skip('needs python3 with PyYAML on libyaml');
  const { stdout, stderr } = spawnSync(python as string, ['-c', script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function scalarsOf(tree: Tree): string[] {
  switch (tree.type) {
    case 'scalar':
      return [tree.text];
    case 'list':
      return Array.from(tree.items, scalarsOf).flat();
    case 'map':
      return Array.from(tree.entries, ({ key, value }) => [key.text, ...scalarsOf(value)]).flat();
  }
}

function scalarsOfPlain(text: string): string[] | null {
  try {
    return Array.from(parsePlain(text).roots, scalarsOf).flat();
  } catch (problem) {
    if (problem !== outsidePlain) throw problem;
    return null;
  }
}

async function scalarsOfFull(text: string): Promise<string[] | null> {
  const { documents, diagnostics } = await parseFull(new SourceFile('input', text));
  const roots = Array.from(documents.roots);
  // A document that is no map is refused whatever it holds.
  const isRefused = diagnostics.some(isError) || roots.some(({ type }) => type !== 'map');
  return isRefused ? null : roots.flatMap(scalarsOf);
}

/** Texts of all kinds, those that no file can hold left out. */
function sample(kind: fc.Arbitrary<string>, count: number): string[] {
  const { seed, numRuns } = runs(count);
  return fc.sample(kind, { seed, numRuns }).filter((text) => text.isWellFormed());
}

const generators = { tokens: yamlLikeText, lines: yamlLines, mutations: mutated(yamlSamples, pieces) };

describe('libyaml reads what the writer writes as the same texts', patience, () => {
  it('awkward values and variables, all in one file', (context) => {
    const texts = awkwardTexts.filter((text) => text.isWellFormed() && !text.includes('\0'));
    const properties = texts.map((text) => ({ key: text, value: text }));
    const { text } = writeConfig({ sections: [{ kind: 'env', properties }] });
    expect(scalarsOfLibyaml([text], context)).toEqual([['env', ...texts.flatMap((one) => [one, one])]]);
  });

  it('generated configurations', (context) => {
    const { seed, numRuns } = runs(500);
    const written = fc
      .sample(anyConfig, { seed, numRuns })
      .map((config) => ({ config, ...writeConfig(config) }))
      .filter(({ diagnostics }) => !diagnostics.some(isError));
    const found = scalarsOfLibyaml(
      written.map(({ text }) => text),
      context,
    );
    for (const [i, { config, text }] of written.entries()) {
      expect(found[i], text).toEqual(expect.arrayContaining(valuesOf(config)));
    }
  });
});

describe('what is read here, libyaml reads alike', patience, () => {
  it.for(Object.entries(generators))('by the plain parser, in random %s', ([, kind], context) => {
    const texts = sample(kind, 1500).filter((text) => scalarsOfPlain(text) !== null);
    const found = scalarsOfLibyaml(texts, context);
    for (const [i, text] of texts.entries()) expect(scalarsOfPlain(text), JSON.stringify(text)).toEqual(found[i]);
  });

  it.for(Object.entries(generators))('by the full parser, in random %s', async ([, kind], context) => {
    const texts = sample(kind, 1500);
    const found = scalarsOfLibyaml(texts, context);
    for (const [i, text] of texts.entries()) {
      const scalars = await scalarsOfFull(text);
      if (scalars !== null) expect(scalars, JSON.stringify(text)).toEqual(found[i]);
    }
  });
});

function valuesOf(config: Config): string[] {
  const sections = config.sections.flatMap((section) => [section, ...(section.sections ?? [])]);
  return sections.flatMap(({ properties }) => properties.map(({ value }) => value));
}
