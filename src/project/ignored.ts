import { mayIgnore, unusedIgnore, withoutIgnored } from '../check/ignores.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../source/span.js';
import type { CheckedFile } from './check-file.js';

/** The codes that there are, and which of them could have been found. */
export interface KnownCodes {
  readonly codes: ReadonlySet<string>;
  readonly isLookedFor: (code: string) => boolean;
}

/** The diagnostics of a file without those that its comments ignore, and with those about comments that ignore nothing. */
export async function withoutCommented({ source, format, diagnostics }: CheckedFile, known: KnownCodes): Promise<readonly Diagnostic[]> {
  const comments = mayIgnore(source) ? await format?.findComments?.(source.text) : undefined;
  return comments === undefined ? diagnostics : withoutIgnored(source, diagnostics, comments, known);
}

/** Says that a code is ignored in vain. */
export function unused({ code, span }: { readonly code: string; readonly span: Span }): Diagnostic {
  return diagnostic(unusedIgnore, span, { ignored: code });
}
