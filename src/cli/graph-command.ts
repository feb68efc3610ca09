import type { Graph } from '../graph/graph.js';
import { fewestBoxes, groupBoxes } from '../graph/group-boxes.js';
import { makeGraph, type UpstreamOf } from '../graph/make-graph.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { formatPretty } from '../index.js';
import type { GraphForm } from '../report/forms.js';
import { type Drawing, formatGraphs } from '../report/graph-report.js';
import { counted } from '../report/pretty.js';
import type { Io } from './io.js';
import { type Main, readSide, type SideFlags, surroundingsOf } from './read-side.js';

export interface GraphFlags extends SideFlags {
  format: GraphForm;
}

/** A picture has at most this many boxes; several configurations share them. */
const mostBoxes = 40;
const mostConfigurations = 8;
/** Beyond this, there may be as many lines as its square. */
const mostSections = 1000;

/** Draws how records go through the configurations at a path. Exit code 1 where not all of them could be read. */
export async function runGraph(path: string, flags: GraphFlags, io: Io): Promise<number> {
  const side = await readSide(path, surroundingsOf([path], flags), io);
  const mains = side.mains.filter(hasPipeline);
  const errors = new Map(side.mains.flatMap(({ loaded }) => loaded.errors).map((one) => [one.source, one]));
  if (errors.size > 0) io.writeStderr(formatPretty([...errors.values()], { color: io.stderrColor }));
  if (mains.length === 0)
    throw new JobError(`${path}: nothing to draw: no input, filter or output ${errors.size > 0 ? 'could be read' : 'is here'}`);
  checkSize(path, mains);
  const most = Math.max(fewestBoxes, Math.floor(mostBoxes / mains.length));
  const drawings = mains.map((main): Drawing => {
    const graph = graphOf(main, leadsToDirectory(path) ? main.name : path);
    if (graph === undefined) throw new JobError(`${path} has too many filters that take a part of each other's records to be drawn`);
    return (boxes) => groupBoxes(graph, boxes);
  });
  io.writeStdout(await formatGraphs(drawings, flags.format, most));
  return errors.size > 0 ? 1 : 0;
}

function hasPipeline({ loaded }: Main): boolean {
  return loaded.config.sections.some(({ kind }) => kind === 'input' || kind === 'filter' || kind === 'output');
}

/** Throws a JobError where a picture would be too large to be read. */
function checkSize(path: string, mains: readonly Main[]): void {
  if (mains.length > mostConfigurations) {
    const named = mains.slice(0, mostConfigurations).map(({ name }) => name);
    throw new JobError(
      `${path} holds ${mains.length} configurations, more than a picture shows: name one of them (${named.join(', ')}, …)`,
    );
  }
  const sections = mains.reduce((sum, { loaded }) => sum + loaded.config.sections.length, 0);
  if (sections > mostSections) throw new JobError(`${path} has ${counted(sections, 'section')}, more than can be drawn (${mostSections})`);
}

function graphOf({ loaded, tree, leads }: Main, name: string): Graph | undefined {
  const { sections } = loaded.config;
  const remarks = [
    ...(loaded.errors.length > 0 ? ['not all of it could be read'] : []),
    ...(loaded.missing.length > 0 ? [`${counted(loaded.missing.length, 'file')} not found`] : []),
    ...(sections.some(({ kind }) => kind === 'output') ? [] : ['no output']),
    ...(sections.some(({ kind }) => kind === 'input') ? [] : ['no input']),
  ];
  const title = remarks.length === 0 ? name : `${name} (${remarks.join(', ')})`;
  const isWhole = tree.isWhole && !loaded.missing.some(({ reference }) => reference.kind === 'include');
  const byProperty = new Map(leads.map((lead) => [lead.reference.property, lead]));
  const upstreamOf: UpstreamOf = ({ properties }) => {
    const lead = properties.flatMap((property) => byProperty.get(property) ?? []).find(({ reference }) => reference.kind === 'upstream');
    if (lead === undefined) return undefined;
    const { target, reference } = lead;
    return target === undefined ? { path: reference.path } : { path: target.path, config: target.reading.config };
  };
  return makeGraph(loaded.config, { title, isOneFile: tree.files.size === 1, isWhole, upstreamOf });
}
