import type { Alias, Document, ParsedNode, YAMLMap } from 'yaml';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Documents, Entry, MapTree, Scalar, Tree } from '../structured/tree.js';
import { scanTokens } from './scan-tokens.js';

type Yaml = typeof import('yaml');

/** As many nodes as aliases may expand to; a few lines of YAML can ask for billions. */
const mostExpanded = 100_000;

/** Parses any YAML with the package `yaml` and holds it against libyaml's rules where they are stricter. */
export async function parseFull(
  source: SourceFile,
  { expandAliases = false }: { expandAliases?: boolean } = {},
): Promise<{ documents: Documents; diagnostics: Diagnostic[] }> {
  const yaml = await import('yaml');
  // To libyaml, U+0085 is a line end like any other (Y-12).
  const text = source.text.replaceAll('\u0085', '\n');
  const { comments, diagnostics } = scanTokens(text, yaml);
  const roots: Tree[] = [];
  try {
    for (const document of parseDocuments(text, yaml)) {
      for (const { code, message, pos } of document.errors) {
        const span = { start: pos[0], end: pos[1] };
        if (code === 'TAB_AS_INDENT') {
          if (!diagnostics.some((one) => one.code === 'FLB134')) diagnostics.push(diagnostic('FLB134', span, {}));
        } else diagnostics.push(diagnostic('FLB131', span, { problem: problemText(message) }));
      }
      if (document.errors.length > 0) continue;
      const converter = new TreeMaker(text, document, yaml, expandAliases, diagnostics);
      const { contents, range } = document;
      if (contents === null || isEmptyDocument(contents, yaml)) {
        diagnostics.push(diagnostic('FLB135', { start: range[0], end: Math.min(range[1], range[0] + 3) }, {}));
      } else {
        roots.push(converter.tree(contents));
      }
    }
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem;
    diagnostics.push(diagnostic('FLB142', source.startSpan, { levels: 1000 }));
  }
  return { documents: { roots, comments }, diagnostics };
}

function parseDocuments(text: string, yaml: Yaml): Document.Parsed[] {
  const documents = yaml.parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return Array.isArray(documents) ? documents : [];
}

function isEmptyDocument(contents: ParsedNode, yaml: Yaml): boolean {
  return (
    yaml.isScalar(contents) &&
    contents.type === 'PLAIN' &&
    (contents.value === null || contents.source === '' || contents.source === 'null')
  );
}

/** The package's words without the piece of the source that some of them end with: it may be a secret. */
function problemText(message: string): string {
  const words = message.replace(/:? "[\s\S]*$/, '');
  return words.charAt(0).toLowerCase() + words.slice(1);
}

class TreeMaker {
  private expanded = 0;
  /** The anchors that are being written out, to see a loop. */
  private readonly open = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly document: Document.Parsed,
    private readonly yaml: Yaml,
    private readonly expandAliases: boolean,
    private readonly diagnostics: Diagnostic[],
  ) {}

  tree(node: ParsedNode): Tree {
    const { yaml } = this;
    const [start] = node.range;
    if (yaml.isAlias(node)) return this.alias(node);
    if (yaml.isMap(node)) return this.map(node);
    if (yaml.isSeq(node)) {
      const items = node.items.map((item) => (yaml.isPair(item) ? this.pairMap(item as never) : this.tree(item as ParsedNode)));
      return { type: 'list', items, start };
    }
    return this.scalar(node);
  }

  private map(node: YAMLMap.Parsed): MapTree {
    const entries: Entry[] = [];
    for (const { key, value } of node.items) {
      const merged = this.merged(key, value);
      if (merged !== undefined) entries.push(...withoutKeys(merged, node));
      else entries.push(this.entry(key, value));
    }
    return { type: 'map', entries, start: node.range[0] };
  }

  /** `[a: b]`, a pair as an item of a list, is a map of one entry. */
  private pairMap({ key, value }: { key: ParsedNode; value: ParsedNode | null }): MapTree {
    const entry = this.entry(key, value);
    return { type: 'map', entries: [entry], start: entry.key.start };
  }

  private entry(key: ParsedNode, value: ParsedNode | null): Entry {
    const name = this.tree(key);
    const [start, end] = key.range;
    if (name.type !== 'scalar') {
      this.diagnostics.push(diagnostic('FLB137', { start, end }, { what: 'a key', expected: 'a text' }));
    }
    const text: Scalar = name.type === 'scalar' ? name : { type: 'scalar', text: '', plain: false, start, end };
    return { key: text, value: value === null ? { type: 'scalar', text: '', plain: true, start: end, end } : this.tree(value) };
  }

  /** Values keep their text: nothing is typed (Y-15). */
  private scalar(node: ParsedNode): Scalar {
    const [start, end] = node.range;
    if (!this.yaml.isScalar(node)) return { type: 'scalar', text: '', plain: true, start, end };
    const text = node.source ?? '';
    if (node.type === 'QUOTE_DOUBLE') this.checkEscapes(start, end);
    return { type: 'scalar', text, plain: node.type === 'PLAIN', start, end };
  }

  /** Escapes of surrogates, which JSON has for characters beyond U+FFFF, stop the engine (Y-12). */
  private checkEscapes(start: number, end: number): void {
    const written = this.text.slice(start, end);
    for (const { 0: found, index } of written.matchAll(/\\(?:u[dD][89a-fA-F][\da-fA-F]{2}|[\s\S])/g)) {
      if (found.length < 6) continue;
      const span = { start: start + index, end: start + index + found.length };
      const problem = 'found invalid Unicode character escape code (write the character itself)';
      this.diagnostics.push(diagnostic('FLB131', span, { problem }));
    }
  }

  /** Refused as by the engine (Y-8) unless asked for; written out either way, so that the rest can be checked. */
  private alias(node: Alias.Parsed): Tree {
    const [start, end] = node.range;
    const target = node.resolve(this.document) as ParsedNode | undefined;
    const endless = this.open.has(node.source) || this.expanded > mostExpanded;
    if (!this.expandAliases || target === undefined || endless) {
      this.diagnostics.push(diagnostic('FLB132', { start, end }, { alias: node.source }));
    }
    if (target === undefined || endless) return { type: 'scalar', text: '', plain: false, start, end };
    this.open.add(node.source);
    const tree = this.tree(target);
    this.open.delete(node.source);
    this.expanded += sizeOf(tree);
    return tree;
  }

  /** The entries that a merge key stands for, if aliases are written out. */
  private merged(key: ParsedNode, value: ParsedNode | null): readonly Entry[] | undefined {
    const { yaml } = this;
    if (!this.expandAliases || !yaml.isScalar(key) || key.source !== '<<' || key.type !== 'PLAIN') return undefined;
    const sources = yaml.isSeq(value) ? (value.items as ParsedNode[]) : [value];
    if (!sources.every((source) => yaml.isAlias(source) || yaml.isMap(source))) return undefined;
    const trees = sources.map((source) => this.tree(source as ParsedNode));
    return trees.flatMap((tree) => (tree.type === 'map' ? [...tree.entries] : []));
  }
}

/** A map's own keys stand before merged ones, and the first merge before later ones. */
function withoutKeys(merged: readonly Entry[], node: YAMLMap.Parsed): Entry[] {
  const known = new Set(node.items.map(({ key }) => ('source' in key ? key.source : undefined)));
  return merged.filter(({ key }) => !known.has(key.text) && known.add(key.text));
}

function sizeOf(tree: Tree): number {
  if (tree.type === 'scalar') return 1;
  let size = 1;
  if (tree.type === 'list') for (const item of tree.items) size += sizeOf(item);
  else for (const { value } of tree.entries) size += sizeOf(value);
  return size;
}
