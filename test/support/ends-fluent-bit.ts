import { readDocuments } from '../../src/formats/document/read-config.js';
import type { ScalarTree, Tree } from '../../src/formats/yaml/tree.js';
import { TreeCursor } from '../../src/formats/yaml/tree-cursor.js';
import { checkConfig, type Diagnostic, type Property, type Section } from '../../src/index.js';
import { SourceFile } from '../../src/source/source-file.js';

// At these inputs Fluent Bit ends by a signal, aborts or never returns. No file holds them: what a reader would make of one
// is built here.

export function property(key: string, value: string): Property {
  return { key, value };
}

/** What is said of one section. */
export function checkedSection(section: Section): Diagnostic[] {
  return checkConfig({ sections: [section] });
}

/** What is said of an upstream whose node has a key more. */
export function checkedNode(key: string): Diagnostic[] {
  const properties = [property('name', 'n'), property('host', 'h'), property('port', '1'), property(key, 'x')];
  const upstream: Section = { kind: 'upstream', properties: [property('name', 'u')], sections: [{ kind: 'node', properties }] };
  return checkConfig({ sections: [upstream] });
}

/** What is said of a filter `modify` with a value. */
export function checkedModify(key: string, value: string): Diagnostic[] {
  return checkedSection({ kind: 'filter', properties: [property('name', 'modify'), property('match', '*'), property(key, value)] });
}

/** What is said of an input or an output with the filter `modify` as a processor, which gets a map. */
export function checkedProcessor(kind: 'input' | 'output', plugin: string): Diagnostic[] {
  const map = (entries: Record<string, Nested>): Nested => ({
    type: 'map',
    entries: Object.entries(entries).map(([key, value]) => ({ key, value })),
  });
  const processor = map({ name: text('modify'), add: map({ a: text('b') }) });
  const nested = map({ logs: { type: 'list', items: [{ value: processor }] } });
  return checkedSection({ kind, properties: [property('name', plugin), { key: 'processors', value: '', nested }] });
}

type Nested = NonNullable<Property['nested']>;

function text(value: string): Nested {
  return { type: 'scalar', text: value };
}

/** What a reader of YAML says of a list of nodes under this key, which stands at the beginning of the source. */
export function readNodes(key: string, isQuoted: boolean): readonly Diagnostic[] {
  const written = isQuoted ? `"${key}"` : key;
  const name: ScalarTree = { type: 'scalar', text: key, plain: !isQuoted, start: 0, end: written.length };
  return readTree(written, { upstream_servers: list(map([[name, list()]])) });
}

/** What a reader of YAML says of an upstream whose name is a list. */
export function readListOfUpstream(): readonly Diagnostic[] {
  return readTree('', { upstream_servers: list(map([[scalar('name'), list(scalar('u'))]])) });
}

/** What a reader of YAML says of `plugins` with a text. */
export function readPlugins(value: string): readonly Diagnostic[] {
  return readTree('', { plugins: scalar(value) });
}

function readTree(source: string, entries: Record<string, Tree>): readonly Diagnostic[] {
  const root = map(Object.entries(entries).map(([key, value]) => [scalar(key), value]));
  return readDocuments(new SourceFile('input.yaml', source), new TreeCursor({ roots: [root], comments: [] })).diagnostics;
}

function scalar(value: string): ScalarTree {
  return { type: 'scalar', text: value, plain: true, start: 0, end: 0 };
}

function list(...items: Tree[]): Tree {
  return { type: 'list', items, start: 0 };
}

function map(entries: [ScalarTree, Tree][]): Tree {
  return { type: 'map', entries: entries.map(([key, value]) => ({ key, value })), start: 0 };
}

/** By its code, what is said of such an input. */
export const endsFluentBit = {
  FLB138: () => readNodes('Nodes', false), // never returns (U-15)
  FLB145: () => readPlugins(''), // a signal (Y-37)
  FLB214: () => checkedNode('k'.repeat(32)), // a signal (U-11)
  FLB234: () => checkedProcessor('input', 'dummy'), // a signal (Y-43)
  FLB242: () => checkedModify('set', 'a "x'), // an abort (D-10)
} as const;
