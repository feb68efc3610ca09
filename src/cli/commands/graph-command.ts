import { graphOf, hasPipeline, mostBoxes, mostSections } from '../../graph/graph-of-main.js';
import { fewestBoxes, groupBoxes } from '../../graph/group-boxes.js';
import { JobError } from '../../host/job-error.js';
import { leadsToDirectory } from '../../host/list-directory.js';
import { formatPretty } from '../../index.js';
import type { GraphForm } from '../../report/forms.js';
import { type Drawing, formatGraphs } from '../../report/graph/graph-report.js';
import { counted } from '../../report/pretty.js';
import type { Io } from '../io.js';
import { type Main, mainsOf, readSide, type SideFlags, surroundingsOf } from '../read-side.js';

export interface GraphFlags extends SideFlags {
  format: GraphForm;
}

const mostConfigurations = 8;

/** Draws how records go through the configurations at a path. Exit code 1 where not all of them could be read. */
export async function runGraph(path: string, flags: GraphFlags, io: Io): Promise<number> {
  const side = await readSide(path, surroundingsOf([path], flags), io);
  const { errors } = side;
  const mains = mainsOf(side).filter(hasPipeline);
  if (errors.length > 0) io.writeStderr(formatPretty(errors, { color: io.stderrColor }));
  if (mains.length === 0)
    throw new JobError(`${path}: nothing to draw: no input, filter or output ${errors.length > 0 ? 'could be read' : 'is here'}`);
  checkSize(path, mains);
  const most = Math.max(fewestBoxes, Math.floor(mostBoxes / mains.length));
  const drawings = mains.map((main): Drawing => {
    const graph = graphOf(main, leadsToDirectory(path) ? main.name : [path, main.name].filter((one) => one !== '').join(': '));
    if (graph === undefined) throw new JobError(`${path} has too many filters that take a part of each other's records to be drawn`);
    return (boxes) => groupBoxes(graph, boxes);
  });
  io.writeStdout(await formatGraphs(drawings, flags.format, most));
  return errors.length > 0 ? 1 : 0;
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
