import { parserReferences } from '../engine/parser-references.js';
import { firstValue, hasKey, type Property, type Section, sectionsOf, valueSpan } from '../model/config.js';
import { pluginOfSection } from '../model/plugins.js';
import { lowerCase } from '../model/text.js';
import { type FileFacts, factsOf } from '../project/files.js';
import { pathIn } from '../project/paths.js';
import { referencesOf } from '../project/references.js';
import { search, startWith } from '../project/search/search.js';
import type { SourceFile } from '../source/source-file.js';
import type { Span } from '../source/span.js';
import { type Asked, loadedWith } from './loaded.js';

/** Where a value leads: a file, or a place in it. */
export interface Target {
  readonly path: string;
  readonly at?: { readonly source: SourceFile; readonly span: Span };
}

/** The files or parsers that the value at an offset names. */
export async function targetsAt(offset: number, asked: Asked): Promise<Target[]> {
  const { config } = asked.reading;
  for (const section of config.sections) {
    const property = section.properties.find((one) => holds(valueSpan(one), offset));
    if (property === undefined || property.value === '') continue;
    return [...filesOf(property, section, asked), ...(await parsersOf(property, section, asked))];
  }
  return [];
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end && end > start;
}

function filesOf(property: Property, section: Section, asked: Asked): Target[] {
  const { host, path, reading } = asked;
  const from: FileFacts = factsOf(path, reading);
  const start = startWith(host, asked.roots[0] === undefined ? from : factsOf(asked.roots[0].path, asked.roots[0].reading));
  const reference = referencesOf(reading.config).find((one) => one.property === property);
  if (reference !== undefined) return search(reference, path, start).paths.map((found) => ({ path: found }));
  // The script of a filter lua, where the engine looks for it.
  if (section.kind !== 'filter' || pluginOfSection(section)?.name !== 'lua' || !hasKey(property, 'script')) return [];
  const places = [host.cwd, start.home].map((directory) => pathIn(directory, property.value));
  return places
    .filter((one) => host.identify(one) !== undefined)
    .slice(0, 1)
    .map((found) => ({ path: found }));
}

async function parsersOf(property: Property, section: Section, asked: Asked): Promise<Target[]> {
  const { kind } = section;
  if (kind !== 'input' && kind !== 'filter') return [];
  const reference = parserReferences[kind][pluginOfSection(section)?.name ?? '']?.[lowerCase(property.key)];
  if (reference === undefined) return [];
  const targets: Target[] = [];
  for (const { path, reading } of await loadedWith(asked)) {
    for (const parser of sectionsOf(reading.config, reference.kind)) {
      const name = parser.properties.find((one) => hasKey(one, 'name'));
      if (name === undefined || firstValue(parser, 'name') !== property.value) continue;
      targets.push({ path, at: { source: reading.source, span: valueSpan(name) } });
    }
  }
  return targets;
}
