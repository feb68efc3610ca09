import { tokensOf } from './tokens.js';

/** A part of a regular expression that Onigmo takes, and that means something else to it than most people think. */
export interface DoubtfulPart {
  /** Where it begins, in code units. */
  readonly at: number;
  readonly part: string;
  /** What it means, in words. */
  readonly meaning: string;
}

/** Escapes that are plain letters or signs in Onigmo, and more than that elsewhere. */
const plainEscapes: ReadonlyMap<string, string> = new Map([
  ['\\Q', "the letter Q: nothing is quoted up to '\\E'"],
  ['\\E', 'the letter E'],
  ['\\<', "the sign '<', not the beginning of a word: that is '\\b'"],
  ['\\>', "the sign '>', not the end of a word: that is '\\b'"],
  ['\\y', "the letter y, not the edge of a word: that is '\\b'"],
]);

/** Grok's names for patterns, which nothing replaces here. */
const grok = /%\{[A-Z][A-Z0-9_]*(?::[^}]*)?\}/g;
const openProperty = /\\[pP]\{[^}]*$/;

/** The doubtful parts of a regular expression, in their order. Measured by what the engine's compiler matches. */
export function doubtfulParts(pattern: string): DoubtfulPart[] {
  const parts: DoubtfulPart[] = Array.from(pattern.matchAll(grok), ({ 0: part, index: at }) => ({
    at,
    part,
    meaning: 'plain text: Fluent Bit knows no grok patterns',
  }));
  const open = openProperty.exec(pattern);
  if (open !== null) parts.push({ at: open.index, part: open[0].slice(0, 3), meaning: "a newline and letters, since no '}' follows" });
  const tokens = tokensOf(pattern);
  if (!('endless' in tokens)) {
    for (const { text, at } of tokens) {
      const meaning = plainEscapes.get(text);
      if (meaning !== undefined && !isSign(pattern, text, at)) parts.push({ at, part: text, meaning });
    }
  }
  return parts.sort((a, b) => a.at - b.at);
}

/** Whether a `\<` or `\>` is meant as the sign, as around a syslog message's priority: no word begins or ends there. */
function isSign(pattern: string, text: string, at: number): boolean {
  if (text === '\\<') return !/^(?:\w|\\w)/.test(pattern.slice(at + text.length, at + text.length + 2));
  return text === '\\>' && !/\w$/.test(pattern.slice(0, at));
}
