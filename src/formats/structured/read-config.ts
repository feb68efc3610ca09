import type { Config } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Reading } from '../format.js';
import { readEnv } from './read-env.js';
import { readUpstreams } from './read-upstreams.js';
import { type Documents, drain, type Entry, isMap } from './tree.js';
import { spanOf, TreeReader, withoutBlankStart } from './tree-reader.js';

/** Makes a configuration of what YAML and JSON texts hold, as the engine does with YAML's events (Y-1 …, U-1 …). */
export function readConfigTree(source: SourceFile, documents: Documents): Reading {
  const reader = new TreeReader(source, documents.comments);
  const config: Config = { sections: [] };
  // Several documents count as one (Y-5).
  for (const root of documents.roots) {
    if (isMap(root)) {
      for (const entry of root.entries) readTopLevel(reader, config, entry);
    } else {
      reader.reportShape(root, 'the document', 'a map of sections');
      drain(root);
    }
  }
  const end = withoutBlankStart(reader.comments.rest());
  if (end !== undefined) config.end = end;
  return { config, diagnostics: reader.diagnostics };
}

function readTopLevel(reader: TreeReader, config: Config, { key, value }: Entry): void {
  switch (lowerCase(key.text)) {
    case 'env': {
      const env = readEnv(reader, value);
      if (env !== undefined) config.sections.push(env);
      return;
    }
    case 'upstream_servers':
      for (const upstream of readUpstreams(reader, value)) config.sections.push(upstream);
      return;
    default:
      config.sections.push({ kind: 'other', name: key.text, properties: [], span: spanOf(key) });
  }
}
