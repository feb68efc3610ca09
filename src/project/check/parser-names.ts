import { hasVariable } from '../../check/values.js';
import type { ReadResult } from '../../convert.js';
import { diagnostic } from '../../diagnostics/diagnostic.js';
import { hasKey, type Property, sectionsOf, valueSpan } from '../../model/config.js';
import { parserDefinedTwice } from '../diagnostics.js';
import type { FileFacts } from '../files.js';
import type { Finding, IncludeTree } from '../include-tree.js';

interface Definition<File> {
  readonly file: File;
  readonly reading: ReadResult;
  readonly name: Property;
}

/**
 * Parsers of the same name in different files that one service loads: the engine does not start (M-5b, Q-25). The
 * check of a file finds those within it.
 */
export async function repeatedParsers<File extends FileFacts>(
  trees: Iterable<IncludeTree<File>>,
  readingOf: (file: File) => Promise<ReadResult>,
): Promise<Finding<File>[]> {
  const files = [...trees].flatMap((tree) => [...tree.files].filter(({ kinds }) => kinds.has('parser')));
  if (new Set(files).size < 2) return [];
  const findings: Finding<File>[] = [];
  const defined = new Map<string, Definition<File>>();
  for (const file of files) {
    const reading = await readingOf(file);
    for (const name of namesIn(reading)) {
      const first = defined.get(name.value);
      if (first === undefined) defined.set(name.value, { file, reading, name });
      if (first === undefined || first.file === file) continue;
      const { source } = first.reading;
      const args = { name: name.value, file: source.name, line: source.positionAt(valueSpan(first.name).start).line };
      findings.push({ file, diagnostic: diagnostic(parserDefinedTwice, valueSpan(name), args) });
    }
  }
  return findings;
}

/** The names of parsers, save for those that only the engine knows. */
function namesIn({ config }: ReadResult): Property[] {
  return sectionsOf(config, 'parser').flatMap(({ properties }) => {
    const name = properties.find((property) => hasKey(property, 'name'));
    return name === undefined || hasVariable(name.value) ? [] : [name];
  });
}
