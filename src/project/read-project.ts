import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { baseOf } from '../formats/detect.js';
import { type FileFacts, type FileStore, familyOfName } from './files.js';
import { type Finding, type IncludeTree, type PlacedReference, readIncludeTree, readTwice } from './include-tree.js';
import { postorder } from './postorder.js';
import { isPattern, search, startWith } from './search/search.js';

/** Files as the engine may be started with them. */
export interface Project<File> {
  /** Those that are not included: where an included file's references lead, the file that includes it decides (C-31). */
  readonly trees: readonly IncludeTree<File>[];
  /** The references of R-1 … R-4 in each of these trees, in the order in which the engine reads them. */
  readonly leads: ReadonlyMap<IncludeTree<File>, readonly Lead<File>[]>;
}

/** A reference of R-1 … R-4 and where it leads. */
export interface Lead<File> extends PlacedReference<File> {
  /** The file, if there is one and it can be read. */
  readonly target?: File;
  /** The path at which it was found. */
  readonly path?: string;
  /** Diagnostics about the way to it, and what keeps it from being read. */
  readonly finding?: Diagnostic;
  readonly problem?: Diagnostic;
}

/**
 * Reads the trees of files and follows what these refer to. What includes others is read before them, so that each tree is read
 * once, from its root; of files that include each other, the first one stands for all, and each is to blame. `isRoot` tells which of the files that
 * are referred to are followed in their turn.
 */
export async function readProject<File extends FileFacts>(
  store: FileStore<File>,
  files: Iterable<File>,
  isRoot: (file: File) => boolean,
): Promise<Project<File>> {
  const trees = new Map<File, IncludeTree<File>>();
  const parts = new Set<File>();
  const leads = new Map<IncludeTree<File>, readonly Lead<File>[]>();
  const followed = new Set(files);
  for (let next = [...followed]; next.length > 0; ) {
    const read: IncludeTree<File>[] = [];
    for (const file of outermostFirst(store, next)) {
      if (parts.has(file)) continue;
      const tree = withCircle(await readIncludeTree(store, file), followed);
      trees.set(file, tree);
      read.push(tree);
      for (const part of tree.files) {
        if (part === file) continue;
        parts.add(part);
        trees.delete(part);
      }
    }
    next = [];
    for (const tree of read) {
      if (trees.get(tree.root) !== tree) continue;
      const own = await followReferences(store, tree);
      leads.set(tree, own);
      for (const { target } of own) {
        if (target === undefined || followed.has(target) || !isRoot(target)) continue;
        followed.add(target);
        next.push(target);
      }
    }
  }
  const roots = [...followed].flatMap((file) => trees.get(file) ?? []);
  return { trees: roots, leads: new Map(roots.map((tree) => [tree, leads.get(tree) ?? []])) };
}

/** Whichever of the files that include each other the engine is started with, it reads that one twice. */
function withCircle<File extends FileFacts>(tree: IncludeTree<File>, named: ReadonlySet<File>): IncludeTree<File> {
  const { circle, included, root, findings } = tree;
  const more = [...circle].flatMap(({ file, reference }): Finding<File>[] => {
    const isNamed = (included.get(reference) ?? []).some((one) => named.has(one));
    return isNamed ? [{ file, diagnostic: readTwice(reference, root.family) }] : [];
  });
  return more.length === 0 ? tree : { ...tree, findings: [...findings, ...more] };
}

async function followReferences<File extends FileFacts>(store: FileStore<File>, tree: IncludeTree<File>): Promise<Lead<File>[]> {
  const leads: Lead<File>[] = [];
  for (const place of tree.references) {
    const { reference, file } = place;
    const { paths, finding } = search(reference, file.path, tree.start);
    const [path] = paths;
    const said = finding === undefined ? {} : { finding };
    // What the engine is referred to, it reads as its name says (C-37).
    const opened = path === undefined ? undefined : await store.open(reference, path, familyOfName(path));
    const isFile = opened !== undefined && !('code' in opened);
    if (reference.isOptional && !isFile) continue;
    if (path === undefined || opened === undefined) leads.push({ ...place, ...said });
    else leads.push({ ...place, ...said, path, ...('code' in opened ? { problem: opened } : { target: opened }) });
  }
  return leads;
}

/** Each file before those that it would include if the engine were started with it. */
function outermostFirst<File extends FileFacts>({ host }: FileStore<File>, files: readonly File[]): File[] {
  const including = files.filter((file) => includesOf(file).length > 0);
  if (including.length === 0) return [...files];
  const byIdentity = new Map(including.map((file) => [host.identify(file.path), file]));
  // By another name, a link may lead to one as well: then it is read more than once, and that is all.
  const names = new Set(including.map(({ path }) => baseOf(path)));
  const nextTo = (file: File): File[] => {
    const start = startWith(host, file);
    const likely = includesOf(file).filter((reference) => isPattern(reference) || names.has(baseOf(reference.path)));
    const paths = likely.flatMap((reference) => search(reference, file.path, start).paths);
    return paths.flatMap((path) => byIdentity.get(host.identify(path)) ?? []);
  };
  const outermost = postorder([...including].reverse(), nextTo).reverse();
  return [...outermost, ...files.filter((file) => !byIdentity.has(host.identify(file.path)))];
}

function includesOf({ references }: FileFacts) {
  return references.filter(({ kind }) => kind === 'include');
}
