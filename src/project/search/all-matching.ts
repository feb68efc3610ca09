import { checkMatching } from '../../check/matching/check-matching.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Loaded } from '../check/section-references.js';
import type { Finding } from '../include-tree.js';

/**
 * What matches nothing, or is matched by nothing, however Fluent Bit is started: a file that several main files include may be
 * meant for one of them. Where one of these could not be read as a whole, nothing is known of its files.
 */
export function checkAllMatching<File>(loaded: readonly Loaded<File>[]): Finding<File>[] {
  const starts = new Map<File, number>();
  for (const { main } of loaded) for (const { file } of main) starts.set(file, (starts.get(file) ?? 0) + 1);
  const found = new Map<File, Map<string, { readonly diagnostic: Diagnostic; times: number }>>();
  for (const { file, diagnostic } of loaded.flatMap(({ main, hasAllIncludes }) => (hasAllIncludes ? checkMatching(main) : []))) {
    const own = found.get(file) ?? new Map();
    // The tags that a message lists may differ between the starts.
    const id = `${diagnostic.code} ${diagnostic.span.start}`;
    const same = own.get(id) ?? { diagnostic, times: 0 };
    same.times++;
    found.set(file, own.set(id, same));
  }
  return [...found].flatMap(([file, own]) =>
    [...own.values()].filter(({ times }) => times === starts.get(file)).map(({ diagnostic }) => ({ file, diagnostic })),
  );
}
