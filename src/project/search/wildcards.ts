/** Stands for any number of parts, none included. */
export const anyNumber = Symbol('any number');

/** What a part must be. */
export type Token<Part> = ((part: Part) => boolean) | typeof anyNumber;

/**
 * Whether tokens match all of these parts. Goes back to the last `anyNumber` only, so that the time stays within parts × tokens
 * where a regular expression would try every way.
 */
export function matchesAll<Part>(parts: readonly Part[], tokens: readonly Token<Part>[]): boolean {
  let at = 0;
  let token = 0;
  let retry: { at: number; token: number } | undefined;
  while (at < parts.length || token < tokens.length) {
    const current = tokens[token];
    if (current === anyNumber) {
      retry = { at, token };
      token++;
    } else if (at < parts.length && current?.(parts[at] as Part)) {
      at++;
      token++;
    } else if (retry !== undefined && retry.at < parts.length) {
      retry.at++;
      at = retry.at;
      token = retry.token + 1;
    } else {
      return false;
    }
  }
  return true;
}

/** Matches names: `*`, `?`, `[a-z]`, `[!a]`, and `\` before what stands for itself. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern;
  const tokens = tokensOf(pattern);
  return (name) => matchesAll([...name], tokens);
}

function tokensOf(pattern: string): Token<string>[] {
  return Array.from(pattern.matchAll(/\\(.)|\[([!^]?)(\]?[^\]]*)\]|./gsu), ([text, escaped, negation, members]) => {
    if (members !== undefined) return memberOf(members, negation !== '');
    if (escaped === undefined && text === '*') return anyNumber;
    if (escaped === undefined && text === '?') return () => true;
    return (character) => character === (escaped ?? text);
  });
}

function memberOf(members: string, isNegated: boolean): (character: string) => boolean {
  const ranges = Array.from(members.matchAll(/(.)-(.)|./gsu), ([one, from, to]) => ({ from: from ?? one, to: to ?? one }));
  return (character) => ranges.some(({ from, to }) => from <= character && character <= to) !== isNegated;
}
