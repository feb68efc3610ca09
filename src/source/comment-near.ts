import type { Span } from './span.js';

/**
 * Where the first comments of a text begin, of which the first belong to what is at `span`: they stand above it, else behind it
 * on its line, else below. `span` if there are none.
 */
export function commentNear(text: string, span: Span): Span {
  let found = span;
  for (let below = startOfLine(text, span.start); below > 0; ) {
    const start = startOfLine(text, below - 1);
    const line = text.slice(start, below - 1);
    const first = line.search(/\S/);
    const isComment = line.charAt(first) === '#';
    if (isComment) found = { start: start + first, end: start + line.trimEnd().length };
    else if (first !== -1 && found !== span) break;
    below = start;
  }
  if (found !== span) return found;
  const behind = /^[^\n]*?[ \t](#[^\n]*)/.exec(text.slice(span.end, span.end + 1000));
  const [all, comment = ''] = behind ?? /^(?:[\s\S]*?\n)??[ \t]*(#[^\n]*)/.exec(text.slice(span.end)) ?? [''];
  return comment === '' ? span : { start: span.end + all.length - comment.length, end: span.end + all.trimEnd().length };
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
