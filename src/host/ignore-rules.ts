import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type IgnorePattern, ignorePattern } from './ignore-pattern.js';
import { attemptRead } from './job-error.js';
import { possiblePart } from './longest-path.js';
import { readRegularFile } from './read-file.js';

interface PlacedPattern extends IgnorePattern {
  /** The directory that it counts from, with a `/` at its end. */
  readonly from: string;
}

/** What is left out: of the patterns that mean a path, the last one decides. Undefined if there are none. */
export type IgnoreRules = { readonly patterns: readonly PlacedPattern[]; readonly judged: Map<string, boolean> } | undefined;

/** Whether a path is left out: in full, a directory's with a `/` at its end. */
export type LeavesOut = (path: string) => boolean;

/** Whether rules leave out a path: in full, a directory's with a `/` at its end. What is in a directory goes with it. */
export function leavesOut(rules: IgnoreRules, path: string): boolean {
  if (rules === undefined || path === '/') return false;
  const isDirectory = path.endsWith('/');
  const plain = isDirectory ? path.slice(0, -1) : path;
  return isAboveLeftOut(rules, dirname(plain)) || isMeant(rules, plain, isDirectory);
}

/** Many files are in one directory. */
function isAboveLeftOut(rules: NonNullable<IgnoreRules>, directory: string): boolean {
  let isLeftOut = rules.judged.get(directory);
  if (isLeftOut === undefined) {
    isLeftOut = leavesOut(rules, join(directory, '/'));
    rules.judged.set(directory, isLeftOut);
  }
  return isLeftOut;
}

function isMeant({ patterns }: NonNullable<IgnoreRules>, path: string, isDirectory: boolean): boolean {
  let from: string | undefined;
  let names: string[] = [];
  for (let i = patterns.length - 1; i >= 0; i--) {
    const pattern = patterns[i];
    if (pattern === undefined || (pattern.isForDirectories && !isDirectory) || !path.startsWith(pattern.from)) continue;
    if (pattern.from !== from) names = path.slice(pattern.from.length).split('/');
    from = pattern.from;
    if (pattern.matches(names)) return !pattern.isNegated;
  }
  return false;
}

/**
 * The rules of the `.gitignore` files above a directory, from its repository's root on, behind those that the repository keeps
 * for itself; none outside a repository. If they leave out the directory itself, it was named on purpose, and they do not count.
 */
export function rulesAbove(directory: string): IgnoreRules {
  const root = repositoryOf(directory);
  if (root === undefined) return undefined;
  let rules = addLines(undefined, ownLinesOf(root), root);
  for (const above of directoriesAbove(directory, root)) rules = rulesIn(above, rules);
  return leavesOut(rules, join(directory, '/')) ? undefined : rules;
}

/** The rules for what stands in a directory: those from above, and those of its own `.gitignore`, which have the last word. */
export function rulesIn(directory: string, above: IgnoreRules): IgnoreRules {
  const file = join(directory, '.gitignore');
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return above;
  return addLines(
    above,
    attemptRead(file, () => linesOf(readLines(file))),
    directory,
  );
}

/** Adds lines as those of a `.gitignore` in a directory. */
export function addLines(above: IgnoreRules, lines: readonly string[], directory: string): IgnoreRules {
  const from = join(directory, '/');
  const own = lines.flatMap((line) => {
    const pattern = ignorePattern(line);
    return pattern === undefined ? [] : [{ ...pattern, from }];
  });
  return own.length === 0 ? above : { patterns: [...(above?.patterns ?? []), ...own], judged: new Map() };
}

/** The root of the repository that holds a directory; undefined if there is none. */
export function repositoryOf(directory: string): string | undefined {
  for (let at = possiblePart(directory); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The patterns in a repository's own file. None if there is no such file, or it cannot be read: git goes on then, too. */
function ownLinesOf(root: string): string[] {
  try {
    return linesOf(readLines(join(gitDirectoryOf(root), 'info/exclude')));
  } catch {
    return [];
  }
}

/** Where a repository keeps what is in no commit: `.git`, or where that leads as a file. Worktrees have it in common. */
function gitDirectoryOf(root: string): string {
  const git = join(root, '.git');
  if (!statSync(git).isFile()) return git;
  const [, place = ''] = /^gitdir: (.*)/.exec(readLines(git)) ?? [];
  const own = resolve(root, place);
  const common = join(own, 'commondir');
  return existsSync(common) ? resolve(own, readLines(common).trimEnd()) : own;
}

/** The directories above one, the root first. */
function directoriesAbove(directory: string, root: string): string[] {
  const above: string[] = [];
  for (let at = directory; at !== root; at = dirname(at)) above.unshift(dirname(at));
  return above;
}

/** A longer file of patterns was not written by a person. */
const mostText = 1 << 20; // bytes

function readLines(path: string): string {
  return readRegularFile(path, { most: mostText }).toString();
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}
