import type { Config, Property, Section, SectionKind } from '../model/config.js';
import { kinds, kindsWhere } from '../model/kinds.js';
import { isMainFile, isMainKind } from '../model/section-kinds.js';

/**
 * The keys of the service that refer to what classic has in files of its own (M-5, M-13). Stream tasks stay: a main file may
 * hold them under another name (M-8).
 */
const homes = kinds.service.refers.filter(([, name]) => name !== 'streams');

/** A configuration that has become a file of its own, and what its sections are called together. */
export interface MovedPart {
  readonly name: string;
  readonly config: Config;
}

/**
 * A main file without the sections that classic wants in files of their own, and those files' configurations. The service
 * refers to them behind all other files that it names, which are loaded first today (M-1). `fileNameOf` names a file.
 */
export function moveStrangers(config: Config, fileNameOf: (name: string) => string): { main: Config; moved: MovedPart[] } {
  if (!isMainFile(config)) return { main: config, moved: [] };
  const moved: MovedPart[] = [];
  const references: Property[] = [];
  let sections = config.sections;
  for (const [key, name] of homes) {
    const moving = kindsWhere(({ file }) => file === name);
    const strangers = sections.filter(({ kind }) => moving.includes(kind));
    if (strangers.length === 0) continue;
    sections = sections.filter(({ kind }) => !moving.includes(kind));
    moved.push({ name, config: { sections: strangers } });
    references.push({ key, value: fileNameOf(name) });
  }
  if (moved.length === 0) return { main: config, moved };
  return { main: { ...config, sections: withReferences(sections, references) }, moved };
}

/** What the files are called together to which a main file with sections of these kinds leaves some of them. */
export function namesOfMoved(kinds: ReadonlySet<SectionKind>): string[] {
  if (![...kinds].some(isMainKind)) return [];
  return homes.flatMap(([, name]) => (kindsWhere(({ file }) => file === name).some((kind) => kinds.has(kind)) ? [name] : []));
}

function withReferences(sections: readonly Section[], references: readonly Property[]): Section[] {
  const last = sections.findLastIndex(({ kind }) => kind === 'service');
  if (last === -1) return [{ kind: 'service', properties: [...references] }, ...sections];
  return sections.map((section, i) => (i === last ? { ...section, properties: [...section.properties, ...references] } : section));
}
