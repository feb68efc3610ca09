import type { ReadResult } from '../../convert.js';
import { diagnostic } from '../../diagnostics/diagnostic.js';
import { sectionNotForMainFile, serviceTwice } from '../../formats/diagnostics.js';
import { type Section, sectionSpan, sectionsOf, valueSpan } from '../../model/config.js';
import { isMainKind, strangerKinds } from '../../model/section-kinds.js';
import { lowerCase } from '../../model/text.js';
import { streamsFileReplaced, variableOrder } from '../diagnostics.js';
import type { FileFacts } from '../files.js';
import type { Finding, IncludeTree } from '../include-tree.js';

type ReadingOf<File> = (file: File) => Promise<ReadResult>;

/** What is wrong only where several files make up one configuration. */
export async function checkTree<File extends FileFacts>(tree: IncludeTree<File>, readingOf: ReadingOf<File>): Promise<Finding<File>[]> {
  const found = await variablesByChance(tree, readingOf);
  if (tree.root.family === 'yaml') return [...found, ...replacedStreams(tree), ...(await repeatedServices(tree, readingOf))];
  return isMain(tree) ? [...found, ...replacedStreams(tree), ...(await strangers(tree, readingOf))] : found;
}

/** Variables to which the files of a pattern give different values: the engine reads these files in any order (I-19). */
async function variablesByChance<File extends FileFacts>(
  { files, included }: IncludeTree<File>,
  readingOf: ReadingOf<File>,
): Promise<Finding<File>[]> {
  const findings: Finding<File>[] = [];
  for (const file of files) {
    for (const reference of file.references) {
      const setting = (included.get(reference) ?? []).filter(({ kinds }) => kinds.has('env'));
      if (setting.length < 2) continue;
      const names = await namesWithSeveralValues(setting, readingOf);
      if (names.length === 0) continue;
      const args = { path: reference.path, variables: names.map((name) => `'${name}'`).join(', ') };
      findings.push({ file, diagnostic: diagnostic(variableOrder, valueSpan(reference.property), args) });
    }
  }
  return findings;
}

/** The last value that a file gives to a variable counts (E-1). */
async function namesWithSeveralValues<File>(files: readonly File[], readingOf: ReadingOf<File>): Promise<string[]> {
  const values = new Map<string, Set<string>>();
  for (const file of files) {
    const variables = sectionsOf((await readingOf(file)).config, 'env').flatMap(({ properties }) => properties);
    for (const [name, value] of new Map(variables.map(({ key, value }) => [key, value]))) {
      const known = values.get(name) ?? new Set<string>();
      values.set(name, known.add(value));
    }
  }
  return [...values].flatMap(([name, { size }]) => (size > 1 ? [name] : []));
}

/** The engine reads only the last of several `Streams_File` (M-8, Q-18). The check of a file finds those in one section. */
function replacedStreams<File>({ references }: IncludeTree<File>): Finding<File>[] {
  const streams = references.filter(({ reference }) => reference.kind === 'streams');
  return streams.flatMap(({ file, reference: { path, property, section } }, i): Finding<File>[] => {
    const next = streams[i + 1];
    if (next === undefined || (next.file === file && next.reference.section === section)) return [];
    return [{ file, diagnostic: diagnostic(streamsFileReplaced, valueSpan(property), { path }) }];
  });
}

/** `service` may stand once in a whole tree of YAML files (Y-35); the reader sees to each file. */
async function repeatedServices<File extends FileFacts>(
  { files }: IncludeTree<File>,
  readingOf: ReadingOf<File>,
): Promise<Finding<File>[]> {
  const findings: Finding<File>[] = [];
  for (const file of [...files].filter(({ kinds }) => kinds.has('service')).slice(1)) {
    const [section] = sectionsOf((await readingOf(file)).config, 'service');
    if (section !== undefined) findings.push({ file, diagnostic: diagnostic(serviceTwice, sectionSpan(section), {}) });
  }
  return findings;
}

/** Whether the engine is started with it, rather than led to it by another file. */
function isMain({ kinds }: IncludeTree<unknown>): boolean {
  return [...kinds].some(isMainKind);
}

/** Sections that the engine refuses or ignores in a classic main file, and so in what that includes (M-5, M-8, M-13). */
async function strangers<File extends FileFacts>({ files }: IncludeTree<File>, readingOf: ReadingOf<File>): Promise<Finding<File>[]> {
  const findings: Finding<File>[] = [];
  for (const file of files) {
    const kinds = strangerKinds.filter((kind) => file.kinds.has(kind));
    if (kinds.length === 0) continue;
    const reading = await readingOf(file);
    // The reader knows a main file by its other sections, and says so itself.
    if (reading.diagnostics.some(({ code }) => code === 'FLB128')) continue;
    for (const kind of kinds) {
      const section = sectionsOf(reading.config, kind).find((one) => headerOf(reading, one) === kind);
      if (section === undefined) continue;
      findings.push({ file, diagnostic: diagnostic(sectionNotForMainFile, sectionSpan(section), { section: kind.toUpperCase() }) });
    }
  }
  return findings;
}

/** The section's name as it is written, in lower case: short for something else, the engine takes it (M-5). */
export function headerOf({ source }: Pick<ReadResult, 'source'>, section: Section): string {
  const { start, end } = sectionSpan(section);
  return lowerCase(source.text.slice(start + 1, end - 1));
}
