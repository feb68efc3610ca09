import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../../../src/diagnostics/diagnostic.js';
import type { Cursor } from '../../../src/formats/document/cursor.js';
import { readDocuments } from '../../../src/formats/document/read-config.js';
import { parseFull } from '../../../src/formats/yaml/parse-full.js';
import { PlainCursor } from '../../../src/formats/yaml/plain-cursor.js';
import { outsidePlain } from '../../../src/formats/yaml/plain-scalars.js';
import type { Documents, Tree } from '../../../src/formats/yaml/tree.js';
import { TreeCursor } from '../../../src/formats/yaml/tree-cursor.js';
import { type Config, configDifference, writeConfig } from '../../../src/index.js';
import { SourceFile } from '../../../src/source/source-file.js';
import { configOf } from '../../arbitraries/configs.js';
import { mutated, pieces } from '../../arbitraries/mutations.js';
import { patience, runs } from '../../arbitraries/runs.js';
import { yamlSamples } from '../../arbitraries/samples.js';
import { yamlLikeText, yamlLines } from '../../arbitraries/yaml-like.js';
import { treesOf } from '../../support/cursor-trees.js';

/** A tree without the places of absent values, which have no text of their own. */
function outline(tree: Tree): unknown {
  switch (tree.type) {
    case 'scalar':
      return tree.plain && tree.text === '' ? '' : { text: tree.text, plain: tree.plain, start: tree.start, end: tree.end };
    case 'list':
      return { start: tree.start, items: tree.items.map(outline) };
    case 'map':
      return { start: tree.start, entries: tree.entries.map(({ key, value }) => [outline({ type: 'scalar', ...key }), outline(value)]) };
  }
}

function outlines({ roots, comments }: Documents): unknown {
  return { roots: roots.map(outline), comments };
}

/** What `read` makes of the text as plain YAML, undefined if it is none. */
function plainly<Result>(text: string, read: (cursor: Cursor) => Result): Result | undefined {
  try {
    return read(new PlainCursor(text));
  } catch (problem) {
    if (problem !== outsidePlain) throw problem;
    return undefined;
  }
}

function plainOutlines(text: string): unknown {
  return plainly(text, (cursor) => outlines(treesOf(cursor)));
}

async function expectSameReading(text: string): Promise<void> {
  const plain = plainOutlines(text);
  if (plain === undefined) return;
  const source = new SourceFile('input', text);
  const { documents, diagnostics } = await parseFull(source);
  expect(diagnostics.filter(isError)).toEqual([]);
  expect(plain).toEqual(outlines(documents));
  const [small, full] = [plainly(text, (cursor) => readDocuments(source, cursor)), readDocuments(source, new TreeCursor(documents))];
  expect(configDifference(small?.config as Config, full.config)).toBeUndefined();
  expect(small?.diagnostics.map(({ code, args }) => [code, args])).toEqual(full.diagnostics.map(({ code, args }) => [code, args]));
}

const plainSamples = yamlSamples.filter((text) => plainOutlines(text) !== undefined);
const configurations = configOf('yaml').map((config) => writeConfig(config).text);

describe('what the cursor of plain YAML accepts, it reads as the package `yaml` does', patience, () => {
  const generators = { tokens: yamlLikeText, lines: yamlLines, mutations: mutated(plainSamples, pieces) };

  it.each(Object.entries(generators))('in random %s', async (_, texts) => {
    await fc.assert(fc.asyncProperty(texts, expectSameReading), runs(3000));
  });

  it('in what the writer writes', async () => {
    await fc.assert(fc.asyncProperty(configurations, expectSameReading), runs(500));
  });

  it.each([
    ['lists and maps of one line', 'a: [x, "y z", [1]] # c\nb: { "message": "m, n", d: {} }\nc:\n  - {e: f}\n  - []\n'],
    [
      'scripts',
      'a:\n  - code: |\n      if x then\n\n        y = {z}\n      end\n\n    b: 1\n  - |-\n    # no comment\nc: |\n  no line end',
    ],
  ])('accepts %s', async (_, text) => {
    expect(plainOutlines(text)).toBeDefined();
    await expectSameReading(text);
  });

  it('accepts a fair share of the random lines and of the samples, so that the comparison means something', () => {
    const accepted = fc.sample(yamlLines, runs(3000)).filter((text) => plainOutlines(text) !== undefined);
    expect(accepted.length).toBeGreaterThan(300);
    expect(plainSamples.length).toBeGreaterThan(2);
  });
});
