import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, type TestContext } from 'vitest';
import { isError } from '../../../src/diagnostics/diagnostic.js';
import type { Scalar } from '../../../src/formats/document/cursor.js';
import { parseFull } from '../../../src/formats/yaml/parse-full.js';
import { PlainCursor } from '../../../src/formats/yaml/plain-cursor.js';
import { outsidePlain } from '../../../src/formats/yaml/plain-scalars.js';
import type { Tree } from '../../../src/formats/yaml/tree.js';
import { type Config, type Section, writeConfig } from '../../../src/index.js';
import { isTyped, type Nested } from '../../../src/model/nested.js';
import { SourceFile } from '../../../src/source/source-file.js';
import { configOf } from '../../arbitraries/configs.js';
import { mutated, pieces } from '../../arbitraries/mutations.js';
import { nestedFor } from '../../arbitraries/nested.js';
import { oddYaml } from '../../arbitraries/odd-yaml.js';
import { patience, runs } from '../../arbitraries/runs.js';
import { yamlSamples } from '../../arbitraries/samples.js';
import { awkwardText, awkwardTexts, linesText } from '../../arbitraries/texts.js';
import { yamlLikeText, yamlLines } from '../../arbitraries/yaml-like.js';
import { treesOf } from '../../support/cursor-trees.js';
import { type FormatName, fits } from '../../support/fits.js';
import { documentsOf, type Loaded, receivedFromDocuments } from '../../support/received.js';

// libyaml is what Fluent Bit reads YAML with, and strtod tells it what is a number (Y-42). PyYAML hands out the former's
// events: the documents of a text, with those plain texts marked that the engine would type; null where it refuses a text.
const script = `
import ctypes, json, sys, yaml
strtod = ctypes.CDLL(None).strtod
strtod.restype = ctypes.c_double
def is_typed(text):
    if text in ('true', 'false', 'null'):
        return True
    buffer = ctypes.create_string_buffer(text.encode())
    end = ctypes.c_void_p()
    strtod(buffer, ctypes.byref(end))
    return text != '' and '\\0' not in text and end.value == ctypes.addressof(buffer) + len(text.encode())
def tree(events, event):
    if isinstance(event, yaml.ScalarEvent):
        return {'typed': event.value} if event.implicit[0] and is_typed(event.value) else event.value
    parts = []
    for part in events:
        if isinstance(part, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            break
        parts.append(tree(events, part))
    if isinstance(event, yaml.SequenceStartEvent):
        return parts
    keys = [key['typed'] if isinstance(key, dict) and 'typed' in key else key for key in parts[::2]]
    return {'entries': [list(entry) for entry in zip(keys, parts[1::2])]}
def documents(text):
    try:
        events = list(yaml.parse(text.encode(), Loader=yaml.CLoader))
    except (yaml.YAMLError, UnicodeError):
        return None
    if any(isinstance(event, yaml.AliasEvent) for event in events):
        return None
    events = iter([event for event in events if isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent))])
    return [tree(events, event) for event in events]
print(json.dumps([documents(text) for text in json.load(sys.stdin)]))
`;

/** What libyaml makes of a text: plain scalars that the engine types below some keys are marked. */
type Typed = string | { readonly typed: string } | Typed[] | { readonly entries: readonly (readonly [string, Typed])[] };

const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import ctypes, yaml; assert yaml.__with_libyaml__; ctypes.CDLL(None).strtod']).status === 0,
);

/** The documents that libyaml reads in each text; null where it refuses one, or the engine would, for its aliases (Y-8). */
function documentsOfLibyaml(texts: readonly string[], context: TestContext): (Typed[] | null)[] {
  if (python === undefined) context.skip('needs python3 with PyYAML on libyaml');
  const { stdout, stderr } = spawnSync(python as string, ['-c', script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** All scalars in each text, in order. */
function scalarsOfLibyaml(texts: readonly string[], context: TestContext): (string[] | null)[] {
  return documentsOfLibyaml(texts, context).map((documents) => documents?.flatMap(typedScalars).map(({ text }) => text) ?? null);
}

function typedScalars(tree: Typed): { text: string; isTyped: boolean }[] {
  if (typeof tree === 'string') return [{ text: tree, isTyped: false }];
  if (Array.isArray(tree)) return tree.flatMap(typedScalars);
  if ('typed' in tree) return [{ text: tree.typed, isTyped: true }];
  return tree.entries.flatMap(([key, value]) => [{ text: key, isTyped: false }, ...typedScalars(value)]);
}

function withoutTypes(tree: Typed): Loaded {
  if (typeof tree === 'string') return tree;
  if (Array.isArray(tree)) return tree.map(withoutTypes);
  if ('typed' in tree) return tree.typed;
  return { entries: tree.entries.map(([key, value]) => [key, withoutTypes(value)] as const) };
}

function scalarsOf(tree: Tree): string[] {
  switch (tree.type) {
    case 'scalar':
      return [tree.text];
    case 'list':
      return tree.items.flatMap(scalarsOf);
    case 'map':
      return tree.entries.flatMap(({ key, value }) => [key.text, ...scalarsOf(value)]);
  }
}

function scalarTrees(tree: Tree): Scalar[] {
  switch (tree.type) {
    case 'scalar':
      return [tree];
    case 'list':
      return tree.items.flatMap(scalarTrees);
    case 'map':
      return tree.entries.flatMap(({ key, value }) => [key, ...scalarTrees(value)]);
  }
}

function scalarsOfPlain(text: string): string[] | null {
  try {
    return treesOf(new PlainCursor(text)).roots.flatMap(scalarsOf);
  } catch (problem) {
    if (problem !== outsidePlain) throw problem;
    return null;
  }
}

async function scalarsOfFull(text: string): Promise<string[] | null> {
  const { documents, diagnostics } = await parseFull(new SourceFile('input', text));
  const { roots } = documents;
  // A document that is no map is refused whatever it holds.
  const isRefused = diagnostics.some(isError) || roots.some(({ type }) => type !== 'map');
  return isRefused ? null : roots.flatMap(scalarsOf);
}

/** Texts of all kinds, those that no file can hold left out. */
function sample(kind: fc.Arbitrary<string>, few: number): string[] {
  return fc.sample(kind, runs(few, 10 * few)).filter((text) => text.isWellFormed());
}

const generators = { tokens: yamlLikeText, lines: yamlLines, mutations: mutated(yamlSamples, pieces) };

describe('libyaml reads what the writer writes as the same texts', patience, () => {
  it('awkward values and variables, all in one file', (context) => {
    const texts = [...new Set([...awkwardTexts, ...sample(linesText, 200)])].filter((text) => text.isWellFormed() && !text.includes('\0'));
    const properties = texts.map((text) => ({ key: text, value: text }));
    const { text } = writeConfig({ sections: [{ kind: 'env', properties }] });
    expect(scalarsOfLibyaml([text], context)).toEqual([['env', ...texts.flatMap((one) => [one, one])]]);
  });

  it.for(['yaml', 'json'])(
    'generated configurations in %s, whose documents, lists and maps it reads as the package yaml does',
    (format, context) => {
      const written = writtenConfigs(format, configOf('yaml', 'json'));
      const found = documentsOfLibyaml(
        written.map(({ text }) => text),
        context,
      );
      for (const [i, { config, text }] of written.entries()) {
        const documents = found[i]?.map(withoutTypes);
        expect(documents, text).toEqual(documentsOf(text));
        const values = receivedFromDocuments(documents ?? []).flatMap(({ pairs }) => pairs.map(([, value]) => value));
        expect(values, text).toEqual(expect.arrayContaining(valuesOf(config)));
      }
    },
  );

  it.for(['yaml', 'json'])(
    'nested values in %s: those are numbers, booleans and null to the engine that were (Y-42)',
    (format, context) => {
      // The keys are the engine's, and no text of the test's own is one of them.
      const nested = nestedFor('extensions', 'a', [format as FormatName]).filter((one) =>
        fits('yaml', { key: 'a', value: '', nested: one }, 'extensions'),
      );
      const configs = nested.map(
        (one): Config => ({ sections: [{ kind: 'extensions', properties: [{ key: 'a', value: '', nested: one }] }] }),
      );
      const written = writtenConfigs(format, configs);
      const found = documentsOfLibyaml(
        written.map(({ text }) => text),
        context,
      );
      for (const [i, { config, text }] of written.entries()) {
        const [, , ...scalars] = (found[i] ?? []).flatMap(typedScalars);
        const values = config.sections.flatMap(({ properties }) => properties.flatMap((one) => one.nested ?? []));
        expect(scalars, text).toEqual(values.flatMap(typesIn));
      }
    },
  );
});

describe('isTyped', patience, () => {
  it('tells of any plain text whether C takes it for a number as a whole (Y-42)', (context) => {
    const pieces = fc.constantFrom(...'0 1 9 . - + e E x X p inf INF infinity nan NAN ( ) _ a , : true null 0x'.split(' '));
    const pieced = fc.array(pieces, { minLength: 1, maxLength: 6 }).map((all) => all.join(''));
    const texts = [...awkwardTexts, ...sample(pieced, 3000), ...sample(awkwardText, 500)].filter((text) => text.isWellFormed());
    const found = documentsOfLibyaml(texts, context).map((documents) => documents?.flatMap(typedScalars) ?? []);
    let compared = 0;
    for (const [i, text] of texts.entries()) {
      const [scalar, ...others] = found[i] ?? [];
      // Any other text is not all of a plain scalar.
      if (scalar?.text !== text || others.length > 0) continue;
      expect(isTyped(text), text).toBe(scalar.isTyped);
      compared++;
    }
    expect(compared).toBeGreaterThan(2000);
  });
});

describe('what is read here, libyaml reads alike', patience, () => {
  it.for(Object.entries(generators))('as plain YAML, in random %s', ([, kind], context) => {
    const texts = sample(kind, 400).filter((text) => scalarsOfPlain(text) !== null);
    const found = scalarsOfLibyaml(texts, context);
    for (const [i, text] of texts.entries()) expect(scalarsOfPlain(text), JSON.stringify(text)).toEqual(found[i]);
  });

  it.for(Object.entries(generators))('by the full parser, in random %s', async ([, kind], context) => {
    const texts = sample(kind, 400);
    const found = scalarsOfLibyaml(texts, context);
    for (const [i, text] of texts.entries()) {
      const scalars = await scalarsOfFull(text);
      if (scalars !== null) expect(scalars, JSON.stringify(text)).toEqual(found[i]);
    }
  });
});

describe('what libyaml reads is read here', patience, () => {
  const shapes = {
    'a quoted text that goes on at the column of its key': 'service:\n  a: "x\n  y"\n  b: 1\n',
    'a quoted text that goes on further left than its key': "service:\n  - a:\n      b: 'x\n\n y\nz'\n      c: 1\n",
    'a quoted text of a list that goes on at its dash': 'a:\n  - "x\n  y"\n  - b\n',
    'values that are left out in flow style': 'a: {a: , b: c, "d": , e}\nb: [{x: }, {}]\n',
    'a flow list no deeper than its key': 'a:\n  b: [\n  x,\n  y\n  ]\n  c: 1\n',
    'a flow map further left than its key': 'a:\n  b: {\nx: 1, # c\ny: [ 2,\n3 ]\n}\n  c: 1\n',
    'comments right behind quotes': `a: "x"# c\nb: 'y'# d\n`,
    'comments right behind brackets': 'a: [x]# c\nb: {c: d}# e\nf: [# g\n  h,# i\n  j]\n',
    'comments right behind the head of a block': 'a: |# c\n  x\nb: >-# d\n  y\n',
    'U+FEFF within plain texts': 'a\ufeffb: c\ufeffd\ne: \ufefff\ng: |\n  h\ufeffi\n',
    'a dash for a key': 'a: 1\n-: x\nb:\n  -: y\nc: {-: z}\n',
    'a tab within a block of lines': 'a: |\n  x\n  \ty\nb: |2\n  \tz\n',
  };

  it.for(Object.entries(shapes))('%s', async ([, text], context) => {
    const [found] = scalarsOfLibyaml([text], context);
    expect(found).not.toBeNull();
    expect(await scalarsOfFull(text)).toEqual(found);
  });

  it.for(Object.entries(shapes))('%s, at places that hold what they name', async ([, text]) => {
    const { documents, diagnostics } = await parseFull(new SourceFile('input', text));
    expect(diagnostics).toEqual([]);
    for (const { text: comment, start } of documents.comments) expect(text.slice(start)).toMatch(new RegExp(`^${comment}`));
    for (const { text: scalar, plain, start, end } of documents.roots.flatMap(scalarTrees)) {
      if (plain) expect(text.slice(start, end)).toBe(scalar);
      else expect(text.slice(start, end)).toMatch(/^(?:"[\s\S]*"|'[\s\S]*'|[|>][\s\S]*)$/);
    }
  });

  it('in random odd shapes, and nothing else', async (context) => {
    const texts = sample(oddYaml, 500);
    const found = scalarsOfLibyaml(texts, context);
    let taken = 0;
    for (const [i, text] of texts.entries()) {
      expect(await scalarsOfFull(text), JSON.stringify(text)).toEqual(found[i]);
      expect([null, found[i]], JSON.stringify(text)).toContainEqual(scalarsOfPlain(text));
      if (found[i] !== null) taken++;
    }
    expect(taken).toBeGreaterThan(150);
  });

  it.for([
    ['a tab before the first text of a block', 'a: |\n  \t\n  x\n'],
    ['a tab that begins a block', 'a: >\n   \tx\n'],
    ['a comment right behind an anchor', 'a: &x# c\n  b\n'],
    ['U+FEFF at the start of a line', 'a: 1\n\ufeffb: 2\n'],
  ])('and %s is refused as there', async ([, text = ''], context) => {
    expect(scalarsOfLibyaml([text], context)).toEqual([null]);
    expect(await scalarsOfFull(text)).toBeNull();
  });
});

/** What a writer makes of random configurations, those left out that it refuses. */
function writtenConfigs(to: string, configs: fc.Arbitrary<Config>): { config: Config; text: string }[] {
  return fc
    .sample(configs, runs(150, 1500))
    .map((config) => ({ config, ...writeConfig(config, { to }) }))
    .filter(({ diagnostics }) => !diagnostics.some(isError));
}

function valuesOf({ sections = [] }: { sections?: readonly Section[] }): string[] {
  const own = sections.flatMap(({ properties }) => properties.filter(({ nested }) => nested === undefined).map(({ value }) => value));
  return [...own, ...sections.flatMap(valuesOf)];
}

/** The scalars within, in order, and whether the engine types them. */
function typesIn(nested: Nested): { text: string; isTyped: boolean }[] {
  switch (nested.type) {
    case 'scalar':
      return [{ text: nested.text, isTyped: nested.typed ?? false }];
    case 'list':
      return nested.items.flatMap(({ value }) => typesIn(value));
    case 'map':
      return nested.entries.flatMap(({ key, value }) => [{ text: key, isTyped: false }, ...typesIn(value)]);
  }
}
