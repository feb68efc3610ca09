import { type KnownCodes, mayIgnore, withoutIgnored } from '../../check/ignores.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { CheckedFile } from './check-file.js';

export { unused } from '../../check/ignores.js';

/** The diagnostics of a file without those that its comments ignore, and with those about comments that ignore nothing. */
export async function withoutCommented({ source, format, diagnostics }: CheckedFile, known: KnownCodes): Promise<readonly Diagnostic[]> {
  const comments = mayIgnore(source) ? await format?.findComments?.(source.text) : undefined;
  return comments === undefined ? diagnostics : withoutIgnored(source, diagnostics, comments, known);
}
