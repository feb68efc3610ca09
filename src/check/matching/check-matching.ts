import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { closest } from '../../diagnostics/words.js';
import { hasKey, type Section, sectionSpan, valueSpan } from '../../model/config.js';
import { matchWithoutTag, outputWithoutMatch, tagWithoutOutput } from './diagnostics.js';
import {
  type ConfigFile,
  gatherPipeline,
  type IsRouted,
  leavesOtherwise,
  type Pipeline,
  routesOf,
  sourcesOfInputs,
  tagsFromOutside,
} from './pipeline.js';
import { type Source, sourcesOfFilter } from './sources.js';
import { TagIndex } from './tag-index.js';
import { anyTag, textOf } from './tags.js';

/** A diagnostic of a file. */
interface Found<File> {
  readonly file: File;
  readonly diagnostic: Diagnostic;
}

/** At most this many tags are given to a message: one more than it lists. */
const mostShown = 4;

/** With more tags or patterns than this, nobody looks for one that was meant. */
const mostCandidates = 100;

/**
 * Filters and outputs that match no tag of any input, and inputs whose records no output takes (I-27, I-28). Says nothing
 * where a file was not read, where there are no inputs or no outputs, and of tags that only Fluent Bit knows.
 */
export function checkMatching<File>(main: readonly ConfigFile<File>[]): Found<File>[] {
  const pipeline = gatherPipeline(main);
  const isRouted = routesOf(pipeline.inputs);
  const findings = outputsWithoutMatch(pipeline, isRouted);
  // A custom plugin adds inputs and outputs of its own.
  if (pipeline.inputs.length === 0 || pipeline.hasCustom) return findings;
  const sources = sourcesOfInputs(pipeline.inputs, main.length === 1);
  findings.push(...matchesWithoutTag(pipeline, sources, isRouted));
  if (pipeline.outputs.length > 0 && !pipeline.hasStreams) findings.push(...tagsWithoutOutput(pipeline, sources));
  return findings;
}

/** One input and one output find each other without a match (I-27). A single output may have its input elsewhere. */
function outputsWithoutMatch<File>({ inputs, outputs, emitted, isPair }: Pipeline<File>, isRouted: IsRouted): Found<File>[] {
  if (inputs.length === 0 && outputs.length === 1) return [];
  // What a filter emits comes from an input of its own.
  const isOnly = isPair && emitted.length === 0;
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
  const all = [...sources.values(), ...emitted];
  const index = new TagIndex([...all.flatMap(({ tags }) => tags), ...tagsFromOutside(takers)]);
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

function tagsWithoutOutput<File>(
  { inputs, filters, outputs, isPair }: Pipeline<File>,
  sources: ReadonlyMap<Section, Source>,
): Found<File>[] {
  const emitting = filters.filter(({ section }) => sourcesOfFilter(section).length > 0);
  const takers = outputs.flatMap(({ taker }) => taker ?? []);
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
