import { type ReadResult, readConfig } from '../../convert.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { type Config, type Section, sectionSpan, valueSpan } from '../../model/config.js';
import { groupBy } from '../../model/grouping.js';
import { type Reference, referencesOf } from '../../project/references.js';
import type { SourceFile } from '../../source/source-file.js';
import { referenceNotMoved, servicesJoined } from '../diagnostics.js';
import type { ValuesByFile } from '../names.js';
import type { MovedReference } from '../plan.js';
import type { SourceFiles } from '../read/read-sources.js';
import type { Source } from '../read/source-facts.js';
import { destinationOf, type Request, type Target } from '../request.js';
import type { Scope, SourceTree } from '../scope.js';
import { type Converted, convertSource, type Kept } from './convert-source.js';
import { withTasksAsToday } from './included-tasks.js';
import { inPlaceOf, type JoinedServices, joinServices, withService } from './join-services.js';
import { type NewValues, renameReferences, replaceReferences } from './rename-references.js';

/** The new form of each file that does not stay as it is. */
export type Outcomes = ReadonlyMap<Source, Converted>;

interface Rewriting {
  readonly store: SourceFiles;
  readonly target: Target;
  readonly kept: Kept;
  readonly values: ValuesByFile;
  readonly services: JoinedServices;
  readonly includedTasks: Scope['includedTasks'];
}

/** Converts the files about which others decide: those that refer to others, and whose settings move. `values`: of their references. */
export async function convertSources(
  store: SourceFiles,
  { trees, newPaths, staying, files, target, includedTasks }: Scope,
  values: ValuesByFile,
  kept: Kept,
  onProgress: Request['onProgress'],
): Promise<Outcomes> {
  const services = joinServices(
    target.family === 'yaml' ? trees.filter(({ root }) => root.family !== target.family && !staying.has(root)) : [],
  );
  const rewriting: Rewriting = { store, target, kept, values, services, includedTasks };
  const outcomes = new Map([...store.early].filter(([file]) => !staying.has(file)));
  let done = 0;
  for (const file of files.values()) {
    onProgress?.('converting', done++, files.size);
    if (outcomes.has(file) && !services.givers.has(file) && !includedTasks.has(file)) continue;
    if (newPaths.has(file)) outcomes.set(file, await convertAgain(file, rewriting));
    else if (values.has(file)) outcomes.set(file, await update(file, rewriting));
  }
  return outcomes;
}

const none: NewValues = new Map();

/** Converts a file with the new names of what it refers to and the settings of its tree. */
async function convertAgain(file: Source, rewriting: Rewriting): Promise<Converted> {
  const { store, target, kept, values, services, includedTasks } = rewriting;
  const reading = await store.readingOf(file);
  const joined = await withJoinedService(file, renamed(file, reading, rewriting), rewriting);
  const { config, diagnostics } = includedTasks.has(file) ? withTasksAsToday(joined, reading) : { config: joined, diagnostics: [] };
  const converted = await convertSource(file.path, reading, config, target, kept);
  const references = movedReferences(reading, values.get(file) ?? none);
  const more = [...diagnostics, ...joinedServices(services.takers.get(file), reading)];
  if (more.length === 0) return { ...converted, references };
  return { ...converted, references, diagnostics: [...converted.diagnostics, ...more], source: reading.source };
}

/** Says that the settings of other files of a tree are in this one now. */
function joinedServices(tree: SourceTree | undefined, { config, source }: ReadResult): Diagnostic[] {
  if (tree === undefined) return [];
  const own = config.sections.find(({ kind }) => kind === 'service');
  const files = [...tree.files].filter(({ kinds }) => kinds.has('service')).length;
  return [diagnostic(servicesJoined, own === undefined ? source.startSpan : sectionSpan(own), { files })];
}

function renamed(file: Source, { config }: ReadResult, { values }: Rewriting): Config {
  const own = values.get(file);
  return own === undefined ? config : renameReferences(config, file.references, own);
}

async function withJoinedService(file: Source, config: Config, rewriting: Rewriting): Promise<Config> {
  const { takers, givers } = rewriting.services;
  if (givers.has(file)) return { ...config, sections: config.sections.filter(({ kind }) => kind !== 'service') };
  const tree = takers.get(file);
  if (tree === undefined) return config;
  return { ...config, sections: withService(config.sections, await servicesIn(file, config, tree, rewriting)) };
}

/** The settings in a file and in all that it includes, in the order in which the engine reads them (C-22). */
async function servicesIn(file: Source, config: Config, tree: SourceTree, rewriting: Rewriting): Promise<Section[]> {
  const services: Section[] = [];
  const references = groupBy(file.references, ({ section }) => section);
  for (const [i, section] of config.sections.entries()) {
    if (section.kind === 'service') services.push(section);
    for (const reference of references.get(i) ?? []) {
      for (const other of tree.included.get(reference) ?? []) {
        if (other.references.length === 0 && !other.kinds.has('service')) continue;
        const reading = await rewriting.store.readingOf(other);
        const included = await servicesIn(other, renamed(other, reading, rewriting), tree, rewriting);
        for (const service of included) services.push(inPlaceOf(service, valueSpan(reference.property)));
      }
    }
  }
  return services;
}

/** Gives a file that is in the target's format already the new names of what it refers to, and changes nothing else. */
async function update(file: Source, rewriting: Rewriting): Promise<Converted> {
  const { store, target, kept, values } = rewriting;
  const own = values.get(file) ?? none;
  const reading = await store.readingOf(file);
  const { source } = reading;
  const { text, stuck } = replaceReferences(source.text, own);
  if (stuck.length > 0) return unchanged(source, stuck, own, target);
  const again = await readConfig(text, { fileName: source.name, ...(file.format === undefined ? {} : { from: file.format.name }) });
  if (!refersTo(again, file, own)) return unchanged(source, [...own.keys()], own, target);
  const path = destinationOf(file.path, target);
  kept.readings.keep(path, again);
  const output = { path, text: kept.texts.put(source.hasByteOrderMark ? `\ufeff${text}` : text) };
  return { outputs: [output], references: movedReferences(reading, own), diagnostics: [] };
}

/** A file stays as it is if references in it cannot be given their new values. In a tree elsewhere, these lead nowhere. */
function unchanged(source: SourceFile, references: readonly Reference[], values: NewValues, { destination }: Target): Converted {
  const diagnostics = references.map((reference) => {
    const [renamed = ''] = values.get(reference) ?? [];
    const one = diagnostic(referenceNotMoved, valueSpan(reference.property), { path: reference.path, renamed });
    return destination.mirror === undefined ? one : { ...one, severity: 'error' as const };
  });
  return { outputs: [], references: [], diagnostics, source };
}

/** Whether what was read refers to what the file does, with the new values. */
function refersTo({ config }: ReadResult, file: Source, values: NewValues): boolean {
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
