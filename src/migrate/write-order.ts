import type { SurveyedFile } from './survey.js';

/** The files, each behind those that it includes and refers to: whoever comes first finds what it names (R-1 … R-6). */
export function writeOrder(files: Iterable<SurveyedFile>, needed: ReadonlyMap<SurveyedFile, ReadonlySet<SurveyedFile>>): SurveyedFile[] {
  const ordered = new Set<SurveyedFile>();
  const visited = new Set<SurveyedFile>();
  const visit = (file: SurveyedFile) => {
    if (visited.has(file)) return;
    visited.add(file);
    for (const one of needed.get(file) ?? []) visit(one);
    ordered.add(file);
  };
  for (const file of files) visit(file);
  return [...ordered];
}
