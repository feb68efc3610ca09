import type { Mention, MentioningFile, MentionLevel } from './mention.js';

export interface Scanned {
  /** Every other file of the scope that mentions old files, each once. */
  readonly files: Iterable<MentioningFile>;
  /** What of the scope could not be read: it may mention anything. */
  readonly unreadable: readonly string[];
  /** What an old file itself mentions; undefined if it cannot be read. Asked once, and only of those that stay. */
  readonly mentionsOf: (path: string) => readonly Mention[] | undefined;
}

/** Why an old file stays. */
export interface Keeper {
  readonly path: string;
  /** None if the path could not be read. */
  readonly line?: number;
  readonly level: MentionLevel;
}

export interface MayGo {
  readonly mayGo: ReadonlySet<string>;
  /** The old files that stay, and the first mention that keeps each: of a file that stays for another reason. */
  readonly kept: ReadonlyMap<string, Keeper>;
}

/**
 * Which old files may go: those that no file mentions that stays itself. An old file that stays counts as staying, with its own
 * mentions. Prose keeps nothing. Each mention is looked at once, and the order of the files does not matter.
 */
export function whatMayGo(toGo: Iterable<string>, { files, unreadable, mentionsOf }: Scanned): MayGo {
  const mayGo = new Set(toGo);
  const kept = new Map<string, Keeper>();
  /** Whether it would have gone until now. */
  const keep = (file: string, keeper: Keeper) => {
    const isNew = mayGo.delete(file);
    if (isNew) kept.set(file, keeper);
    return isNew;
  };
  const keepAll = (path: string) => {
    for (const file of [...mayGo]) keep(file, { path, level: 'may mention' });
  };
  const [closed] = [...unreadable].sort();
  if (closed !== undefined) keepAll(closed);

  const seen = new Set<Mention['files']>();
  let staying = [...files].filter(({ path }) => !isProse(path));
  while (staying.length > 0) {
    const newlyKept: string[] = [];
    for (const { path, mentions } of staying.sort(byPath)) {
      for (const { line, level, files } of mentions) {
        if (seen.has(files)) continue;
        seen.add(files);
        for (const file of files) if (keep(file, { path, line, level })) newlyKept.push(file);
      }
    }
    staying = newlyKept.sort().flatMap((path) => {
      if (mayGo.size === 0) return [];
      const mentions = mentionsOf(path);
      if (mentions === undefined) keepAll(path);
      return mentions === undefined ? [] : { path, mentions };
    });
  }
  return { mayGo, kept };
}

function byPath({ path: one }: MentioningFile, { path: other }: MentioningFile): number {
  return one < other ? -1 : 1;
}

/** Whether a file is for people: what it mentions is listed, but nothing fails when it is gone. */
export function isProse(path: string): boolean {
  return /\.(md|markdown|rst|adoc|txt)$/i.test(path);
}
