import type { Config, SectionKind } from './config.js';
import { kindOf, kindsWhere } from './kinds.js';
import { lowerCase } from './text.js';

/** The kind whose list has this key, in lower case: one section an item. */
export const kindOfList: ReadonlyMap<string, SectionKind> = byKey(kindsWhere(({ yaml }) => yaml === 'list' || yaml === 'upstreams'));

/** The kind whose sections stand under this key below `pipeline`, in lower case. */
export const kindInPipeline: ReadonlyMap<string, SectionKind> = byKey(kindsWhere(({ inPipeline = false }) => inPipeline));

/** The kind whose sections stand under this key at the top of a YAML or JSON file, in lower case (Y-1). */
export const kindAtTop: ReadonlyMap<string, SectionKind> = byKey(
  kindsWhere(({ yaml, inPipeline = false }) => yaml !== 'nowhere' && yaml !== 'named' && !inPipeline),
);

function byKey(of: readonly SectionKind[]): ReadonlyMap<string, SectionKind> {
  return new Map(of.map((kind) => [kindOf(kind).key, kind]));
}

/** What stands below `pipeline` in YAML and JSON. */
export const pipelineKeys: readonly string[] = [...kindInPipeline.keys()];

/** What stands at the top of a YAML or JSON file. */
export const topLevelKeys: readonly string[] = ['pipeline', ...kindAtTop.keys()];

/** What sections of a kind are called together: the key that they stand under. */
export function keyOfKind(kind: SectionKind): string {
  return kindOf(kind).key;
}

/** Whether it is a file that Fluent Bit is started with, or a part of one: no other has a service or plugins to run. */
export function isMainFile({ sections }: Config): boolean {
  return sections.some(({ kind }) => isMainKind(kind));
}

export function isMainKind(kind: SectionKind): boolean {
  const { role } = kindOf(kind);
  return role === 'plugin' || role === 'settings';
}

/** Kinds of sections that classic has in files of their own, which a main file refers to (M-5, M-13). */
export const ownFileKinds = kindsWhere(({ file }) => file === 'parsers' || file === 'plugins');

/** Sections that the engine refuses or, of stream tasks, ignores in a main file in classic (M-5, M-8, M-13). */
export const strangerKinds = kindsWhere(({ file }) => file === 'parsers' || file === 'plugins' || file === 'streams');

/** The kind of a header that is written in full, in lower case (U-5). */
export const kindOfHeader: ReadonlyMap<string, SectionKind> = new Map(
  kindsWhere(({ header }) => header !== undefined).map((kind) => [lowerCase(kindOf(kind).header ?? ''), kind]),
);

/** Names that a section may abbreviate, in the order in which the engine tries them (C-21, Y-3). */
const fullNames: readonly (readonly [string, SectionKind])[] = kindsWhere(() => true).flatMap((kind) =>
  (kindOf(kind).abbreviates ?? []).map((name) => [name, kind] as const),
);

/**
 * What a section is by its name: the engine accepts any beginning of a known name (C-21, Y-3). `full` is the name in
 * full where it was abbreviated. Undefined for names that nothing reads.
 */
export function kindOfName(name: string): { kind: SectionKind; full?: string } | undefined {
  const lower = lowerCase(name);
  const found = fullNames.find(([full]) => full.startsWith(lower));
  if (found === undefined) return undefined;
  const [full, kind] = found;
  return full === lower ? { kind } : { kind, full };
}
