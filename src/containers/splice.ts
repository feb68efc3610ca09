import type { Span } from '../source/span.js';

/** A text in place of a stretch of a host file; empty stretches are places where something is put in. */
export interface Splice {
  readonly span: Span;
  readonly text: string;
}

/** The text with all splices in place; all else stays as it is. Two that touch the same stretch must say the same. */
export function spliced(text: string, splices: Iterable<Splice>): string {
  const ordered = [...splices].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  let last: Splice | undefined;
  for (const splice of ordered) {
    const { span } = splice;
    if (last !== undefined && isSame(last, splice)) continue;
    if (span.start < at) throw new RangeError(`two splices at ${span.start}`);
    result += text.slice(at, span.start) + splice.text;
    at = span.end;
    last = splice;
  }
  return result + text.slice(at);
}

function isSame(one: Splice, other: Splice): boolean {
  return one.span.start === other.span.start && one.span.end === other.span.end && one.text === other.text;
}
