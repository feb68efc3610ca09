import type { Host } from './host.js';
import { isAbsolute } from './paths.js';

/** Linux's PATH_MAX: nothing has a longer path. */
const longestPath = 4096;

/** The existing paths that a pattern matches. Sorted: the engine takes them as the directory has them (C-34, Y-32). */
export function expandGlob(host: Host, directory: string, pattern: string): string[] {
  if (pattern.length > longestPath) return [];
  const segments = pattern.split('/');
  let paths = [isAbsolute(pattern) ? (segments.shift() ?? '') : directory];
  for (const segment of segments.filter((one) => one !== '')) {
    const matches = /[*?[]/.test(segment) ? globMatcher(segment) : undefined;
    paths = paths.flatMap((path) => {
      if (matches === undefined) return [`${path}/${segment}`];
      return host
        .list(path === '' ? '/' : path)
        .filter(matches)
        .map((name) => `${path}/${name}`);
    });
  }
  return paths.filter((path) => host.identify(path) !== undefined).sort();
}

type MatchesCharacter = (character: string) => boolean;

/** Matches names as the C library's glob does: `*`, `?`, `[a-z]`, `[!a]` and `\`; a leading dot must be written. */
export function globMatcher(pattern: string): (name: string) => boolean {
  const tokens = tokensOf(pattern);
  return (name) => (pattern.startsWith('.') || !name.startsWith('.')) && matchesTokens([...name], tokens);
}

const anyText = '*';

/** Goes back to the last `*` only, so that the time stays within name × pattern. */
function matchesTokens(name: readonly string[], tokens: readonly (MatchesCharacter | typeof anyText)[]): boolean {
  let at = 0;
  let token = 0;
  let retry: { at: number; token: number } | undefined;
  while (at < name.length || token < tokens.length) {
    const current = tokens[token];
    if (current === anyText) {
      retry = { at, token };
      token++;
    } else if (at < name.length && current?.(name[at] ?? '')) {
      at++;
      token++;
    } else if (retry !== undefined && retry.at < name.length) {
      retry.at++;
      at = retry.at;
      token = retry.token + 1;
    } else {
      return false;
    }
  }
  return true;
}

function tokensOf(pattern: string): (MatchesCharacter | typeof anyText)[] {
  return Array.from(pattern.matchAll(/\\(.)|\[([!^]?)(\]?[^\]]*)\]|./gsu), ([text, escaped, negation, members]) => {
    if (members !== undefined) return memberOf(members, negation !== '');
    if (escaped === undefined && text === '*') return anyText;
    if (escaped === undefined && text === '?') return () => true;
    return (character) => character === (escaped ?? text);
  });
}

function memberOf(members: string, isNegated: boolean): MatchesCharacter {
  const ranges = Array.from(members.matchAll(/(.)-(.)|./gsu), ([one, from, to]) => ({ from: from ?? one, to: to ?? one }));
  return (character) => ranges.some(({ from, to }) => from <= character && character <= to) !== isNegated;
}
