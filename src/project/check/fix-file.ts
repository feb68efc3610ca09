import type { ReadResult } from '../../convert.js';
import { type Diagnostic, fixText } from '../../diagnostics/diagnostic.js';
import type { CheckedFile } from './check-file.js';

/** What was fixed at once in a file. */
type FixedAtOnce = Pick<CheckedFile, 'source' | 'diagnostics'>;

/** One fix may show the next; more rounds than this would be fixes that undo each other. */
const mostRounds = 10;

/** A file as it is once all is fixed that is safe to fix. */
export interface FixedFile {
  readonly reading: ReadResult;
  /** All of its text, with the byte order mark if it has one. */
  readonly text: string;
  /** What was fixed, at the places of the text that the fix was made in. */
  readonly fixes: readonly FixedAtOnce[];
}

export interface FixSources {
  /** What there is to fix in a file. */
  readonly check: (reading: ReadResult) => Promise<readonly Diagnostic[]>;
  readonly read: (text: string) => Promise<ReadResult>;
}

/** Fixes what is safe to fix; writes nothing. */
export async function fixFile(first: ReadResult, { check, read }: FixSources): Promise<FixedFile> {
  const fixes: FixedAtOnce[] = [];
  let reading = first;
  for (let round = 0; round < mostRounds; round++) {
    const { source } = reading;
    const diagnostics = await check(reading);
    const { text, fixed } = fixText(source.text, diagnostics);
    if (fixed.length === 0) break;
    fixes.push({ source, diagnostics: fixed });
    // A byte order mark is removed only if it is what is wrong.
    const keepsMark = source.hasByteOrderMark && diagnostics.every(({ code }) => code !== 'FLB103');
    reading = await read(keepsMark ? mark + text : text);
  }
  return { reading, text: wholeText(reading), fixes };
}

const mark = '\ufeff';

/** All of the text of a file. */
export function wholeText({ source: { hasByteOrderMark, text } }: Pick<ReadResult, 'source'>): string {
  return hasByteOrderMark ? mark + text : text;
}
