import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Ignore } from 'ignore';

/** Makes empty rules: what the package `ignore` exports. */
export type MakeRules = typeof import('ignore');

/** Rules as if they all stood in one `.gitignore` at the root of the file system; undefined if there are none. */
export type IgnoreRules = Ignore | undefined;

/** Whether a path is left out: in full, a directory's with a `/` at its end. */
export type LeavesOut = (path: string) => boolean;

/** Loads the package, which only those need who search. */
export async function loadIgnore(): Promise<MakeRules> {
  return (await import('ignore')).default;
}

/** Whether rules leave out a path: in full, a directory's with a `/` at its end. */
export function leavesOut(rules: IgnoreRules, path: string): boolean {
  return rules?.ignores(path.slice(1)) === true;
}

/**
 * The rules of the `.gitignore` files above a directory, from its repository's root on, behind those that the repository keeps
 * for itself; none outside a repository. If they leave out the directory itself, it was named on purpose, and they do not count.
 */
export function rulesAbove(directory: string, makeRules: MakeRules): IgnoreRules {
  const root = repositoryOf(directory);
  if (root === undefined) return undefined;
  let rules = addLines(undefined, ownLinesOf(root), root, makeRules);
  for (const above of directoriesAbove(directory, root)) rules = rulesIn(above, rules, makeRules);
  return leavesOut(rules, `${directory}/`) ? undefined : rules;
}

/** The rules for what stands in a directory: those from above, and those of its own `.gitignore`, which have the last word. */
export function rulesIn(directory: string, above: IgnoreRules, makeRules: MakeRules): IgnoreRules {
  const file = join(directory, '.gitignore');
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return above;
  return addLines(above, linesOf(readFileSync(file, 'utf8')), directory, makeRules);
}

/** Adds lines as those of a `.gitignore` in a directory. */
export function addLines(above: IgnoreRules, lines: readonly string[], directory: string, makeRules: MakeRules): IgnoreRules {
  const own = lines.filter(isRule).map((line) => fromRoot(line, directory));
  if (own.length === 0) return above;
  const rules = makeRules({ ignorecase: false });
  if (above !== undefined) rules.add(above);
  return rules.add(own);
}

/** The root of the repository that holds a directory; undefined if there is none. */
export function repositoryOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The lines that a repository has for itself. None if it has no such file, or nobody may look into it: git goes on then, too. */
function ownLinesOf(root: string): string[] {
  try {
    return linesOf(readFileSync(join(gitDirectoryOf(root), 'info/exclude'), 'utf8'));
  } catch {
    return [];
  }
}

/** Where a repository keeps what is in no commit: `.git`, or where that leads as a file. Worktrees have it in common. */
function gitDirectoryOf(root: string): string {
  const git = join(root, '.git');
  if (!statSync(git).isFile()) return git;
  const [, place = ''] = /^gitdir: (.*)/.exec(readFileSync(git, 'utf8')) ?? [];
  const own = resolve(root, place);
  const common = join(own, 'commondir');
  return existsSync(common) ? resolve(own, readFileSync(common, 'utf8').trimEnd()) : own;
}

/** The directories above one, the root first. */
function directoriesAbove(directory: string, root: string): string[] {
  const above: string[] = [];
  for (let at = directory; at !== root; at = dirname(at)) above.unshift(dirname(at));
  return above;
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** Whether a line is more than blanks and no comment. */
export function isRule(line: string): boolean {
  return !/^#|^!? *$/.test(line);
}

/** A line of a directory's `.gitignore` as it reads at the root: without a `/` before its end it counts at any depth. */
export function fromRoot(line: string, directory: string): string {
  const negation = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(negation.length);
  const place = join(directory, '/').replace(/[\\*?[]/g, '\\$&');
  const isAnchored = /\/(?! *$)/.test(pattern);
  return `${negation}${place}${isAnchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}
