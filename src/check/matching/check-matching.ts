import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { closest } from '../../diagnostics/words.js';
import { firelensMark } from '../../engine/tags.js';
import { type Config, firstValue, hasKey, lastProperty, type Property, type Section, sectionSpan, valueSpan } from '../../model/config.js';
import { pluginOfSection } from '../../model/plugins.js';
import { booleanOf, lowerCase } from '../../model/text.js';
import { hasVariable } from '../values.js';
import { matchWithoutTag, outputWithoutMatch, tagWithoutOutput } from './diagnostics.js';
import { outputNameOf, routedOutputs } from './routes.js';
import { type Source, sourceOfInput, sourceOfTask, sourcesOfFilter, sourcesWithin } from './sources.js';
import { TagIndex } from './tag-index.js';
import { anyTag, type Tags, tagsMatchedBy, tagsMatchedByRegex, textOf } from './tags.js';

/** A file of a configuration. */
interface ConfigFile<File> {
  readonly file: File;
  readonly config: Config;
}

/** A diagnostic of a file. */
interface Found<File> {
  readonly file: File;
  readonly diagnostic: Diagnostic;
}

interface Placed<File> {
  readonly file: File;
  readonly section: Section;
  /** How it takes records, if it is a filter or output that does. */
  readonly taker?: Taker | undefined;
}

/** What takes records by their tags. */
interface Taker {
  readonly tags: readonly Tags[];
  readonly written: string;
  readonly property: Property;
}

/** So many tags a message takes: one more than it lists. */
const mostShown = 4;

/** With more tags or patterns than this, nobody looks for one that was meant. */
const mostCandidates = 100;

/**
 * Filters and outputs that match no tag of any input, and inputs whose records no output takes (I-27, I-28). Says nothing
 * where a file was not read, where there are no inputs or no outputs, and of tags that only Fluent Bit knows.
 */
export function checkMatching<File>(main: readonly ConfigFile<File>[]): Found<File>[] {
  const pipeline = gather(main);
  const isRouted = routesOf(pipeline.inputs);
  const findings = outputsWithoutMatch(pipeline, isRouted);
  // A custom plugin adds inputs and outputs of its own.
  if (pipeline.inputs.length === 0 || pipeline.hasCustom) return findings;
  const sources = sourcesOfInputs(main, pipeline.inputs);
  findings.push(...matchesWithoutTag(pipeline, sources, isRouted));
  if (pipeline.outputs.length > 0 && !pipeline.hasStreams) findings.push(...tagsWithoutOutput(pipeline, sources));
  return findings;
}

interface Pipeline<File> {
  readonly inputs: readonly Placed<File>[];
  readonly filters: readonly Placed<File>[];
  readonly outputs: readonly Placed<File>[];
  /** What gives tags besides the inputs. */
  readonly emitted: readonly Source[];
  readonly hasCustom: boolean;
  /** Whether stream tasks take records as well. */
  readonly hasStreams: boolean;
}

function gather<File>(main: readonly ConfigFile<File>[]): Pipeline<File> {
  const [inputs, filters, outputs]: [Placed<File>[], Placed<File>[], Placed<File>[]] = [[], [], []];
  const emitted: Source[] = [];
  let [hasCustom, hasStreams] = [false, false];
  for (const { file, config } of main) {
    for (const section of config.sections) {
      const { kind } = section;
      if (kind === 'input') inputs.push({ file, section });
      else if (kind === 'filter') filters.push({ file, section, taker: takerOf(section) });
      else if (kind === 'output') outputs.push({ file, section, taker: takerOf(section) });
      else if (kind === 'custom') hasCustom = true;
      else if (kind === 'stream_task') {
        hasStreams = true;
        emitted.push(sourceOfTask(section));
      } else if (kind === 'service' && lastProperty(section, 'streams_file') !== undefined) {
        hasStreams = true;
        emitted.push({ tags: [anyTag] });
      }
      if (kind === 'filter') emitted.push(...sourcesOfFilter(section));
      else if (kind === 'input' || kind === 'output') emitted.push(...sourcesWithin(section));
    }
  }
  return { inputs, filters, outputs, emitted, hasCustom, hasStreams };
}

/** Inputs of a plugin are numbered in reading order: included files stand somewhere among the sections of the others. */
function sourcesOfInputs<File>(main: readonly ConfigFile<File>[], inputs: readonly Placed<File>[]): ReadonlyMap<Section, Source> {
  const isNumbered = main.length === 1 && !inputs.some(({ section }) => hasVariable(firstValue(section, 'name') ?? ''));
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

/** One input and one output find each other without a match (I-27). Of a single output, nobody knows whether it has its input elsewhere. */
function outputsWithoutMatch<File>({ inputs, outputs, emitted }: Pipeline<File>, isRouted: IsRouted): Found<File>[] {
  if (inputs.length === 0 && outputs.length === 1) return [];
  // What a filter emits comes from an input of its own.
  const isOnly = inputs.length === 1 && outputs.length === 1 && emitted.length === 0;
  const unmatched = outputs.filter(({ section, taker }) => taker === undefined && !isRouted(section));
  return unmatched.map(({ file, section }) => found(file, diagnostic(outputWithoutMatch, sectionSpan(section), { isOnly })));
}

function matchesWithoutTag<File>(
  { filters, outputs, emitted }: Pipeline<File>,
  sources: ReadonlyMap<Section, Source>,
  isRouted: IsRouted,
): Found<File>[] {
  const takers = [...filters, ...outputs].flatMap(({ file, section, taker }) => {
    return taker === undefined || isRouted(section) ? [] : [{ file, section, taker }];
  });
  const isForFirelens = takers.some(({ taker }) => taker.written.includes(firelensMark));
  const all = [...sources.values(), ...emitted];
  const firelens: Tags[] = isForFirelens ? [['', firelensMark, '']] : [];
  const index = new TagIndex([...all.flatMap(({ tags }) => tags), ...firelens]);
  const unmatched = takers.filter(({ taker }) => !taker.tags.some((tags) => index.meets(tags)));
  if (unmatched.length === 0) return [];
  const told = all.filter(({ written }) => written !== undefined);
  const known = new Set(told.flatMap(({ tags }) => tags.map(textOf)));
  const candidates = new Set([...told.map(({ written = '' }) => written), ...known]);
  const shown = [...known].slice(0, mostShown);
  return unmatched.map(({ file, section, taker }) => {
    const kind = section.kind === 'filter' ? 'filter' : 'output';
    const args = { kind, match: taker.written, key: taker.property.key, tags: shown, ...meant(taker.written, candidates) } as const;
    return found(file, diagnostic(matchWithoutTag, valueSpan(taker.property), args));
  });
}

function tagsWithoutOutput<File>({ inputs, filters, outputs }: Pipeline<File>, sources: ReadonlyMap<Section, Source>): Found<File>[] {
  const emitting = filters.filter(({ section }) => sourcesOfFilter(section).length > 0);
  const isPair = inputs.length === 1 && outputs.length === 1;
  const takers = outputs.flatMap(({ taker }) => taker ?? []);
  // One input and one output without a match find each other (I-27).
  const untold = isPair && takers.length === 0 ? [anyTag] : [];
  const taken = [...takers, ...emitting.flatMap(({ taker }) => taker ?? [])].flatMap(({ tags }) => tags);
  const index = new TagIndex([...taken, ...untold]);
  const known = new Set(takers.map(({ written }) => written));
  return inputs.flatMap(({ file, section }) => {
    const source = sources.get(section);
    if (source?.written === undefined || leavesOtherwise(section) || source.tags.some((tags) => index.meets(tags))) return [];
    const { written: tag, property } = source;
    const span = property === undefined ? nameSpan(section) : valueSpan(property);
    return [found(file, diagnostic(tagWithoutOutput, span, { tag, isMadeUp: property === undefined, ...meant(tag, known) }))];
  });
}

/** Whether the records of an input go by routes, to a processor that emits them, or nowhere by intention. */
function leavesOtherwise(section: Section): boolean {
  const isKept = booleanOf(lastProperty(section, 'routable')?.value ?? '') === false;
  return isKept || section.properties.some((property) => hasKey(property, 'routes')) || sourcesWithin(section).length > 0;
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

/** Whether a route leads to an output, or may. */
type IsRouted = (output: Section) => boolean;

function routesOf<File>(inputs: readonly Placed<File>[]): IsRouted {
  const routes = inputs.flatMap(({ section }) => section.properties.filter(({ key }) => key === 'routes'));
  const names = new Set(routes.flatMap(({ nested }) => (nested === undefined ? [] : routedOutputs(nested).map(outputNameOf))));
  if (names.size === 0) return () => false;
  if ([...names].some(hasVariable)) return () => true;
  return (output) => {
    const own = [firstValue(output, 'alias'), firstValue(output, 'name'), pluginOfSection(output)?.name];
    return own.some((name) => name !== undefined && (names.has(name) || hasVariable(name)));
  };
}

function meant(written: string, known: ReadonlySet<string>): { suggestion?: string } {
  const suggestion = known.size > mostCandidates ? undefined : closest(written, known);
  return suggestion === undefined ? {} : { suggestion };
}

function nameSpan(section: Section) {
  const name = section.properties.find((property) => hasKey(property, 'name'));
  return name === undefined ? sectionSpan(section) : valueSpan(name);
}

function found<File>(file: File, one: Diagnostic): Found<File> {
  return { file, diagnostic: one };
}
