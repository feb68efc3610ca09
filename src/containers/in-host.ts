import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { hidden } from '../diagnostics/secrets.js';
import type { EmbeddedText } from './embedded.js';

/** A diagnostic of a text as one of the file that holds it. */
export function inHost(one: Diagnostic, text: EmbeddedText): Diagnostic {
  const at = ({ start, end }: { start: number; end: number }) => {
    const place = text.placeOf(start);
    return { start: place, end: Math.max(place, text.placeOf(end)) };
  };
  const { fix: _, related, ...rest } = one;
  const placed = { ...rest, span: at(one.span), ...(related === undefined ? {} : { related: related.map(at) }) } as Diagnostic;
  return text.isSecret ? concealedDiagnostic(placed) : placed;
}

/** A diagnostic that says nothing of the text that it is about. */
export function concealedDiagnostic(one: Diagnostic): Diagnostic {
  return { ...one, args: withoutValues(one.args) } as Diagnostic;
}

/** Arguments of messages that are pieces of a text, not names of keys and sections. */
const pieces: ReadonlySet<string> = new Set(['value', 'variable', 'line', 'text', 'path', 'reading', 'pattern', 'regex', 'name', 'other']);

function withoutValues(args: object): object {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' && pieces.has(name) ? hidden : value]),
  );
}
