import { catalogue } from '../catalogue.js';
import type { Severity } from '../diagnostics/define.js';
import type { Code } from '../diagnostics/diagnostic.js';
import type { Position } from '../source/source-file.js';
import { type FileDiagnostics, type LocatedDiagnostic, locate } from './located.js';
import { jsonText } from './machine.js';

export const sarifSchema = 'https://json.schemastore.org/sarif-2.1.0.json';
export const sarifLevels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** A file that a report is about, and its properties. */
export interface Artifact {
  readonly name: string;
  readonly properties: object;
}

export interface SarifOptions {
  /** The version of this program. */
  readonly version: string;
  readonly artifacts?: readonly Artifact[];
}

/** Diagnostics as SARIF 2.1.0, which code scanning services read. */
export function formatSarif(files: Iterable<FileDiagnostics>, { version, artifacts }: SarifOptions): string {
  const located = locate(files);
  const codes = [...new Set(located.map(({ code }) => code))].sort();
  const ruleIndexes = new Map(codes.map((code, index) => [code, index]));
  const run = {
    tool: { driver: { name: 'flb-convert', version, rules: codes.map(ruleOf) } },
    columnKind: 'unicodeCodePoints',
    ...(artifacts === undefined ? {} : { artifacts: artifacts.map(artifactOf) }),
    results: located.map((one) => ({ ruleId: one.code, ruleIndex: ruleIndexes.get(one.code), ...resultOf(one) })),
  };
  return jsonText({ $schema: sarifSchema, version: '2.1.0', runs: [run] });
}

function ruleOf(code: Code) {
  const { name, severity } = catalogue[code];
  return sarifRule(code, name, severity);
}

export function sarifRule(code: string, name: string, severity: Severity) {
  return { id: code, name, shortDescription: { text: name.replaceAll('-', ' ') }, defaultConfiguration: { level: sarifLevels[severity] } };
}

function artifactOf({ name, properties }: Artifact) {
  return { location: { uri: uriOf(name) }, properties };
}

function resultOf({ file, severity, message, help, start, end, related }: LocatedDiagnostic) {
  return {
    level: sarifLevels[severity],
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: [sarifLocation(file, start, end)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((place) => sarifLocation(file, place, place)) }),
  };
}

export function sarifLocation(file: string, start: Position, end: Position) {
  const region = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } };
}

/** A path as a URI relative to where the report was made. A name in UTF-16 that is not well-formed has no encoding. */
function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
