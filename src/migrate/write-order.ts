import type { SurveyedFile } from './survey.js';
import type { Project } from './trees.js';

/** The files, each behind those that it includes and refers to: whoever comes first finds what it names (R-1 … R-6). */
export function writeOrder(files: Iterable<SurveyedFile>, { trees, targets }: Project): SurveyedFile[] {
  const needed = new Map<SurveyedFile, Set<SurveyedFile>>();
  const need = (file: SurveyedFile, others: Iterable<SurveyedFile>) => {
    const known = needed.get(file) ?? new Set<SurveyedFile>();
    needed.set(file, known);
    for (const one of others) known.add(one);
  };
  for (const tree of trees) {
    for (const file of tree.files) {
      for (const reference of file.references) {
        const target = targets.get(tree)?.get(reference);
        need(file, target === undefined ? (tree.included.get(reference) ?? []) : [target]);
      }
    }
  }
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
