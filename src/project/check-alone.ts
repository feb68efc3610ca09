import type { ReadResult } from '../convert.js';
import { isError } from '../diagnostics/diagnostic.js';
import { type CheckedFile, checkFile } from './check-file.js';
import { loadedFile } from './check-project.js';
import { checkMatching } from './matching/check-matching.js';
import { hasIncludes, referencesOf } from './references.js';
import { checkSectionReferences } from './section-references.js';

/** Checks a file by itself: of what it refers to, nothing is known. */
export function checkAlone(reading: ReadResult): CheckedFile {
  const { source, diagnostics } = checkFile(reading);
  if (reading.format === undefined) return { source, diagnostics };
  const references = referencesOf(reading.config);
  const isRead = !reading.diagnostics.some(isError);
  const main = [loadedFile({ reading })];
  const loaded = { main, all: main, isWhole: isRead && references.length === 0, hasAllIncludes: isRead && !hasIncludes(reading.config) };
  const between = [...checkSectionReferences(loaded), ...checkMatching(loaded)];
  return { source, diagnostics: [...diagnostics, ...between.map((one) => one.diagnostic)] };
}
