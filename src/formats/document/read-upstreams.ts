import { diagnostic } from '../../diagnostics/diagnostic.js';
import { keySpan, type Section } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import { nodesMisspelt } from './diagnostics.js';
import { textsOnly } from './read-entries.js';
import { readSection } from './read-section.js';
import { type Entry, isList, isMap, isScalar, type ListTree, type MapTree, type Tree } from './tree.js';
import { propertyOf, spanOf, type TreeReader, withoutBlankStart } from './tree-reader.js';

/** Reads the list `upstream_servers` (U-1, U-14, U-15). */
export function readUpstreams(reader: TreeReader, value: Tree): Section[] {
  const upstreams: Section[] = [];
  if (!isList(value)) {
    reader.reportShape(value, "'upstream_servers'", 'a list of upstreams');
    return upstreams;
  }
  for (const item of value.items) {
    if (isMap(item)) upstreams.push(readUpstream(reader, item));
    else reader.reportShape(item, 'an upstream', 'a map with name and nodes');
  }
  return upstreams;
}

function readUpstream(reader: TreeReader, map: MapTree): Section {
  const upstream: Section = { kind: 'upstream', properties: [], span: spanOf(map) };
  let keyStart: number | undefined;
  for (const entry of map.entries) {
    if (keyStart === undefined) reader.beginSection(upstream, entry);
    keyStart ??= entry.key.start;
    readUpstreamEntry(reader, upstream, entry);
  }
  if (keyStart === undefined) reader.takeAbove(upstream, map.start);
  else if (upstream.sections === undefined) reader.takeEnd(upstream, keyStart);
  return upstream;
}

function readUpstreamEntry(reader: TreeReader, upstream: Section, { key, value }: Entry): void {
  if (isScalar(value)) {
    reader.readProperty(upstream, key, value);
  } else if (lowerCase(key.text) === 'nodes' && isList(value)) {
    // Only `nodes` in lower case: with any other spelling the engine loops forever (U-15).
    if (key.text !== 'nodes') {
      const span = keySpan(propertyOf(key, key, key.text, ''));
      reader.diagnostics.push(diagnostic(nodesMisspelt, span, { key: key.text }, { fix: { span, text: 'nodes' } }));
    }
    const end = withoutBlankStart(reader.comments.before(key.start));
    if (end !== undefined) upstream.end = [...(upstream.end ?? []), ...end];
    readNodes(reader, upstream, value);
  } else if (key.text === 'nodes') {
    reader.reportShape(value, "'nodes'", 'a list of nodes');
  } else {
    // The engine may loop forever over such a value (U-15).
    reader.reportShape(value, 'of an upstream', 'a text', key.text);
  }
}

function readNodes(reader: TreeReader, upstream: Section, list: ListTree): void {
  upstream.sections ??= [];
  for (const item of list.items) {
    if (isMap(item)) upstream.sections.push(readSection(reader, 'node', item, textsOnly));
    else reader.reportShape(item, 'a node', 'a map with name, host and port');
  }
}
