import type { Dirent } from 'node:fs';
import { join, resolve } from 'node:path';
import { globMatcher } from '../project/glob.js';
import { realPath } from './attempt-read.js';
import { expandBraces } from './expand-braces.js';
import { JobError } from './job-error.js';
import { type ListDirectory, leadsToDirectory } from './list-directory.js';

export interface Matches {
  /** Paths to take as they are: what braces without a wildcard stand for. */
  readonly paths: readonly string[];
  /** What stands in directories, by its real path. */
  readonly entries: readonly FoundEntry[];
}

interface FoundEntry {
  readonly path: string;
  readonly entry: Dirent;
}

/** Linux's PATH_MAX: nothing has a longer path. */
const longestPattern = 4096;

/**
 * What a pattern matches, as `listFrom` lists the directory that it starts in and those below; undefined if it is not a pattern.
 * Wildcards: `*`, `?`, `[a-z]`, `**` for any number of directories, `{a,b}` and `{1..3}`, and `\` before what stands for itself.
 * It matches no directories, follows no links, and a leading dot must be written. Throws a JobError if it is too long, or its
 * braces stand for too many patterns.
 */
export function matchPattern(pattern: string, cwd: string, listFrom: (start: string) => ListDirectory): Matches | undefined {
  const isPlain = !hasWildcard(pattern) && !/\{.*\}/s.test(pattern);
  if (isPlain) return undefined;
  if (pattern.length > longestPattern) throw new JobError(`the pattern has more than ${longestPattern} characters`);
  const patterns = expandBraces(pattern);
  if (patterns.length === 1 && !hasWildcard(pattern)) return undefined;
  return {
    paths: patterns.filter((one) => !hasWildcard(one)),
    entries: patterns.filter(hasWildcard).flatMap((one) => entriesOf(one, cwd, listFrom)),
  };
}

/** A `!` at the start, which takes back in a `.gitignore`, is none of a name, either. */
function hasWildcard(pattern: string): boolean {
  return /^!|[*?\\]|\[[^\]]+\]/.test(pattern);
}

function entriesOf(pattern: string, cwd: string, listFrom: (start: string) => ListDirectory): FoundEntry[] {
  const parts = pattern.split('/');
  const first = parts.findIndex(hasWildcard);
  const start = resolve(cwd, parts.slice(0, first).join('/') || (first > 0 ? '/' : '.'));
  if (!leadsToDirectory(start)) return [];
  const realStart = realPath(start);
  const steps = parts.slice(first).filter((part) => part !== '' && part !== '.');
  const walk = new Walk(steps.map(stepOf), listFrom(realStart));
  walk.enter(realStart, new Set([0]));
  return walk.found;
}

const anyDirectories = Symbol('any directories');
type Step = ((name: string) => boolean) | typeof anyDirectories;

function stepOf(part: string): Step {
  return part === '**' ? anyDirectories : globMatcher(part);
}

/** Goes through directories once, with all the steps of a pattern that what is in one may take. */
class Walk {
  readonly found: FoundEntry[] = [];

  constructor(
    private readonly steps: readonly Step[],
    private readonly list: ListDirectory,
  ) {}

  enter(directory: string, reached: ReadonlySet<number>): void {
    const possible = this.withSkipped(reached);
    for (const entry of this.list(directory)) {
      const path = join(directory, entry.name);
      const next = this.behind(entry.name, possible);
      if (entry.isDirectory()) {
        if (next.size > 0) this.enter(path, next);
      } else if (next.has(this.steps.length)) {
        this.found.push({ path, entry });
      }
    }
  }

  /** `**` may stand for no directory at all. */
  private withSkipped(reached: ReadonlySet<number>): ReadonlySet<number> {
    const possible = new Set(reached);
    // What is added while the set is gone through is gone through, too.
    for (const at of possible) if (this.steps[at] === anyDirectories) possible.add(at + 1);
    return possible;
  }

  /** The steps that are next behind a name. */
  private behind(name: string, possible: ReadonlySet<number>): Set<number> {
    const next = new Set<number>();
    for (const at of possible) {
      const step = this.steps[at];
      if (step === anyDirectories) {
        if (!name.startsWith('.')) next.add(at);
        // At its end, a pattern means all files below.
        if (!name.startsWith('.') && at + 1 === this.steps.length) next.add(at + 1);
      } else if (step?.(name)) {
        next.add(at + 1);
      }
    }
    return next;
  }
}
