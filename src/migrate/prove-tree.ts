import { readConfig } from '../convert.js';
import { isError } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import { configDifference } from '../model/equal.js';
import { findFile, homeOf } from '../project/find-file.js';
import type { Host } from '../project/host.js';
import { type IncludeTree, readIncludeTree } from '../project/include-tree.js';
import { type Family, type ProjectFile, ProjectFiles } from '../project/project-files.js';
import { type Reference, referencesIn } from '../project/references.js';

/** A main file, and the machine on which it is started. */
export interface Start {
  readonly host: Host;
  readonly path: string;
  readonly family: Family;
}

/**
 * The first difference in what the engine merges of a tree before and after, in words: all that it includes, in the order in
 * which it is read, and with each reference the file that it leads to. `renamed` gives the new path of a file.
 */
export async function treeDifference(
  before: Start,
  after: Start,
  renamed: (path: string) => string,
  options: { comments: boolean },
): Promise<string | undefined> {
  const old = await mergedConfig(before, renamed);
  if (typeof old === 'string') return undefined; // what stands in its way is said where it was found
  const now = await mergedConfig(after, (path) => path);
  return typeof now === 'string' ? now : configDifference(old, now, options);
}

/** What the engine merges; in words, what keeps it from that. */
async function mergedConfig({ host, path, family }: Start, renamed: (path: string) => string): Promise<Config | string> {
  const files = new ProjectFiles(host);
  const content = host.read(path);
  if ('problem' in content) return `${path}: ${content.problem}`;
  const root = files.add(path, await readConfig(content.bytes, { fileName: path, from: family }));
  const tree = await readIncludeTree(files, root);
  const problem = [...tree.findings.map(({ diagnostic }) => diagnostic), ...root.reading.diagnostics].find(isError);
  if (problem !== undefined || !tree.isWhole) return `${problem?.code ?? 'an error'} in the new tree`;
  const home = homeOf(host, path);
  const targetOf = (reference: Reference): string => {
    const { path: found } = findFile(host, reference, { directories: [host.cwd, home], home });
    const real = found === undefined ? undefined : host.realPath(found);
    return real === undefined ? reference.path : renamed(real);
  };
  return { sections: mergedSections(tree, root, targetOf) };
}

function mergedSections(
  tree: IncludeTree,
  { reading, references }: ProjectFile,
  targetOf: (reference: Reference) => string,
): Config['sections'] {
  return reading.config.sections.flatMap((section, i) => {
    if (section.kind === 'include') {
      const included = references
        .filter((one) => one.kind === 'include' && one.section === i)
        .flatMap((one) => tree.included.get(one) ?? []);
      return included.flatMap((file) => mergedSections(tree, file, targetOf));
    }
    const leading = new Map(referencesIn(section, i).map((reference) => [reference.property, reference]));
    if (leading.size === 0) return [section];
    const properties = section.properties.map((property) => {
      const reference = leading.get(property);
      return reference === undefined ? property : { ...property, value: targetOf(reference) };
    });
    return [{ ...section, properties }];
  });
}
