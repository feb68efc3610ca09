import type { SectionKind } from '../../model/config.js';
import { kindInPipeline, kindOfList, pipelineKeys, topLevelKeys } from '../../model/section-kinds.js';
import { canonicalKey } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import { type Holder, lineAt, linesFrom, type Place } from './place.js';
import { readYamlLine, type YamlLine } from './yaml-line.js';

/** What is typed at an offset of a YAML text in block style; undefined in comments, in flow style, and where nothing is known. */
export function yamlPlaceAt(text: string, offset: number): Place | undefined {
  const line = lineAt(text, offset);
  const content = text.slice(line.start, line.end);
  const at = Math.min(offset, line.end) - line.start;
  const own = readYamlLine(content) ?? (content.trim() === '' ? emptyLine(at) : undefined);
  if (own === undefined || at < own.column) return undefined;
  const isKey = own.key === undefined || at <= own.colon;
  // Directly behind its colon, a key has no value yet.
  if (!isKey && at === own.colon + 1) return undefined;
  const above = pathTo(text, line, own);
  if (above === undefined) return undefined;
  const [first, last] = isKey ? [own.column, own.key === undefined ? own.column + own.value.length : own.colon] : valueColumns(own, at);
  const span: Span = { start: line.start + first, end: line.start + Math.max(last, at) };
  if (/[{}[\]]/.test(text.slice(span.start, span.end))) return undefined;
  const key = canonicalKey(own.key ?? own.value).toLowerCase();
  return isKey ? placeOfKey(above, span, key) : placeOfValue(above, span, key);
}

/** From where to where a value goes that the cursor is in; a value that is not there yet begins at the cursor. */
function valueColumns({ value, valueColumn }: YamlLine, at: number): [number, number] {
  return value === '' ? [at, at] : [Math.min(valueColumn, at), valueColumn + value.length];
}

/** A line on which nothing stands yet, with the cursor in this column. */
function emptyLine(column: number): YamlLine {
  return { indent: column, isItem: false, column, key: undefined, colon: -1, valueColumn: column, value: '' };
}

/** Where a line stands. */
interface Above {
  /** The keys around it, from the top on. */
  readonly path: readonly string[];
  /** The keys beside it, in lower case, with their values. */
  readonly beside: ReadonlyMap<string, string>;
  /** Whether these make an item of a list. */
  readonly isItem: boolean;
}

/** The way to a line, found from it upwards; undefined if it stands within a text of several lines. */
function pathTo(text: string, line: Span, own: YamlLine): Above | undefined {
  const path: string[] = [];
  const beside = new Map<string, string>();
  // The map that is gone through: the column of its keys, and of the dash before them once that was met.
  let { column } = own;
  let dash = own.isItem ? own.indent : undefined;
  let isItem = own.isItem;
  for (const above of linesFrom(text, line, 'up')) {
    const content = text.slice(above.start, above.end);
    if (/^(?:---|\.\.\.)/.test(content)) break;
    const other = readYamlLine(content);
    if (other === undefined || other.column > (dash ?? column)) continue;
    if (dash === undefined && other.column === column) {
      if (other.isItem) dash = other.indent;
      if (path.length > 0) continue;
      isItem = other.isItem;
      if (other.key !== undefined) beside.set(canonicalKey(other.key).toLowerCase(), other.value);
      continue;
    }
    if (other.key === undefined) continue;
    if (other.value !== '' && !/^[&!]/.test(other.value)) return undefined;
    path.unshift(other.key);
    ({ column } = other);
    dash = other.isItem ? other.indent : undefined;
  }
  addBelow(text, line, own, beside);
  return { path, beside, isItem };
}

/** The keys below a line in its own map. */
function addBelow(text: string, line: Span, { column, key, value }: YamlLine, beside: Map<string, string>): void {
  if (key?.toLowerCase() === 'name') beside.set('name', value);
  for (const below of linesFrom(text, line, 'down')) {
    const other = readYamlLine(text.slice(below.start, below.end));
    if (other === undefined || other.column > column) continue;
    if (other.column < column || other.isItem) return;
    if (other.key !== undefined) beside.set(canonicalKey(other.key).toLowerCase(), other.value);
  }
}

const processorLists: readonly string[] = ['logs', 'metrics', 'traces'];

/** What stands below a path of keys: fixed names, a map, or a list of maps. */
type Below = { readonly names: readonly string[] } | { readonly holder: Holder; readonly isList: boolean } | undefined;

function belowOf(path: readonly string[]): Below {
  const [first = '', second = '', third = '', fourth = ''] = path.map((key) => key.toLowerCase());
  if (path.length === 0) return { names: topLevelKeys };
  if (first === 'pipeline') return belowPipeline(path.length, second, third, fourth);
  if (path.length === 1) {
    if (first === 'service') return { holder: 'service', isList: false };
    const kind = kindOfList.get(first);
    return kind === undefined || kindInPipeline.has(first) ? undefined : { holder: kind, isList: true };
  }
  if (path.length > 2) return undefined;
  if (first === 'upstream_servers' && second === 'nodes') return { holder: 'node', isList: true };
  if (first === 'multiline_parsers' && second === 'rules') return { holder: 'rule', isList: true };
  return undefined;
}

function belowPipeline(depth: number, list: string, third: string, fourth: string): Below {
  if (depth === 1) return { names: pipelineKeys };
  const kind: SectionKind | undefined = kindInPipeline.get(list);
  if (kind === undefined) return undefined;
  if (depth === 2) return { holder: kind, isList: true };
  if (third !== 'processors' || kind === 'filter') return undefined;
  if (depth === 3) return { names: processorLists };
  return depth === 4 && processorLists.includes(fourth) ? { holder: 'processor', isList: true } : undefined;
}

function placeOfKey({ path, beside, isItem }: Above, span: Span, key: string): Place | undefined {
  const below = belowOf(path);
  if (below === undefined) return undefined;
  if ('names' in below) return { what: 'name', names: below.names, span };
  if (!below.isList && isItem) return undefined;
  return { what: 'key', span, key, startsItem: below.isList && !isItem, ...around(below.holder, beside) };
}

function placeOfValue({ path, beside }: Above, span: Span, key: string): Place | undefined {
  const below = belowOf(path);
  if (below === undefined || 'names' in below) return undefined;
  return { what: 'value', span, key, ...around(below.holder, beside) };
}

function around(holder: Holder, beside: ReadonlyMap<string, string>) {
  const name = beside.get('name');
  const plugin = name === undefined || name === '' ? undefined : name.replace(/^(['"])(.*)\1$/, '$2');
  return { holder, plugin, present: new Set(beside.keys()) };
}
