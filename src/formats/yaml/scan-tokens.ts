import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { Comment } from '../structured/tree.js';

type Yaml = typeof import('yaml');

// What libyaml refuses wherever it stands raw (Y-12).
const refused = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;

/**
 * Goes through the tokens of a YAML text for what the parsed tree does not tell: where each comment stands,
 * and the characters that libyaml refuses though other YAML readers take them (Y-12, Y-47).
 */
export function scanTokens(text: string, yaml: Yaml): { comments: Comment[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  for (const { 0: character, index } of text.matchAll(refused)) {
    diagnostics.push(diagnostic('FLB133', { start: index, end: index + 1 }, { character: codeName(character) }));
  }
  const comments: Comment[] = [];
  if (!/[#\t{[\u2028\u2029]/.test(text)) return { comments, diagnostics };

  let at = 0;
  let flowDepth = 0;
  let endOfPrevious = 0;
  let previous = '\n';
  for (const token of new yaml.Lexer().lex(text)) {
    if (isMark(token)) continue;
    const span = { start: at, end: at + token.length };
    if (token.startsWith('#')) comments.push({ text: token.trimEnd(), start: at });
    if (token === '{' || token === '[') flowDepth++;
    if (token === '}' || token === ']') flowDepth--;
    // Where a block's line or item begins, libyaml takes blanks only, even on a line of nothing else (Y-47).
    if (flowDepth === 0 && /^[ \t]*\t[ \t]*$/.test(token) && /\n$|^[-?]$/.test(previous)) diagnostics.push(diagnostic('FLB134', span, {}));
    // In flow style libyaml wants a key and its colon on one line (Y-11).
    if (flowDepth > 0 && token === ':' && /^\s*\n\s*$/.test(text.slice(endOfPrevious, at))) {
      diagnostics.push(diagnostic('FLB131', span, { problem: "the ':' must stand on the line of its key" }));
    }
    for (const { index } of token.matchAll(/[\u2028\u2029]/g)) {
      if (isKept(token, index)) continue;
      const place = { start: at + index, end: at + index + 1 };
      diagnostics.push(diagnostic('FLB141', place, { character: codeName(token.charAt(index)) }));
    }
    at += token.length;
    if (!/^\s+$/.test(token)) endOfPrevious = at;
    previous = token;
  }
  return { comments, diagnostics };
}

/** Tokens that the lexer adds to the text: the start of a document, of a scalar, the end of a broken flow collection. */
function isMark(token: string): boolean {
  return token === '\x02' || token === '\x1f' || token === '\x18';
}

/** Within quotes a line separator stays, as long as no blank beside it would be folded away. */
function isKept(token: string, index: number): boolean {
  const isQuoted = token.startsWith('"') || token.startsWith("'");
  return isQuoted && !/[\s]/.test(token.charAt(index - 1)) && !/[\s\\]/.test(token.charAt(index + 1));
}

function codeName(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
