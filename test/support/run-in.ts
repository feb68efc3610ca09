import { type Outcome, runCli } from './run-cli.js';

/** Runs the command line in this process, with a working directory of its own. */
export async function runIn(directory: string, argv: readonly string[]): Promise<Outcome & { code: number }> {
  const before = process.cwd();
  process.chdir(directory);
  try {
    return await runCli(argv);
  } finally {
    process.chdir(before);
  }
}
