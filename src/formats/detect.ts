import { define } from '../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../source/source-file.js';
import type { Format } from './format.js';

export const formatContradiction = define({
  code: 'FLB401',
  name: 'format-contradiction',
  severity: 'error',
  facts: ['C-37'],
  why: 'Fluent Bit chooses the format by the suffix: `.yaml` and `.yml` are YAML, anything else is classic. Content in another format does not load under this name.',
  example: { classic: 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n' },
  says: ({ suffix, named, content }: { suffix: string; named: string; content: string }) => ({
    text: `the suffix ${suffix} says ${named}, the content looks like ${content}`,
    help: `rename the file, or name its format with --from`,
  }),
});

export const formatUnknown = define({
  code: 'FLB402',
  name: 'format-unknown',
  severity: 'error',
  facts: ['C-37'],
  why: 'The format follows from `--from`, from the suffix, or from content that can be only one format.',
  example: { text: 'some text\n' },
  says: () => ({ text: 'neither the name nor the content tells the format', help: 'name it with --from classic, yaml or json' }),
});

/**
 * Finds the format of a text by its file's suffix, else by its content. A suffix that contradicts the content is an error:
 * Fluent Bit itself goes by the suffix alone (C-37).
 */
export function detectFormat(source: SourceFile, formats: readonly Format[]): { format: Format } | { problem: Diagnostic } {
  const suffix = suffixOf(source.name);
  const named = formats.find(({ suffixes }) => suffixes.includes(suffix));
  if (named?.sniff(source.text)) return { format: named };
  const sniffed = formats.find((format) => format.sniff(source.text));
  if (named === undefined) {
    return sniffed === undefined ? { problem: diagnostic(formatUnknown, source.startSpan, {}) } : { format: sniffed };
  }
  if (sniffed === undefined || sniffed === named || (named.name === 'yaml' && sniffed.name === 'json')) return { format: named };
  const args = { suffix, named: named.name, content: sniffed.name };
  return { problem: diagnostic(formatContradiction, source.startSpan, args) };
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

/** The first line that is neither blank nor a comment, without its indentation: what tells formats apart. */
export function firstLine(text: string): string {
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const line = text.slice(start, Math.min(end, start + 200)).trim();
    if (line !== '' && !line.startsWith('#')) return line;
    start = end + 1;
  }
  return '';
}
