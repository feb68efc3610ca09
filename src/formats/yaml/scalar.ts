import type { ValueType } from '../../engine/key-types.js';
import { booleanOf, isCanonicalInteger } from '../../model/text.js';
import { doubleQuoted, needsEscapes } from '../double-quoted.js';

/** Longer texts are always quoted, so that no pattern runs over them. */
const longestPlain = 1000;

/** Longer texts are not written as blocks: nobody wrote them by hand. */
const longestLiteral = 1_000_000;

/**
 * A text as a YAML scalar that libyaml and loaders of YAML 1.1 and 1.2 all read as that text, and write again as that
 * text. The engine's boolean words stay plain for keys that the engine reads as booleans: any other text must come back
 * in the same letters (I-2).
 */
export function yamlScalar(text: string, type?: ValueType): string {
  return isPlain(text, type) ? text : quotedScalar(text);
}

/** The same text in quotes. */
export function quotedScalar(text: string): string {
  return needsEscapes(text) || keepsSingleQuotes(text) ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;
}

/** Whether an expression of a template would be broken by what a single quote becomes between single quotes. */
function keepsSingleQuotes(text: string): boolean {
  return text.includes('{{') && /\{\{[^}]*'/.test(text) && !/["\\]/.test(text);
}

/**
 * What could stand without quotes: no indicator first, no ': ' or ' #' within, no ':' or space at the end. Outside ASCII the
 * characters of Y-48. Each character is of one alternative only, so that the pattern never tries twice.
 */
const plainShape =
  /^(?!-(?:[- ]|$)|\.(?:\.\.|$))[\w/$.\-\u00c0-\u024f\u0370-\u1fff\u3040-\ud7ff](?:[!-9;-~\u00a1-\u1fff\u2070-\ud7ff\uf900-\ufdff]|:(?! |$)| (?!#|$))*$/;

// Words, numbers and dates of YAML 1.1 and 1.2 that a loader may turn into something else than their text.
const word = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
const longestWord = 5;
const number =
  /^[-+]?(?:\d*(?:\.\d*)?(?:[Ee][-+]?\d+)?|0[Xx][\dA-Fa-f]*|0[Oo][0-7]*|0[Bb][01]*|\d+(?::\d+)+(?:\.\d*)?|\.(?:[Ii][Nn][Ff]|[Nn][Aa][Nn]))$/;
const date = /^\d{4}-\d\d?-\d\d?(?:$|[Tt \t])/;
const longestNumber = 15;

/** A decimal that every writer writes in these digits: at 10⁶ and below 0.001 some begin to use exponents. */
const canonicalDecimal = /^-?(?:0\.(?!000)|[1-9]\d{0,5}\.)\d*[1-9]$/;

/** Whether the text can stand without quotes. */
export function isPlain(text: string, type?: ValueType): boolean {
  // Whatever a template puts in must stay one text.
  if (text.length > longestPlain || !plainShape.test(text) || text.includes('{{')) return false;
  if (text.length <= longestWord && word.test(text)) return type === 'boolean' && booleanOf(text) !== undefined;
  if (!mayBeginNumber(text.charCodeAt(0)) || isCanonicalInteger(text)) return true;
  if (mayBeNumber(text) && number.test(withoutSeparators(text))) return text.length <= longestNumber && canonicalDecimal.test(text);
  return text.charAt(4) !== '-' || !date.test(text);
}

/** A short look that spares most texts the pattern: a number ends with a digit, a separator or one of few letters. */
function mayBeNumber(text: string): boolean {
  const dot = text.indexOf('.');
  return (dot === -1 || !text.includes('.', dot + 1)) && /[\d_,.A-Fa-fNnOoXx]$/.test(text);
}

/** Some loaders take `_` and `,` among the digits of a number for nothing at all, wherever they stand. */
function withoutSeparators(text: string): string {
  return /[_,]/.test(text) ? text.replace(/[_,]+/g, '') : text;
}

/** `- + . _ e` and digits. */
function mayBeginNumber(code: number): boolean {
  return (code >= 0x2d && code <= 0x39 && code !== 0x2f) || code === 0x2b || code === 0x5f || code === 0x65 || code === 0x45;
}

const blankAtEdge = /^\s|[ \t]\n|[ \t]$|\n\n$/;

/** Whether all loaders read a text of several lines alike from a literal block: no spaces at the ends of a line or of the text. */
export function isLiteral(text: string): boolean {
  if (text.length > longestLiteral || blankAtEdge.test(text)) return false;
  return !needsEscapes(text.replace(/[\n\t]/g, ' '));
}
