import { JobError, reasonOf } from './job-error.js';

/** What opens a file as a double click on it would, by `process.platform`; the same command everywhere else. */
const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};
const elsewhere = ['xdg-open'];

/** How long a program may take that hands a file on to another one. */
const patience = 20_000; // milliseconds

/** Has the desktop open a file, given in full. Throws a JobError if it cannot. */
export async function openFile(path: string): Promise<void> {
  const { spawnSync } = await import('node:child_process');
  const [program = '', ...args] = openers[process.platform] ?? elsewhere;
  const { error, status } = spawnSync(program, [...args, path], { stdio: 'ignore', timeout: patience });
  if (error === undefined && status === 0) return;
  const why = error === undefined ? `${program} ends with code ${status}` : `${program}: ${reasonOf(error)}`;
  throw new JobError(`cannot open a browser (${why}): open ${path} in one`);
}
