import { diagnostic } from '../diagnostics/diagnostic.js';
import { sectionNeedsAFile } from '../formats/diagnostics.js';
import { valueSpan } from '../model/config.js';
import { isMainKind, keyOfKind, ownFileKinds } from '../model/section-kinds.js';
import { encoded, isEqualBytes } from './bytes.js';
import { destinationOf } from './destination.js';
import { destinationTaken, oldFileOverwritten, upstreamSplit } from './diagnostics.js';
import type { Migration } from './migration.js';
import type { SurveyedFile } from './survey.js';
import type { Project, SourceFinding } from './trees.js';
import { widenedPatterns } from './widened-patterns.js';

/** What keeps files that convert well, each by itself, from being a tree together. */
export function obstaclesOf(migration: Migration, project: Project): SourceFinding[] {
  return [
    ...collisions(migration),
    ...overwritten(migration),
    ...splitUpstreams(migration, project),
    ...strangers(migration, project),
    ...widenedPatterns(migration, project),
  ];
}

/** Two files that would become one. What is copied gives way to the very same. */
function collisions(migration: Migration): SourceFinding[] {
  const findings: SourceFinding[] = [];
  const taken = new Map<string, { file: SurveyedFile; text: number }>();
  const collide = (file: SurveyedFile, path: string, other: string) => {
    const args = { path: migration.shown(path), other: migration.shown(other) };
    findings.push({ file, diagnostic: diagnostic(destinationTaken, nowhere, args) });
  };
  for (const [file, { outputs }] of migration.outcomes) {
    for (const { path, text } of outputs) {
      const other = taken.get(path);
      if (other === undefined) taken.set(path, { file, text });
      else collide(file, path, other.file.path);
    }
  }
  for (const path of migration.copied()) {
    const copy = destinationOf(path, migration.target.destination);
    const output = taken.get(copy);
    if (output !== undefined && !isEqualBytes(encoded(migration.texts.get(output.text)), migration.bytesOf(path)))
      collide(output.file, copy, path);
  }
  return findings;
}

/** Files whose new form would take their own place: one that is included may have any name (C-36, Y-34). */
function overwritten(migration: Migration): SourceFinding[] {
  return [...migration.outcomes].flatMap(([file, { outputs }]) => {
    if (!migration.isMoved(file) || !outputs.some(({ path }) => path === file.path)) return [];
    const args = { path: migration.shown(file.path), format: file.family };
    return [{ file, diagnostic: diagnostic(oldFileOverwritten, nowhere, args) }];
  });
}

const nowhere = { start: 0, end: 0 };

/** An output takes one upstream file, so that of several somebody must choose. */
function splitUpstreams(migration: Migration, { trees, targets }: Project): SourceFinding[] {
  const findings: SourceFinding[] = [];
  for (const tree of trees) {
    for (const { file, reference } of tree.references) {
      const target = targets.get(tree)?.get(reference);
      if (target === undefined) continue;
      const outputs = migration.outcomes.get(target)?.outputs ?? [];
      if (outputs.length === 0 || outputs.some(({ path }) => path === migration.newPath(target))) continue;
      const args = { path: reference.path, files: outputs.length };
      findings.push({ file, diagnostic: diagnostic(upstreamSplit, valueSpan(reference.property), args) });
    }
  }
  return findings;
}

/** Parsers and plugins that a main file includes: classic has them in files that the service names (M-5, M-13). */
function strangers({ to }: Migration, { trees }: Project): SourceFinding[] {
  if (to !== 'classic') return [];
  const parts = trees
    .filter(({ root, kinds }) => root.family !== to && [...kinds].some(isMainKind))
    .flatMap(({ root, files }) => [...files].filter((file) => file !== root && ![...file.kinds].some(isMainKind)));
  return parts.flatMap((file) => {
    const kinds = ownFileKinds.filter((kind) => file.kinds.has(kind));
    const args = { sections: kinds.map(keyOfKind).join(', '), format: to };
    return kinds.length === 0 ? [] : [{ file, diagnostic: diagnostic(sectionNeedsAFile, nowhere, args) }];
  });
}
