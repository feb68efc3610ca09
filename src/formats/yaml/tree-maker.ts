import type { Alias, Document, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { templateLine } from '../diagnostics.js';
import { deepestLevel } from '../document/cursor.js';
import { nestedTooDeep, wrongShape } from '../document/diagnostics.js';
import { syntax, yamlAlias } from './diagnostics.js';
import type { Entry, ListTree, MapTree, ScalarTree, Tree } from './tree.js';

type Yaml = typeof import('yaml');

/** Aliases may expand to at most this many nodes; a few lines of YAML can ask for billions. */
const mostExpanded = 100_000;

/** Makes a tree of a document of the package `yaml`, and reports what libyaml or the engine refuse in it. */
export class TreeMaker {
  private expanded = 0;
  /** How many maps and lists are open. */
  private depth = 0;
  private isTooDeep = false;
  /** The anchors that are being written out, to see a loop. */
  private readonly open = new Set<string>();
  private targets: ReadonlyMap<Alias, ParsedNode> | undefined;

  constructor(
    private readonly text: string,
    private readonly document: Document.Parsed,
    private readonly yaml: Yaml,
    private readonly expandAliases: boolean,
    private readonly diagnostics: Diagnostic[],
  ) {}

  tree(node: ParsedNode): Tree {
    const { yaml } = this;
    if (yaml.isAlias(node)) return this.alias(node);
    const [start] = node.range;
    if (yaml.isMap(node)) return this.within(start, () => this.map(node));
    if (yaml.isSeq(node)) return this.within(start, () => this.list(node));
    return this.scalar(node);
  }

  /** A map or a list that begins at `start`, one level further down. What is too deep is said once. */
  private within(start: number, make: () => Tree): Tree {
    if (this.depth === deepestLevel) {
      const span = { start, end: start + 1 };
      if (!this.isTooDeep) this.diagnostics.push(diagnostic(nestedTooDeep, span, { levels: deepestLevel }));
      this.isTooDeep = true;
      return { type: 'scalar', text: '', plain: false, ...span };
    }
    this.depth++;
    const tree = make();
    this.depth--;
    return tree;
  }

  private list(node: YAMLSeq.Parsed): ListTree {
    const items = node.items.map((item) => (this.yaml.isPair(item) ? this.pairMap(item as never) : this.tree(item as ParsedNode)));
    return { type: 'list', items, start: node.range[0] };
  }

  private map(node: YAMLMap.Parsed): MapTree {
    const entries: Entry[] = [];
    let ownKeys: ReadonlySet<unknown> | undefined;
    for (const { key, value } of node.items) {
      const merged = this.merged(key, value);
      if (merged !== undefined) ownKeys ??= keysOf(node);
      for (const entry of merged === undefined ? [this.entry(key, value)] : withoutKeys(merged, ownKeys)) entries.push(entry);
    }
    return { type: 'map', entries, start: node.range[0] };
  }

  /** `[a: b]`, a pair as an item of a list, is a map of one entry. */
  private pairMap({ key, value }: { key: ParsedNode; value: ParsedNode | null }): Tree {
    const [start] = key.range;
    return this.within(start, () => ({ type: 'map', entries: [this.entry(key, value)], start }));
  }

  private entry(key: ParsedNode, value: ParsedNode | null): Entry {
    const name = this.tree(key);
    const [start, end] = key.range;
    // `{{ .x }}` is a map with a map for a key to YAML, and a template to whoever wrote it.
    if (name.type === 'map' && start > 0 && this.text.startsWith('{{', start - 1))
      this.diagnostics.push(diagnostic(templateLine, { start: start - 1, end: end + 1 }, {}));
    else if (name.type !== 'scalar') {
      this.diagnostics.push(diagnostic(wrongShape, { start, end }, { what: 'a key', expected: 'a text' }));
    }
    const text: ScalarTree = name.type === 'scalar' ? name : { type: 'scalar', text: '', plain: false, start, end };
    this.checkKey(text);
    return { key: text, value: value === null ? { type: 'scalar', text: '', plain: true, start: end, end } : this.tree(value) };
  }

  /** libyaml wants a text before the colon, on one line, and behind it, if the key is plain, a space. */
  private checkKey({ text, plain, start, end }: ScalarTree): void {
    if (plain && text === '') this.report(start, start + 1, "a key is missing before the ':'");
    let colon = end;
    while (this.text.charAt(colon) === ' ') colon++;
    // In flow style, a text may stand where a key would, without a colon.
    const hasColon = this.text.charAt(colon) === ':';
    if (hasColon && this.text.slice(start, end).includes('\n')) this.report(start, end, 'a key must stand on one line');
    if (!plain) return;
    const behind = this.text.charAt(colon + 1);
    if (hasColon && behind !== '' && !' \t\r\n'.includes(behind)) {
      this.report(colon, colon + 1, "a space is missing behind the ':'");
    }
  }

  /** Values keep their text: nothing is typed (Y-15). */
  private scalar(node: ParsedNode): ScalarTree {
    const [start, end] = node.range;
    if (!this.yaml.isScalar(node)) return { type: 'scalar', text: '', plain: true, start, end };
    const { type } = node;
    let text = node.source ?? '';
    if (type === 'QUOTE_DOUBLE') this.checkEscapes(start, end);
    if (type === 'QUOTE_SINGLE') this.checkClosed(start, end);
    // libyaml adds no line end to a block that the file ends without one.
    if (type?.startsWith('BLOCK') && end >= this.text.length && !this.text.endsWith('\n')) text = text.replace(/\n$/, '');
    return { type: 'scalar', text, plain: type === 'PLAIN', start, end };
  }

  /** Escapes of surrogates, which JSON has for characters beyond U+FFFF, stop the engine (Y-12). */
  private checkEscapes(start: number, end: number): void {
    const written = this.text.slice(start, end);
    for (const { 0: found, index } of written.matchAll(/\\(?:u[dD][89a-fA-F][\da-fA-F]{2}|[\s\S])/g)) {
      if (found.length < 6) continue;
      const from = start + index;
      this.report(from, from + found.length, 'found invalid Unicode character escape code (write the character itself)');
    }
  }

  /** The package takes `'a''` at the end of a text for closed: within quotes, all quotes come in pairs. */
  private checkClosed(start: number, end: number): void {
    let quotes = 0;
    for (let at = start; at < end; at++) if (this.text.charCodeAt(at) === 0x27) quotes++;
    if (quotes % 2 !== 0) this.report(start, start + 1, "missing closing '");
  }

  /** Refused as by the engine (Y-8) unless asked for; written out either way, so that the rest can be checked. */
  private alias(node: Alias.Parsed): Tree {
    const [start, end] = node.range;
    this.targets ??= aliasTargets(this.document, this.yaml);
    const target = this.targets.get(node);
    const endless = this.open.has(node.source) || this.expanded > mostExpanded;
    if (!this.expandAliases || target === undefined || endless) {
      this.diagnostics.push(diagnostic(yamlAlias, { start, end }, {}));
    }
    if (target === undefined || endless) return { type: 'scalar', text: '', plain: false, start, end };
    this.open.add(node.source);
    const tree = this.tree(target);
    this.open.delete(node.source);
    this.expanded += sizeOf(tree);
    return tree;
  }

  /** The entries that a merge key stands for; without an alias it is a key like any other to the engine. */
  private merged(key: ParsedNode, value: ParsedNode | null): readonly Entry[] | undefined {
    const { yaml } = this;
    if (!yaml.isScalar(key) || key.source !== '<<' || key.type !== 'PLAIN') return undefined;
    const sources = yaml.isSeq(value) ? (value.items as ParsedNode[]) : [value];
    if (!sources.some(yaml.isAlias) || !sources.every((source) => yaml.isAlias(source) || yaml.isMap(source))) return undefined;
    const trees = sources.map((source) => this.tree(source as ParsedNode));
    return trees.flatMap((tree) => (tree.type === 'map' ? [...tree.entries] : []));
  }

  private report(start: number, end: number, problem: string): void {
    const span = { start: Math.min(start, this.text.length), end: Math.min(end, this.text.length) };
    this.diagnostics.push(diagnostic(syntax, span, { format: 'YAML', problem }));
  }
}

/** What each alias stands for: the last node before it in the document that has its anchor. */
function aliasTargets(document: Document.Parsed, yaml: Yaml): Map<Alias, ParsedNode> {
  const anchored = new Map<string, ParsedNode>();
  const targets = new Map<Alias, ParsedNode>();
  yaml.visit(document, {
    Alias: (_, alias) => {
      const target = anchored.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) anchored.set(node.anchor, node as ParsedNode);
    },
  });
  return targets;
}

/** A map's own keys stand before merged ones, and the first merge before later ones. */
function withoutKeys(merged: readonly Entry[], ownKeys: ReadonlySet<unknown> = new Set()): Entry[] {
  const known = new Set<string>();
  return merged.filter(({ key: { text } }) => !ownKeys.has(text) && !known.has(text) && known.add(text));
}

function keysOf(node: YAMLMap.Parsed): ReadonlySet<unknown> {
  return new Set(node.items.map(({ key }) => ('source' in key ? key.source : undefined)));
}

function sizeOf(tree: Tree): number {
  let size = 1;
  if (tree.type === 'list') for (const item of tree.items) size += sizeOf(item);
  if (tree.type === 'map') for (const { value } of tree.entries) size += sizeOf(value);
  return size;
}
