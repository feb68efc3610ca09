import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../../../src/diagnostics/diagnostic.js';
import { readConfigTree } from '../../../src/formats/document/read-config.js';
import type { Documents, Tree } from '../../../src/formats/document/tree.js';
import { parseFull } from '../../../src/formats/yaml/parse-full.js';
import { outsidePlain, parsePlain } from '../../../src/formats/yaml/parse-plain.js';
import { type Config, configDifference, writeConfig } from '../../../src/index.js';
import { SourceFile } from '../../../src/source/source-file.js';
import { configOf } from '../../arbitraries/configs.js';
import { mutated, pieces } from '../../arbitraries/mutations.js';
import { patience, runs } from '../../arbitraries/runs.js';
import { yamlSamples } from '../../arbitraries/samples.js';
import { yamlLikeText, yamlLines } from '../../arbitraries/yaml-like.js';

/** A tree without the places of absent values, which have no text of their own. */
function outline(tree: Tree): unknown {
  switch (tree.type) {
    case 'scalar':
      return tree.plain && tree.text === '' ? '' : { text: tree.text, plain: tree.plain, start: tree.start, end: tree.end };
    case 'list':
      return { start: tree.start, items: Array.from(tree.items, outline) };
    case 'map':
      return { start: tree.start, entries: Array.from(tree.entries, ({ key, value }) => [outline(key), outline(value)]) };
  }
}

function outlines({ roots, comments }: Documents): unknown {
  return { roots: Array.from(roots, outline), comments };
}

/** What `read` makes of the text through the plain parser, undefined if that does not take the text. */
function plainly<Result>(text: string, read: (documents: Documents) => Result): Result | undefined {
  try {
    return read(parsePlain(text));
  } catch (problem) {
    if (problem !== outsidePlain) throw problem;
    return undefined;
  }
}

async function expectSameReading(text: string): Promise<void> {
  const plain = plainly(text, outlines);
  if (plain === undefined) return;
  const source = new SourceFile('input', text);
  const { documents, diagnostics } = await parseFull(source);
  expect(diagnostics.filter(isError)).toEqual([]);
  expect(plain).toEqual(outlines(documents));
  const [small, full] = [plainly(text, (trees) => readConfigTree(source, trees)), readConfigTree(source, documents)];
  expect(configDifference(small?.config as Config, full.config)).toBeUndefined();
  expect(small?.diagnostics.map(({ code, args }) => [code, args])).toEqual(full.diagnostics.map(({ code, args }) => [code, args]));
}

const plainSamples = yamlSamples.filter((text) => plainly(text, outlines) !== undefined);
const configurations = configOf('yaml').map((config) => writeConfig(config).text);

describe('what the plain parser accepts, it reads as the package `yaml` does', patience, () => {
  const generators = { tokens: yamlLikeText, lines: yamlLines, mutations: mutated(plainSamples, pieces) };

  it.each(Object.entries(generators))('in random %s', async (_, texts) => {
    await fc.assert(fc.asyncProperty(texts, expectSameReading), runs(3000));
  });

  it('in what the writer writes', async () => {
    await fc.assert(fc.asyncProperty(configurations, expectSameReading), runs(500));
  });

  it('accepts a fair share of the random lines and of the samples, so that the comparison means something', () => {
    const accepted = fc.sample(yamlLines, runs(3000)).filter((text) => plainly(text, outlines) !== undefined);
    expect(accepted.length).toBeGreaterThan(300);
    expect(plainSamples.length).toBeGreaterThan(2);
  });
});
