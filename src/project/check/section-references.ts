import { outputNameOf, routedOutputs } from '../../check/matching/routes.js';
import { hasVariable } from '../../check/values.js';
import type { Severity } from '../../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { closest } from '../../diagnostics/words.js';
import { builtInMultilineParsers, type ParserReference, parserReferences } from '../../engine/parser-references.js';
import {
  type Config,
  firstValue,
  hasKey,
  keySpan,
  type Property,
  type Section,
  type SectionKind,
  sectionsOf,
  valueSpan,
} from '../../model/config.js';
import { pluginOfSection } from '../../model/plugins.js';
import { processorsOf } from '../../model/processors.js';
import { booleanOf, lowerCase, trimSpaces } from '../../model/text.js';
import { noStoragePath, parserLeftOut, routeToNowhere, sharedDatabase, unknownParser } from '../diagnostics.js';
import type { Finding } from '../include-tree.js';

/** A file that the engine loads. */
export interface LoadedFile<File> {
  readonly file: File;
  readonly config: Config;
  /** Where an offset of it is, for a message. */
  place(offset: number): { readonly file: string; readonly line: number };
}

/** What one start of the engine loads. */
export interface Loaded<File> {
  /** What it is started with and all that this includes. */
  readonly main: readonly LoadedFile<File>[];
  /** Those, and the files of parsers that they refer to. */
  readonly all: readonly LoadedFile<File>[];
  /** Whether every file could be found and read: only then can it be told what there is not. */
  readonly isWhole: boolean;
  /** Whether at least `main` could be found and read. */
  readonly hasAllIncludes: boolean;
}

/** What sections refer to in each other, wherever they stand (I-9 … I-11). */
export function checkSectionReferences<File>(loaded: Loaded<File>): Finding<File>[] {
  const walk = new ReferenceWalk(loaded);
  const findings: Finding<File>[] = [];
  for (const file of loaded.main) for (const section of file.config.sections) findings.push(...walk.check(file, section));
  return findings;
}

const none: never[] = [];

type Place<File> = readonly [LoadedFile<File>, Property];

/** Names and settings are gathered when the first section asks for them: most configurations have none that does. */
class ReferenceWalk<File> {
  private readonly names = new Map<string, Names>();
  private readonly databases = new Map<string, Place<File>>();
  private storage: { readonly severity: Severity | undefined } | undefined;

  constructor(private readonly loaded: Loaded<File>) {}

  check(file: LoadedFile<File>, section: Section): Finding<File>[] {
    const { kind } = section;
    if (kind !== 'input' && kind !== 'filter' && kind !== 'output') return none;
    const found = kind === 'output' ? [] : this.parsersOf(section);
    for (const property of section.properties) {
      if (property.key === 'processors') found.push(...processorsOf(property).flatMap((processor) => this.parsersOf(processor)));
      if (kind !== 'input') continue;
      if (property.nested !== undefined) found.push(...this.routesOf(property));
      else if (hasKey(property, 'storage.type')) found.push(...this.storageOf(property));
      else if (hasKey(property, 'db')) found.push(...this.databaseOf(file, section, property));
    }
    return found.length === 0 ? none : found.map((one) => ({ file: file.file, diagnostic: one }));
  }

  private parsersOf(section: Section): Diagnostic[] {
    const { kind, properties } = section;
    if (kind !== 'input' && kind !== 'filter') return [];
    const references = parserReferences[kind][pluginOfSection(section)?.name ?? ''];
    if (references === undefined) return [];
    const found: Diagnostic[] = [];
    for (const property of properties) {
      const key = lowerCase(property.key);
      const reference = Object.hasOwn(references, key) ? references[key] : undefined;
      if (reference === undefined) continue;
      const counts = reference.where === undefined || booleanOf(firstValue(section, reference.where) ?? '') === true;
      if (counts) found.push(...this.unknownParsers(property, reference));
    }
    return found;
  }

  private unknownParsers(property: Property, { kind, stops }: ParserReference): Diagnostic[] {
    const { key, value } = property;
    const written = kind === 'multiline_parser' ? value.split(',').map(trimSpaces) : [value];
    return written.flatMap((parser) => {
      const unknown = this.namesOf(kind).missing(parser);
      if (unknown === undefined) return [];
      const args = { key, parser, kind: kind === 'parser' ? 'parser' : 'multiline parser', ...unknown };
      return [diagnostic(stops ? unknownParser : parserLeftOut, valueSpan(property), args)];
    });
  }

  private storageOf(type: Property): Diagnostic[] {
    if (lowerCase(type.value) !== 'filesystem' || !this.loaded.isWhole) return [];
    this.storage ??= { severity: severityWithoutPath(sectionsIn(this.loaded.main, 'service')) };
    const { severity } = this.storage;
    return severity === undefined ? [] : [diagnostic(noStoragePath, valueSpan(type), {}, { severity })];
  }

  private databaseOf(file: LoadedFile<File>, section: Section, property: Property): Diagnostic[] {
    const path = property.value;
    if (path === '' || pluginOfSection(section)?.name !== 'tail') return [];
    const first = this.databases.get(path);
    if (first === undefined) {
      this.databases.set(path, [file, property]);
      return [];
    }
    const [where, other] = first;
    return [diagnostic(sharedDatabase, valueSpan(property), { path, ...where.place(valueSpan(other).start) })];
  }

  private routesOf(property: Property): Diagnostic[] {
    if (property.key !== 'routes' || property.nested === undefined) return [];
    return routedOutputs(property.nested).flatMap((output) => {
      const unknown = this.namesOf('output').missing(outputNameOf(output));
      return unknown === undefined ? [] : [diagnostic(routeToNowhere, keySpan(property), { output, ...unknown })];
    });
  }

  private namesOf(kind: 'parser' | 'multiline_parser' | 'output'): Names {
    const names = this.names.get(kind) ?? this.gather(kind);
    this.names.set(kind, names);
    return names;
  }

  private gather(kind: 'parser' | 'multiline_parser' | 'output'): Names {
    const { main, all, isWhole } = this.loaded;
    if (kind === 'output') {
      const outputs = sectionsIn(main, 'output');
      return new Names(
        isWhole && outputs.length > 0,
        outputs.flatMap((one) => [nameOf(one), firstValue(one, 'alias') ?? '']),
      );
    }
    const parsers = sectionsIn(all, 'parser');
    const multiline = sectionsIn(all, 'multiline_parser');
    // Without any, `-R` on the command line may load them (I-14).
    const isTold = isWhole && (all.length > main.length || parsers.length + multiline.length > 0);
    return kind === 'parser'
      ? new Names(isTold, parsers.map(nameOf))
      : new Names(isTold, [...builtInMultilineParsers, ...multiline.map(nameOf)]);
  }
}

function sectionsIn(files: readonly LoadedFile<unknown>[], kind: SectionKind): Section[] {
  return files.flatMap(({ config }) => sectionsOf(config, kind));
}

/** All names that there are of something, if that can be told. */
class Names {
  private readonly names: ReadonlySet<string>;
  private readonly isTold: boolean;

  constructor(isTold: boolean, names: readonly string[]) {
    this.names = new Set(names);
    this.isTold = isTold && !names.some(hasVariable);
  }

  /** Undefined for a name that there is, or may be; else the one that is most likely meant. */
  missing(name: string): { suggestion?: string } | undefined {
    if (!this.isTold || name === '' || hasVariable(name) || this.names.has(name)) return undefined;
    const suggestion = closest(name, this.names);
    return suggestion === undefined ? {} : { suggestion };
  }
}

/** A part of a configuration has no service, and one with other settings of the storage may get its path by `--storage_path`. */
function severityWithoutPath(services: readonly Section[]): Severity | undefined {
  if (services.length === 0 || services.some((one) => firstValue(one, 'storage.path'))) return undefined;
  const hasStorage = services.some(({ properties }) => properties.some(({ key }) => lowerCase(key).startsWith('storage.')));
  return hasStorage ? 'warning' : 'error';
}

function nameOf(section: Section): string {
  return firstValue(section, 'name') ?? '';
}
