import type { Severity } from '../../diagnostics/define.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { countSeverities, type LocatedDiagnostic, locate } from '../../report/located.js';
import { counted, remarksOf } from '../../report/pretty.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Mark, Problem } from '../protocol.js';

/** The diagnostics of a file on the way to a format. */
export interface WayDiagnostics {
  readonly format: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Each diagnostic once: those of the file itself, and those that come up on the way to other formats only. */
export function problemsOf(source: SourceFile, checked: readonly Diagnostic[], ways: readonly WayDiagnostics[]): Problem[] {
  const own = new Set(checked.map(keyOf));
  const added = new Map<string, { one: Diagnostic; towards: string[] }>();
  for (const { format, diagnostics } of ways) {
    for (const one of diagnostics) {
      const key = keyOf(one);
      if (own.has(key)) continue;
      const known = added.get(key) ?? { one, towards: [] };
      added.set(key, known);
      if (!known.towards.includes(format)) known.towards.push(format);
    }
  }
  const towards = new Map<Diagnostic, readonly string[]>([...added.values()].map((each) => [each.one, each.towards]));
  return locate([{ source, diagnostics: [...checked, ...towards.keys()] }]).map((one) => problemOf(one, towards.get(one.diagnostic) ?? []));
}

/** `2 errors`, for each severity that there is. */
export function countsOf(problems: readonly Problem[]): string[] {
  const { error, warning, info } = countSeverities(problems);
  const all = [
    [error, 'error'],
    [warning, 'warning'],
    [info, 'note'],
  ] as const;
  return all.flatMap(([number, noun]) => (number === 0 ? [] : [counted(number, noun)]));
}

/** The worst of what was found; undefined if there is nothing. */
export function worstOf(diagnostics: readonly { readonly severity: Severity }[]): Severity | undefined {
  const { error, warning, info } = countSeverities(diagnostics);
  return error > 0 ? 'error' : warning > 0 ? 'warning' : info > 0 ? 'info' : undefined;
}

/** Severities differ from one command to another. */
function keyOf({ code, span, args }: Diagnostic): string {
  return JSON.stringify([code, span.start, args]);
}

function problemOf(one: LocatedDiagnostic, towards: readonly string[]): Problem {
  const { severity, code, name, message, start } = one;
  return { severity, code, name, message, help: remarksOf(one), line: start.line, column: start.column, marks: marksOf(one), towards };
}

/** A span line by line, and at least one character of it. */
function marksOf({ source, severity, diagnostic: { span } }: LocatedDiagnostic): Mark[] {
  const marks: Mark[] = [];
  for (let at = span.start; ; ) {
    const line = source.lineSpanAt(at);
    const from = at - line.start;
    const to = Math.max(Math.min(span.end, line.end) - line.start, from + 1);
    marks.push({ line: source.positionAt(at).line - 1, from, to, severity });
    const next = source.text.indexOf('\n', at) + 1;
    if (next === 0 || next >= span.end) return marks;
    at = next;
  }
}
