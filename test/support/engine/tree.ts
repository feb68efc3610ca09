import { isError, type ReadResult, readConfig, type Section } from '../../../src/index.js';
import { checkTree } from '../../../src/project/check/tree-rules.js';
import { familyOfName, type ProjectFile, ProjectFiles } from '../../../src/project/files.js';
import type { Host } from '../../../src/project/host.js';
import { type IncludeTree, readIncludeTree } from '../../../src/project/include-tree.js';
import { directoryOf, pathIn } from '../../../src/project/paths.js';
import { expandGlob } from '../../../src/project/search/glob.js';

/** A section and the file that it is in. */
export interface PlacedSection {
  section: Section;
  reading: ReadResult;
}

export interface TreeError {
  code: string;
  file: string;
  line: number;
}

/** Reads a file and all that it includes, as the engine would if it were started in the host's directory. */
export async function readTree(host: Host, name: string): Promise<{ errors: TreeError[]; sections: () => PlacedSection[] }> {
  const files = new ProjectFiles(host);
  const path = pathIn(host.cwd, name);
  const content = host.read(path);
  if ('problem' in content) throw new Error(`${name}: ${content.problem}`);
  const root = files.add(path, await readConfig(content.bytes, { fileName: name, from: familyOfName(name) }));
  const tree = await readIncludeTree(files, root);
  return { errors: await errorsOf(tree), sections: () => sectionsOfFile(host, tree, root) };
}

async function errorsOf(tree: IncludeTree): Promise<TreeError[]> {
  const ofFiles = [...tree.files].flatMap((file) => file.reading.diagnostics.map((diagnostic) => ({ file, diagnostic })));
  return [...ofFiles, ...tree.findings, ...(await checkTree(tree, async ({ reading }) => reading))]
    .filter(({ diagnostic }) => isError(diagnostic))
    .map(({ file, diagnostic: { code, span } }) => {
      const { source } = file.reading;
      return { code, file: source.name, line: source.positionAt(span.start).line };
    });
}

/** The sections of a file, those of included files in the place of the include (C-30, Y-29). */
function sectionsOfFile(host: Host, tree: IncludeTree, { path, reading }: ProjectFile): PlacedSection[] {
  // From classic, paths begin at the root file's directory (C-31), from YAML at the including file's (Y-30).
  const base = directoryOf(tree.root.family === 'classic' ? tree.root.path : path);
  const filesAt = (written: string): ProjectFile[] => {
    const paths = written.includes('*') ? expandGlob(host, base, written) : [pathIn(base, written)];
    const ids = paths.map((one) => host.identify(one));
    return ids.flatMap((id) => [...tree.files].filter((file) => host.identify(file.path) === id));
  };
  return reading.config.sections.flatMap((section) => {
    if (section.kind !== 'include') return [{ section, reading }];
    return section.properties.flatMap(({ value }) => filesAt(value).flatMap((file) => sectionsOfFile(host, tree, file)));
  });
}
