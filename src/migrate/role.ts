import type { SectionKind } from '../model/config.js';
import type { FileSectionKind } from '../model/kinds.js';
import { isMainKind } from '../model/section-kinds.js';
import type { Role } from './plan.js';
import type { Source } from './read/source-facts.js';
import type { Scope } from './scope.js';

/** What files are for that are not main files, by the first of these kinds that they have. */
const purposes = {
  upstream: 'upstream',
  node: 'upstream',
  parser: 'parsers',
  multiline_parser: 'multiline parsers',
  stream_task: 'stream tasks',
  plugins: 'plugins',
} as const satisfies Record<FileSectionKind, Role>;

/** What each file is to Fluent Bit. */
export function rolesOf({ trees, parts }: Scope): (file: Source) => Role {
  const kinds = new Map(trees.map((tree) => [tree.root, tree.kinds]));
  return (file) => (parts.has(file) ? 'part' : roleOf(file, kinds.get(file) ?? file.kinds));
}

/** `kinds`: of all that it includes, too. */
function roleOf({ isOurs }: Source, kinds: ReadonlySet<SectionKind>): Role {
  if (!isOurs) return 'other';
  if ([...kinds].some(isMainKind)) return 'main';
  const first = (Object.keys(purposes) as FileSectionKind[]).find((kind) => kinds.has(kind));
  return first === undefined ? 'main' : purposes[first];
}
