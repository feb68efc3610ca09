import { hasVariable } from '../check/values.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { severityIn } from '../diagnostics/severity.js';
import { valueSpan } from '../model/config.js';
import { fileNotFollowed } from '../project/diagnostics.js';
import { findFile, homeOf } from '../project/find-file.js';
import { type Finding, type IncludeTree, readIncludeTree } from '../project/include-tree.js';
import { familyOfName } from '../project/project-files.js';
import type { Reference } from '../project/references.js';
import { withoutParts } from '../project/without-parts.js';
import { includeOutside, referenceOutside } from './diagnostics.js';
import { inAnotherFormat, type SourceFiles } from './source-files.js';
import type { SurveyedFile } from './survey.js';

export type SourceTree = IncludeTree<SurveyedFile>;
export type SourceFinding = Finding<SurveyedFile>;

/** How the files of a migration hang together. */
export interface Project {
  /** What the engine may be started with or led to: each with all that it includes. Not those within others. */
  readonly trees: readonly SourceTree[];
  /** The file of the migration that a reference leads to, by the tree in which it was followed; includes apart. */
  readonly targets: ReadonlyMap<SourceTree, ReadonlyMap<Reference, SurveyedFile>>;
  /** References of which it cannot be told here where they lead: with variables, or to nothing. Includes apart. */
  readonly open: ReadonlySet<Reference>;
  readonly findings: readonly SourceFinding[];
  /** What is to be said besides of includes that lead nowhere, if their files get another format. */
  readonly lost: readonly SourceFinding[];
}

/** Follows all that the files refer to; what joins the migration by that is followed, too. */
export async function followSources(sources: SourceFiles): Promise<Project> {
  const trees = new Map<SurveyedFile, SourceTree>();
  const targets = new Map<SourceTree, ReadonlyMap<Reference, SurveyedFile>>();
  const open = new Set<Reference>();
  const findings: SourceFinding[] = [];
  for (;;) {
    // Files join while this goes over them.
    for (const file of sources.files.values()) {
      if (file.references.length > 0 && file.isOurs && !trees.has(file)) trees.set(file, await readIncludeTree(sources, file));
    }
    const roots = withoutParts([...trees.values()]);
    const known = sources.files.size;
    for (const tree of roots) {
      if (!targets.has(tree)) targets.set(tree, await followReferences(sources, tree, { open, findings }));
    }
    if (sources.files.size > known) continue;
    const inTrees = roots.flatMap((tree) => tree.findings.filter(({ diagnostic: { code } }) => code !== 'FLB502'));
    return { trees: roots, targets, open, findings: [...findings, ...inTrees], lost: roots.flatMap(lostIncludes) };
  }
}

/** What the references of R-1 … R-4 lead to. */
async function followReferences(
  sources: SourceFiles,
  tree: SourceTree,
  { open, findings }: { open: Set<Reference>; findings: SourceFinding[] },
): Promise<ReadonlyMap<Reference, SurveyedFile>> {
  const { host } = sources;
  const home = homeOf(host, tree.root.path);
  const targets = new Map<Reference, SurveyedFile>();
  for (const { file, reference } of tree.references) {
    const { path, property } = reference;
    const span = valueSpan(property);
    if (hasVariable(path)) {
      open.add(reference);
      findings.push({ file, diagnostic: diagnostic(fileNotFollowed, span, { path }) });
      continue;
    }
    const { path: found, finding } = findFile(host, reference, { directories: [host.cwd, home], home });
    const family = familyOfName(found ?? path);
    const target = found === undefined ? undefined : await sources.find(found, family);
    // Fluent Bit reads either format there: what it does not find or read today, it finds or reads as little afterwards.
    const warn = (one: Diagnostic) => findings.push({ file, diagnostic: { ...one, severity: severityIn('stay', one) } });
    if (target !== undefined) {
      targets.set(reference, target);
      const isKnown = target.format !== undefined || target.isMisnamed;
      if (isKnown && target.family !== family) warn(inAnotherFormat(reference, family, target.family));
    }
    if (found === undefined) open.add(reference);
    if (finding !== undefined && finding.code !== 'FLB502') warn(finding);
    else if (target === undefined) findings.push({ file, diagnostic: diagnostic(referenceOutside, span, { path, kind: reference.kind }) });
  }
  return targets;
}

/** An include that leads nowhere would be read in the wrong format afterwards. */
function lostIncludes({ files, included, findings }: SourceTree): SourceFinding[] {
  return [...files].flatMap((file) =>
    file.references.flatMap((reference): SourceFinding[] => {
      const { kind, path, property } = reference;
      if (kind !== 'include' || included.get(reference)?.length !== 0) return [];
      const span = valueSpan(property);
      const isSaid = findings.some(
        ({ file: other, diagnostic: { severity, span: place } }) => other === file && severity === 'error' && place.start === span.start,
      );
      return isSaid ? [] : [{ file, diagnostic: diagnostic(includeOutside, span, { path }) }];
    }),
  );
}
