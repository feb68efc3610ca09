import { firelensMark } from '../../engine/tags.js';
import {
  type Config,
  firstValue,
  hasKey,
  lastProperty,
  type Property,
  type Section,
  type SectionKind,
  sectionsOf,
} from '../../model/config.js';
import { pluginOfSection } from '../../model/plugins.js';
import { booleanOf, lowerCase } from '../../model/text.js';
import { hasVariable } from '../values.js';
import { outputNameOf, routedOutputs } from './routes.js';
import { type Source, sourceOfInput, sourceOfTask, sourcesOfFilter, sourcesWithin } from './sources.js';
import { anyTag, type Tags, tagsMatchedBy, tagsMatchedByRegex } from './tags.js';

/** A file of a configuration. */
export interface ConfigFile<File> {
  readonly file: File;
  readonly config: Config;
}

/** A section of a pipeline. */
export interface Placed<File> {
  readonly file: File;
  readonly section: Section;
  /** How it takes records, if it is a filter or output that does. */
  readonly taker?: Taker | undefined;
}

/** What takes records by their tags. */
export interface Taker {
  readonly tags: readonly Tags[];
  readonly written: string;
  readonly property: Property;
}

/** The sections that records pass, in the order of the files. */
export interface Pipeline<File> {
  readonly inputs: readonly Placed<File>[];
  readonly filters: readonly Placed<File>[];
  readonly outputs: readonly Placed<File>[];
  /** What gives tags besides the inputs. */
  readonly emitted: readonly Source[];
  readonly hasCustom: boolean;
  /** Whether stream tasks take records as well. */
  readonly hasStreams: boolean;
  /** Whether one input and one output are all: they find each other without a match (I-27). */
  readonly isPair: boolean;
}

export function gatherPipeline<File>(main: readonly ConfigFile<File>[]): Pipeline<File> {
  const of = (kind: SectionKind) => main.flatMap(({ file, config }) => sectionsOf(config, kind).map((section) => ({ file, section })));
  const withTakers = (all: readonly Placed<File>[]) => all.map((one): Placed<File> => ({ ...one, taker: takerOf(one.section) }));
  const [inputs, tasks] = [of('input'), of('stream_task')];
  const [filters, outputs] = [withTakers(of('filter')), withTakers(of('output'))];
  const readsStreams = of('service').some(({ section }) => lastProperty(section, 'streams_file') !== undefined);
  return {
    inputs,
    filters,
    outputs,
    emitted: [
      ...filters.flatMap(({ section }) => sourcesOfFilter(section)),
      ...[...inputs, ...outputs].flatMap(({ section }) => sourcesWithin(section)),
      ...tasks.map(({ section }) => sourceOfTask(section)),
      ...(readsStreams ? [{ tags: [anyTag] }] : []),
    ],
    hasCustom: of('custom').length > 0,
    hasStreams: tasks.length > 0 || readsStreams,
    isPair: inputs.length === 1 && outputs.length === 1,
  };
}

/** Inputs of a plugin are numbered in reading order: included files stand somewhere among the sections of the others. */
export function sourcesOfInputs<File>(inputs: readonly Placed<File>[], areOfOneFile: boolean): ReadonlyMap<Section, Source> {
  const isNumbered = areOfOneFile && !inputs.some(({ section }) => hasVariable(firstValue(section, 'name') ?? ''));
  const numbers = new Map<string, number>();
  return new Map(
    inputs.map(({ section }) => {
      const name = lowerCase(firstValue(section, 'name') ?? '');
      const number = numbers.get(name) ?? 0;
      numbers.set(name, number + 1);
      return [section, sourceOfInput(section, isNumbered ? number : undefined)];
    }),
  );
}

/** Whether the records of an input go by routes, to a processor that emits them, or nowhere by intention. */
export function leavesOtherwise(section: Section): boolean {
  return isKept(section) || hasRoutes(section) || sourcesWithin(section).length > 0;
}

/** Whether an input's records are for no output. */
export function isKept(section: Section): boolean {
  return booleanOf(lastProperty(section, 'routable')?.value ?? '') === false;
}

export function hasRoutes({ properties }: Section): boolean {
  return properties.some((property) => hasKey(property, 'routes'));
}

/** The tags that a filter or output takes by `match` and `match_regex`; undefined if it has neither. With a colon, that is said at the key. */
function takerOf(section: Section): Taker | undefined {
  const match = lastProperty(section, 'match') ?? lastProperty(section, 'match:');
  const regex = lastProperty(section, 'match_regex');
  const rules = [match, regex].filter((one) => one !== undefined && one.value !== '') as Property[];
  const [property] = rules;
  if (property === undefined) return undefined;
  const tagsOf = (one: Property) => {
    if (hasVariable(one.value)) return anyTag;
    return one === match ? tagsMatchedBy(one.value) : tagsMatchedByRegex(one.value);
  };
  return { tags: rules.map(tagsOf), written: property.value, property };
}

/** Tags that inputs of other files give: FireLens has them if something takes them. */
export function tagsFromOutside<File>(takers: readonly Placed<File>[]): Tags[] {
  return takers.some(({ taker }) => taker?.written.includes(firelensMark)) ? [['', firelensMark, '']] : [];
}

/** Whether a route leads to an output, or may. */
export type IsRouted = (output: Section) => boolean;

/** The outputs that routes of these inputs lead to. */
export function routesOf<File>(inputs: readonly Placed<File>[]): IsRouted {
  const routes = inputs.flatMap(({ section }) => section.properties.filter(({ key }) => key === 'routes'));
  const names = new Set(routes.flatMap(({ nested }) => (nested === undefined ? [] : routedOutputs(nested).map(outputNameOf))));
  if (names.size === 0) return () => false;
  if ([...names].some(hasVariable)) return () => true;
  return (output) => {
    const own = [firstValue(output, 'alias'), firstValue(output, 'name'), pluginOfSection(output)?.name];
    return own.some((name) => name !== undefined && (names.has(name) || hasVariable(name)));
  };
}
