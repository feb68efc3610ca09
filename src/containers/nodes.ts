import type { Scalar } from 'yaml';
import type { Span } from '../source/span.js';
import type { HostFile } from './host-file.js';
import { type HostScalar, hostScalar } from './host-scalar.js';

/** A node of a host file and what it stands in: a map, a list or a scalar. Nodes of aliases are none. */
export class HostNode {
  constructor(
    readonly file: HostFile,
    private readonly node: RawNode,
    private readonly place: { readonly isInFlow: boolean; readonly key: Span | undefined } = { isInFlow: false, key: undefined },
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

  /** The entries of a map, in order, repeated ones too. */
  entries(): HostEntry[] {
    if (!this.isMap) return [];
    return (this.node.items ?? []).flatMap((pair) => {
      const { key, value } = pair as RawPair;
      const scalar = key == null || key.items !== undefined ? undefined : this.scalarOf(key, key);
      if (scalar === undefined) return [];
      return [{ key: scalar, value: value == null || isAlias(value) ? undefined : this.child(value, scalar.span) }];
    });
  }

  /** The items of a list. */
  items(): HostNode[] {
    if (!this.isList) return [];
    return (this.node.items ?? []).flatMap((item) =>
      item == null || isAlias(item as RawNode) ? [] : [this.child(item as RawNode, undefined)],
    );
  }

  /** What stands below keys, one within the other; undefined if there is nothing. */
  at(...keys: readonly string[]): HostNode | undefined {
    let node: HostNode | undefined = this;
    for (const key of keys) node = node?.entries().find((entry) => entry.key.text === key)?.value;
    return node;
  }

  /** The text of a scalar below keys. */
  textAt(...keys: readonly string[]): string | undefined {
    return this.at(...keys)?.scalar()?.text;
  }

  scalar(): HostScalar | undefined {
    return this.node.items === undefined && !isAlias(this.node) ? this.scalarOf(this.node, undefined) : undefined;
  }

  private child(node: RawNode, key: Span | undefined): HostNode {
    return new HostNode(this.file, node, { isInFlow: this.isFlow, key });
  }

  private scalarOf(node: RawNode, key: RawNode | undefined): HostScalar {
    const place = key?.range?.[0] ?? this.place.key?.start ?? node.range?.[0] ?? 0;
    const isInFlow = this.place.isInFlow || (key !== undefined && this.node.flow === true);
    return hostScalar(node as unknown as Scalar, { file: this.file, isInFlow, indent: this.file.source.positionAt(place).column - 1 });
  }
}

export interface HostEntry {
  readonly key: HostScalar;
  /** Undefined for an alias. */
  readonly value: HostNode | undefined;
}

/** What the package's nodes have in common. */
interface RawNode {
  readonly range?: readonly [number, number, number] | null;
  readonly items?: readonly unknown[];
  readonly flow?: boolean;
  readonly source?: unknown;
  readonly value?: unknown;
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

/** The roots of a file's documents. */
export function rootsOf(file: HostFile): HostNode[] {
  return file.documents.flatMap(({ contents }) => (contents === null ? [] : [new HostNode(file, contents as unknown as RawNode)]));
}
