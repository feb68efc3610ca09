import type { SectionKind } from './config.js';
import { lowerCase, trimSpaces } from './text.js';

/** Whether a property is the query of a stream task. */
export function isQuery(kind: SectionKind, key: string): boolean {
  return kind === 'stream_task' && lowerCase(key) === 'exec';
}

/**
 * A query on one line: between the words of SQL a line end is a space like any other (M-8). Within quotes it is part of a
 * text, and such a query stays as it is.
 */
export function joinLines(query: string): string {
  if (!query.includes('\n')) return query;
  let quote = '';
  for (const character of query) {
    if (quote !== '' && character === '\n') return query;
    if (character === quote) quote = '';
    else if (quote === '' && (character === "'" || character === '"')) quote = character;
  }
  return query
    .split('\n')
    .map(trimSpaces)
    .filter((line) => line !== '')
    .join(' ');
}
