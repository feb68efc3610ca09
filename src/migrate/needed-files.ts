import type { SurveyedFile } from './survey.js';
import type { Project } from './trees.js';

/** The files that each file includes and refers to. */
export function neededFiles({ trees, targets }: Project): ReadonlyMap<SurveyedFile, ReadonlySet<SurveyedFile>> {
  const needed = new Map<SurveyedFile, Set<SurveyedFile>>();
  for (const tree of trees) {
    for (const file of tree.files) {
      for (const reference of file.references) {
        const target = targets.get(tree)?.get(reference);
        const known = needed.get(file) ?? new Set<SurveyedFile>();
        needed.set(file, known);
        for (const one of target === undefined ? (tree.included.get(reference) ?? []) : [target]) known.add(one);
      }
    }
  }
  return needed;
}
