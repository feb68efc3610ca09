import type { SectionKind } from './config.js';
import { lowerCase } from './text.js';

/** A rule of a multiline parser: its three texts. */
export interface Rule {
  readonly state: string;
  readonly regex: string;
  readonly nextState: string;
}

/** The texts of a rule's classic form, by the engine's own grammar (M-7), where each begins, and what follows the third, which it ignores. */
export function ruleTokens(value: string): { tokens: string[]; starts: number[]; rest: string } {
  const tokens: string[] = [];
  const starts: number[] = [];
  let at = 0;
  while (tokens.length < 3) {
    while (value.charAt(at) === ' ') at++;
    if (at >= value.length) break;
    const quoted = value.charAt(at) === '"';
    const end = quoted ? endOfQuoted(value, at + 1) : endOfWord(value, at);
    const start = quoted ? at + 1 : at;
    const token = value.slice(start, end);
    at = end + 1;
    // A quote at the end of the value does not begin a text.
    if (token === '' && end === value.length) break;
    tokens.push(quoted ? token.replaceAll('\\"', '"') : token);
    starts.push(start);
  }
  return { tokens, starts, rest: value.slice(at).replace(/^ +/, '') };
}

/** The rule, if `rules:` of YAML can say it and classic again: three texts that are not trimmed, and nothing behind them. */
export function ruleOf(value: string): Rule | undefined {
  const { tokens, rest } = ruleTokens(value);
  const [state, regex, nextState] = tokens;
  if (state === undefined || regex === undefined || nextState === undefined || rest !== '') return undefined;
  const rule = { state, regex, nextState };
  const isKept = tokens.every((token) => /^[^\s\0](?:[^\0]*[^\s\0])?$/.test(token)) && ruleText(rule) !== undefined;
  return isKept ? rule : undefined;
}

/** A rule in classic form; undefined if a text of it has none: a quoted one never ends with a backslash. */
export function ruleText({ state, regex, nextState }: Rule): string | undefined {
  const tokens = [state, regex, nextState].map(ruleToken);
  return tokens.includes(undefined) ? undefined : tokens.join(' ');
}

/** A value as the model holds it: a rule in the one form that all its spellings come to, since YAML's `rules:` has no other. */
export function settledValue(kind: SectionKind, key: string, value: string): string {
  if (kind !== 'multiline_parser' || lowerCase(key) !== 'rule') return value;
  const rule = ruleOf(value);
  return (rule && ruleText(rule)) ?? value;
}

function ruleToken(text: string): string | undefined {
  if (!text.endsWith('\\')) return `"${text.replaceAll('"', '\\"')}"`;
  return /^[^" ][^ ]*$/.test(text) ? text : undefined;
}

/** The next quote without a backslash before it. */
function endOfQuoted(value: string, start: number): number {
  for (let at = value.indexOf('"', start); at !== -1; at = value.indexOf('"', at + 1)) {
    if (value.charAt(at - 1) !== '\\') return at;
  }
  return value.length;
}

function endOfWord(value: string, start: number): number {
  const space = value.indexOf(' ', start);
  return space === -1 ? value.length : space;
}
