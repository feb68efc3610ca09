import { countSeverities, type FileDiagnostics, type LocatedDiagnostic, locate } from './located.js';
import { printable } from './source-line.js';

/** Diagnostics as JSON: `{ files, errors, warnings, infos, diagnostics: [{ file, line, column, … }] }`, and `fixed`, of the same form, if something was. */
export function formatJson(files: readonly FileDiagnostics[], fixes: readonly FileDiagnostics[] = []): string {
  const located = locate(files);
  const { error, warning, info } = countSeverities(located);
  const diagnostics = located.map(diagnosticRecord);
  const fixed = fixes.length === 0 ? {} : { fixed: locate(fixes).map(diagnosticRecord) };
  return jsonText({ files: files.length, errors: error, warnings: warning, infos: info, diagnostics, ...fixed });
}

/** A value as JSON that does no harm in a terminal or a log: what they could take for commands is written as escapes. */
export function jsonText(value: object): string {
  return `${harmless(JSON.stringify(value, null, 2))}\n`;
}

/** The same in one line, without its end. */
export function jsonLine(value: object): string {
  return harmless(JSON.stringify(value));
}

function harmless(json: string): string {
  return json.replace(/[\x7f-\x9f\p{Cf}\u2028\u2029]|(?<=#)#(?=\[)/gu, escapedUnits);
}

function escapedUnits(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A diagnostic as JSON shows it, wherever it does. */
export function diagnosticRecord(one: LocatedDiagnostic) {
  return {
    file: one.file,
    line: one.start.line,
    column: one.start.column,
    endLine: one.end.line,
    endColumn: one.end.column,
    severity: one.severity,
    code: one.code,
    name: one.name,
    message: one.message,
    help: one.help ?? null,
    related: one.related,
    fixable: one.fixable,
  };
}

const githubLevels = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Diagnostics as GitHub's workflow commands, which annotate the lines of a pull request. */
export function formatGithub(files: readonly FileDiagnostics[]): string {
  return locate(files)
    .map(({ file, start, end, severity, code, name, message, help }) => {
      const place = `file=${property(file)},line=${start.line},col=${start.column},endLine=${end.line},endColumn=${end.column}`;
      const text = help === undefined ? message : `${message}\n${help}`;
      return `::${githubLevels[severity]} ${place},title=${property(`${code} ${name}`)}::${escaped(text)}\n`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return printable(escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C'));
}
