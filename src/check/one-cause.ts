import type { Code, Diagnostic } from '../diagnostics/diagnostic.js';

/** At such a value Fluent Bit stops. */
const stopping: ReadonlySet<Code> = new Set<Code>(['FLB226', 'FLB228', 'FLB237', 'FLB247', 'FLB248']);

/** What is said of a value that a comment at its end may have spoilt. */
const spoilt: ReadonlySet<Code> = new Set<Code>([...stopping, 'FLB207', 'FLB208', 'FLB227', 'FLB229', 'FLB236']);

/**
 * One message for one cause. Before a template is filled in, nobody knows what else is wrong with it. Where a value has a comment at
 * its end, the comment is what is wrong (C-7), unless Fluent Bit stops at the value: then the message about the value says more.
 */
export function withOneCause(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const template = found.find(({ code }) => code === 'FLB130');
  if (template !== undefined) return [template];
  const comments = found.filter(({ code }) => code === 'FLB123');
  if (comments.length === 0) return found;
  const ends = new Map(comments.map((comment) => [comment.span.end, comment]));
  const told = new Set<Diagnostic>();
  for (const one of found) {
    const comment = ends.get(one.span.end);
    if (!spoilt.has(one.code) || comment === undefined || one.span.start > comment.span.start) continue;
    told.add(stopping.has(one.code) ? comment : one);
  }
  return found.filter((one) => !told.has(one));
}
