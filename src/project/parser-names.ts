import { hasVariable } from '../check/values.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { type Property, sectionsOf, valueSpan } from '../model/config.js';
import { hasKey } from '../model/property.js';
import { parserDefinedTwice } from './diagnostics.js';
import type { Finding, IncludeTree } from './include-tree.js';
import type { ProjectFile } from './project-files.js';

interface Definition {
  readonly file: ProjectFile;
  readonly name: Property;
}

/**
 * Parsers of the same name in different files that one service loads: the engine does not start (M-5b, Q-25). Those in one
 * file, its own check finds.
 */
export function repeatedParsers(trees: Iterable<IncludeTree>): Finding[] {
  const findings: Finding[] = [];
  const defined = new Map<string, Definition>();
  for (const tree of trees) {
    for (const { file, name } of parsersOf(tree)) {
      const first = defined.get(name.value);
      if (first === undefined) defined.set(name.value, { file, name });
      if (first === undefined || first.file === file) continue;
      const { source } = first.file.reading;
      const args = { name: name.value, file: source.name, line: source.positionAt(valueSpan(first.name).start).line };
      findings.push({ file, diagnostic: diagnostic(parserDefinedTwice, valueSpan(name), args) });
    }
  }
  return findings;
}

/** The parsers of a tree by their names, save for names that only the engine knows. */
function parsersOf({ files }: IncludeTree): Definition[] {
  return [...files].flatMap((file) =>
    sectionsOf(file.reading.config, 'parser').flatMap(({ properties }): Definition[] => {
      const name = properties.find((property) => hasKey(property, 'name'));
      return name === undefined || hasVariable(name.value) ? [] : [{ file, name }];
    }),
  );
}
