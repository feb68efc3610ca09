import { graphOf, hasPipeline, mostBoxes, mostSections } from '../../graph/graph-of-main.js';
import { groupBoxes } from '../../graph/group-boxes.js';
import type { ProjectFile, ProjectFiles } from '../../project/files.js';
import { readMains } from '../../project/read-mains.js';
import { formatGraphs } from '../../report/graph/graph-report.js';
import type { Picture } from '../protocol.js';

/** Draws what Fluent Bit loads together with a file; undefined if there is nothing to draw, or more than a picture shows. */
export async function pictureOf(path: string, store: ProjectFiles, files: readonly ProjectFile[]): Promise<Picture | undefined> {
  const mains = await readMains(store, files);
  const main = mains.find(({ tree, leads }) => [...tree.files, ...leads.map(({ target }) => target)].some((one) => one?.path === path));
  if (main === undefined || !hasPipeline(main) || main.loaded.config.sections.length > mostSections) return undefined;
  const graph = graphOf(main, store.host.shown(main.file.path));
  if (graph === undefined) return undefined;
  const drawings = [(boxes: number) => groupBoxes(graph, boxes)];
  return { svg: await formatGraphs(drawings, 'svg', mostBoxes), mermaid: await formatGraphs(drawings, 'mermaid', mostBoxes) };
}
