import type { Mention, MentionLevel } from './mention.js';

/** What names old files: a name or a pattern, known by its files. */
type Files = readonly string[];

/** Collects the mentions of one file: each name or pattern once a line. */
export class Found {
  readonly #written: ByLine = new Map();
  readonly #decoded: ByLine = new Map();

  /** A name in a line as it stands in the file. */
  addAsWritten(line: number, files: Files): void {
    add(this.#written, line, files, 'mentions');
  }

  /** A name or a pattern in a line that was decoded. What was found in it as it stands counts less. */
  addDecoded(line: number, files: Files, level: MentionLevel): void {
    add(this.#decoded, line, files, level);
  }

  /** By line; within one, names before patterns. */
  all(): Mention[] {
    for (const [line, levels] of this.#written) {
      for (const [files, level] of levels) if (!this.#decoded.get(line)?.has(files)) add(this.#decoded, line, files, level);
    }
    const mentions = [...this.#decoded].flatMap(([line, levels]) => Array.from(levels, ([files, level]) => ({ line, level, files })));
    return mentions.sort((a, b) => a.line - b.line || Number(a.level !== 'mentions') - Number(b.level !== 'mentions'));
  }
}

type ByLine = Map<number, Map<Files, MentionLevel>>;

/** A name that is mentioned counts as such, wherever else in its line it only may be. */
function add(found: ByLine, line: number, files: Files, level: MentionLevel): void {
  const levels = found.get(line) ?? new Map<Files, MentionLevel>();
  found.set(line, levels);
  if (levels.get(files) !== 'mentions') levels.set(files, level);
}
