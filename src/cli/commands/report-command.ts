import { version } from '../../../package.json';
import { hostNames } from '../../fleet/host-names.js';
import { ReportMerger } from '../../fleet/merge-reports.js';
import type { MergedReport } from '../../fleet/merged.js';
import { type NoReport, readReport } from '../../fleet/read-report.js';
import { findFiles } from '../../host/find-files.js';
import { JobError, reasonOf } from '../../host/job-error.js';
import { leadsToDirectory } from '../../host/list-directory.js';
import { pathExists } from '../../host/read.js';
import { readRegularFile } from '../../host/read-file.js';
import { setV8Flag } from '../../host/v8-flags.js';
import { realOf } from '../../host/write/places.js';
import { writePieces } from '../../host/write/write-texts.js';
import { SourceFile } from '../../index.js';
import { shownPath } from '../../project/paths.js';
import { formatFleet } from '../../report/fleet/fleet-report.js';
import { unreadText } from '../../report/fleet/fleet-words.js';
import type { FleetForm } from '../../report/forms.js';

import type { Io } from '../io.js';

export interface ReportFlags {
  format?: FleetForm;
  output?: string;
  force?: boolean;
}

/** The form of a report by the suffix of its file. */
const formsBySuffix: readonly (readonly [string, FleetForm])[] = [
  ['.md', 'markdown'],
  ['.json', 'json'],
  ['.sarif', 'sarif'],
];

/** This much is written at once. */
const pieceSize = 1 << 16;

/**
 * Merges the reports of many hosts into one. Exit code 1 if a host has errors or is not migrated, 2 if a report could not be merged:
 * the others are, all the same.
 */
export async function runReport(paths: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const { output, format = formOf(output), force = false } = flags;
  const named = paths.includes('-') ? [...paths.filter((path) => path !== '-'), ...namesIn(await io.readStdin())] : paths;
  const merger = new ReportMerger();
  // What was found stays until the end; a heap that may double would take twice as much in vain.
  setV8Flag('--heap-growing-percent=25');
  setV8Flag('--semi-space-growth-factor=1');
  const found = await findReports(named, output, merger);
  const names = hostNames(found);
  for (const [i, path] of found.entries()) mergeFile(path, names[i] ?? path, merger);
  const merged = merger.merged();
  for (const one of merged.unread) io.writeStderr(`flb-convert: ${unreadText(one)}\n`);
  if (merged.hosts.length === 0) throw new JobError('no report to merge');

  const pieces = () => joined(formatFleet(merged, format, { version, color: output === undefined && io.stdoutColor }));
  if (output === undefined) for (const piece of pieces()) io.writeStdout(piece);
  else await writePieces(output, pieces, { force });
  return exitCodeOf(merged);
}

function exitCodeOf({ hosts, unread }: MergedReport): number {
  if (unread.length > 0) return 2;
  return hosts.some(({ error }) => error > 0) ? 1 : 0;
}

function formOf(output = ''): FleetForm {
  return formsBySuffix.find(([suffix]) => output.endsWith(suffix))?.[1] ?? 'pretty';
}

/** The names in a list, one a line, or with a NUL behind each as `find -print0` writes them. */
function namesIn(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes);
  if (/^\s*\{/.test(text)) throw new JobError('standard input is for the names of reports, one a line: this is a report itself');
  return text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((name) => name !== '');
}

/** The files that paths name, each once, without what an earlier run wrote beside them. */
async function findReports(paths: readonly string[], output: string | undefined, merger: ReportMerger): Promise<string[]> {
  const found = new Map<string, string>();
  const own = output === undefined ? '' : realOf(output);
  for (const path of paths) {
    const isOne = pathExists(path) && !leadsToDirectory(path);
    if (isOne && realOf(path) === own) throw new JobError(`-o ${output}: that is a report to merge: choose another name`);
    for (const file of isOne ? [path] : await reportsBelow(path, merger)) found.set(realOf(file), file);
  }
  found.delete(own);
  return [...found.values()];
}

/** All `.json` below a directory, or what a pattern matches. */
async function reportsBelow(path: string, merger: ReportMerger): Promise<string[]> {
  const cwd = process.cwd();
  try {
    const { files } = await findFiles([path], { cwd, exclude: [] });
    return files.filter((file) => /\.json$/i.test(file.path)).map((file) => shownPath(file.path, cwd));
  } catch (problem) {
    if (!(problem instanceof JobError)) throw problem;
    merger.addUnread({ report: path, problem: pathExists(path) ? problem.message : 'no such file or directory' });
    return [];
  }
}

function mergeFile(path: string, host: string, merger: ReportMerger): void {
  const text = readText(path);
  const report = typeof text === 'string' ? readReport(text) : text;
  if ('problem' in report) {
    const { problem, offset } = report;
    const place = offset === undefined || typeof text !== 'string' ? {} : new SourceFile(path, text).positionAt(offset);
    merger.addUnread({ report: path, problem, ...place });
  } else merger.add(host, path, report);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function readText(path: string): string | NoReport {
  let bytes: Uint8Array;
  try {
    bytes = readRegularFile(path);
  } catch (problem) {
    return { problem: reasonOf(problem) };
  }
  try {
    return decoder.decode(bytes);
  } catch {
    return { problem: 'it is not UTF-8' };
  }
}

/** Pieces of some size made of smaller ones. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < pieceSize) continue;
    yield text;
    text = '';
  }
  yield text;
}
