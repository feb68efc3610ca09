import type { Span } from '../../source/span.js';

/** A text in place of a stretch of a host file; empty stretches are places where something is put in. */
export interface Splice {
  readonly span: Span;
  readonly text: string;
  /** Where several are put in at one place, those with a lower rank stand first. */
  readonly rank?: number;
}

/** Where two splices would put different texts; undefined if they agree. */
export function conflictOf(splices: Iterable<Splice>): Span | undefined {
  let last: Splice | undefined;
  for (const splice of ordered(splices)) {
    if (last !== undefined && !isSame(last, splice) && splice.span.start < last.span.end) return splice.span;
    last = splice;
  }
  return undefined;
}

function ordered(splices: Iterable<Splice>): Splice[] {
  return [...splices].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || rankOf(a) - rankOf(b));
}

function rankOf({ rank = 0 }: Splice): number {
  return rank;
}

/** The text with all splices in place; all else stays as it is. They must agree. */
export function spliced(text: string, splices: Iterable<Splice>): string {
  let result = '';
  let at = 0;
  let last: Splice | undefined;
  for (const splice of ordered(splices)) {
    const { span } = splice;
    if (last !== undefined && isSame(last, splice)) continue;
    result += text.slice(at, span.start) + splice.text;
    at = span.end;
    last = splice;
  }
  return result + text.slice(at);
}

function isSame(one: Splice, other: Splice): boolean {
  return one.span.start === other.span.start && one.span.end === other.span.end && one.text === other.text;
}
