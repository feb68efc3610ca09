import { catalogue, messageOf } from '../catalogue.js';
import type { Severity } from '../diagnostics/define.js';
import type { Code, Diagnostic } from '../diagnostics/diagnostic.js';
import { isLowered } from '../diagnostics/severity.js';
import type { Position, SourceFile } from '../source/source-file.js';
import { printable } from './source-line.js';

/** The diagnostics of one file. */
export interface FileDiagnostics {
  readonly source: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** A diagnostic in words and places, as people and machines want to see it. */
export interface LocatedDiagnostic {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly severity: Severity;
  readonly code: Code;
  readonly name: string;
  readonly message: string;
  readonly help: string | undefined;
  readonly related: readonly Position[];
  readonly fixable: boolean;
  /** Whether it is only a warning, although Fluent Bit does not start with it. */
  readonly stopsFluentBit: boolean;
  readonly source: SourceFile;
  readonly diagnostic: Diagnostic;
}

/** All diagnostics of the files, sorted by file, position and code. */
export function locate(files: Iterable<FileDiagnostics>): LocatedDiagnostic[] {
  const byName = [...files].sort((a, b) => compareTexts(a.source.name, b.source.name));
  return byName.flatMap(({ source, diagnostics }) =>
    [...diagnostics]
      .sort((a, b) => a.span.start - b.span.start || compareTexts(a.code, b.code))
      .map((diagnostic) => locateOne(source, diagnostic)),
  );
}

function locateOne(source: SourceFile, diagnostic: Diagnostic): LocatedDiagnostic {
  const { code, severity, span } = diagnostic;
  const { text, help } = messageOf(diagnostic);
  return {
    file: source.name,
    start: source.positionAt(span.start),
    end: source.positionAt(span.end),
    severity,
    code,
    name: catalogue[code].name,
    message: printable(text),
    help: help === undefined ? undefined : printable(help),
    related: (diagnostic.related ?? []).map(({ start }) => source.positionAt(start)),
    fixable: diagnostic.fix !== undefined,
    stopsFluentBit: isLowered(severity, catalogue[code]),
    source,
    diagnostic,
  };
}

/** How many there are of each severity. */
export function countSeverities(diagnostics: readonly { severity: Severity }[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
