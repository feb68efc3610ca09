import type { SpawnSyncReturns } from 'node:child_process';
import { JobError, reasonOf } from './job-error.js';

/** What a Fluent Bit says about a configuration. */
export interface DryRun {
  /** In words, what is wrong; undefined if it would start. */
  readonly problem: string | undefined;
  /** What it said, without empty lines and without what it says at each start. */
  readonly lines: readonly string[];
  /** The index of the first line that says that something is wrong; undefined if none does. */
  readonly firstError: number | undefined;
}

/** Longer than reading any configuration takes. In milliseconds. */
const patience = 60_000;

/** More than the log of a start has. In bytes. */
const mostSaid = 16 * 1024 * 1024;

/**
 * The version that a program says it is, `x.y.z`; undefined if it says none. Throws a JobError if it cannot be run, before
 * anything depends on it.
 */
export async function versionSaid(program: string): Promise<string | undefined> {
  const { spawnSync } = await import('node:child_process');
  const { error, stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: patience, maxBuffer: mostSaid });
  if (error !== undefined) throw new JobError(`cannot run ${program}: ${reasonOf(error)}`);
  return /Fluent Bit v?(\d+\.\d+\.\d+)/.exec(`${stdout}\n${stderr}`)?.[1];
}

/** Asks a Fluent Bit whether it would start from a file, in a working directory. */
export async function dryRun(program: string, path: string, cwd: string): Promise<DryRun> {
  const { spawnSync } = await import('node:child_process');
  const run = spawnSync(program, ['--dry-run', '-c', path], { cwd, encoding: 'utf8', timeout: patience, maxBuffer: mostSaid });
  const lines = [run.stdout, run.stderr].flatMap((text) => withoutBanner(linesOf(text ?? '')));
  const firstError = lines.findIndex(isErrorLine);
  return { problem: problemOf(run, firstError !== -1), lines, firstError: firstError === -1 ? undefined : firstError };
}

/** Whether two runs fail, and in the same way: what their logs say differs in the time and in the names of the files only. */
export function failsAlike(...runs: readonly { readonly run: DryRun; readonly path: string }[]): boolean {
  const [one, other] = runs.map(({ run: { problem, lines }, path }) =>
    problem === undefined ? undefined : [problem, ...lines.filter(isErrorLine).map((line) => messageOf(line, path))].join('\n'),
  );
  return one !== undefined && one === other;
}

/** A line of the log without the time, and without what is of one file only. */
function messageOf(line: string, path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return plain(line)
    .replace(/^\s*\[[\d/:. -]+\]\s*/, '')
    .replaceAll(path, '')
    .replaceAll(path.slice(end), '');
}

function problemOf(
  { error, signal, status }: Pick<SpawnSyncReturns<string>, 'error' | 'signal' | 'status'>,
  hasErrors: boolean,
): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOBUFS') return `it says more than ${mostSaid >> 20} MB`;
  if (code === 'ETIMEDOUT') return `no answer within ${patience / 1000} seconds`;
  if (error !== undefined) return `it cannot be run: ${reasonOf(error)}`;
  if (signal !== null) return `stopped by ${signal}`;
  if (status !== 0) return `exit code ${status}`;
  // Before 5.1.0, a file that cannot be read does not stop the start: nothing of it is in effect then.
  return hasErrors ? 'its log has errors' : undefined;
}

/** Whether a line of the log, with or without time and colors, says that something is wrong. */
function isErrorLine(line: string): boolean {
  return /^\s*(?:\[[\d/:. -]+\]\s*)?\[\s*error\s*\]/.test(plain(line));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/**
 * Lines without the version, the copyright and the picture of letters with which Fluent Bit begins: from the version on, all that
 * is indented, drawn or an item of a list, up to the log or another plain sentence.
 */
function withoutBanner(lines: readonly string[]): string[] {
  const start = lines.findIndex(isVersion);
  if (start === -1) return [...lines];
  const length = lines.slice(start).findIndex((line) => !isVersion(line) && !isBanner(plain(line)));
  return [...lines.slice(0, start), ...(length === -1 ? [] : lines.slice(start + length))];
}

function isVersion(line: string): boolean {
  return /^\s*Fluent Bit v\d/.test(plain(line));
}

function isBanner(line: string): boolean {
  const isDrawn = !/[\p{L}\d]{3}/u.test(line);
  return /^\s*\* /.test(line) || (isDrawn && !line.startsWith('[')) || /^\s{2,}\S/.test(line);
}

/** A line without the codes that color it on a terminal. */
function plain(line: string): string {
  return line.replace(/\x1b\[[\d;]*m/g, '');
}
