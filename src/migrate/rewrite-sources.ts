import type { ReadResult } from '../convert.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { type Config, type Section, sectionSpan, valueSpan } from '../model/config.js';
import type { Host } from '../project/host.js';
import { type Reference, referencesOf } from '../project/references.js';
import type { TextStore } from '../project/text-store.js';
import type { SourceFile } from '../source/source-file.js';
import { type Converted, convertSource, type Target } from './convert-source.js';
import { destinationOf } from './destination.js';
import { type JoinedServices, withService } from './join-services.js';
import type { ValuesByFile } from './new-values.js';
import type { MovedReference } from './plan.js';
import { type NewValues, renameReferences, replaceReferences } from './rename-references.js';
import { readSource, type SurveyedFile } from './survey.js';
import type { SourceTree } from './trees.js';

/** What came of a file that was read again, since others decide about it. */
export interface Rewritten extends Converted {
  readonly references: readonly MovedReference[];
}

export interface Rewriting {
  readonly host: Host;
  readonly target: Target;
  readonly store: TextStore;
  readonly values: ValuesByFile;
  readonly services: JoinedServices;
}

const none: NewValues = new Map();

/** Converts a file with the new names of what it refers to and the settings of its tree. */
export async function rewriteSource(file: SurveyedFile, rewriting: Rewriting): Promise<Rewritten> {
  const { host, target, store, values, services } = rewriting;
  const reading = await readSource(host, file.path, file.format?.name);
  const config = await withJoinedService(file, renamed(file, reading, rewriting), rewriting);
  const converted = await convertSource(file.path, reading, config, target, store);
  const references = movedReferences(reading, values.get(file) ?? none);
  const tree = services.takers.get(file);
  if (tree === undefined) return { ...converted, references };
  const own = reading.config.sections.find(({ kind }) => kind === 'service');
  const joined = diagnostic('FLB605', own === undefined ? reading.source.startSpan : sectionSpan(own), {
    files: [...tree.files].filter(({ kinds }) => kinds.has('service')).length,
  });
  return { ...converted, references, diagnostics: [...converted.diagnostics, joined], source: reading.source };
}

function renamed(file: SurveyedFile, { config }: ReadResult, { values }: Rewriting): Config {
  return renameReferences(config, file.references, values.get(file) ?? none);
}

async function withJoinedService(file: SurveyedFile, config: Config, rewriting: Rewriting): Promise<Config> {
  const { takers, givers } = rewriting.services;
  if (givers.has(file)) return { ...config, sections: config.sections.filter(({ kind }) => kind !== 'service') };
  const tree = takers.get(file);
  if (tree === undefined) return config;
  return { ...config, sections: withService(config.sections, await servicesIn(file, config, tree, rewriting), new Set(config.sections)) };
}

/** The settings in a file and in all that it includes, in the order in which the engine reads them (C-22). */
async function servicesIn(file: SurveyedFile, config: Config, tree: SourceTree, rewriting: Rewriting): Promise<Section[]> {
  const services: Section[] = [];
  for (const [i, section] of config.sections.entries()) {
    if (section.kind === 'service') services.push(section);
    const includes = file.references.filter((reference) => reference.kind === 'include' && reference.section === i);
    for (const other of includes.flatMap((reference) => tree.included.get(reference) ?? [])) {
      if (other.references.length === 0 && !other.kinds.has('service')) continue;
      const reading = await readSource(rewriting.host, other.path, other.format?.name);
      services.push(...(await servicesIn(other, renamed(other, reading, rewriting), tree, rewriting)));
    }
  }
  return services;
}

/** Gives a file that is in the target's format already the new names of what it refers to, and changes nothing else. */
export async function updateSource(file: SurveyedFile, { host, target, store, values }: Rewriting): Promise<Rewritten> {
  const own = values.get(file) ?? none;
  const reading = await readSource(host, file.path, file.format?.name);
  const { source } = reading;
  const { text, stuck } = replaceReferences(source.text, own);
  if (stuck.length > 0) return unchanged(source, stuck, own);
  if (!(await reads(text, file, own, host))) return unchanged(source, [...own.keys()], own);
  const path = destinationOf(file.path, target.destination);
  const output = { path, text: store.put(source.hasByteOrderMark ? `\ufeff${text}` : text) };
  return { outputs: [output], references: movedReferences(reading, own), diagnostics: [] };
}

/** What comes of a file that stays as it is, since references in it cannot be given their new values. */
function unchanged(source: SourceFile, references: readonly Reference[], values: NewValues): Rewritten {
  const diagnostics = references.map((reference) => {
    const [renamed = ''] = values.get(reference) ?? [];
    return diagnostic('FLB609', valueSpan(reference.property), { path: reference.path, renamed });
  });
  return { outputs: [], references: [], diagnostics, source };
}

/** Whether a text reads as the file does, with the new values. */
async function reads(text: string, file: SurveyedFile, values: NewValues, host: Host): Promise<boolean> {
  const written: Host = { ...host, read: () => ({ bytes: new TextEncoder().encode(text) }) };
  const { config } = await readSource(written, file.path, file.format?.name);
  const now = referencesOf(config).map(({ path }) => path);
  const wanted = file.references.flatMap((reference) => values.get(reference) ?? [reference.path]);
  return now.length === wanted.length && now.every((path, i) => path === wanted[i]);
}

function movedReferences({ source }: ReadResult, values: NewValues): MovedReference[] {
  return [...values]
    .filter(([{ path }, after]) => after.length !== 1 || after[0] !== path)
    .map(([{ path, property }, after]) => ({ line: source.positionAt(valueSpan(property).start).line, before: path, after }))
    .sort((a, b) => a.line - b.line);
}
