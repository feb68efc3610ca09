import { printable } from './source-line.js';

/** A table with a heading; empty without rows. The cells are plain texts. */
export function section(heading: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [columns, columns.map(() => '---'), ...rows.map((cells) => cells.map(escaped))];
  return `\n## ${heading}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`;
}

/**
 * A text that Markdown takes for nothing but a text. Character references stay what they are everywhere, also in cells,
 * where a backslash before `|` would be taken twice.
 */
export function escaped(text: string): string {
  return printable(text).replace(/[\\`*~|<>&[\]#$@]|(?<![A-Za-z\d])_|_(?![A-Za-z\d])/g, (character) => `&#${character.charCodeAt(0)};`);
}
