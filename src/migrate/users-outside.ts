import { groupBy } from '../model/group-by.js';
import { ProjectFiles } from '../project/files.js';
import type { Host } from '../project/host.js';
import { type IncludeTree, readIncludeTree } from '../project/include-tree.js';
import { isFluentBits } from '../project/is-fluent-bits.js';
import { plainPath } from '../project/paths.js';
import { search } from '../project/search.js';
import type { User } from './in-use.js';
import { mayBeConfiguration } from './may-be-configuration.js';
import { readSource } from './source-facts.js';

/** The configurations among files that are no part of a migration, and what they include: with what each refers to. */
export async function usersAmong(paths: readonly string[], host: Host): Promise<User[]> {
  const users: User[] = [];
  const files = new ProjectFiles(host);
  for (const path of paths) {
    if (!mayBeConfiguration({ path, isLink: false }, host)) continue;
    const reading = await readSource(host, path);
    if (isFluentBits(reading)) users.push(...usersIn(await readIncludeTree(files, files.add(path, reading)), host));
  }
  return users;
}

function usersIn({ files, start, included, references }: IncludeTree, host: Host): User[] {
  const placed = groupBy(references, ({ file }) => file);
  return [...files].map((file) => {
    const uses = file.references.flatMap((reference) => included.get(reference) ?? []).map(({ path }) => path);
    const mayUse: string[] = [];
    for (const { reference } of placed.get(file) ?? []) {
      const [path] = search(reference, file.path, start).paths;
      if (path === undefined) mayUse.push(reference.path);
      else uses.push(path);
    }
    // A link counts, and the file that it leads to.
    const paths = uses.flatMap((path) => [plainPath(path), host.realPath(path) ?? path]);
    return { path: file.path, name: host.shown(file.path), uses: paths, mayUse };
  });
}
