import type { Config, SectionKind } from './config.js';
import { lowerCase } from './text.js';

/** How a kind of section is written down. */
export interface KindForm {
  /** Its header in classic. */
  readonly header: string;
  /** Its key in YAML and JSON. */
  readonly key: string;
  /** Whether that key stands below `pipeline`. */
  readonly inPipeline?: true;
}

/** The kinds that are lists of maps in YAML, one section an item. */
export const listedKinds: ReadonlyMap<SectionKind, KindForm> = new Map<SectionKind, KindForm>([
  ['input', { header: 'INPUT', key: 'inputs', inPipeline: true }],
  ['filter', { header: 'FILTER', key: 'filters', inPipeline: true }],
  ['output', { header: 'OUTPUT', key: 'outputs', inPipeline: true }],
  ['custom', { header: 'CUSTOM', key: 'customs' }],
  ['parser', { header: 'PARSER', key: 'parsers' }],
  ['multiline_parser', { header: 'MULTILINE_PARSER', key: 'multiline_parsers' }],
  ['stream_task', { header: 'STREAM_TASK', key: 'stream_processor' }],
  ['upstream', { header: 'UPSTREAM', key: 'upstream_servers' }],
]);

/** The kind whose list has this key, in lower case. */
export const kindOfList: ReadonlyMap<string, SectionKind> = new Map([...listedKinds].map(([kind, { key }]) => [key, kind]));

const forms = [...listedKinds.values()];

/** What stands below `pipeline` in YAML and JSON. */
export const pipelineKeys: readonly string[] = forms.filter(({ inPipeline }) => inPipeline).map(({ key }) => key);

/** What stands at the top of a YAML or JSON file (Y-1). */
export const topLevelKeys: readonly string[] = [
  ...['env', 'includes', 'service', 'pipeline', 'plugins', 'extensions'],
  ...forms.filter(({ inPipeline }) => !inPipeline).map(({ key }) => key),
];

/** What sections of a kind are called together: the key of their list. */
export function keyOfKind(kind: SectionKind): string {
  return listedKinds.get(kind)?.key ?? kind;
}

/** Sections that start a plugin: a list is a key repeated for them (Y-20). */
export function isPluginKind(kind: SectionKind): boolean {
  return kind === 'input' || kind === 'filter' || kind === 'output' || kind === 'custom';
}

/** Whether the engine drops values of blanks only in YAML without a word; elsewhere it stops (Y-17). */
export function dropsBlanks(kind: SectionKind): boolean {
  return kind === 'service' || kind === 'parser' || kind === 'other';
}

/** Whether it is a file that Fluent Bit is started with, or a part of one: no other has a service or plugins to run. */
export function isMainFile({ sections }: Config): boolean {
  return sections.some(({ kind }) => isMainKind(kind));
}

export function isMainKind(kind: SectionKind): boolean {
  return isPluginKind(kind) || kind === 'service';
}

/** Sections that classic has in files of their own, which a main file refers to (M-5, M-13). */
export const ownFileKinds: readonly SectionKind[] = ['parser', 'multiline_parser', 'plugins'];

/** Sections that the engine refuses or, of stream tasks, ignores in a main file in classic (M-5, M-8, M-13). */
export const strangerKinds: readonly SectionKind[] = [...ownFileKinds, 'stream_task'];

/** Names that a section may abbreviate, in the order in which the engine tries them (C-21, Y-3). */
const fullNames: readonly (readonly [string, SectionKind])[] = [
  ['service', 'service'],
  ['parser', 'parser'],
  ['multiline_parser', 'multiline_parser'],
  ['stream_processor', 'stream_task'],
  ['plugins', 'plugins'],
  ['custom', 'custom'],
  ['customs', 'custom'],
  ['input', 'input'],
  ['inputs', 'input'],
  ['filter', 'filter'],
  ['filters', 'filter'],
  ['output', 'output'],
  ['outputs', 'output'],
];

/**
 * What a section is by its name: any beginning of a known name will do for the engine (C-21, Y-3). `full` is the name in
 * full where it was abbreviated. Undefined for names that nothing reads.
 */
export function kindOfName(name: string): { kind: SectionKind; full?: string } | undefined {
  const lower = lowerCase(name);
  const found = fullNames.find(([full]) => full.startsWith(lower));
  if (found === undefined) return undefined;
  const [full, kind] = found;
  return full === lower ? { kind } : { kind, full };
}
