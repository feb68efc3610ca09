import type { HostFile, ParsedHost } from './yaml/host-file.js';
import { type HostNode, rootsOf } from './yaml/nodes.js';

/** An object of Kubernetes in a manifest. */
export interface HostObject {
  readonly file: HostFile;
  readonly node: HostNode;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** The objects of a manifest, those in lists too. */
export function objectsIn(parsed: ParsedHost): HostObject[] {
  return rootsOf(parsed).flatMap((root) => {
    const isOfMany = /List$/.test(root.textAt('kind') ?? '');
    return (isOfMany ? (root.at('items')?.items() ?? []) : [root]).flatMap(objectAt);
  });
}

function objectAt(node: HostNode): HostObject[] {
  const kind = node.textAt('kind');
  if (kind === undefined) return [];
  const name = node.textAt('metadata', 'name') ?? '';
  return [{ file: node.file, node, kind, name, namespace: node.textAt('metadata', 'namespace') }];
}
