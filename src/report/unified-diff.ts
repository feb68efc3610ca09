import type { StructuredPatchHunk } from 'diff';
import { secretStarts } from './secret-lines.js';
import { shownLine } from './source-line.js';

/** The search takes time and memory by the square of the changes; texts that differ in more lines hardly share any. */
const mostChanges = 1000;

/**
 * What changes from one text to the other, with three lines around each change; empty if nothing does. `from` and `to` are
 * the names shown, `/dev/null` where there is no file. For people to read: secrets and control characters are hidden.
 */
export async function unifiedDiff(before: string, after: string, { from, to }: { from: string; to: string }): Promise<string> {
  if (before === after) return '';
  const { FILE_HEADERS_ONLY, formatPatch, structuredPatch } = await import('diff');
  const options = { context: 3, maxEditLength: mostChanges };
  const hunks = structuredPatch(from, to, before, after, undefined, undefined, options)?.hunks ?? [wholeHunk(before, after)];
  const shown = { before: shownLines(before), after: shownLines(after) };
  return formatPatch(
    {
      oldFileName: from,
      newFileName: to,
      oldHeader: undefined,
      newHeader: undefined,
      hunks: hunks.map((hunk) => ({ ...hunk, lines: shownHunk(hunk, shown) })),
    },
    FILE_HEADERS_ONLY,
  );
}

const noNewline = '\\ No newline at end of file';

/** Removes all of one text and adds all of the other. */
function wholeHunk(before: string, after: string): StructuredPatchHunk {
  const [removed, added] = [signedLines('-', before), signedLines('+', after)];
  const lineCount = (lines: readonly string[]) => lines.filter((line) => line !== noNewline).length;
  return { oldStart: 1, oldLines: lineCount(removed), newStart: 1, newLines: lineCount(added), lines: [...removed, ...added] };
}

function signedLines(sign: string, text: string): string[] {
  const lines = text.split('\n');
  const rest = lines.pop();
  const signed = lines.map((line) => sign + line);
  return rest === '' ? signed : [...signed, sign + rest, noNewline];
}

function shownLines(text: string): string[] {
  const lines = text.split('\n');
  const starts = secretStarts(lines);
  return lines.map((line, i) => shownLine(line, starts[i] ?? 0));
}

/** The lines of a hunk as they are shown. What is secret depends on the lines above, so the place of each is counted. */
function shownHunk(hunk: StructuredPatchHunk, shown: { before: readonly string[]; after: readonly string[] }): string[] {
  let oldIndex = hunk.oldStart - 1;
  let newIndex = hunk.newStart - 1;
  return hunk.lines.map((line) => {
    if (line.startsWith('-')) return `-${shown.before[oldIndex++]}`;
    if (line.startsWith('+')) return `+${shown.after[newIndex++]}`;
    if (line.startsWith('\\')) return line;
    oldIndex++;
    return ` ${shown.after[newIndex++]}`;
  });
}
