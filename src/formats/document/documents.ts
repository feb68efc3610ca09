import type { Config, Section } from '../../model/config.js';
import { kindOf } from '../../model/kinds.js';

/** The sections that stand under one top-level key. */
export interface TopLevel {
  readonly key: string;
  readonly sections: Section[];
}

/**
 * A configuration as documents: the top-level keys of each, in the order of their first sections. Order acts within a kind
 * only (M-1), so the sections of a kind come together under one key, but never across an include, whose file is read where
 * it stands (Y-29): where a key would have to be repeated, another document begins (Y-5).
 */
export function documentsOf(config: Config): TopLevel[][] {
  let document: TopLevel[] = [];
  const documents = [document];
  /** The keys that later sections may still join: those behind the last include. */
  let open = new Map<string, TopLevel>();
  /** All keys of the document. */
  let used = new Set<string>();
  /** There is only one in a file, in whatever document (Y-4, Y-35). */
  let service: TopLevel | undefined;
  for (const section of config.sections) {
    const key = topLevelKey(section);
    if (hasOwnMap(section)) {
      document.push({ key, sections: [section] });
      open.delete('includes');
      continue;
    }
    const known = key === 'service' ? service : open.get(key);
    if (known !== undefined) {
      known.sections.push(section);
      continue;
    }
    if (used.has(key)) {
      document = [];
      documents.push(document);
      open = new Map();
      used = new Set();
    }
    const topLevel = { key, sections: [section] };
    document.push(topLevel);
    if (section.kind === 'include') open.clear();
    else open.delete('includes');
    if (key === 'service') service = topLevel;
    used.add(key);
    open.set(key, topLevel);
  }
  return documents;
}

/** What the engine ignores does not come together, and nothing joins it, whatever it is called. */
function hasOwnMap({ kind }: Section): boolean {
  return kind === 'other' || kind === 'extensions';
}

/** The top-level key of a section. */
function topLevelKey({ kind, name = '' }: Section): string {
  const { yaml, key, inPipeline } = kindOf(kind);
  if (yaml === 'named') return name;
  return inPipeline ? 'pipeline' : key;
}
