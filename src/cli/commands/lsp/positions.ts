import type { Range } from 'vscode-languageserver/node';
import type { SourceFile, Span } from '../../../index.js';

/** The range of a span of a file that is not open. Columns count UTF-16 code units here, as offsets do. */
export function rangeIn(source: SourceFile, { start, end }: Span): Range {
  return { start: positionIn(source, start), end: positionIn(source, end) };
}

function positionIn(source: SourceFile, offset: number) {
  const line = source.positionAt(offset).line - 1;
  const mark = line === 0 && source.hasByteOrderMark ? 1 : 0;
  return { line, character: offset - source.lineSpanAt(offset).start + mark };
}
