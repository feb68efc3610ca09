import type { Config, Section } from '../../model/config.js';
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
  let carried: string[] = [];
  // Several documents count as one (Y-5).
  for (const root of documents.roots) {
    if (isMap(root)) {
      for (const entry of root.entries) {
        carried.push(...(reader.comments.before(entry.key.start) ?? []));
        const [first, ...others] = readTopLevel(reader, entry);
        if (first === undefined) continue;
        const comments = withoutBlankStart([...carried, ...(first.comments ?? [])]);
        if (comments !== undefined && comments.length > 0) first.comments = comments;
        carried = [];
        config.sections.push(first);
        for (const section of others) config.sections.push(section);
      }
    } else {
      reader.reportShape(root, 'the document', 'a map of sections');
      drain(root);
    }
  }
  const end = withoutBlankStart([...carried, ...(reader.comments.rest() ?? [])]);
  if (end !== undefined && end.length > 0) config.end = end;
  return { config, diagnostics: reader.diagnostics };
}

/** The sections under a top-level key; those of lists that hold nothing are none. */
function readTopLevel(reader: TreeReader, { key, value }: Entry): Section[] {
  switch (lowerCase(key.text)) {
    case 'env':
      return readEnv(reader, value);
    case 'upstream_servers':
      return readUpstreams(reader, value);
    default:
      return [{ kind: 'other', name: key.text, properties: [], span: spanOf(key) }];
  }
}
