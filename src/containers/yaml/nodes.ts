import type { Scalar } from 'yaml';
import type { Span } from '../../source/span.js';
import type { HostDocument, HostFile, ParsedHost } from './host-file.js';
import { type HostScalar, hostScalar } from './host-scalar.js';

/** A node of a host file and what it stands in: a map, a list or a scalar. In place of an alias, what it stands for. */
export class HostNode {
  constructor(
    readonly file: HostFile,
    private readonly document: HostDocument,
    private readonly node: RawNode,
    private readonly place: { readonly isInFlow: boolean; readonly key: number | undefined } = { isInFlow: false, key: undefined },
  ) {}

  get isMap(): boolean {
    return this.node.items !== undefined && !this.isList;
  }

  get isList(): boolean {
    return this.node.items !== undefined && 'items' in this.node && isSequence(this.node);
  }

  get isFlow(): boolean {
    return this.place.isInFlow || this.node.flow === true;
  }

  /** Without what stands behind it. */
  get span(): Span {
    const [start, end] = this.node.range ?? [0, 0];
    return { start, end };
  }

  /** Where what is in it ends: behind its last character, or behind the line ends that a block keeps. */
  get contentEnd(): number {
    return contentEndOf(this.node, this.file.source.text);
  }

  /** The entries of a map, in order, repeated ones too. */
  entries(): HostEntry[] {
    return this.pairs().flatMap((pair) => {
      const { key } = pair;
      return key == null || key.items !== undefined ? [] : [{ key: this.scalarOf(key, key), value: this.valueOf(pair) }];
    });
  }

  /** The keys of a map that were there before. */
  repeatedKeys(): HostScalar[] {
    const known = new Set<string>();
    return this.entries().flatMap(({ key }) => {
      const isRepeated = known.has(key.text);
      known.add(key.text);
      return isRepeated ? [key] : [];
    });
  }

  private pairs(): readonly RawPair[] {
    return this.isMap ? (this.node.items as readonly RawPair[]) : [];
  }

  private valueOf({ key, value }: RawPair): HostNode | undefined {
    return value == null ? undefined : this.child(value, key ?? undefined);
  }

  /** The items of a list. */
  items(): HostNode[] {
    if (!this.isList) return [];
    return (this.node.items ?? []).flatMap((item) => (item == null ? [] : (this.child(item as RawNode, undefined) ?? [])));
  }

  /** What stands below keys, one within the other; undefined if there is nothing. */
  at(...keys: readonly string[]): HostNode | undefined {
    let node: HostNode | undefined = this;
    for (const key of keys) node = node?.below(key);
    return node;
  }

  /** What stands below a key, if it is written there itself: neither an alias nor merged in. */
  ownAt(key: string): HostNode | undefined {
    const pair = this.pairs().find((one) => one.key?.value === key);
    return pair?.value == null || isAlias(pair.value) ? undefined : this.valueOf(pair);
  }

  /** What stands below a key, or is merged in there. */
  private below(key: string, depth = 0): HostNode | undefined {
    const own = this.pairs().find((pair) => pair.key?.value === key);
    // An alias may stand within what it stands for.
    if (own !== undefined || depth > deepestMerge) return own && this.valueOf(own);
    const merged = this.pairs()
      .filter((pair) => pair.key?.value === '<<')
      .map((pair) => this.valueOf(pair))
      .flatMap((value) => (value?.isList ? value.items() : (value ?? [])));
    for (const one of merged) {
      const found = one.below(key, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The text of a scalar below keys. */
  textAt(...keys: readonly string[]): string | undefined {
    return this.at(...keys)?.scalar()?.text;
  }

  scalar(): HostScalar | undefined {
    return this.node.items === undefined ? this.scalarOf(this.node, undefined) : undefined;
  }

  private child(node: RawNode, key: RawNode | undefined): HostNode | undefined {
    const place = { isInFlow: this.isFlow, key: key?.range?.[0] };
    if (!isAlias(node)) return new HostNode(this.file, this.document, node, place);
    const target = node.resolve?.(this.document);
    return target === undefined ? undefined : new HostNode(this.file, this.document, target, { ...place, key: undefined });
  }

  private scalarOf(node: RawNode, key: RawNode | undefined): HostScalar {
    const keyStart = key?.range?.[0] ?? this.place.key ?? node.range?.[0] ?? 0;
    const isInFlow = this.place.isInFlow || (key !== undefined && this.node.flow === true);
    return hostScalar(node as unknown as Scalar, { file: this.file, isInFlow, keyStart });
  }
}

/** Maps that are merged into each other, one within the other. */
const deepestMerge = 20;

export interface HostEntry {
  readonly key: HostScalar;
  /** Undefined where there is nothing. */
  readonly value: HostNode | undefined;
}

/** What the package's nodes have in common. */
interface RawNode {
  readonly range?: readonly [number, number, number] | null;
  readonly items?: readonly unknown[];
  readonly flow?: boolean;
  readonly source?: unknown;
  readonly value?: unknown;
  resolve?(document: HostDocument): RawNode | undefined;
}

interface RawPair {
  readonly key: RawNode | null;
  readonly value: RawNode | null;
}

function isSequence({ items = [] }: RawNode): boolean {
  return !items.some((item) => item !== null && typeof item === 'object' && 'key' in item);
}

function isAlias(node: RawNode): boolean {
  return node.items === undefined && !('value' in node);
}

/** Of an alias, its own end. */
function contentEndOf(node: RawNode, text: string): number {
  const [start, end] = node.range ?? [0, 0];
  const last = node.flow === true ? undefined : node.items?.at(-1);
  if (last !== undefined && last !== null) {
    const { key, value } = 'key' in (last as object) ? (last as RawPair) : { key: last as RawNode, value: null };
    return contentEndOf(value ?? key ?? {}, text);
  }
  const written = text.slice(start, end);
  return keptLines.test(written) ? end - 1 : start + written.trimEnd().length;
}

/** The header of a block that keeps all line ends at its end. */
const keptLines = /^[|>]\d?\+/;

/** The roots of a file's documents. */
export function rootsOf({ file, documents }: ParsedHost): HostNode[] {
  return documents.flatMap((document) =>
    document.contents === null ? [] : [new HostNode(file, document, document.contents as unknown as RawNode)],
  );
}
