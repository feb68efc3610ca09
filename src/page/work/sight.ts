import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { isError } from '../../diagnostics/diagnostic.js';
import { locate } from '../../report/located.js';
import type { SourceFile } from '../../source/source-file.js';
import { greatestNeed, type Need, needInWords } from '../../versions/needs.js';
import { formatNames } from '../format-names.js';
import type { Form, FormText, Look } from '../protocol.js';

/** What the page is told of files, and what it may ask for later. */
export interface Sight {
  readonly look: Look;
  /** All results, by their paths in an archive: each format has a folder of its own. */
  readonly results: ReadonlyMap<string, Uint8Array>;
}

/** The formats that stand beside the text of a file; one that nothing tells is taken for classic. */
export function formsBeside(format = 'classic'): string[] {
  return Object.keys(formatNames).filter((one) => one !== format);
}

/** What there is to say before anything is typed. */
export function nothingIn(path: string): Sight {
  const forms = formsBeside().map((format) => ({ format, texts: [], notes: [] }));
  return { look: { files: [], others: 0, chosen: path, problems: [], counts: [], forms, archived: [] }, results: new Map() };
}

/** A format with the texts that a file becomes in it; without any, with the errors that are the reason. */
export function formOf(
  format: string,
  texts: readonly FormText[],
  { source, diagnostics, needs }: { source: SourceFile | undefined; diagnostics: readonly Diagnostic[]; needs: readonly Need[] },
): Form {
  if (texts.length > 0) {
    const most = greatestNeed(needs);
    return { format, texts, notes: most === undefined ? [] : [needInWords(most)] };
  }
  const errors = source === undefined ? [] : locate([{ source, diagnostics: diagnostics.filter(isError) }]);
  return { format, texts, notes: errors.map(({ start, message }) => `${start.line}:${start.column}: ${message}`) };
}
