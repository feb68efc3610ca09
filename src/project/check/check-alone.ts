import { checkMatching } from '../../check/matching/check-matching.js';
import type { ReadResult } from '../../convert.js';
import { isError } from '../../diagnostics/diagnostic.js';
import type { Versions } from '../../versions/target.js';
import { hasIncludes, referencesOf } from '../references.js';
import { type CheckedFile, checkFile } from './check-file.js';
import { loadedFile } from './check-project.js';
import { checkSectionReferences } from './section-references.js';

/** Checks a file by itself: of what it refers to, nothing is known. */
export function checkAlone(reading: ReadResult, versions?: Versions): CheckedFile {
  const alone = checkFile(reading, { versions });
  if (reading.format === undefined) return alone;
  const isRead = !reading.diagnostics.some(isError);
  const hasAllIncludes = isRead && !hasIncludes(reading.config);
  const main = [loadedFile(undefined, reading)];
  const isWhole = isRead && referencesOf(reading.config).length === 0;
  const between = checkSectionReferences({ main, all: main, isWhole, hasAllIncludes });
  const found = [...between, ...(hasAllIncludes ? checkMatching(main) : [])];
  return { ...alone, diagnostics: [...alone.diagnostics, ...found.map((one) => one.diagnostic)] };
}
