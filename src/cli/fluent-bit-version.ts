import { JobError } from '../host/job-error.js';
import { printable } from '../report/source-line.js';
import type { VersionTarget } from '../versions/target.js';
import { latest } from '../versions/version.js';
import type { Io } from './io.js';

/** What `--fluent-bit` says in the help of a command. */
export const versionHelp = `the Fluent Bit that reads it: x.y for every patch of a line, x.y.z, or latest (default: latest, which is ${latest})`;

/** The target of an option; says if another version is taken for it. Undefined without the option. */
export async function versionOf(text: string, option: string, io: Io): Promise<VersionTarget>;
export async function versionOf(text: string | undefined, option: string, io: Io): Promise<VersionTarget | undefined>;
export async function versionOf(text: string | undefined, option: string, io: Io): Promise<VersionTarget | undefined> {
  if (text === undefined) return undefined;
  const { noteOf, targetOf } = await import('../versions/target.js'); // with tables that few runs need
  const target = targetOf(text);
  if ('problem' in target) throw new JobError(`${option} ${text}: ${target.problem}`);
  const note = noteOf(target);
  if (note !== undefined) io.writeStderr(`flb-convert: ${printable(note)}\n`);
  return target;
}

/** The target of the program that is to try the new files; says if it does not tell its version. */
export async function versionOfProgram(program: string | undefined, said: string | undefined, io: Io): Promise<VersionTarget | undefined> {
  if (program === undefined) return undefined;
  if (said !== undefined) return versionOf(said, `--verify-with ${program}`, io);
  io.writeStderr(`flb-convert: ${printable(program)} --version prints no version: taken as ${latest} (--fluent-bit says another)\n`);
  return undefined;
}
