import type { Host } from '../../project/host.js';
import { hostSource, parseHost } from '../yaml/host-file.js';
import { type HostNode, rootsOf } from '../yaml/nodes.js';
import type { ChartName } from './chart.js';

/** What a Chart.yaml says of a chart, and of those that it builds on, by the keys of their values. */
export interface ChartFile {
  readonly name: string;
  readonly dependencies: ReadonlyMap<string, ChartName>;
}

/** The chart whose directory this is; undefined for any other directory. */
export async function readChartFile(host: Host, directory: string): Promise<ChartFile | undefined> {
  const path = `${directory}/Chart.yaml`;
  const content = host.read(path);
  const source = 'bytes' in content ? hostSource(host.shown(path), content.bytes) : undefined;
  if (source === undefined) return undefined;
  const parsed = await parseHost(path, source);
  const [root] = 'problem' in parsed ? [] : rootsOf(parsed);
  if (root === undefined) return undefined;
  const dependencies = (root.at('dependencies')?.items() ?? []).map((one) => [keyOf(one), chartOf(one)] as const);
  return { name: root.textAt('name') ?? '', dependencies: new Map(dependencies) };
}

/** The key of a dependency's values. */
function keyOf(node: HostNode): string {
  return node.textAt('alias') ?? node.textAt('name') ?? '';
}

function chartOf(node: HostNode): ChartName {
  return { name: node.textAt('name'), repository: node.textAt('repository') ?? '', version: node.textAt('version') ?? '' };
}
