import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.js';
import { hidden } from '../../diagnostics/secrets.js';
import type { Span } from '../../source/span.js';
import type { EmbeddedText } from '../embedded.js';

/** A diagnostic of a text as one of the file that holds it. */
export function inHost(one: Diagnostic, text: EmbeddedText): Diagnostic {
  const { fix, related, ...rest } = one;
  const placedFix = fix && fixInHost(fix, text);
  const placed = {
    ...rest,
    span: inHostSpan(one.span, text),
    ...(related === undefined ? {} : { related: related.map((span) => inHostSpan(span, text)) }),
    ...(placedFix === undefined ? {} : { fix: placedFix }),
  } as Diagnostic;
  return text.isSecret ? concealedDiagnostic(placed) : placed;
}

/** Where a piece of a text stands in the file that holds it. */
export function inHostSpan({ start, end }: Span, text: EmbeddedText): Span {
  const place = text.placeOf(start);
  return { start: place, end: Math.max(place, text.placeOf(end)) };
}

/** A fix of a piece that is written as it reads, by what reads as it is written, whatever the quotes; undefined for any other. */
function fixInHost({ span, text: replacement }: Fix, text: EmbeddedText): Fix | undefined {
  const old = text.text.slice(span.start, span.end);
  const start = text.placeOf(span.start);
  const placed = { start, end: start + old.length };
  const isAsRead = text.host.source.text.slice(placed.start, placed.end) === old && text.placeOf(span.end) === placed.end;
  return isAsRead && !text.isSecret && isPlain.test(old + replacement) ? { span: placed, text: replacement } : undefined;
}

const isPlain = /^[^\r\n"'\\#]*$/;

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
