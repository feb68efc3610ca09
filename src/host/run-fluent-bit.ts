import type { SpawnSyncReturns } from 'node:child_process';
import { JobError, reasonOf } from './job-error.js';

/** What a Fluent Bit says of a configuration. */
export interface DryRun {
  /** In words, how it ended; undefined if it would start. */
  readonly problem: string | undefined;
  /** What it said, without empty lines. */
  readonly lines: readonly string[];
}

/** Longer than any configuration takes to be read. In milliseconds. */
const patience = 60_000;

/** Throws a JobError if a program cannot be run, before anything depends on it. */
export async function checkProgram(program: string): Promise<void> {
  const { spawnSync } = await import('node:child_process');
  const { error } = spawnSync(program, ['--version'], { timeout: patience });
  if (error !== undefined) throw new JobError(`cannot run ${program}: ${reasonOf(error)}`);
}

/** Asks a Fluent Bit whether it would start from a file, in a working directory. */
export async function dryRun(program: string, path: string, cwd: string): Promise<DryRun> {
  const { spawnSync } = await import('node:child_process');
  const run = spawnSync(program, ['--dry-run', '-c', path], { cwd, encoding: 'utf8', timeout: patience });
  const lines = `${run.stdout ?? ''}\n${run.stderr ?? ''}`.split('\n').filter((line) => line.trim() !== '');
  return { problem: problemOf(run), lines };
}

function problemOf({ error, signal, status }: Pick<SpawnSyncReturns<string>, 'error' | 'signal' | 'status'>): string | undefined {
  const isLate = (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT';
  if (isLate) return `no answer within ${patience / 1000} seconds`;
  if (error !== undefined) return `it cannot be run: ${reasonOf(error)}`;
  if (signal !== null) return `stopped by ${signal}`;
  return status === 0 ? undefined : `exit code ${status}`;
}
