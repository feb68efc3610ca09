import {
  gatherPipeline,
  hasRoutes,
  isKept,
  leavesOtherwise,
  type Pipeline,
  type Placed,
  routesOf,
  sourcesOfInputs,
  type Taker,
  tagsFromOutside,
} from '../check/matching/pipeline.js';
import { type Source, sourceOfTask, sourcesOfFilter, sourcesWithin } from '../check/matching/sources.js';
import { anyTag } from '../check/matching/tags.js';
import { type Config, type Section, sectionsOf } from '../model/config.js';
import { upstreamsOf } from '../model/upstream.js';
import { boxOfNode, boxOfSection, boxOfTag, boxOfUnread } from './boxes.js';
import { type Box, type Graph, LineSet } from './graph.js';
import { passInto, type Reach, reachOf, type Stage } from './reach.js';

/** The upstream that an output names; nothing if its file could not be read. */
export type UpstreamOf = (output: Section) => { readonly path: string; readonly config?: Config } | undefined;

export interface GraphOptions {
  readonly title: string;
  /** Whether all sections stand in one file: only then inputs without a tag are numbered for sure. */
  readonly isOneFile: boolean;
  /** Whether nothing that is included is missing or broken: only then a dead end is one. */
  readonly isWhole: boolean;
  readonly upstreamOf: UpstreamOf;
}

/** Beyond this many comparisons of tags, nobody could follow the ways: many filters each take a part of what others take. */
const mostComparisons = 1_000_000;

/**
 * Draws how records go through all that Fluent Bit loads, by the same tags that `check` matches; undefined if there are too many
 * ways to draw.
 */
export function makeGraph(config: Config, { title, isOneFile, isWhole, upstreamOf }: GraphOptions): Graph | undefined {
  const drawing = new Drawing(config, isOneFile);
  drawing.follow();
  if (drawing.comparisons > mostComparisons) return undefined;
  drawing.addUpstreams(upstreamOf);
  return { title, ...drawing.finish(isWhole) };
}

/** Records of one tag, from the box on in which they get it. */
interface Flow {
  readonly from: Box;
  readonly source: Source;
  /** The input that they come from. */
  readonly input?: Placed<undefined>;
  /** The filter that gave them the tag, and leaves them alone from then on. */
  readonly emitter?: Section;
}

class Drawing {
  private readonly pipeline: Pipeline<undefined>;
  private readonly sources: ReadonlyMap<Section, Source>;
  private readonly boxes = new Map<Section, Box>();
  private readonly others = new Map<string, Box>();
  private readonly lines = new LineSet();
  comparisons = 0;
  private readonly takers = new Map<Section, Taker | undefined>();
  /** What some record reaches, or may reach. */
  private readonly reached = new Set<Section>();
  /** The inputs of which no record reaches an output. */
  private readonly lost = new Set<Section>();

  constructor(
    private readonly config: Config,
    isOneFile: boolean,
  ) {
    this.pipeline = gatherPipeline([{ file: undefined, config }]);
    this.sources = sourcesOfInputs(this.pipeline.inputs, isOneFile);
    const { inputs, filters, outputs } = this.pipeline;
    for (const { section, taker } of [...inputs, ...filters, ...outputs]) {
      this.boxes.set(section, boxOfSection(section, this.sources.get(section), taker));
      this.takers.set(section, taker);
    }
    for (const kind of ['custom', 'stream_task'] as const) {
      for (const section of sectionsOf(config, kind)) this.boxes.set(section, boxOfSection(section));
    }
  }

  follow(): void {
    for (const flow of this.flows()) {
      const isTaken = this.followFlow(flow);
      if (flow.input !== undefined && !isTaken) this.lost.add(flow.input.section);
    }
    const { filters, outputs } = this.pipeline;
    const outside = tagsFromOutside([...filters, ...outputs]);
    for (const { section, taker } of [...filters, ...outputs]) {
      if (outside.some((tags) => reachOf({ tags: [tags], without: [] }, taker) !== 'never')) this.reached.add(section);
    }
  }

  addUpstreams(upstreamOf: UpstreamOf): void {
    for (const { section } of this.pipeline.outputs) {
      const from = this.boxOf(section);
      const upstream = upstreamOf(section);
      if (upstream === undefined) continue;
      const nodes = upstream.config && upstreamsOf(upstream.config).flatMap((one) => one.nodes);
      const boxes = nodes?.map((node, i) => this.other(`${upstream.path}\0${i}`, () => boxOfNode(node)));
      for (const to of boxes ?? [this.other(upstream.path, () => boxOfUnread(upstream.path))]) {
        this.lines.add({ from, to, isRoute: false, isGuess: nodes === undefined });
      }
    }
  }

  finish(isWhole: boolean): Pick<Graph, 'boxes' | 'lines'> {
    const marked = new Map([...this.boxes].map(([section, box]) => [box, isWhole ? this.marked(section, box) : box]));
    const finalOf = (box: Box) => marked.get(box) ?? box;
    const lines = this.lines.all.map(({ from, to, ...line }) => ({ from: finalOf(from), to: finalOf(to), ...line }));
    return { boxes: [...marked.values(), ...this.others.values()], lines };
  }

  private flows(): Flow[] {
    const { inputs, filters, outputs, emitted } = this.pipeline;
    const tasks = sectionsOf(this.config, 'stream_task');
    const flows: Flow[] = inputs
      .filter(({ section }) => !isKept(section))
      .map((input) => ({ from: this.boxOf(input.section), source: this.sources.get(input.section) as Source, input }));
    for (const { section } of filters) {
      for (const source of sourcesOfFilter(section)) flows.push({ from: this.emit(section, source), source, emitter: section });
    }
    for (const { section } of [...inputs, ...outputs]) {
      for (const source of sourcesWithin(section)) flows.push({ from: this.emit(section, source), source });
    }
    for (const section of tasks) flows.push({ from: this.boxOf(section), source: sourceOfTask(section) });
    const known = flows.length - inputs.filter(({ section }) => !isKept(section)).length;
    // What is emitted besides comes from a file of stream tasks that is not here.
    if (known < emitted.length) {
      const from = this.other('streams', () => ({ kind: 'stream task', titles: ['of a file not read'], notes: [], count: 1 }));
      flows.push({ from, source: { tags: [anyTag] } });
    }
    return flows;
  }

  /** The box of the new tag that records get in a section. */
  private emit(section: Section, source: Source): Box {
    const box = this.other(`tag\0${source.written ?? ''}`, () => boxOfTag(source));
    this.lines.add({ from: this.boxOf(section), to: box, isRoute: false, isGuess: false });
    return box;
  }

  /** Draws the ways through the filters to the outputs; tells whether anything takes the records. */
  private followFlow({ from, source, input, emitter }: Flow): boolean {
    const { filters, outputs, isPair } = this.pipeline;
    const routes = input === undefined ? undefined : routesOf([input]);
    const mayBeRouted = input !== undefined && hasRoutes(input.section);
    let isTaken = false;
    let stages: Stage[] = [{ box: from, tags: source.tags, without: [] }];
    for (const { section, taker } of filters) {
      if (section === emitter || taker === undefined) continue;
      this.count(stages);
      if (this.comparisons > mostComparisons) return true;
      const to = this.boxOf(section);
      const { reaching, tags, staying } = passInto(stages, taker);
      if (reaching.length === 0) continue;
      for (const { box, reach } of reaching) this.draw(box, section, reach);
      stages = [...staying, { box: to, tags, without: [] }];
      isTaken ||= sourcesOfFilter(section).length > 0;
    }
    for (const { section, taker } of outputs) {
      const isRouted = routes?.(section) === true;
      const isPartner = isPair && taker === undefined;
      this.count(stages);
      for (const stage of stages) {
        const reach = isPartner || isRouted ? 'surely' : reachOf(stage, taker);
        if (reach === 'never') continue;
        // Whether a match counts beside routes is not known.
        this.draw(stage.box, section, mayBeRouted && !isRouted ? 'maybe' : reach, isRouted);
        isTaken = true;
      }
    }
    return isTaken;
  }

  private count(stages: readonly Stage[]): void {
    for (const { tags, without } of stages) this.comparisons += tags.length + without.length;
  }

  private draw(from: Box, section: Section, reach: Reach, isRoute = false): void {
    this.reached.add(section);
    this.lines.add({ from, to: this.boxOf(section), isRoute, isGuess: reach !== 'surely' });
  }

  /** Dead ends are what `check` finds: FLB258 … FLB260. */
  private marked(section: Section, box: Box): Box {
    const deadEnd = this.deadEndOf(section);
    return deadEnd === undefined ? box : { ...box, deadEnd };
  }

  private deadEndOf(section: Section): string | undefined {
    const { inputs, outputs, hasCustom, hasStreams } = this.pipeline;
    if (section.kind === 'input') {
      const isTold = this.sources.get(section)?.written !== undefined && !leavesOtherwise(section);
      const mayGoOn = outputs.length === 0 || hasCustom || hasStreams;
      return isTold && !mayGoOn && this.lost.has(section) ? 'no output takes its records' : undefined;
    }
    if ((section.kind !== 'filter' && section.kind !== 'output') || this.reached.has(section)) return undefined;
    if (this.takers.get(section) === undefined)
      return inputs.length === 0 && outputs.length === 1 ? undefined : 'no match: it gets nothing';
    return inputs.length === 0 || hasCustom ? undefined : 'no record reaches it';
  }

  private boxOf(section: Section): Box {
    return this.boxes.get(section) as Box;
  }

  private other(key: string, make: () => Box): Box {
    const box = this.others.get(key) ?? make();
    this.others.set(key, box);
    return box;
  }
}
