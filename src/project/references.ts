import { type Config, firstValue, hasKey, type Property, type Section, sectionsOf } from '../model/config.js';
import { type FileKind, kindOf } from '../model/kinds.js';
import { lowerCase } from '../model/text.js';

/** What a file is referred to for. */
export type ReferenceKind = FileKind;

/** A property whose value is the path of another file. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** Which section of its file it stands in, from 0 on. */
  readonly section: number;
  readonly property: Property;
  readonly path: string;
  /** Whether it counts only if it leads to a file: Fluent Bit's own plugin takes none, and one of another build may. */
  readonly isOptional?: boolean;
}

/** The outputs that take their upstream from a file (R-4, U-18). */
const upstreamOutputs: ReadonlySet<string> = new Set(['forward', 'es', 'elasticsearch']);

/** The files that a configuration refers to, in reading order. */
export function referencesOf(config: Config): Reference[] {
  const references: Reference[] = [];
  config.sections.forEach((section, i) => {
    references.push(...referencesIn(section, i));
  });
  return references;
}

/** The references of one section, the `i`th of its file. */
export function referencesIn(section: Section, i: number): Reference[] {
  const { refers: keys } = kindOf(section.kind);
  if (keys === undefined) return [];
  const references: Reference[] = [];
  for (const property of section.properties) {
    const { value: path } = property;
    for (const [key, kind] of keys) {
      if (hasKey(property, key) && (path !== '' || kind === 'include')) references.push({ kind, section: i, property, path });
    }
  }
  return references.length === 0 || takesReferences(section) ? references : references.map((one) => ({ ...one, isOptional: true }));
}

function takesReferences(section: Section): boolean {
  return section.kind !== 'output' || upstreamOutputs.has(lowerCase(firstValue(section, 'name') ?? ''));
}

/** Whether a configuration is only a part of what the engine loads: the rest is in other files. */
export function hasIncludes(config: Config): boolean {
  return sectionsOf(config, 'include').length > 0;
}
