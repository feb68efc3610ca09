import type { Definition } from '../diagnostics/define.js';
import { leftToMigrate } from '../migrate/diagnostics.js';
import { leftWords } from '../migrate/left.js';
import { newFileDoesNotStart, oldNameMentioned } from './diagnostics.js';
import { Field, isRecord, WrongShape } from './field.js';
import type { HostReport, ReportedDiagnostic } from './merged.js';

/** Why a text is not a report, in words, and the offset at which that shows. */
export interface NoReport {
  readonly problem: string;
  readonly offset?: number;
}

const whatItTakes = 'migrate --report FILE.json and check --format json write those that can be merged';

/** Reads what `migrate --report FILE.json`, `check --format json` or `migrate --check --format json` wrote. */
export function readReport(text: string): HostReport | NoReport {
  if (text.trim() === '') return { problem: 'it is empty: whatever should have written it did not run' };
  if (text.startsWith('# Migration to ')) return { problem: `it is a report as Markdown: ${whatItTakes}` };
  const parsed = parse(text);
  if ('problem' in parsed) return parsed;
  const { value } = parsed;
  if (!isRecord(value)) return { problem: `it is not a report of flb-convert: ${whatItTakes}` };
  if ('runs' in value) return { problem: `it is SARIF: ${whatItTakes}` };
  if ('left' in value && 'unread' in value) return { problem: 'it is merged already: name the reports of the hosts themselves' };
  if (!('diagnostics' in value && 'files' in value)) return { problem: `it is not a report of flb-convert: ${whatItTakes}` };
  try {
    const report = new Field(value);
    return report.get('files').isList() ? migrationReport(report) : checkReport(report);
  } catch (problem) {
    if (!(problem instanceof WrongShape)) throw problem;
    return { problem: `it is not a report as this version of flb-convert writes it: ${problem.message}` };
  }
}

function parse(text: string): { readonly value: unknown } | NoReport {
  try {
    return { value: JSON.parse(text) };
  } catch (problem) {
    const said = String(problem);
    const end = text.trimEnd().length;
    // Not every version of V8 says where.
    const position = /at position (\d+)/.exec(said)?.[1];
    const at = position === undefined ? undefined : Number(position);
    const isCut = /Unexpected end|Unterminated string/.test(said) || (at !== undefined && at >= end);
    if (isCut && /^\s*[[{]/.test(text)) return { problem: 'it ends in the middle: it was cut off, so make or fetch it again', offset: end };
    return { problem: 'it is not JSON', ...(at === undefined ? {} : { offset: at }) };
  }
}

function checkReport(report: Field): HostReport {
  return { kind: 'check', files: report.get('files').count(), diagnostics: report.get('diagnostics').items().map(diagnosticOf) };
}

/** What is left of a migration: the findings, the files that are not migrated yet, and what to do once they are. */
function migrationReport(report: Field): HostReport {
  const to = report.get('to').text();
  const isDone = report.get('done').flag();
  const files = report.get('files').items();
  const mentions = report.get('mentions');
  return {
    kind: 'migrate',
    files: files.length,
    isDone,
    diagnostics: [
      ...files.flatMap((file) => leftOf(file, to, isDone)),
      ...report.get('diagnostics').items().map(diagnosticOf),
      ...(isDone && !mentions.isMissing() ? mentions.items().map(mentionOf) : []),
    ],
  };
}

const outcomes = ['convert', 'update', 'same', 'keep', 'refuse'] as const;
const states = ['new', 'same', 'different', 'blocked', 'source'] as const;

/** That a file is left to migrate, as `migrate --check` says it, or that Fluent Bit does not start from a new one. */
function leftOf(field: Field, to: string, isDone: boolean): ReportedDiagnostic[] {
  const file = field.get('file').text();
  const outcome = field.get('outcome').oneOf(outcomes);
  const outputs = field.get('outputs').items();
  const left = outputs.filter((output) => output.get('state').oneOf(states) !== 'same');
  const isLeft = outcome !== 'same' && (outcome === 'refuse' || (!isDone && left.length > 0));
  return [
    ...(isLeft ? [made(leftToMigrate, { file, line: 1 }, { format: to, expected: leftWords[outcome] })] : []),
    ...outputs.flatMap((output) => {
      const problem = output.get('problem');
      if (problem.isMissing()) return [];
      const args = { file: output.get('file').text(), problem: problem.text() };
      return [made(newFileDoesNotStart, { file, line: 1 }, args)];
    }),
  ];
}

function mentionOf(field: Field): ReportedDiagnostic {
  const place = { file: field.get('file').text(), line: field.get('line').count(1) };
  return made(oldNameMentioned, place, { level: field.get('level').oneOf(['mentions', 'may mention']), file: field.get('of').text() });
}

/** A finding about a line that reports have in another form. */
function made<A extends object>({ code, name, severity, says }: Definition<string, A>, place: { file: string; line: number }, args: A) {
  const { text: message, help = null } = says(args);
  return { ...place, column: 1, endLine: place.line, endColumn: 1, severity, code, name, message, help, fixable: false };
}

/** A finding as `check` writes it. Other versions have other codes, which are as good. */
function diagnosticOf(field: Field): ReportedDiagnostic {
  const help = field.get('help');
  return {
    file: field.get('file').text(),
    line: field.get('line').count(1),
    column: field.get('column').count(1),
    endLine: field.get('endLine').count(1),
    endColumn: field.get('endColumn').count(1),
    severity: field.get('severity').oneOf(['error', 'warning', 'info']),
    code: field.get('code').matching(/^FLB\d{3,4}$/, 'a code such as FLB213'),
    name: field.get('name').matching(/^[a-z\d]+(?:-[a-z\d]+)*$/, 'the name of a code'),
    message: field.get('message').text(),
    help: help.isMissing() ? null : help.text(),
    fixable: field.get('fixable').flag(),
  };
}
