import { JobError, reasonOf } from './job-error.js';

/** What a Fluent Bit says of a configuration. */
export interface DryRun {
  readonly isSuccessful: boolean;
  /** Its last words. */
  readonly said: string;
}

/** Longer than any configuration takes to be read. In milliseconds. */
const patience = 60_000;

/** Throws a JobError if a program cannot be run, before anything depends on it. */
export async function checkProgram(program: string): Promise<void> {
  const { spawnSync } = await import('node:child_process');
  const { error } = spawnSync(program, ['--version'], { timeout: patience });
  if (error !== undefined) throw new JobError(`cannot run ${program}: ${reasonOf(error)}`);
}

/** Asks a Fluent Bit whether it would start from a file, in a working directory. Throws a JobError if it cannot be run. */
export async function dryRun(program: string, path: string, cwd: string): Promise<DryRun> {
  const { spawnSync } = await import('node:child_process');
  const { error, status, stdout, stderr } = spawnSync(program, ['--dry-run', '-c', path], { cwd, encoding: 'utf8', timeout: patience });
  if (error !== undefined) throw new JobError(`cannot run ${program}: ${reasonOf(error)}`);
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  return { isSuccessful: status === 0, said: lines.slice(-lastLines).join('\n') };
}

const lastLines = 5;
