import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { Outcome } from './run-cli.js';

/** Puts the script that performs changes into one file of this directory, for processes of their own to run; gives its path. */
export async function bundleApplyScript(directory: string): Promise<string> {
  const bundle = await rolldown({ input: join(import.meta.dirname, 'apply-script.ts'), platform: 'node' });
  const file = join(directory, 'apply.cjs');
  await bundle.write({ file, format: 'cjs' });
  await bundle.close();
  return file;
}

const { NODE_OPTIONS: _, NODE_EXTRA_CA_CERTS: __, ...env } = process.env;

/** Runs it to its end, or until it is killed before a step of that number. A process that is killed has the code null. */
export function applyInProcess(script: string, [directory, job]: readonly [string, string], killAt?: number): Outcome {
  const args = [script, directory, job];
  const killed = killAt === undefined ? {} : { KILL_AT: String(killAt) };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: { ...env, ...killed }, encoding: 'utf8', timeout: 60_000 });
  return { code: status, stdout, stderr };
}

/** Starts it; it says `started` before its first change. */
export function startApplying(script: string, [directory, job]: readonly [string, string]): ChildProcess {
  return spawn(process.execPath, [script, directory, job], { env: { ...env, SAYS_START: '1' }, stdio: ['ignore', 'pipe', 'inherit'] });
}
