import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../source/source-file.js';
import type { Format } from './format.js';

/**
 * Finds the format of a text by its file's suffix, else by its content. A suffix that contradicts the content is an error:
 * Fluent Bit itself goes by the suffix alone (C-37), and crashes over YAML in a `.conf` file.
 */
export function detectFormat(source: SourceFile, formats: readonly Format[]): { format: Format } | { problem: Diagnostic } {
  const suffix = suffixOf(source.name);
  const named = formats.find(({ suffixes }) => suffixes.includes(suffix));
  if (named?.sniff(source.text)) return { format: named };
  const sniffed = formats.find((format) => format.sniff(source.text));
  if (named === undefined) {
    return sniffed === undefined ? { problem: diagnostic('FLB402', source.startSpan, {}) } : { format: sniffed };
  }
  if (sniffed === undefined || sniffed === named || (named.name === 'yaml' && sniffed.name === 'json')) return { format: named };
  const args = { suffix, named: named.name, content: sniffed.name };
  return { problem: diagnostic('FLB401', source.startSpan, args) };
}

/** The format whose files have the name's suffix. */
export function formatOfName(name: string, formats: readonly Format[]): Format | undefined {
  return formats.find(({ suffixes }) => suffixes.includes(suffixOf(name)));
}

/** From the last dot of the file's name on, in lower case; empty if it has none. */
export function suffixOf(name: string): string {
  const base = baseOf(name);
  const dot = base.lastIndexOf('.');
  return dot === -1 ? '' : base.slice(dot).toLowerCase();
}

/** The file's name without folders and suffix. */
export function stemOf(name: string): string {
  const base = baseOf(name);
  return base.slice(0, base.length - suffixOf(base).length);
}

/** The file's name without folders. */
export function baseOf(name: string): string {
  let start = name.length;
  while (start > 0 && !isSeparator(name.charCodeAt(start - 1))) start--;
  return name.slice(start);
}

/** `/`, and `\` of Windows. */
function isSeparator(code: number): boolean {
  return code === 0x2f || code === 0x5c;
}
