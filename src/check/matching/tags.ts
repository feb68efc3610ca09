/** The tags that are made of these texts, with anything in between. A single text is one tag. */
export type Tags = readonly [string, ...string[]];

export const anyTag: Tags = ['', ''];

/** The tags that a `match` takes: `*` is anything, dots and nothing included, and case counts (I-27). */
export function tagsMatchedBy(pattern: string): Tags {
  return pattern.split('*') as [string, ...string[]];
}

/**
 * Tags that a `match_regex` takes, and maybe others: those that begin as it does before anything in it has a meaning. The
 * engine holds it to the beginning of a tag, but not to its end (I-27).
 */
export function tagsMatchedByRegex(regex: string): Tags {
  const [, literal = '', rest = ''] = /^\^?((?:[\w:-]|\\[.:_-])*)(.*)$/s.exec(regex) ?? [];
  // A repeated last character may be missing, and what stands behind a bar is another beginning.
  if (/^[*?{]|\|/.test(rest)) return anyTag;
  const text = literal.replaceAll('\\', '');
  return rest === '$' ? [text] : [text, ''];
}

/** The tags as one text, for a message. */
export function textOf(tags: Tags): string {
  return tags.join('*');
}

/** Whether a tag may be one of both. */
export function share(a: Tags, b: Tags): boolean {
  if (a.length === 1) return b.length === 1 ? a[0] === b[0] : holds(b, a[0]);
  if (b.length === 1) return holds(a, b[0]);
  // A tag that is long enough has room for all that stands between.
  return oneBegins(a[0], b[0]) && oneEnds(a.at(-1) ?? '', b.at(-1) ?? '');
}

/** Whether all these tags are surely among others. */
export function areAmong(tags: Tags, others: Tags): boolean {
  if (tags.length === 1) return holds(others, tags[0]);
  const [beginning, end] = others;
  return others.length === 2 && tags[0].startsWith(beginning) && (tags.at(-1) ?? '').endsWith(end ?? '');
}

function oneBegins(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function oneEnds(a: string, b: string): boolean {
  return a.endsWith(b) || b.endsWith(a);
}

function holds(tags: Tags, tag: string): boolean {
  const [first, ...others] = tags;
  const last = others.pop();
  if (last === undefined) return first === tag;
  const end = tag.length - last.length;
  let at = first.length;
  if (!tag.startsWith(first) || !tag.endsWith(last)) return false;
  for (const part of others) {
    const found = tag.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= end;
}
