import type { Host } from '../host.js';
import { isAbsolute, pathIn, plainPath } from '../paths.js';
import { nameMatcher } from './wildcards.js';

/** Linux's PATH_MAX: nothing has a longer path. */
const longestPath = 4096;

/** One more than the engine includes (C-32), so that the caller sees that there are too many. */
const mostPaths = 1001;

/** A step of a pattern: parts without wildcards, then a part with one, if there is any. */
interface Step {
  readonly plain: string;
  readonly matches: ((name: string) => boolean) | undefined;
}

/**
 * The existing paths that a pattern matches, at most `mostPaths`. Sorted: the engine takes them as the directory has them
 * (C-34, Y-32). A file that is reached in several ways is there once for each.
 */
export function expandGlob(host: Host, directory: string, pattern: string): string[] {
  if (pattern.length > longestPath) return [];
  const segments = pattern.split('/');
  const base = isAbsolute(pattern) ? (segments.shift() ?? '') : directory;
  const steps = stepsOf(segments.filter((one) => one !== ''));
  const known = new Map<string, readonly string[]>();

  /** How the paths go on that the steps from the `index`th on lead to. */
  const waysFrom = (path: string, index: number): readonly string[] => {
    const { plain, matches } = steps[index] ?? lastStep;
    const place = path + plain;
    if (matches !== undefined) return waysWithin(place === '' ? '/' : place, index, matches).map((way) => plain + way);
    return host.identify(place) === undefined ? [] : [plain];
  };

  /** Each directory is looked into once for each step: a pattern may lead up and down many times. */
  const waysWithin = (directory: string, index: number, matches: (name: string) => boolean): readonly string[] => {
    // A directory that is yet to be made has no identity.
    const key = `${index} ${host.identify(directory) ?? plainPath(directory)}`;
    let ways = known.get(key);
    if (ways === undefined) {
      const names = host.list(directory).filter(matches).sort();
      ways = firstWays(names, (name) => waysFrom(pathIn(directory, name), index + 1));
      known.set(key, ways);
    }
    return ways;
  };

  return waysFrom(base, 0)
    .map((way) => base + way)
    .sort();
}

const lastStep: Step = { plain: '', matches: undefined };

function stepsOf(segments: readonly string[]): Step[] {
  const steps: Step[] = [];
  let plain = '';
  for (const segment of segments) {
    if (/[*?[]/.test(segment)) {
      steps.push({ plain, matches: globMatcher(segment) });
      plain = '';
    } else {
      plain += `/${segment}`;
    }
  }
  return [...steps, { plain, matches: undefined }];
}

function firstWays(names: readonly string[], waysBehind: (name: string) => readonly string[]): string[] {
  const ways: string[] = [];
  for (const name of names) {
    for (const way of waysBehind(name)) {
      if (ways.length === mostPaths) return ways;
      ways.push(`/${name}${way}`);
    }
  }
  return ways;
}

/** Matches names as the C library's glob does: a leading dot must be written. */
export function globMatcher(pattern: string): (name: string) => boolean {
  const matches = nameMatcher(pattern);
  return (name) => (pattern.startsWith('.') || !name.startsWith('.')) && matches(name);
}
