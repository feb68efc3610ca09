/** The white space that Fluent Bit trims around keys and values: C's isspace (C-15). */
function isBlankAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Trimmed as Fluent Bit does it; U+00A0 and its like stay (C-15, Y-18). */
export function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankAt(text, start)) start++;
  while (end > start && isBlankAt(text, end - 1)) end--;
  return text.slice(start, end);
}

/** Whether Fluent Bit would trim the text. */
export function hasSpacesAround(text: string): boolean {
  return text !== '' && (isBlankAt(text, 0) || isBlankAt(text, text.length - 1));
}

const upperCase = /[A-Z]/;
const beyondAscii = /[\u0080-\uffff]/;

/** Lower case as the engine makes it: ASCII letters only (C-17). */
export function lowerCase(text: string): string {
  if (!upperCase.test(text)) return text;
  return beyondAscii.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text.toLowerCase();
}

/** Most keys: nothing in them is translated or trimmed. */
const plainKey = /^[a-z][a-z0-9_.]*$/;

/** The key that Fluent Bit makes of one it reads from YAML (Y-23): translated first, and trimmed then (I-17). */
export function canonicalKey(written: string): string {
  return plainKey.test(written) ? written : trimSpaces(translated(written));
}

function translated(key: string): string {
  if (!/^[a-z]/.test(key) || !upperCase.test(key)) return key;
  if (key.includes('_')) return lowerCase(key);
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['false', false],
  ['off', false],
  ['no', false],
]);

/** What the engine makes of a boolean's text; undefined is its −1, neither on nor off (U-9, E-7). */
export function booleanOf(text: string): boolean | undefined {
  return text.length <= 5 ? booleans.get(lowerCase(text)) : undefined;
}

/** Whether a YAML or JSON loader that reads the text as a number would write the same text again. */
export function isCanonicalInteger(text: string): boolean {
  const first = text.charCodeAt(0) === 0x2d ? 1 : 0;
  const digits = text.length - first;
  if (digits < 1 || digits > 15) return false;
  if (text.charCodeAt(first) === 0x30) return text === '0';
  for (let i = first; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** Whether a line may stand among a configuration's comments: blank, or from its `#` on. */
export function isComment(line: string): boolean {
  return line === '' || (line.startsWith('#') && !/[\n\0]/.test(line) && line.isWellFormed());
}

/** A copy of the text: a piece of a long text keeps the whole of it in memory. */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
