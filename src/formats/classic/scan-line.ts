/** Whether it is a character that lines are indented with: a space or a tab. */
export function isIndentation(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The offset of a character within a line, the line's end if it has none. Never searches further: there may be many lines. */
export function findInLine(text: string, code: number, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) !== code) at++;
  return at;
}

export type IndentFault = 'too low' | 'too deep' | 'mixed';

/** A line measured by the file's indentation: where its content begins, and at which level. */
export interface Indented {
  /** Offset of the content; the line's end if it holds spaces and tabs only. */
  readonly content: number;
  /** Twice the indentation, the level of a group's content (C-13). */
  readonly double: boolean;
}

/** The indentation that a first indented line gives its file: its first character and the spaces and tabs after it (C-10, C-11). */
export function firstIndent(text: string, start: number, end: number): string {
  let at = start + 1;
  while (at < end && isIndentation(text.charCodeAt(at))) at++;
  return text.slice(start, at);
}

/** Measures a line by the file's indentation: it must have exactly that or, counted in characters, twice as much (C-8 … C-13). */
export function measureIndent(text: string, start: number, end: number, indent: string): Indented | IndentFault {
  for (let i = 0; i < indent.length; i++) {
    const at = start + i;
    if (at < end && text.charCodeAt(at) === indent.charCodeAt(i)) continue;
    return at < end && isIndentation(text.charCodeAt(at)) ? 'mixed' : 'too low';
  }
  const base = start + indent.length;
  let at = base;
  while (at < end && isIndentation(text.charCodeAt(at))) at++;
  if (at !== base && at - base !== indent.length) return 'too deep';
  return { content: at, double: at !== base };
}
