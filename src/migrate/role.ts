import type { SectionKind } from '../model/config.js';
import { isMainKind } from '../model/section-kinds.js';
import type { Role } from './plan.js';
import type { Scope } from './scope.js';
import type { Source } from './source-facts.js';

/** What files are for, where it is no main file, by the first of these kinds that they have. */
const purposes: readonly (readonly [SectionKind, Role])[] = [
  ['upstream', 'upstream'],
  ['node', 'upstream'],
  ['parser', 'parsers'],
  ['multiline_parser', 'multiline parsers'],
  ['stream_task', 'stream tasks'],
  ['plugins', 'plugins'],
];

/** What each file is to Fluent Bit. */
export function rolesOf({ trees, parts }: Scope): (file: Source) => Role {
  const kinds = new Map(trees.map((tree) => [tree.root, tree.kinds]));
  return (file) => (parts.has(file) ? 'part' : roleOf(file, kinds.get(file) ?? file.kinds));
}

/** `kinds`: of all that it includes, too. */
function roleOf({ isOurs }: Source, kinds: ReadonlySet<SectionKind>): Role {
  if (!isOurs) return 'other';
  if ([...kinds].some(isMainKind)) return 'main';
  return purposes.find(([kind]) => kinds.has(kind))?.[1] ?? 'main';
}
