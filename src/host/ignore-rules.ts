import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ignore } from 'ignore';

/** Makes empty rules: what the package `ignore` exports. */
export type MakeRules = typeof import('ignore');

/** Rules as if they all stood in one `.gitignore` at the root of the file system; undefined if there are none. */
export type IgnoreRules = Ignore | undefined;

/** Loads the package, which only those need who search. */
export async function loadIgnore(): Promise<MakeRules> {
  return (await import('ignore')).default;
}

/** Whether rules leave out a path: in full, a directory's with a `/` at its end. */
export function leavesOut(rules: IgnoreRules, path: string): boolean {
  return rules?.ignores(path.slice(1)) === true;
}

/**
 * The rules of the `.gitignore` files above a directory, from its repository's root on; none outside a repository. If they
 * leave out the directory itself, it was named on purpose, and they do not count.
 */
export function rulesAbove(directory: string, makeRules: MakeRules): IgnoreRules {
  let rules: IgnoreRules;
  for (const above of directoriesAbove(directory)) rules = rulesIn(above, rules, makeRules);
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

/** The directories above one, its repository's root first. */
function directoriesAbove(directory: string): string[] {
  const above: string[] = [];
  for (let at = directory; !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) return [];
    above.unshift(dirname(at));
  }
  return above;
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** Whether a line is more than blanks and no comment. */
function isRule(line: string): boolean {
  return !/^#|^!? *$/.test(line);
}

/** A line of a directory's `.gitignore` as it reads at the root: without a `/` before its end it counts at any depth. */
function fromRoot(line: string, directory: string): string {
  const negation = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(negation.length);
  const place = join(directory, '/').replace(/[\\*?[]/g, '\\$&');
  const isAnchored = /\/(?! *$)/.test(pattern);
  return `${negation}${place}${isAnchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}
