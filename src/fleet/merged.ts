import type { Severity } from '../diagnostics/define.js';

/** A finding as reports for machines have it. */
export interface ReportedDiagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly name: string;
  readonly message: string;
  readonly help: string | null;
  readonly fixable: boolean;
}

/** The report of one host. */
export interface HostReport {
  readonly kind: 'check' | 'migrate';
  /** How many files it is about. */
  readonly files: number;
  /** Whether what was planned is done; only of `migrate`. */
  readonly isDone?: boolean;
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** A host whose report was merged. */
export interface MergedHost extends Record<Severity, number> {
  readonly host: string;
  /** The path of its report. */
  readonly report: string;
  readonly kind: HostReport['kind'];
  readonly files: number;
  readonly isDone?: boolean;
}

/** A finding, and the hosts that have it at the same place in the same words, by their numbers. */
export interface MergedPlace extends ReportedDiagnostic {
  readonly hosts: readonly number[];
}

/** What is left to do for one code. */
export interface MergedGroup {
  readonly severity: Severity;
  readonly code: string;
  readonly name: string;
  /** How many hosts have it anywhere, and at how many places. */
  readonly hosts: number;
  readonly count: number;
  /** Those that most hosts have first. They are packed until somebody asks: a thousand hosts may have half a million. */
  places(): readonly MergedPlace[];
}

/** A report that could not be merged. */
export interface UnreadReport {
  readonly report: string;
  /** Why, in words. */
  readonly problem: string;
  /** Where, if that is known. */
  readonly line?: number;
  readonly column?: number;
}

/** The reports of many hosts as one. */
export interface MergedReport {
  readonly hosts: readonly MergedHost[];
  /** Errors first, then what most hosts have. */
  readonly left: readonly MergedGroup[];
  readonly unread: readonly UnreadReport[];
}
