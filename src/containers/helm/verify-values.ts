import { SourceFile } from '../../source/source-file.js';
import type { Change, EmbeddedText, Leaf } from '../embedded.js';
import { type HostFile, parseHost } from '../yaml/host-file.js';
import type { HostNode } from '../yaml/nodes.js';
import type { ChartFile } from './chart-file.js';
import { findValues } from './find-values.js';

/** Keys whose values may name a file that moves: their paths change as those of any container do, so that they are not compared. */
const naming: ReadonlySet<string> = new Set(['args', 'command', 'env']);

/**
 * Reads values back with the new text of their file: each text must be where it was or is to be, and all else what it was. Gives the
 * first difference in words. `maps`: the values that were in it; `changes`: of their texts.
 */
export async function valuesDifference(
  file: HostFile,
  maps: readonly HostNode[],
  chart: ChartFile | undefined,
  newText: string,
  changes: ReadonlyMap<EmbeddedText, Change>,
): Promise<string | undefined> {
  if (maps.length === 0) return undefined;
  const again = await parseHost(file.path, new SourceFile(file.source.name, newText));
  if ('problem' in again) return 'the values are not YAML any more';
  const { values } = await findValues(again, '', chart);
  if (values.length !== maps.length) return 'values are gone';
  for (const [i, map] of maps.entries()) {
    const expected = new Map(leavesOf(map));
    // Where nothing stood, there may be files now.
    expected.delete(keyOf(['config', 'extraFiles']));
    const changed = new Set<string>();
    for (const [{ slot }, change] of changes) {
      if (slot?.map !== map) continue;
      expected.delete(keyOf(slot.path));
      for (const { path, text } of slot.after(change)) expected.set(keyOf(path), text.trimEnd());
      for (const { path } of slot.after(change)) changed.add(keyOf(path));
    }
    const found = new Map(values[i] === undefined ? [] : leavesOf(values[i].node));
    for (const [path, text] of expected) {
      const now = found.get(path);
      // A text that is put in ends as the old one did.
      if ((changed.has(path) ? now?.trimEnd() : now) !== text) return `'${path}' has another text, or is gone`;
    }
    found.delete(keyOf(['config', 'extraFiles']));
    for (const path of found.keys()) if (!expected.has(path)) return `'${path}' was not there`;
  }
  return undefined;
}

/** All texts of a map, by where they stand. */
function leavesOf(map: HostNode): [string, string][] {
  return map.entries().flatMap(({ key, value }) => {
    if (value === undefined || naming.has(key.text)) return [];
    return leavesBelow(value, [key.text]).map(({ path, text }): [string, string] => [keyOf(path), text]);
  });
}

function leavesBelow(node: HostNode, path: readonly string[]): Leaf[] {
  const scalar = node.scalar();
  if (scalar !== undefined) return [{ path, text: scalar.text }];
  return [
    ...node.entries().flatMap(({ key, value }) => (value === undefined ? [] : leavesBelow(value, [...path, key.text]))),
    ...node.items().flatMap((item, i) => leavesBelow(item, [...path, String(i)])),
  ];
}

function keyOf(path: readonly string[]): string {
  return path.join('.');
}
