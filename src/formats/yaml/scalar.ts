import type { ValueType } from '../../model/keys.js';
import { booleanOf, isCanonicalInteger } from '../../model/text.js';

/** Longer texts are always quoted, so that no pattern runs over them. */
const longestPlain = 1000;

/**
 * A text as a YAML scalar that libyaml and loaders of YAML 1.1 and 1.2 all read as that text, and write again as that
 * text. The engine's boolean words stay plain, unless the key is known to hold text.
 */
export function yamlScalar(text: string, type?: ValueType): string {
  if (isPlain(text, type)) return text;
  return needsEscapes(text) ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;
}

// A first character that is no indicator, then printable characters (Y-48); not ': ', ' #', nor a ':' or a blank at the end.
const plainText = /^[\w/$.\-\u00c0-\u024f\u0370-\u1fff\u3040-\ud7ff][!-~ \u00a1-\u1fff\u2070-\ud7ff\uf900-\ufdff]*$/;
const breaksPlain = /: | #|[: ]$|^-(?:[ -]|$)|^\.\.\.$|^\.$/;

// Words and numbers of YAML 1.1 and 1.2 that a loader may turn into something else than their text.
const word = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
const longestWord = 5;
const beginsNumberOrDate = /^[-+.\de]/i;
const number =
  /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.[\d_]*|(?:\.[\d_]*)?e[-+]?\d+|0x[\da-f_]+|0o[0-7_]+|0b[01_]+|\d[\d_]*(?::\d\d?)+(?:\.[\d_]*)?|\.(?:inf|nan))$/i;
const date = /^\d{4}-\d\d?-\d\d?(?:$|[t \t])/i;
const canonicalDecimal = /^-?(?:0|[1-9]\d*)\.\d*[1-9]$/;

function isPlain(text: string, type: ValueType | undefined): boolean {
  if (text.length > longestPlain || !plainText.test(text) || breaksPlain.test(text)) return false;
  if (text.length <= longestWord && word.test(text)) return type !== 'text' && booleanOf(text) !== undefined;
  if (!beginsNumberOrDate.test(text)) return true;
  if (number.test(text)) return isCanonicalInteger(text) || (text.length <= 15 && canonicalDecimal.test(text));
  return !date.test(text);
}

/** C0 and C1 controls, line separators, byte order marks, non-characters: what libyaml refuses or folds when it stands raw (Y-12). */
export function needsEscapes(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isEscaped(text.charCodeAt(i))) return true;
  return false;
}

function isEscaped(code: number): boolean {
  if (code >= 0x20 && code <= 0x7e) return false;
  return code < 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff || code === 0xfffe || code === 0xffff;
}

function doubleQuoted(text: string): string {
  let out = '"';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const quoted = code === 0x22 || code === 0x5c;
    if (!quoted && !isEscaped(code)) continue;
    out += text.slice(from, i) + (quoted ? `\\${text.charAt(i)}` : escapeOf(code));
    from = i + 1;
  }
  return `${out}${text.slice(from)}"`;
}

function escapeOf(code: number): string {
  if (code === 0x0a) return '\\n';
  if (code === 0x09) return '\\t';
  if (code === 0x0d) return '\\r';
  return `\\u${code.toString(16).padStart(4, '0').toUpperCase()}`;
}
