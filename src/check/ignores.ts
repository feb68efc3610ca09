import { define } from '../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { closest, didYouMean } from '../diagnostics/words.js';
import type { SourceFile } from '../source/source-file.js';
import type { Span } from '../source/span.js';

export const unusedIgnore = define({
  code: 'FLB540',
  name: 'unused-ignore',
  severity: 'warning',
  facts: [],
  why: 'A code that is ignored where nothing has it hides what comes later. The comment may stand at the wrong line, or what it was for is fixed.',
  sample: { ignored: 'FLB206' },
  says: ({ ignored }: { ignored: string }) => ({
    text: `${ignored} is ignored here, but nothing has this code`,
    help: 'remove it; in a file, the comment counts for its own line, or for the next one if it stands alone',
  }),
});

export const unknownIgnore = define({
  code: 'FLB541',
  name: 'unknown-ignore',
  severity: 'warning',
  facts: [],
  why: 'A comment that asks to ignore something must name codes that there are; else it has no effect.',
  sample: { ignored: 'flb206', suggestion: 'FLB206' },
  says: ({ ignored, suggestion }: { ignored: string; suggestion?: string }) => ({
    text: ignored === '' ? 'this comment names no code to ignore' : `there is no code '${ignored}' to ignore`,
    help: "write '# flb-convert-ignore FLB206: why'",
    ...didYouMean(suggestion),
  }),
});

/** One code that a comment ignores. */
interface Ignore {
  readonly code: string;
  readonly span: Span;
  /** The line that it counts for. */
  readonly line: number;
}

/** The codes that there are, and which of them could have been found. */
export interface KnownCodes {
  readonly codes: ReadonlySet<string>;
  readonly isLookedFor: (code: string) => boolean;
}

const marker = 'flb-convert-ignore';
const comment = /^#[ \t]*flb-convert-ignore(?![\w-])(?<codes>[^:\r\n]*)/;

/** Whether a text may have comments that ignore something. */
export function mayIgnore({ text }: SourceFile): boolean {
  return text.includes(marker);
}

/**
 * The diagnostics of a file without those that comments in it ignore: `# flb-convert-ignore CODE, CODE: why`, behind what it is
 * about or alone above that. `comments`: where comments begin. Reports what is ignored in vain.
 */
export function withoutIgnored(
  source: SourceFile,
  diagnostics: readonly Diagnostic[],
  comments: readonly number[],
  { codes, isLookedFor }: KnownCodes,
): Diagnostic[] {
  const { ignores, unknown } = ignoresIn(source, comments, codes);
  const used = new Set<Ignore>();
  const byPlace = new Map(ignores.map((one) => [`${one.line} ${one.code}`, one]));
  const left = diagnostics.filter(({ code, span }) => {
    const ignore = byPlace.get(`${source.positionAt(span.start).line} ${code}`);
    if (ignore !== undefined) used.add(ignore);
    return ignore === undefined;
  });
  return [...left, ...unknown, ...ignores.filter((one) => !used.has(one) && isLookedFor(one.code)).map(unused)];
}

/** Says that a code is ignored in vain. */
export function unused({ code, span }: Pick<Ignore, 'code' | 'span'>): Diagnostic {
  return diagnostic(unusedIgnore, span, { ignored: code });
}

function ignoresIn(source: SourceFile, comments: readonly number[], codes: ReadonlySet<string>) {
  const ignores: Ignore[] = [];
  const unknown: Diagnostic[] = [];
  const lines = source.text.split('\n');
  const targets = linesBelow(lines);
  for (const start of comments) {
    const { start: lineStart, end: lineEnd } = source.lineSpanAt(start);
    const found = comment.exec(source.text.slice(start, lineEnd));
    if (found === null) continue;
    const { line } = source.positionAt(start);
    const isAlone = source.text.slice(lineStart, start).trim() === '';
    const listStart = start + found[0].length - (found.groups?.codes ?? '').length;
    const words = [...(found.groups?.codes ?? '').matchAll(/[^\s,]+/g)];
    if (words.length === 0) unknown.push(diagnostic(unknownIgnore, { start, end: start + found[0].length }, { ignored: '' }));
    for (const { 0: code, index } of words) {
      const span = { start: listStart + index, end: listStart + index + code.length };
      if (codes.has(code)) ignores.push({ code, span, line: isAlone ? (targets[line] ?? line) : line });
      else unknown.push(diagnostic(unknownIgnore, span, { ignored: code, ...suggested(code, codes) }));
    }
  }
  return { ignores, unknown };
}

function suggested(word: string, codes: ReadonlySet<string>): { suggestion?: string } {
  const upper = word.toUpperCase();
  const suggestion = codes.has(upper) ? upper : closest(word, codes);
  return suggestion === undefined ? {} : { suggestion };
}

/** For each line by its number, from 0: the number of the next one that is not empty and not a comment. */
function linesBelow(lines: readonly string[]): number[] {
  const below: number[] = new Array(lines.length);
  let next = lines.length + 1;
  for (let i = lines.length - 1; i >= 0; i--) {
    below[i + 1] = next;
    if (!/^\s*(?:#|$)/.test(lines[i] ?? '')) next = i + 1;
  }
  return below;
}
