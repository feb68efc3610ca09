import { messageOf } from '../catalogue.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { hidden, isSecretKey, withoutSecret } from '../diagnostics/secrets.js';
import { type ConfigDifference, configDifferences, type DifferenceSide } from '../model/compare/differences.js';
import type { Leaf } from '../model/compare/leaves.js';
import { keySpan, sectionSpan, valueSpan } from '../model/config.js';
import type { LoadedConfiguration } from '../project/load-configuration.js';
import type { SourceFile } from '../source/source-file.js';
import type { Span } from '../source/span.js';
import type { ComparedDifference, ComparedPlace, ComparedSide, Consequence, NotCompared } from './comparison.js';
import { effectOf } from './effect.js';

/** What `check` says about a file. */
export interface Checked {
  readonly source: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a text stands that another file holds, and whether nothing of it may be shown. */
export interface Placed {
  readonly isSecret: boolean;
  placeOf(offset: number): ComparedPlace;
}

/** The texts that other files hold; all others stand where they are. */
export type PlacedTexts = ReadonlyMap<SourceFile, Placed>;

/** A difference before it is put into words, and where both sides stand. */
export interface FoundDifference {
  readonly difference: ConfigDifference;
  readonly before: LoadedConfiguration;
  readonly after: LoadedConfiguration;
}

/** All differences in meaning. The suffix of a file that they refer to is none: a main file in YAML refers to YAML. */
export function compareLoaded(before: LoadedConfiguration, after: LoadedConfiguration): FoundDifference[] {
  const meaningOf = (property: Leaf['property']) =>
    before.references.has(property) || after.references.has(property) ? property.value.replace(/\.(?:conf|ya?ml|json)$/i, '') : undefined;
  return configDifferences(before.config, after.config, { meaningOf }).map((difference) => ({ difference, before, after }));
}

/** The differences in words, each with what `check` says about its places and only there; and what it says elsewhere on one side. */
export function describeDifferences(
  found: readonly FoundDifference[],
  checked: { readonly before: readonly Checked[]; readonly after: readonly Checked[] },
  placed: PlacedTexts = new Map(),
): { differences: ComparedDifference[]; consequences: Consequence[] } {
  const left = new OwnFindings(checked.before, checked.after, placed);
  const right = new OwnFindings(checked.after, checked.before, placed);
  const differences = found.map(({ difference, before, after }): ComparedDifference => {
    const own = difference.before && sideOf(difference.before, before, placed);
    const other = difference.after && sideOf(difference.after, after, placed);
    const { what, key } = difference;
    const isSecret = [own, other].some((side) => side?.isSecret);
    const label = isSecret ? difference.kind.replaceAll('_', ' ') : withoutSecret(difference.label);
    const isWhole = what === 'section';
    const consequences = [
      ...(difference.before ? left.take(difference.before, before, isWhole) : []),
      ...(difference.after ? right.take(difference.after, after, isWhole) : []),
    ];
    const isShown = !isSecret && !isSecretKey(key ?? '');
    const effect = isShown ? effectOf(difference) : undefined;
    const isHidden = what === 'value' && own && other && JSON.stringify(own.side.values) === JSON.stringify(other.side.values);
    return {
      what,
      label,
      ...(key !== undefined && { key }),
      ...(own && { before: own.side }),
      ...(other && { after: other.side }),
      ...(isHidden && { isHidden: true as const }),
      ...(effect !== undefined && { effect }),
      consequences,
    };
  });
  return { differences, consequences: [...left.rest(), ...right.rest()] };
}

/** The references that could not be followed, each once. */
export function notCompared({ missing }: LoadedConfiguration, placed: PlacedTexts = new Map()): NotCompared[] {
  return missing.map(({ file, reference }) => {
    const { source } = file.reading;
    const path = placed.get(source)?.isSecret ? hidden : withoutSecret(reference.path);
    return { ...placeAt(source, valueSpan(reference.property).start, placed), path };
  });
}

function sourceOf({ section, leaves: [leaf] }: DifferenceSide, { sources }: LoadedConfiguration): SourceFile | undefined {
  return (leaf && sources.get(leaf.property)) ?? sources.get(section);
}

/** Undefined for a section that stands for several, of which there is none. */
function sideOf(
  side: DifferenceSide,
  loaded: LoadedConfiguration,
  placed: PlacedTexts,
): { readonly side: ComparedSide; readonly isSecret: boolean } | undefined {
  const source = sourceOf(side, loaded);
  if (source === undefined) return undefined;
  const { section, leaves } = side;
  const isSecret = placed.get(source)?.isSecret === true;
  const values = leaves.map((leaf) => (isSecret ? hidden : shownValue(leaf)));
  return { side: { ...placeAt(source, leaves[0]?.at ?? sectionSpan(section).start, placed), values }, isSecret };
}

function shownValue({ shownKey, value }: Leaf): string {
  return isSecretKey(shownKey) ? hidden : withoutSecret(value);
}

function placeAt(source: SourceFile, offset: number, placed: PlacedTexts): ComparedPlace {
  const held = placed.get(source);
  if (held !== undefined) return held.placeOf(offset);
  const { line, column } = source.positionAt(offset);
  return { file: source.name, line, column };
}

/** What `check` says about one side and not about the other. */
class OwnFindings {
  private readonly left: Map<SourceFile, Set<Diagnostic>>;

  constructor(
    own: readonly Checked[],
    other: readonly Checked[],
    private readonly placed: PlacedTexts,
  ) {
    const counts = new Map<string, number>();
    for (const one of other.flatMap(({ diagnostics }) => diagnostics)) counts.set(textOf(one), (counts.get(textOf(one)) ?? 0) + 1);
    const isOwn = (one: Diagnostic) => {
      const count = counts.get(textOf(one)) ?? 0;
      counts.set(textOf(one), count - 1);
      return count <= 0 && one.severity !== 'info';
    };
    this.left = new Map(own.map(({ source, diagnostics }) => [source, new Set(diagnostics.filter(isOwn))]));
  }

  /** Those about the places of a difference, each once. */
  take(side: DifferenceSide, loaded: LoadedConfiguration, isWhole: boolean): Consequence[] {
    const source = sourceOf(side, loaded);
    const left = source && this.left.get(source);
    if (source === undefined || left === undefined) return [];
    const places = placesOf(side, isWhole);
    const taken = [...left].filter(({ span }) => places.some(({ start, end }) => span.start >= start && span.start <= end));
    for (const one of taken) left.delete(one);
    return taken.map((one) => this.consequenceOf(source, one));
  }

  private consequenceOf(source: SourceFile, diagnostic: Diagnostic): Consequence {
    const { code, severity, span } = diagnostic;
    return { ...placeAt(source, span.start, this.placed), code, severity, message: messageOf(diagnostic).text };
  }

  rest(): Consequence[] {
    return [...this.left].flatMap(([source, diagnostics]) => [...diagnostics].map((one) => this.consequenceOf(source, one)));
  }
}

/** What differs, each from its key to the end of its value; of a whole section, its header and all of its properties. */
function placesOf({ section, leaves }: DifferenceSide, isWhole: boolean): Span[] {
  const properties = isWhole ? section.properties : leaves.map(({ property }) => property);
  const header = isWhole ? [sectionSpan(section)] : [];
  return [...header, ...properties.map((property) => ({ start: keySpan(property).start, end: valueSpan(property).end }))];
}

function textOf({ code, args }: Diagnostic): string {
  return JSON.stringify([code, args]);
}
