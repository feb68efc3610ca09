import { diagnostic } from '../../diagnostics/diagnostic.js';
import { valueSpan } from '../../model/config.js';
import { patternNeedsFullPath } from '../diagnostics.js';
import type { ProjectFile } from '../files.js';
import type { Finding, IncludeTree } from '../include-tree.js';
import { directoryOf, isAbsolute } from '../paths.js';
import { isPattern } from './search.js';

/**
 * Patterns of a YAML tree over which the engine stops if it is started, where it is, with the path by which the main file was named:
 * the directory of the including file counts twice for what they match, unless that is the working directory or the path is in
 * full (I-1).
 */
export function checkPatterns({ root, start, files, included }: IncludeTree<ProjectFile>): Finding<ProjectFile>[] {
  if (root.family !== 'yaml' || isAbsolute(root.reading.source.name)) return [];
  const elsewhere = [...files].filter(({ path }) => directoryOf(path) !== start.host.cwd);
  return elsewhere.flatMap((file) =>
    file.references.flatMap((reference): Finding<ProjectFile>[] => {
      const { path, property } = reference;
      if (!isPattern(reference) || isAbsolute(path) || !included.get(reference)?.length) return [];
      return [{ file, diagnostic: diagnostic(patternNeedsFullPath, valueSpan(property), { path }) }];
    }),
  );
}
