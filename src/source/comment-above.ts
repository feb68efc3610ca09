import type { Span } from './span.js';

/** Where the comments begin that stand right above what is at `span`, or else behind it on its line; `span` if there are none. */
export function commentAbove(text: string, span: Span): Span {
  let found = span;
  for (let below = startOfLine(text, span.start); below > 0; ) {
    const start = startOfLine(text, below - 1);
    const line = text.slice(start, below - 1);
    const hash = line.search(/\S/);
    if (hash !== -1 && line.charAt(hash) !== '#') break;
    if (hash !== -1) found = { start: start + hash, end: start + line.trimEnd().length };
    below = start;
  }
  if (found !== span) return found;
  const behind = /^[^\n]*?[ \t](#[^\n]*)/.exec(text.slice(span.end, span.end + 1000));
  if (behind === null) return span;
  const [all, comment = ''] = behind;
  return { start: span.end + all.length - comment.length, end: span.end + all.trimEnd().length };
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
