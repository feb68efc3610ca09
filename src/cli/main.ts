import { processIo } from './io.js';
import { run } from './run.js';

export { run };

/** Runs the command line of this process. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), processIo());
}
