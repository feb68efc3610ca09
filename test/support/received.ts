import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { FormatName } from './fits.js';

// A second reading of the formats, small and apart from the sources: what Fluent Bit receives of a text, by the fact sheet.

export type Pair = readonly [key: string, value: string];

/** A section, an included file or some variables, in the order of the text. */
export interface Received {
  /** The key of its list in YAML: `inputs`, `includes`, `env`, … */
  readonly list: string;
  /** All properties in order; the items of a list are properties of their own, in place (D-1). */
  readonly pairs: readonly Pair[];
}

/** A YAML document: texts, lists and maps, with repeated keys in place. */
export type Loaded = string | Loaded[] | { readonly entries: readonly (readonly [string, Loaded])[] };

export function receivedFrom(format: FormatName, text: string): Received[] {
  return format === 'classic' ? receivedFromClassic(text) : receivedFromDocuments(documentsOf(text));
}

const listOfHeader: Record<string, string> = {
  input: 'inputs',
  filter: 'filters',
  output: 'outputs',
  custom: 'customs',
  parser: 'parsers',
  multiline_parser: 'multiline_parsers',
  stream_task: 'stream_processor',
  stream_processor: 'stream_processor',
  upstream: 'upstream_servers',
  node: 'nodes',
};

function receivedFromClassic(text: string): Received[] {
  const received: { list: string; pairs: Pair[] }[] = [];
  for (const line of text.split('\n')) {
    const header = /^\[([^\]]*)\]/.exec(line)?.[1]?.toLowerCase();
    const [, command, argument = ''] = /^@(\w+) (.*)$/s.exec(line) ?? [];
    const [, key = '', value = ''] = /^ +([^ #[][^ ]*) (.*)$/s.exec(line) ?? [];
    if (header !== undefined) received.push({ list: listOfHeader[header] ?? header, pairs: [] });
    else if (command === 'INCLUDE') received.push({ list: 'includes', pairs: [['include', argument]] });
    else if (command === 'SET') received.push({ list: 'env', pairs: [splitAt(argument, '=')] });
    else if (key !== '')
      received.findLast(({ list }) => list !== 'includes' && list !== 'env')?.pairs.push([key.toLowerCase(), trimmed(value)]);
  }
  return received;
}

/** The documents of a text, as the package `yaml` reads them. */
export function documentsOf(text: string): Loaded[] {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false });
  return Array.from(documents, ({ contents }) => loaded(contents));
}

function loaded(node: unknown): Loaded {
  if (isAlias(node)) throw new Error('Fluent Bit reads no aliases (Y-8)');
  if (isMap(node))
    return { entries: node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), loaded(value)] as const) };
  if (isSeq(node)) return node.items.map(loaded);
  return isScalar(node) ? String(node.value ?? '') : '';
}

export function receivedFromDocuments(documents: readonly Loaded[]): Received[] {
  return documents.flatMap(entriesOf).flatMap(([key, value]) => {
    const list = key.toLowerCase();
    if (list === 'pipeline') return entriesOf(value).flatMap(([part, sections]) => sectionsOf(part.toLowerCase(), sections));
    if (list === 'includes') return itemsOf(value).map((path) => ({ list, pairs: [['include', String(path)] as const] }));
    if (list === 'plugins') return [{ list, pairs: itemsOf(value).map((path): Pair => ['path', String(path)]) }];
    if (list === 'env') return variablesOf(value).map((pair) => ({ list, pairs: [pair] }));
    return Array.isArray(value) ? sectionsOf(list, value) : [{ list, pairs: entriesOf(value).flatMap(pairsOf) }];
  });
}

function sectionsOf(list: string, sections: Loaded): Received[] {
  return itemsOf(sections).flatMap((section) => {
    const entries = entriesOf(section);
    const nodes = list === 'upstream_servers' ? entries.filter(([key]) => key === 'nodes') : [];
    const own = entries.filter((entry) => !nodes.includes(entry));
    return [{ list, pairs: own.flatMap(pairsOf) }, ...nodes.flatMap(([, value]) => sectionsOf('nodes', value))];
  });
}

function pairsOf([written, value]: readonly [string, Loaded]): Pair[] {
  // Lower case at first, then a capital, and no '_': Fluent Bit would make another key of it (Y-23).
  if (/^[a-z][^_]*$/.test(written) && /[A-Z]/.test(written)) throw new Error(`'${written}' is translated`);
  const key = written.toLowerCase();
  if (typeof value === 'string') return [[key, trimmed(value)]];
  if (key === 'rules') return itemsOf(value).map((rule) => ['rule', classicRule(rule)]);
  // Items are not trimmed (Y-18).
  return Array.isArray(value) ? value.map((item): Pair => [key, String(item)]) : [[key, JSON.stringify(value)]];
}

/** A map, or a list of maps with name and value (Y-27, Y-28). */
function variablesOf(env: Loaded): Pair[] {
  if (!Array.isArray(env)) return entriesOf(env).map(([name, value]) => [name, String(value)]);
  return env.map((item) => {
    const [name = '', value = ''] = entriesOf(item).map(([, text]) => String(text));
    return [name, value];
  });
}

/** Each text in quotes, save one that ends with a backslash, which no quoted one does (M-7). */
function classicRule(rule: Loaded): string {
  const texts = entriesOf(rule).map(([, text]) => String(text));
  return texts.map((text) => (text.endsWith('\\') ? text : `"${text.replaceAll('"', '\\"')}"`)).join(' ');
}

function entriesOf(map: Loaded): readonly (readonly [string, Loaded])[] {
  return typeof map === 'object' && 'entries' in map && !Array.isArray(map) ? map.entries : [];
}

function itemsOf(list: Loaded): readonly Loaded[] {
  return Array.isArray(list) ? list : [];
}

function splitAt(text: string, separator: string): Pair {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** C's white space (C-15, Y-18). */
function trimmed(text: string): string {
  return text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
}
