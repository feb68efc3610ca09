import { findFile, homeOf } from '../project/find-file.js';
import type { Host } from '../project/host.js';
import { readIncludeTree } from '../project/include-tree.js';
import { plainPath, shownPath } from '../project/paths.js';
import { ProjectFiles } from '../project/project-files.js';
import { isFluentBits } from './is-fluent-bits.js';
import { KnownTexts } from './known-texts.js';
import { mayBeConfiguration } from './may-be-configuration.js';
import { readSource } from './survey.js';

/** What configurations refer to that are no part of a migration: paths with and without links, each with the name of one that does. */
export async function usedBy(paths: readonly string[], host: Host): Promise<ReadonlyMap<string, string>> {
  const used = new Map<string, string>();
  const files = new ProjectFiles(host);
  const known = new KnownTexts();
  for (const path of paths) {
    if (!mayBeConfiguration({ path, isLink: false }, host)) continue;
    const reading = await readSource(host, path, known);
    if (!isFluentBits(reading)) continue;
    const tree = await readIncludeTree(files, files.add(path, reading));
    const home = homeOf(host, path);
    // A path with a variable is not found, and stands for itself.
    const referred = tree.references.map(
      ({ reference }) => findFile(host, reference, { directories: [host.cwd, home], home }).path ?? reference.path,
    );
    for (const one of [...referred, ...Array.from(tree.files, (file) => file.path)]) {
      for (const name of [plainPath(one), host.realPath(one) ?? one]) used.set(name, shownPath(path, host.cwd));
    }
  }
  return used;
}
