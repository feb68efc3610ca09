import { diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { isMainKind, keyOfKind, ownFileKinds } from '../model/section-kinds.js';
import type { Host } from '../project/host.js';
import { isPattern, search } from '../project/search/search.js';
import type { TextStore } from '../project/text-store.js';
import { isKept, type World } from './afterwards.js';
import type { Outcomes } from './convert/convert-sources.js';
import { bytesOf, encoded, isEqualBytes } from './destinations.js';
import { destinationTaken, includedSections, oldFileOverwritten, patternWidened, tasksInTwoPlaces, upstreamSplit } from './diagnostics.js';
import type { Source } from './read/source-facts.js';
import { destinationOf } from './request.js';
import { pathAfterwards, type Scope, type SourceFinding, type SourceTree } from './scope.js';

/** What keeps files that convert well, each by itself, from working together as a tree. */
export function obstaclesOf(host: Host, mapped: Host, scope: Scope, outcomes: Outcomes, world: World, texts: TextStore): SourceFinding[] {
  return [
    ...collisions(host, scope, outcomes, texts),
    ...overwritten(host, scope, outcomes),
    ...ambiguousUpstreams(scope, outcomes),
    ...strangers(scope),
    ...tasksReadTwice(scope),
    ...widenedPatterns(mapped, scope, world),
  ];
}

/** Two files that would become one. One that is in use stays where it is, even by force, unless the new one is the very same. */
function collisions(host: Host, scope: Scope, outcomes: Outcomes, texts: TextStore): SourceFinding[] {
  const findings: SourceFinding[] = [];
  const taken = new Map<string, { file: Source; text: number }>();
  const collide = (file: Source, path: string, other: Source) => {
    const args = { path: host.shown(path), other: host.shown(other.path) };
    findings.push({ file, diagnostic: diagnostic(destinationTaken, nowhere, args) });
  };
  for (const [file, { outputs }] of outcomes) {
    for (const { path, text } of outputs) {
      const other = taken.get(path);
      if (other === undefined) taken.set(path, { file, text });
      else collide(file, path, other.file);
    }
  }
  for (const file of scope.inUse) {
    const path = destinationOf(file.path, scope.target);
    const output = isKept(file, scope, outcomes) ? taken.get(path) : undefined;
    if (output !== undefined && !isEqualBytes(encoded(texts.get(output.text)), bytesOf(host, file.path))) collide(output.file, path, file);
  }
  return findings;
}

/** Files whose new form would take their own place: one that is included may have any name (C-36, Y-34). */
function overwritten(host: Host, { newPaths }: Scope, outcomes: Outcomes): SourceFinding[] {
  return [...outcomes].flatMap(([file, { outputs }]) => {
    if (!newPaths.has(file) || !outputs.some(({ path }) => path === file.path)) return [];
    const args = { path: host.shown(file.path), format: file.family };
    return [{ file, diagnostic: diagnostic(oldFileOverwritten, nowhere, args) }];
  });
}

const nowhere = { start: 0, end: 0 };

/** An output takes one upstream file: where one became several, somebody must choose. */
function ambiguousUpstreams({ leads, newPaths }: Scope, outcomes: Outcomes): SourceFinding[] {
  return [...leads.values()].flat().flatMap(({ file, reference, target }): SourceFinding[] => {
    const outputs = target === undefined ? [] : (outcomes.get(target)?.outputs ?? []);
    if (target === undefined || outputs.length === 0 || outputs.some(({ path }) => path === newPaths.get(target))) return [];
    const args = { path: reference.path, files: outputs.length };
    return [{ file, diagnostic: diagnostic(upstreamSplit, valueSpan(reference.property), args) }];
  });
}

/**
 * Parsers and plugins that a main file includes: classic has them in files that the service names (M-5, M-13). It looks for these
 * beside the main file (C-31), so that an included file cannot name one of its own.
 */
function strangers({ trees, target: { family } }: Scope): SourceFinding[] {
  if (family !== 'classic') return [];
  const parts = trees
    .filter(({ root, kinds }) => root.family !== family && [...kinds].some(isMainKind))
    .flatMap(({ root, files }) => [...files].filter((file) => file !== root));
  return [...new Set(parts)].flatMap((file) => {
    const kinds = ownFileKinds.filter((kind) => file.kinds.has(kind));
    const args = { sections: kinds.map(keyOfKind).join(', '), format: family };
    return kinds.length === 0 ? [] : [{ file, diagnostic: diagnostic(includedSections, nowhere, args) }];
  });
}

/** Files that are included, where their tasks do nothing, and read as a Streams_File, where they run: they have one new form. */
function tasksReadTwice({ leads, includedTasks, target: { family } }: Scope): SourceFinding[] {
  if (family !== 'yaml' || includedTasks.size === 0) return [];
  return [...leads.values()].flat().flatMap(({ file, reference, target }): SourceFinding[] => {
    const isBoth = reference.kind === 'streams' && target?.family === 'classic' && includedTasks.has(target);
    if (!isBoth) return [];
    return [{ file, diagnostic: diagnostic(tasksInTwoPlaces, valueSpan(reference.property), { path: reference.path }) }];
  });
}

/**
 * Patterns that would find new files, too: in the old configuration, which must start until the new one does, and in one that
 * is in the target's format already. A tree that is built elsewhere leaves those in the old format behind.
 */
function widenedPatterns(host: Host, scope: Scope, world: World): SourceFinding[] {
  const { family, destination } = scope.target;
  const trees = scope.trees.filter(({ root }) => destination.mirror === undefined || root.family === family);
  return trees.flatMap((tree) => [...tree.files].flatMap((file) => widenedIn(file, tree, { host, scope, world })));
}

function widenedIn(
  file: Source,
  { start }: SourceTree,
  { host, scope, world }: { host: Host; scope: Scope; world: World },
): SourceFinding[] {
  const patterns = file.references.filter(isPattern);
  if (patterns.length === 0) return [];
  const { destination } = scope.target;
  const isElsewhere = destination.mirror !== undefined;
  const after = { family: start.family, host: world.host, home: destination.directoryFor(start.home) };
  const from = destinationOf(file.path, scope.target);
  return patterns.flatMap((reference): SourceFinding[] => {
    const before = search(reference, file.path, start).paths;
    const found = search(reference, from, after).paths;
    if (found.length <= before.length) return [];
    const known = new Set(before.map((one) => (isElsewhere ? pathAfterwards(one, scope) : one)));
    const other = host.shown(found.find((one) => !known.has(one)) ?? '');
    return [{ file, diagnostic: diagnostic(patternWidened, valueSpan(reference.property), { path: reference.path, other }) }];
  });
}
