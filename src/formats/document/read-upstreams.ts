import { diagnostic } from '../../diagnostics/diagnostic.js';
import { keySpan, type Section } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import { nodesMisspelt } from './diagnostics.js';
import { type DocumentReader, keyAt, propertyOf, spanOf, withoutBlankStart } from './document-reader.js';
import { textsOnly } from './read-entries.js';
import { readSection } from './read-section.js';

/** Reads the list `upstream_servers` (U-1, U-14, U-15). */
export function readUpstreams(reader: DocumentReader): Section[] {
  const { cursor } = reader;
  const { type } = cursor;
  const upstreams: Section[] = [];
  if (type !== 'list') {
    reader.reportShape(cursor, "'upstream_servers'", 'a list of upstreams');
    return upstreams;
  }
  for (cursor.open(); cursor.next(); ) {
    if (cursor.type === 'map') upstreams.push(readUpstream(reader));
    else reader.reportShape(cursor, 'an upstream', 'a map with name and nodes');
  }
  return upstreams;
}

function readUpstream(reader: DocumentReader): Section {
  const { cursor } = reader;
  const { start } = cursor;
  const upstream: Section = { kind: 'upstream', properties: [], span: spanOf(cursor) };
  let keyStart: number | undefined;
  for (cursor.open(); cursor.next(); ) {
    if (keyStart === undefined) reader.beginSection(upstream);
    keyStart ??= cursor.keyStart;
    readUpstreamEntry(reader, upstream);
  }
  if (keyStart === undefined) reader.takeAbove(upstream, start);
  else if (upstream.sections === undefined) reader.takeEnd(upstream, keyStart);
  return upstream;
}

function readUpstreamEntry(reader: DocumentReader, upstream: Section): void {
  const { cursor } = reader;
  const { keyText, type } = cursor;
  if (type === 'scalar') {
    reader.readProperty(upstream);
  } else if (lowerCase(keyText) === 'nodes' && type === 'list') {
    // Only `nodes` in lower case: with any other spelling the engine loops forever (U-15).
    if (keyText !== 'nodes') {
      const key = keyAt(cursor);
      const span = keySpan(propertyOf(key, key, keyText, ''));
      reader.diagnostics.push(diagnostic(nodesMisspelt, span, { key: keyText }, { fix: { span, text: 'nodes' } }));
    }
    const end = withoutBlankStart(reader.comments.before(cursor.keyStart));
    if (end !== undefined) upstream.end = [...(upstream.end ?? []), ...end];
    readNodes(reader, upstream);
  } else if (keyText === 'nodes') {
    reader.reportShape(cursor, "'nodes'", 'a list of nodes');
  } else {
    // The engine may loop forever over such a value (U-15).
    reader.reportShape(cursor, 'of an upstream', 'a text', keyText);
  }
}

function readNodes(reader: DocumentReader, upstream: Section): void {
  const { cursor } = reader;
  upstream.sections ??= [];
  for (cursor.open(); cursor.next(); ) {
    if (cursor.type === 'map') upstream.sections.push(readSection(reader, 'node', textsOnly));
    else reader.reportShape(cursor, 'a node', 'a map with name, host and port');
  }
}
