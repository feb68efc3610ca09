import type { Severity } from '../diagnostics/define.js';
import { type FileDiagnostics, type LocatedDiagnostic, locate } from './located.js';
import { printable } from './source-line.js';

export interface JunitOptions {
  /** The severities that make a check fail; errors by default. */
  readonly failing?: ReadonlySet<Severity>;
}

const errorsOnly: ReadonlySet<Severity> = new Set<Severity>(['error']);

/** Diagnostics as JUnit's XML, which services for CI read: a suite for each file, a case for each diagnostic, one that passes without any. */
export function formatJunit(files: Iterable<FileDiagnostics>, { failing = errorsOnly }: JunitOptions = {}): string {
  const byFile = new Map<string, LocatedDiagnostic[]>();
  const all = [...files];
  for (const { source } of [...all].sort((a, b) => (a.source.name < b.source.name ? -1 : 1))) byFile.set(source.name, []);
  for (const one of locate(all)) byFile.get(one.file)?.push(one);
  const suites = Array.from(byFile, ([file, located]) => suiteOf(file, located, failing));
  const counts = countsOf([...byFile.values()], failing);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="flb-convert" ${counts}>\n${suites.join('')}</testsuites>\n`;
}

function countsOf(suites: readonly LocatedDiagnostic[][], failing: ReadonlySet<Severity>): string {
  let tests = 0;
  let failures = 0;
  for (const located of suites) {
    tests += Math.max(1, located.length);
    failures += located.filter(({ severity }) => failing.has(severity)).length;
  }
  return `tests="${tests}" failures="${failures}" errors="0"`;
}

function suiteOf(file: string, located: readonly LocatedDiagnostic[], failing: ReadonlySet<Severity>): string {
  const name = escaped(file);
  const cases = located.length === 0 ? [`    <testcase name="check" classname="${name}"/>\n`] : located.map((one) => caseOf(one, failing));
  return `  <testsuite name="${name}" ${countsOf([[...located]], failing)}>\n${cases.join('')}  </testsuite>\n`;
}

function caseOf({ file, start, severity, code, name, message, help }: LocatedDiagnostic, failing: ReadonlySet<Severity>): string {
  const place = `${file}:${start.line}:${start.column}`;
  const text = [`${place}: ${severity} ${code}: ${message}`, ...(help === undefined ? [] : [help])].map(escaped).join('\n');
  const head = `    <testcase name="${escaped(`${code} ${name} at ${start.line}:${start.column}`)}" classname="${escaped(file)}"`;
  const body = failing.has(severity)
    ? `<failure type="${code}" message="${escaped(message)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `${head}>\n      ${body}\n    </testcase>\n`;
}

const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** A text as XML 1.0 and a terminal take it. Some characters have no form in XML at all. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[&<>"']/g, (character) => references[character] ?? '')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
