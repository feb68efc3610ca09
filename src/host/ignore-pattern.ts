import { anyNumber, matchesAll, nameMatcher, type Token } from '../project/search/wildcards.js';

/** A line of a `.gitignore`, or one that is written like it. */
export interface IgnorePattern {
  /** Whether it takes back what an earlier line leaves out. */
  readonly isNegated: boolean;
  /** Whether it means directories only. */
  readonly isForDirectories: boolean;
  /** Whether it means a path, which is given by its names, from the directory of the line on. */
  readonly matches: (names: readonly string[]) => boolean;
}

/** Reads a line as git does; undefined for comments and blank lines. */
export function ignorePattern(line: string): IgnorePattern | undefined {
  if (/^#|^!? *$/.test(line)) return undefined;
  const isNegated = line.startsWith('!');
  const text = withoutSpacesAtEnd(isNegated ? line.slice(1) : line);
  const isForDirectories = text.endsWith('/');
  return { isNegated, isForDirectories, matches: pathMatcher(isForDirectories ? text.slice(0, -1) : text) };
}

/** A space at the end counts only behind a backslash. */
function withoutSpacesAtEnd(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === ' ' && text.charAt(end - 2) !== '\\') end--;
  return text.slice(0, end);
}

/** Without a `/` before its end, a pattern counts at any depth. */
function pathMatcher(pattern: string): IgnorePattern['matches'] {
  if (!pattern.includes('/')) {
    const matches = nameMatcher(pattern);
    return (names) => matches(names.at(-1) ?? '');
  }
  const parts = pattern.replace(/^\//, '').split('/');
  const tokens = parts.flatMap((part, i): Token<string>[] => {
    if (part !== '**') return [nameMatcher(part)];
    // At the end it means what is within, not the directory itself.
    return i === parts.length - 1 ? [() => true, anyNumber] : [anyNumber];
  });
  return (names) => matchesAll(names, tokens);
}
