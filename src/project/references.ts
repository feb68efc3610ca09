import { type Config, type Property, type Section, sectionsOf } from '../model/config.js';
import { firstValue } from '../model/property.js';
import { lowerCase } from '../model/text.js';

/** What a file is referred to for. */
export type ReferenceKind = 'parsers' | 'plugins' | 'streams' | 'upstream' | 'include';

/** A property whose value is the path of another file. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** Which section of its file it stands in, from 0 on. */
  readonly section: number;
  readonly property: Property;
  readonly path: string;
}

const includeKeys: ReadonlyMap<string, ReferenceKind> = new Map([['include', 'include']]);

/** Settings of the service that name a file (R-1 … R-3). */
const serviceKeys: ReadonlyMap<string, ReferenceKind> = new Map([
  ['parsers_file', 'parsers'],
  ['plugins_file', 'plugins'],
  ['streams_file', 'streams'],
]);

/** Of the outputs, these take their upstream from a file (R-4, U-18). */
const upstreamOutputs: ReadonlySet<string> = new Set(['forward', 'es']);
const outputKeys: ReadonlyMap<string, ReferenceKind> = new Map([['upstream', 'upstream']]);

/** The files that a configuration refers to, in reading order. */
export function referencesOf(config: Config): Reference[] {
  return config.sections.flatMap((section, i) => referencesIn(section, i));
}

/** The references of one section, the `i`th of its file. */
export function referencesIn(section: Section, i: number): Reference[] {
  const keys = referringKeys(section);
  if (keys === undefined) return [];
  return section.properties.flatMap((property): Reference[] => {
    const { value: path } = property;
    const kind = keys.get(lowerCase(property.key));
    return kind === undefined || (path === '' && kind !== 'include') ? [] : [{ kind, section: i, property, path }];
  });
}

function referringKeys(section: Section): ReadonlyMap<string, ReferenceKind> | undefined {
  switch (section.kind) {
    case 'include':
      return includeKeys;
    case 'service':
      return serviceKeys;
    case 'output':
      return upstreamOutputs.has(lowerCase(firstValue(section, 'name') ?? '')) ? outputKeys : undefined;
    default:
      return undefined;
  }
}

/** Whether a configuration is only a part of what the engine loads: the rest is in other files. */
export function hasIncludes(config: Config): boolean {
  return sectionsOf(config, 'include').length > 0;
}
