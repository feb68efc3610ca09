import type { SectionKind } from '../../model/config.js';
import type { Span } from '../../source/span.js';

/** What keys stand in: a section, or what YAML has within one. */
export type Holder = SectionKind | 'processor' | 'rule';

/**
 * What somebody types at a place of a text, found from the lines around it alone: most of the time the text around is not finished.
 *
 * - `section`: the name of a section or command of classic
 * - `name`: one of the fixed `names` of YAML: at the top, below `pipeline`, within `processors`
 * - `key`, `value`: of a section; `key` is the engine's, in lower case; `startsItem`: whether a dash must stand before it
 */
export type Place = { readonly span: Span } & (
  | { readonly what: 'section' | 'command' }
  | { readonly what: 'name'; readonly names: readonly string[] }
  | ({ readonly what: 'key'; readonly key: string; readonly startsItem: boolean } & Around)
  | ({ readonly what: 'value'; readonly key: string } & Around)
);

/** The section around a key or a value. */
export interface Around {
  readonly holder: Holder;
  /** The plugin that it names. */
  readonly plugin: string | undefined;
  /** The keys that stand in it besides, in lower case. */
  readonly present: ReadonlySet<string>;
}

/** The line that holds an offset, without its end. */
export function lineAt(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const lineFeed = text.indexOf('\n', offset);
  const end = lineFeed === -1 ? text.length : lineFeed;
  return { start, end: end > start && text[end - 1] === '\r' ? end - 1 : end };
}

/** The lines above one, nearest first, or those below it. */
export function* linesFrom(text: string, { start, end }: Span, way: 'up' | 'down'): Generator<Span> {
  let line: Span = { start, end };
  for (;;) {
    const next = way === 'up' ? line.start - 1 : text.indexOf('\n', line.end) + 1;
    if (next < 0 || (way === 'down' && next === 0)) return;
    line = lineAt(text, next);
    yield line;
  }
}
