import type { Diagnostic, Fix } from './diagnostic.js';

/** The text with all fixes of the diagnostics in place; of two that overlap, the first one counts. */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): { text: string; count: number } {
  const fixes = diagnostics.flatMap((one): Fix[] => (one.fix ? [one.fix] : []));
  fixes.sort((a, b) => a.span.start - b.span.start);
  let fixed = '';
  let at = 0;
  let count = 0;
  for (const { span, text: replacement } of fixes) {
    if (span.start < at) continue;
    fixed += text.slice(at, span.start) + replacement;
    at = span.end;
    count++;
  }
  return { text: fixed + text.slice(at), count };
}
