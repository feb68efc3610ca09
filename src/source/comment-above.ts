import type { Span } from './span.js';

/** Where the comments begin that stand right above what is at `span`, or else behind it on its line; `span` if there are none. */
export function commentAbove(text: string, span: Span): Span {
  let found = span;
  for (let end = text.lastIndexOf('\n', span.start - 1); end >= 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    const hash = line.search(/\S/);
    if (hash !== -1 && line.charAt(hash) !== '#') break;
    if (hash !== -1) found = { start: start + hash, end: start + line.trimEnd().length };
    end = start - 1;
  }
  if (found !== span) return found;
  const behind = /^[^\n]*?[ \t](#[^\n]*)/.exec(text.slice(span.end, span.end + 1000));
  if (behind === null) return span;
  const [all, comment = ''] = behind;
  return { start: span.end + all.length - comment.length, end: span.end + all.trimEnd().length };
}
